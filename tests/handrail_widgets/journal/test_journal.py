from datetime import date
from typing import Any

from handrail_widgets.journal import journal
from handrail_widgets.journal.state import Session
from handrail_widgets.journal.view import lines
from handrail_widgets.kit.effects import Announce, Download, Every
from handrail_widgets.kit.simulate import Simulated
from handrail_widgets.kit.storage import restore, store
from handrail_widgets.kit.widget import Progress
from hypothesis import given
from hypothesis import strategies as st

from tests.handrail_widgets.parsed import parse
from tests.handrail_widgets.strategies import texts
from tests.words import simulated

PROMPTS = [{"id": "relief", "label": "What is easier now?"}, {"id": "learned", "label": "What did I learn?"}]
AFTER = ["Better", "The same", "Worse"]
STOP = {"answer": "Worse", "times": 2, "text": "It is fine to stop here."}


def diary(**config: Any) -> Simulated:
    return simulated(journal, id="days", **{"prompts": PROMPTS, "sessions": 3, "after": AFTER, **config})


def closed(diary: Simulated, text: str = "Quiet.") -> Simulated:
    return diary.write("What is easier now?", text).press("Close this session")


def test_one_session_is_shown_at_a_time() -> None:
    fresh = diary()
    assert "Session 1 of 3" in fresh.text
    assert "Nothing written yet. A few words are enough." in fresh.text
    assert "How is it now?" not in fresh.text
    assert fresh.progress == Progress(0, 3)


def test_closing_a_session_opens_the_next_whenever_it_comes() -> None:
    second = closed(diary())
    assert second.effects == (Announce("Session closed. Session 2 is next, whenever you like."),)
    assert "Session 2 of 3" in second.text
    third = closed(second.wait(days=40).reload())
    assert "Session 3 of 3" in third.text
    assert [each.done for each in third.state.sessions] == [date(2026, 11, 23), date(2027, 1, 2)]
    assert closed(third).progress == Progress(3, 3)
    assert third.effects == (Announce("Closed. All of it is written."),)


def test_prompts_in_turn_are_one_for_each_session_and_the_others_stand_folded() -> None:
    def shown(page: Simulated) -> tuple[list[str | None], list[str | None]]:
        tree = parse(page.html)
        folded = [each for fold in tree.all("details") for each in fold.all("textarea")]
        every = [each.attributes["id"] for each in tree.all("textarea")]
        inside = [each.attributes["id"] for each in folded]
        return [each for each in every if each not in inside], inside

    page = diary(in_turn=True)
    assert shown(page) == (["days--text-0-relief"], ["days--text-0-learned"])
    page = closed(page)
    assert shown(page) == (["days--text-1-learned"], ["days--text-1-relief"])
    page.write("What did I learn?", "To rest.").write("What is easier now?", "Sleep.")
    assert dict(page.state.sessions[1].texts) == {"learned": "To rest.", "relief": "Sleep."}
    third = page.press("Close this session")
    assert shown(third) == (["days--text-2-relief"], ["days--text-2-learned"])
    assert shown(diary())[1] == []


def test_after_a_session_the_next_can_wait_and_how_it_was_can_still_be_said() -> None:
    second = closed(diary())
    assert "That is enough for today. Session 2 can wait until another day." in second.text
    assert "How was it after session 1?" in second.text
    second.tick("Worse")
    assert second.state.sessions[0].after == "Worse"
    written = second.write("What is easier now?", "Sleep.")
    assert "How was it after session 1?" not in written.text
    assert "How is it now?" in written.text
    assert "How was it" not in closed(diary(after=[])).text


def test_nothing_is_closed_that_is_empty() -> None:
    empty = diary().send({"is": "SessionDone", "with": {"session": 0}, "fill": {"now": "now"}})
    assert empty.progress == Progress(0, 3)
    assert "Close this session" not in diary().write("What is easier now?", "  \n ").text


def test_an_earlier_session_is_opened_and_changed() -> None:
    again = closed(diary()).press("Open session 1")
    assert "Closed on Monday 23 November 2026. You can still change it." in again.text
    again.write("What did I learn?", "To rest.")
    assert dict(again.state.sessions[0].texts) == {"relief": "Quiet.", "learned": "To rest."}


def test_a_session_further_on_may_be_written_first() -> None:
    third = diary().press("Open session 3").write("What is easier now?", "Last first.")
    assert third.state.sessions == (Session(), Session(), Session((("relief", "Last first."),)))
    assert "Session 1: still to come" in third.text
    assert "Session 3: begun" in third.text


def test_two_sessions_that_made_it_worse_suggest_to_stop() -> None:
    first = diary(stop=STOP).write("What is easier now?", "Nothing.").tick("Worse")
    assert "It is fine to stop here." not in first.text
    second = first.press("Close this session").write("What is easier now?", "Nothing.")
    assert "It is fine to stop here." not in second.text
    assert "It is fine to stop here." in second.tick("Worse").text
    assert "It is fine to stop here." not in second.tick("Better").text


def test_the_clock_goes_on_by_itself() -> None:
    assert "How long would you like?" not in diary().text
    clock = diary(lengths=[15, 20]).press("Start 15 minutes")
    assert any(isinstance(each, Every) for each in journal.subscriptions(clock.state))
    clock.wait(minutes=4, seconds=30).write("What is easier now?", "Evenings.")
    assert "10:30 11 minutes left" in clock.text
    assert "Done" in clock.wait(minutes=11).reload().text or "15 minutes done" in clock.text
    assert dict(clock.state.sessions[0].texts) == {"relief": "Evenings."}


def test_a_journal_without_a_clock_takes_no_message_of_one() -> None:
    assert diary().send({"is": "Started", "with": {}, "fill": {"now": "now"}}).state == diary().state


def test_the_dates_of_what_is_to_come_are_a_file() -> None:
    assert "In your calendar" not in diary().text
    filed = closed(diary(calendar=True)).press("Save 2 dates as a calendar file")
    (file,) = filed.effects
    assert isinstance(file, Download)
    assert file.text.count("BEGIN:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20261123" in file.text
    assert "DTSTART;VALUE=DATE:20261124" in file.text
    assert "Quiet" not in file.text
    uids = [line for line in file.text.splitlines() if line.startswith("UID:")]
    (later,) = filed.wait(days=5).press("Save 2 dates as a calendar file").effects
    assert isinstance(later, Download)
    assert [line for line in later.text.splitlines() if line.startswith("UID:")] == uids
    assert "SEQUENCE:1" in later.text


def test_one_session_alone_needs_no_number() -> None:
    one = diary(sessions=1)
    assert "Session" not in one.text
    assert one.write("What is easier now?", "All.").press("That is enough for now").progress == Progress(1, 1)


def test_what_the_author_took_away_is_kept() -> None:
    third = closed(closed(diary())).write("What did I learn?", "Much.")
    fewer = journal.init(diary(sessions=1, prompts=PROMPTS[:1]).config)
    shown = restore(journal, fewer, store(journal, third.state))
    assert "Session" not in journal.view(shown).text
    assert (
        restore(journal, journal.init(third.config), store(journal, shown)).sessions == third.state.sessions
    )


def test_what_is_read_only_after_the_author_took_its_session_away_is_kept_too() -> None:
    one = diary(sessions=1)
    one.send({"is": "Written", "with": {"session": 2, "prompt": "gone", "text": "Much."}})
    assert "Much." in {line.text for line in lines(one.state)}
    assert "Much." not in one.text


@given(st.lists(st.tuples(st.integers(-1, 4), st.sampled_from(["relief", "gone"]), texts), max_size=8))
def test_whatever_is_written_stands_there_as_text(acts: list[tuple[int, str, str]]) -> None:
    page, expected = diary(), dict[tuple[int, str], str]()
    for at, prompt, text in acts:
        page.send({"is": "Written", "with": {"session": at, "prompt": prompt, "text": text}})
        page.send({"is": "SessionOpened", "with": {"session": at}})
        if at >= 0:
            expected[at, prompt] = text
    found = {(at, name): t for at, each in enumerate(page.state.sessions) for name, t in each.texts}
    assert found == {key: text for key, text in expected.items() if text}
    assert parse(page.html).text == page.text
