from typing import Any

import pytest
from handrail_widgets.draft import draft
from handrail_widgets.draft.remarks import remarks, whole
from handrail_widgets.kit.effects import Announce, Copy, Every
from handrail_widgets.kit.simulate import Simulated
from handrail_widgets.kit.storage import restore, store
from handrail_widgets.kit.widget import Progress
from hypothesis import given
from hypothesis import strategies as st

from tests.handrail_widgets.parsed import parse
from tests.handrail_widgets.strategies import texts
from tests.words import simulated

RULES = {
    "flags": [
        {"id": "but", "say": "takes it back.", "near": {"phrases": ["but"], "of": ["sorry"]}},
        {"id": "if", "say": "leaves it open.", "phrases": ["sorry if"]},
    ],
    "marks": [{"id": "regret", "label": "Regret", "phrases": ["sorry"]}],
}
FIELDS = [
    {"id": "did", "label": "What I did", "hint": "One sentence."},
    {"id": "thanks", "label": "Thanks", "optional": True},
]
SENT = {"label": "I sent it", "days": 14, "waiting": "Silence until {day} is a no.", "over": "Done on {day}."}


def letter(**config: Any) -> Simulated:
    return simulated(draft, id="letter", **{"fields": FIELDS, "rules": RULES, **config})


def flags(widget: Simulated) -> list[str]:
    return [str(e.get("data-flag")) for e in widget.tree.walk() if e.get("data-flag")]


def test_an_empty_draft_has_its_fields_and_finds_no_fault() -> None:
    empty = letter()
    assert empty.text == "What I didOne sentence.Thanks (if you like)0 words"
    assert flags(empty) == []


def test_a_flag_quotes_the_phrase_and_says_why_beside_its_field() -> None:
    written = letter().write("What I did", "I am  sorry,\nbut you know.")
    assert flags(written) == ["but"]
    assert "“sorry, but” takes it back." in written.text
    assert "1 place to look at again" in written.text
    assert "Regret: said" in written.text
    area = next(e for e in written.tree.walk() if e.tag == "textarea")
    below = next(e for e in written.tree.walk() if e.get("class") == "flags")
    assert str(below.get("id")) in str(area.get("aria-describedby")).split()
    assert not area.get("aria-invalid")


def test_a_flag_goes_when_its_words_go() -> None:
    written = letter().write("What I did", "Sorry if.").write("What I did", "Sorry that.")
    assert flags(written) == []
    assert "Nothing to look at again" in written.text


def test_words_close_to_one_another_are_found_over_two_fields() -> None:
    written = letter().write("What I did", "I am sorry.").write("Thanks (if you like)", "But thanks.")
    assert list(remarks(written.state)[0]) == ["thanks"]
    assert flags(letter().write("What I did", "Sorry").write("Thanks", "if so")) == []


def test_words_are_counted_against_what_is_good() -> None:
    assert (
        "2 words. 1 to 3 is a good length."
        in letter(length={"least": 1, "most": 3}).write("What I did", "I’m there").text
    )
    assert "1 word. 60 at most is a good length." in letter(length={"most": 60}).write("What I did", "I").text
    assert (
        "1 word. 40 or more is a good length." in letter(length={"least": 40}).write("What I did", "I").text
    )


def test_openings_are_offered_while_nothing_of_the_readers_own_is_written() -> None:
    starts = [
        {"label": "Not now", "text": "I can’t answer now."},
        {"label": "Short", "text": "Thank you."},
    ]
    begun = letter(starts=starts).press("Begin: Short").press("Use this instead: Not now")
    assert whole(begun.state) == "I can’t answer now."
    assert "Use this instead: Not now" not in begun.text
    assert "Use this instead: Short" in begun.text
    own = letter(starts=starts).press("Begin: Short").write("What I did", "Thank you. I")
    assert "instead" not in own.text
    begun.send({"is": "Begun", "with": {"start": 0}})
    begun.write("What I did", "Mine").send({"is": "Begun", "with": {"start": 0}})
    assert whole(begun.state) == "Mine"
    assert whole(letter(starts=starts).send({"is": "Begun", "with": {"start": 7}}).state) == ""


def test_the_text_is_copied_as_its_paragraphs() -> None:
    written = letter().write("Thanks", " Thank you. ").write("What I did", "I left.").press("Copy the text")
    assert written.effects == (Copy("I left.\n\nThank you."), Announce("The text is copied."))


def test_a_text_is_sent_once_and_then_only_stands_there() -> None:
    sent = letter(sent=SENT).write("What I did", "Hello").press("I sent it").press("Yes, it is sent")
    assert "Sent on 23 November 2026.Silence until 7 December 2026 is a no." in sent.text
    assert all(e.get("readonly") for e in sent.tree.walk() if e.tag == "textarea")
    with pytest.raises(LookupError):
        sent.press("I sent it")
    assert sent.reload().facts == {"letter": "sent"}


def test_what_is_sent_is_not_judged_any_more() -> None:
    judged = letter(rules=RULES, sent=SENT).write("What I did", "I am sorry, but you know.")
    assert "data-flag" in judged.html
    sent = judged.press("I sent it").press("Yes, it is sent")
    for gone in ("data-flag", "data-mark", "words", "to look at again", "Copy the text"):
        assert gone not in sent.html, gone


def test_it_can_be_taken_back_before_and_after() -> None:
    asked = letter(sent=SENT).write("What I did", "Hello").press("I sent it")
    assert asked.press("Not yet").facts == {"letter": "not-sent"}
    slip = asked.press("I sent it").press("Yes, it is sent").press("That was a slip")
    assert slip.facts == {"letter": "not-sent"}
    assert not any(e.get("readonly") for e in slip.tree.walk())


def test_the_wait_is_over_on_its_last_day_and_not_an_hour_earlier() -> None:
    sent = letter(sent=SENT).write("What I did", "Hello").press("I sent it").press("Yes, it is sent")
    assert any(isinstance(each, Every) for each in draft.subscriptions(sent.state))
    assert sent.wait(days=13, hours=14).facts == {"letter": "sent"}
    assert sent.wait(hours=1).facts == {"letter": "over"}
    assert "Done on 7 December 2026." in sent.text
    assert draft.subscriptions(sent.state) == ()


def test_once_the_wait_is_over_the_way_leads_on_and_not_back() -> None:
    onward = {**SENT, "link": "next.html", "link_label": "Go on"}
    sent = letter(sent=onward).write("What I did", "Hello").press("I sent it").press("Yes, it is sent")
    assert "That was a slip" in sent.text
    assert "Go on" not in sent.text
    over = sent.wait(days=15)
    assert "That was a slip" not in over.text
    assert [each.get("href") for each in over.tree.walk() if each.tag == "a"] == ["next.html"]


def test_nothing_empty_is_sent() -> None:
    nothing = letter(sent=SENT).send({"is": "Sent", "with": {}, "fill": {"now": "now"}})
    assert nothing.facts == {"letter": "not-sent"}
    assert letter().send({"is": "Sent", "with": {}, "fill": {"now": "now"}}).facts == {}


def test_the_last_day_of_all_is_no_exception() -> None:
    sent = letter(sent={**SENT, "days": 366}).write("What I did", "Hello")
    sent.send({"is": "Sent", "with": {"now": "9999-12-31T10:00:00.000+00:00"}})
    assert "31 December 9999" in sent.text


def test_it_is_done_when_all_that_is_needed_is_written() -> None:
    assert letter().progress == Progress(0, 1)
    assert letter().write("Thanks", "Thank you").progress == Progress(0, 1)
    assert letter().write("What I did", "I left").progress == Progress(1, 1)
    assert letter().write("What I did", "  \n").progress == Progress(0, 1)


def test_a_text_whose_field_was_taken_away_is_kept() -> None:
    written = letter().write("What I did", "I left.").write("Thanks", "Thank you.")
    config = letter(fields=FIELDS[:1]).config
    fewer = restore(draft, draft.init(config), store(draft, written.state))
    assert whole(fewer) == "I left."
    assert restore(draft, draft.init(written.config), store(draft, fewer)) == written.state


@given(st.lists(st.tuples(st.sampled_from(["did", "thanks"]), texts), max_size=8))
def test_whatever_is_written_it_stands_there_as_text(acts: list[tuple[str, str]]) -> None:
    written, expected = letter(sent=SENT), dict[str, str]()
    for field, text in acts:
        written.send({"is": "Written", "with": {"field": field, "text": text}})
        expected[field] = text
    areas = {str(e.get("id")): e.text for e in written.tree.walk() if e.tag == "textarea"}
    assert areas == {f"text-{name}": expected.get(name, "") for name in ("did", "thanks")}
    assert parse(written.html).text == written.text
    assert restore(draft, draft.init(written.config), store(draft, written.state)) == written.state
