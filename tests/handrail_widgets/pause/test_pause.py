"""The pause, by what a reader does and sees."""

from dataclasses import replace
from datetime import datetime
from typing import Any, get_args

import pytest
from handrail_widgets.kit.codec import DecodeError
from handrail_widgets.kit.effects import Announce, Download, Every
from handrail_widgets.kit.html import Element
from handrail_widgets.kit.simulate import Simulated
from handrail_widgets.kit.storage import restore, store
from handrail_widgets.kit.widget import Progress
from handrail_widgets.pause import TIMED, pause
from handrail_widgets.pause.log import Account, Entry, EntrySaved
from handrail_widgets.pause.log_view import PAGE
from handrail_widgets.pause.urge import WaitStarted

from tests.words import ENGLISH, simulated

DATE = "Date of your last contact"
NOON = "2026-11-23T12:00:00.000+01:00"


END = {
    "title": "Am I sure?",
    "questions": ["Do I miss them?"],
    "note": "Either is fine.",
    "link": "https://example.org/",
    "link_label": "Answer it",
}


def fresh(now: str = NOON, **config: Any) -> Simulated:
    return simulated(pause, datetime.fromisoformat(now), id="quiet-days", **config)


def begun(last: str = "2026-11-01", now: str = NOON, **config: Any) -> Simulated:
    return fresh(now, **config).write(DATE, last).press("Begin my quiet days")


def slipped(kind: str = "I got in touch", **config: Any) -> Simulated:
    page = begun(**config).tick(kind).write("What happened", "I rang.")
    return page.write("What I will do next", "Sleep.").press("Save to my log")


def said(page: Simulated) -> list[str]:
    return [effect.text for effect in page.effects if isinstance(effect, Announce)]


def errors(page: Simulated) -> list[str]:
    return [e.text for e in page.tree.walk() if e.get("class") == "field-error"]


def labelled(page: Simulated, name: str) -> Element:
    (found,) = (e for e in page.tree.walk() if e.get("id") == name)
    return found


def buttons(page: Simulated) -> list[str]:
    return [e.text for e in page.tree.walk() if e.tag == "button"]


def test_every_message_that_carries_the_time_brings_the_pause_up_to_it() -> None:
    timed = {kind for kind in pause.messages if "now" in kind.__annotations__}
    assert timed == set(get_args(TIMED))
    assert timed > {EntrySaved, WaitStarted}


def test_the_first_view_has_the_whole_form_before_any_message() -> None:
    tree = pause.view(pause.init(pause.config(id="quiet-days", words=ENGLISH)))
    assert "Begin my quiet days" in tree.text
    assert "I want to get in touch" in tree.text
    assert not [e for e in tree.walk() if e.get("class") == "field-error"]


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "Choose the date of your last contact. A good guess is fine."),
        ("2026-1", "This is not a whole date yet. Write year, month and day, such as 2026-11-23."),
        ("2026-02-30", "This is not a whole date yet. Write year, month and day, such as 2026-11-23."),
        ("2026-11-24", "This date is still to come. Choose today or an earlier day."),
        ("0026-11-01", "This is more than 100 years ago. Check the year."),
    ],
)
def test_a_wrong_date_has_its_error_beside_the_field(typed: str, error: str) -> None:
    page = begun(last=typed)
    assert errors(page) == [error]
    assert labelled(page, "last").get("aria-describedby") == "last-hint last-error"
    assert said(page) == [f"Not yet. {error}"]
    assert page.write(DATE, "2026-11-20").press("Begin").text.startswith("3 of 30 quiet days")


@pytest.mark.parametrize("typed", ["", "6", "91", "-8", "1e1", "9" * 5000, "ten", "7.5"])
def test_a_wrong_number_of_days_is_not_taken(typed: str) -> None:
    page = fresh().write(DATE, "2026-11-20").write("Days", typed).press("Begin")
    assert errors(page) == ["Write a whole number from 7 to 90, or choose an open end."]


def test_nobody_is_told_that_a_field_is_empty_before_they_press() -> None:
    assert errors(fresh().write("Days", "")) == []


def test_the_author_sets_the_number_that_is_offered() -> None:
    assert begun(days=60).text.startswith("22 of 60 quiet days")
    with pytest.raises(DecodeError):
        fresh(days=91)


def test_the_progress_is_the_quiet_days_of_those_decided_on() -> None:
    assert fresh().progress is None
    page = begun(last="2026-11-01")
    assert page.progress == Progress(22, 30)
    assert page.wait(days=30).progress == Progress(30, 30)


def test_an_open_end_has_no_progress_that_somebody_could_fall_short_of() -> None:
    assert fresh().tick("An open end").write(DATE, "2026-08-01").press("Begin").progress is None


@pytest.mark.parametrize("days", [0, -5])
def test_a_stored_length_that_no_form_allows_has_no_progress(days: int) -> None:
    page = begun()
    page.state = restore(pause, page.state, store(pause, page.state).replace('"days":30', f'"days":{days}'))
    assert page.state.plan.days == days
    assert page.progress is None


def test_an_open_end_counts_without_a_goal() -> None:
    page = fresh().tick("An open end").write(DATE, "2026-08-01").press("Begin")
    assert page.text.startswith("114 quiet days")
    assert "They end when you say so." in page.text
    assert not [e for e in page.tree.walk() if e.tag == "progress"]
    assert "Am I sure?" not in page.text


def test_the_count_and_the_end_stand_in_words() -> None:
    page = begun(now="2026-11-27T12:00+01:00")
    assert page.text.startswith("26 of 30 quiet days")
    assert "Your quiet days end on Tuesday 1 December 2026." in page.text
    (bar,) = (e for e in page.tree.walk() if e.tag == "progress")
    assert (bar.get("value"), bar.get("max")) == (26, 30)


def test_practical_contact_is_kept_in_the_readers_words() -> None:
    page = fresh().write(DATE, "2026-11-20").tick("Children").tick("Other")
    page.write("What else is allowed", "the dog").press("Begin")
    assert "stays allowed: children, the dog." in page.text


@pytest.mark.parametrize("kind", ["I got in touch", "I looked them up"])
def test_a_slip_takes_no_day_away(kind: str) -> None:
    page = slipped(kind)
    assert page.text.startswith("22 of 30 quiet days")
    assert "I rang." in page.text
    assert "What would you like to do now?" in page.text
    assert page.press("Carry on").text.startswith("22 of 30 quiet days")
    assert "You carried on." in page.text


@pytest.mark.parametrize("kind", ["They got in touch", "Practical contact"])
def test_what_is_no_slip_asks_for_no_choice(kind: str) -> None:
    assert "What would you like to do now?" not in slipped(kind).text


def test_when_they_get_in_touch_it_is_said_to_be_no_slip() -> None:
    page = begun().tick("They got in touch").press("Save to my log")
    assert said(page) == ["Saved to your log. They got in touch; that is not a slip."]


def test_an_entry_needs_to_say_what_it_was() -> None:
    page = begun().write("What happened", "Half a story").press("Save to my log")
    assert errors(page) == ["Choose what it was."]
    assert labelled(page, "happened-0").text == "Half a story"


def test_days_can_be_added_after_a_slip() -> None:
    page = slipped().tick("Add days").write("Days to add", "5")
    assert page.press("Add 5 days").text.startswith("22 of 35 quiet days")
    assert "You added 5 days." in page.text


@pytest.mark.parametrize("typed", ["", "0", "61", "x", "-1"])
def test_too_many_or_too_few_added_days_are_not_taken(typed: str) -> None:
    page = slipped().tick("Add days").write("Days to add", typed)
    page.press("Add")
    assert errors(page) == ["Write a whole number from 1 to 60."]
    assert page.text.startswith("22 of 30 quiet days")


def test_no_days_can_be_added_past_the_longest_pause_or_to_an_open_one() -> None:
    assert "Add days" not in slipped(days=90).text
    page = fresh().tick("An open end").write(DATE, "2026-11-20").press("Begin")
    assert "Add days" not in page.tick("I looked them up").press("Save to my log").text


def test_days_added_after_the_end_count_from_today() -> None:
    page = begun(last="2026-10-01").tick("I got in touch").press("Save to my log")
    page.tick("Add days").write("Days to add", "7").press("Add 7 days")
    assert page.text.startswith("53 of 60 quiet days")


def test_starting_again_keeps_the_log() -> None:
    page = slipped().tick("Start again").press("Start again, with day 1 tomorrow")
    assert page.text.startswith("0 of 30 quiet days")
    assert "Your first quiet day is Tuesday 24 November 2026." in page.text
    assert "You started again, after 22 quiet days." in page.text
    assert "I rang." in page.text


def test_an_entry_is_changed_as_it_is_typed() -> None:
    page = slipped().press("Carry on").press("Change the entry of")
    happened = labelled(page, "happened-1")
    page._send(happened, "on-input", value="I rang twice.").press("Done changing")
    assert "I rang twice." in page.text
    assert len(page.state.log.entries) == 1


def test_an_entry_goes_only_in_two_steps() -> None:
    page = slipped().press("Remove the entry of")
    assert "I rang." in page.press("Keep it").text
    page.press("Remove the entry of").press("Yes, remove it")
    assert "I rang." not in page.text
    assert "Your log" not in page.text.partition("Your log stays")[0]


def test_the_plan_changes_without_losing_the_log() -> None:
    page = slipped().press("Carry on").press("Change my plan")
    assert labelled(page, "last").get("value") == "2026-11-01"
    page.write(DATE, "2026-11-10").write("Days", "40").press("Save my plan")
    assert page.text.startswith("13 of 40 quiet days")
    assert "I rang." in page.text


def test_a_plan_that_was_only_looked_at_stays() -> None:
    page = begun().press("Change my plan").write("Days", "90").press("Keep my plan as it was")
    assert page.text.startswith("22 of 30 quiet days")


def test_a_mark_is_said_once_with_a_kind_line() -> None:
    page = begun(last="2026-11-16", now="2026-11-22T23:59:30+01:00").wait(seconds=60)
    line = "A week. The first days are often the loudest."
    assert said(page) == [f"7 of 30 quiet days. {line}"]
    assert line in page.text
    assert said(page.wait(hours=1)) == []
    assert said(page.reload()) == []


def test_marks_slept_through_are_told_together_by_the_last() -> None:
    page = begun(last="2026-11-20").wait(days=20)
    assert said(page) == ["23 of 30 quiet days. Three weeks. You came through good days and hard ones."]


def test_the_end_asks_what_the_author_wrote_and_stores_no_answer() -> None:
    page = begun(last="2026-10-24", end=END)
    assert page.text.startswith("30 of 30 quiet days")
    asked = "Am I sure?Your 30 quiet days are here.Do I miss them?Either is fine.Answer it"
    assert asked in page.text
    assert "Am I sure?" not in begun(last="2026-10-25", end=END).text
    (panel,) = (e for e in page.tree.walk() if e.get("id") == "end")
    assert not [e for e in panel.walk() if e.tag in ("input", "button", "textarea")]


def test_the_page_ticks_once_a_second_only_while_a_wait_runs() -> None:
    page = begun()
    assert [s.seconds for s in pause.subscriptions(page.state) if isinstance(s, Every)] == [60]
    page.press("Wait 10 minutes")
    assert [s.seconds for s in pause.subscriptions(page.state) if isinstance(s, Every)] == [1]
    page.wait(minutes=10)
    assert [s.seconds for s in pause.subscriptions(page.state) if isinstance(s, Every)] == [60]


def test_a_wait_says_its_start_its_last_five_minutes_and_its_end_once_each() -> None:
    page = fresh().press("Wait 10 minutes")
    assert said(page) == ["Ten minutes begin now."]
    assert "10:0010 minutes left" in page.text
    assert said(page.wait(minutes=5)) == ["Five minutes left."]
    assert said(page.wait(seconds=1)) == []
    assert said(page.wait(minutes=30)) == ["The wait is over. How is it now? It passed, or wait 10 more."]
    assert said(page.reload()) == []
    assert "The wait is over" in page.text


def test_a_wait_survives_a_reload() -> None:
    page = fresh().press("Wait 10 minutes").wait(minutes=3)
    assert "7:007 minutes left" in page.reload().text


def test_a_wait_that_nobody_answered_is_gone_a_day_later() -> None:
    page = fresh().press("Wait 10 minutes").wait(minutes=10).wait(hours=23)
    assert "The wait is over" in page.text
    assert "The wait is over" not in page.wait(hours=1).text


def test_a_clock_set_back_makes_no_wait_longer() -> None:
    page = fresh().press("Wait 10 minutes").wait(hours=-1)
    assert "10:0010 minutes left" in page.text


def test_a_wait_can_be_lengthened_left_and_shown_without_seconds() -> None:
    page = fresh().press("Wait 10 minutes").wait(minutes=6).press("Wait 10 more")
    assert "14:00" in page.text
    assert "14:00" not in page.press("Show whole minutes only").text
    assert "14 minutes left" in page.text
    assert said(page.press("It passed")) == ["It passed. Well noticed."]
    assert "Once it has passed for you already." in page.text
    assert "passed" not in " ".join(said(page.press("Wait 10 minutes").press("Stop the wait")))


def test_the_letter_is_kept_and_cleared_in_two_steps_and_can_not_be_sent() -> None:
    page = fresh().write("A letter", "Dear you,\n\nI miss")
    assert labelled(page.reload(), "letter").text == "Dear you,\n\nI miss"
    assert not [name for name in buttons(page) if "send" in name.lower()]
    assert labelled(page.press("Clear the letter").press("Keep it"), "letter").text
    assert not labelled(page.press("Clear the letter").press("Yes, clear it"), "letter").text


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("0151 / 234-567", "tel:0151234567"),
        ("+49 (0) 151", "tel:+490151"),
        ("٠١٢", "tel:012"),
        ("javascript:alert(1)", "tel:1"),
    ],
)
def test_a_friend_is_one_touch_away(typed: str, address: str) -> None:
    page = fresh().write("Friend’s name", "Ana").write("Friend’s number", typed)
    (link,) = (e for e in page.tree.walk() if e.tag == "a")
    assert (link.text, link.get("href")) == ("Call Ana", address)


def test_a_number_without_digits_makes_no_link() -> None:
    page = fresh().write("Friend’s number", "later")
    assert errors(page) == ["A number needs digits, such as 0151 234567."]
    assert not [e for e in page.tree.walk() if e.tag == "a"]


def test_the_calendar_file_holds_what_lies_ahead_and_moves_old_entries() -> None:
    page = begun(last="2026-11-10").press("Save 3 dates as a calendar file")
    (file,) = page.effects
    assert isinstance(file, Download)
    assert file.name == "check-in.ics"
    starts = [line for line in file.text.splitlines() if line.startswith("DTSTART")]
    assert starts == [f"DTSTART;VALUE=DATE:{day}" for day in ("20261124", "20261201", "20261210")]
    uids = {line for line in file.text.splitlines() if line.startswith("UID")}
    page.press("Change my plan").write(DATE, "2026-11-11").press("Save my plan").press("Save 3")
    (moved,) = page.effects
    assert isinstance(moved, Download)
    assert {line for line in moved.text.splitlines() if line.startswith("UID")} == uids
    assert "SEQUENCE:1" in moved.text
    assert "20261211" in moved.text
    assert "quiet" not in moved.text.lower()


def test_nothing_is_stored_of_somebody_who_only_looks() -> None:
    page = fresh()
    untouched = page.html
    stored = page.reload().html
    assert stored == untouched
    assert store(pause, page.wait(days=1).state) == store(pause, pause.init(page.config))


def test_no_second_step_works_without_the_first() -> None:
    page = slipped().write("A letter", "Dear you")
    page.send({"is": "EntryRemoved", "with": {"entry": 1}}).send({"is": "LetterCleared", "with": {}})
    assert "I rang." in page.text
    assert labelled(page, "letter").text == "Dear you"


def long_log(count: int) -> Simulated:
    """Return a pause whose log has so many entries."""
    page = begun()
    at = datetime.fromisoformat(NOON)
    entries = tuple(Entry(n, at, Account("practical", f"Entry {n}.")) for n in range(1, count + 1))
    page.state = replace(page.state, log=replace(page.state.log, entries=entries))
    return page


def drawn(page: Simulated) -> list[str]:
    return [each.text for each in page.tree.walk() if str(each.get("id")).startswith("entry-")]


def test_a_long_log_is_drawn_in_pages() -> None:
    """The latest are there; each press brings as many earlier ones, until there are no more."""
    page = long_log(PAGE * 2 + 1)
    assert len(drawn(page)) == PAGE
    assert f"Entry {PAGE * 2 + 1}." in drawn(page)[0]
    page.press(f"Show earlier entries ({PAGE + 1} in all)")
    assert len(drawn(page)) == PAGE * 2
    page.press("Show 1 earlier entry")
    assert len(drawn(page)) == PAGE * 2 + 1
    assert "Entry 1." in drawn(page)[-1]
    assert not any("earlier" in each for each in buttons(page))


def test_a_key_typed_draws_as_much_in_a_log_of_any_length() -> None:
    """Else each key would take a second after some years."""
    short, long = (long_log(count).write("What happened", "x") for count in (PAGE + 50, PAGE + 3_000))
    assert len(list(short.tree.walk())) == len(list(long.tree.walk()))
