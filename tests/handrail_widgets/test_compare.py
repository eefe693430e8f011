from typing import Any

import pytest
from handrail_widgets.compare import compare
from handrail_widgets.kit.simulate import Simulated
from handrail_widgets.kit.storage import restore, store
from handrail_widgets.kit.widget import Progress
from hypothesis import given
from hypothesis import strategies as st

from tests.handrail_widgets.parsed import parse
from tests.words import simulated

CHOICES = [
    {"value": "now", "label": "Now"},
    {"value": "later", "label": "Later"},
    {"value": "unsure", "label": "Not sure"},
]
ITEMS = [{"id": "hands", "text": "Hold hands"}, {"id": "family", "text": "See family"}]


def pace(**config: Any) -> Simulated:
    given = {"people": ["Me", "You"], "choices": CHOICES, "items": ITEMS, "counts": ["now", "later"]}
    return simulated(compare, id="pace", **{**given, **config})


def answered(page: Simulated, person: int, *values: str) -> Simulated:
    page.send({"is": "TurnTaken", "with": {"person": person}})
    for item, value in zip(("hands", "family"), values, strict=True):
        page.send({"is": "Answered", "with": {"person": person, "item": item, "value": value}})
    return page.send({"is": "TurnEnded", "with": {"person": person}})


def test_nothing_of_the_others_is_there_while_one_answers() -> None:
    page = answered(pace(), 0, "now", "unsure").press("You: answer")
    assert " checked" not in page.html
    assert "pace--said-0" not in page.html
    assert "Now: You" in page.text


def test_one_button_stands_out_and_it_is_the_next_ones() -> None:
    def standing_out(page: Simulated) -> list[str]:
        return [each.text for each in parse(page.html).all("button") if each.attributes["class"] == "button"]

    page = pace()
    assert standing_out(page) == ["Me: answer"]
    assert standing_out(answered(page, 0, "now", "now")) == ["You: answer"]
    assert standing_out(answered(page, 1, "now", "now")) == ["Show all answers"]


def test_nobody_sees_anything_before_all_are_done() -> None:
    page = answered(pace(), 0, "now", "now")
    assert "Show all answers" not in page.text
    assert "You say the same" not in page.send({"is": "Opened", "with": {}}).text
    assert page.progress == Progress(1, 2)
    assert "Show all answers" in answered(page, 1, "now", "later").text


def test_a_turn_with_open_lines_does_not_end() -> None:
    page = pace().press("Me: answer")
    with pytest.raises(LookupError):
        page.press("Done, hide my answers")
    assert page.send({"is": "TurnEnded", "with": {"person": 0}}).progress == Progress(0, 2)


def test_only_a_match_that_counts_is_named() -> None:
    page = answered(answered(pace(), 0, "now", "unsure"), 1, "now", "unsure").press("Show all answers")
    assert "You say the same on 1 of 2." in page.text
    assert page.text.count("You say the same.") == 1
    assert "Hold handsMe: NowYou: NowYou say the same." in page.text
    assert "See familyMe: Not sureYou: Not sure" in page.text


def test_who_answers_again_begins_anew_and_hides_all() -> None:
    page = answered(answered(pace(), 0, "now", "now"), 1, "now", "now").press("Show all answers")
    page.press("Put the answers away").press("Me: answer again")
    assert "You say the same" not in page.text
    assert " checked" not in page.html
    assert page.progress == Progress(1, 2)
    assert answered(page, 0, "later", "now").progress == Progress(2, 2)


def test_a_turn_that_is_left_shows_nothing_to_whoever_comes_next() -> None:
    page = pace().press("Me: answer")
    page.send({"is": "Answered", "with": {"person": 0, "item": "hands", "value": "now"}})
    left = page.press("Stop, and drop my answers")
    assert left.state.answers == ()
    begun = pace().press("Me: answer")
    begun.send({"is": "Answered", "with": {"person": 0, "item": "hands", "value": "now"}})
    assert " checked" not in begun.reload().press("Me: answer").html


def test_after_a_reload_nothing_is_open() -> None:
    page = answered(answered(pace(), 0, "now", "now"), 1, "now", "now").press("Show all answers").reload()
    assert "You say the same" not in page.text
    assert "Show all answers" in page.text


def test_what_was_taken_away_is_asked_again_and_comes_back() -> None:
    page = answered(answered(pace(), 0, "now", "unsure"), 1, "now", "unsure")
    fewer = compare.init(pace(choices=CHOICES[:2]).config)
    shown = restore(compare, fewer, store(compare, page.state))
    assert compare.progress(shown) == Progress(0, 2)
    assert compare.progress(restore(compare, compare.init(page.config), store(compare, shown))) == Progress(
        2, 2
    )


ACTS = st.sampled_from(["now", "unsure", "gone", "end", "open"])


@given(st.lists(st.tuples(st.integers(-1, 3), ACTS), max_size=14))
def test_whatever_happens_an_answer_is_shown_only_when_all_are_done(acts: list[tuple[int, str]]) -> None:
    page = pace()
    for person, act in acts:
        match act:
            case "end":
                page.send({"is": "TurnEnded", "with": {"person": person}})
            case "open":
                page.send({"is": "Opened", "with": {}})
            case value:
                page.send({"is": "TurnTaken", "with": {"person": person}})
                for item in ("hands", "family"):
                    page.send({"is": "Answered", "with": {"person": person, "item": item, "value": value}})
        if "You say the same on" in page.text:
            assert page.progress == Progress(2, 2)
        assert parse(page.html).text == page.text
