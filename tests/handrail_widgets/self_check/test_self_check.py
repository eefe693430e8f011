from typing import Any

import pytest
from handrail_widgets.kit.effects import Announce
from handrail_widgets.kit.simulate import Simulated
from handrail_widgets.kit.storage import restore, store
from handrail_widgets.kit.widget import Progress
from handrail_widgets.self_check import self_check
from hypothesis import given
from hypothesis import strategies as st

from tests.handrail_widgets.parsed import parse
from tests.handrail_widgets.strategies import texts
from tests.words import simulated

TOTALS = [
    {"id": "them", "label": "Missing them", "items": [{"id": "mind", "text": "Their mind"}]},
    {
        "id": "company",
        "label": "Missing company",
        "items": [{"id": "evening", "text": "Evenings"}, {"id": "anyone", "text": "Anyone"}],
    },
]


def missed(**config: Any) -> Simulated:
    given = {"scale": ["Not", "Some", "Much"], "totals": TOTALS, "days": [1, 15, 30]}
    return simulated(self_check, id="missed", **{**given, **config})


def placed(page: Simulated, *points: int) -> Simulated:
    for item, each in zip(("mind", "evening", "anyone"), points, strict=True):
        page.send({"is": "Placed", "with": {"item": item, "points": each}})
    return page


def test_few_points_are_named_and_of_more_the_first_and_the_last() -> None:
    few = missed()
    captions = [each.text for each in parse(few.html).all("label")]
    assert captions[:3] == ["Not", "Some", "Much"]
    more = missed(scale=["Not", "Little", "Some", "Much"])
    assert [each.text for each in parse(more.html).all("label")][:4] == ["0", "1", "2", "3"]
    assert more.text.count("0 = Not3 = Much") == 3
    assert "=" not in few.text


def test_a_sum_is_said_under_its_label_once_all_of_it_is_placed() -> None:
    page = missed()
    assert "The scale: 0 Not, 1 Some, 2 Much." in page.text
    page.send({"is": "Placed", "with": {"item": "evening", "points": 2}})
    assert "Missing company: " not in page.text
    page.send({"is": "Placed", "with": {"item": "anyone", "points": 1}})
    assert "Missing company: 3 of 4" in page.text
    assert page.progress == Progress(2, 3)


def test_a_round_is_kept_with_its_day_and_the_next_is_empty() -> None:
    page = placed(missed(), 2, 1, 0).press("Keep this round").reload()
    assert "23 November 20262 of 21 of 4" in page.text
    assert "Look again on day 15, Monday 7 December 2026." in page.text
    assert page.state.round.points == ()
    assert page.progress == Progress(3, 3)


def test_a_round_with_open_lines_is_not_kept() -> None:
    page = missed()
    with pytest.raises(LookupError):
        page.press("Keep this round")
    asked = page.send({"is": "RoundKept", "with": {}, "fill": {"now": "now"}})
    assert asked.state.kept == ()
    assert asked.effects == (Announce("Some lines are still open."),)


def test_rounds_stand_side_by_side_and_none_takes_anothers_place() -> None:
    page = placed(missed(), 2, 2, 2).press("Keep this round")
    placed(page, 0, 0, 0).press("Keep this round")
    placed(page.wait(days=14), 1, 0, 1).press("Keep this round")
    assert [round_.day.day for round_ in page.state.kept if round_.day] == [23, 23, 7]
    assert "Look again on day 30" in page.text
    meters = [int(str(e.get("value"))) for e in page.tree.walk() if e.tag == "meter"]
    assert meters == [2, 4, 0, 0, 1, 1]


def test_the_last_round_is_removed_in_two_steps() -> None:
    page = placed(missed(), 2, 2, 2).press("Keep this round").press("Remove the round of 23 November 2026")
    assert len(page.press("Leave it there").state.kept) == 1
    page.press("Remove the round of 23 November 2026").press("Yes, remove it")
    assert page.state.kept == ()
    assert "Nothing kept yet." in page.text


def test_a_note_goes_with_its_round() -> None:
    page = missed(notes=[{"id": "budget", "label": "What I can spend"}])
    placed(page.write("What I can spend", "20 a week"), 0, 0, 0).press("Keep this round")
    assert "23 November 2026: What I can spend: 20 a week" in page.text


def test_the_support_question_sends_nothing() -> None:
    support = {"question": "Thoughts of harm?", "text": "Call.", "link": "help.html", "link_label": "Help"}
    page = missed(support=support)
    folded = next(e for e in page.tree.walk() if e.tag == "details")
    assert folded.text == "Thoughts of harm?Call.Help"
    assert not any(name.startswith("on-") for e in folded.walk() for name, _ in e.attributes)


def test_points_beyond_a_shorter_scale_are_open_again_and_come_back() -> None:
    page = placed(missed(), 2, 2, 2)
    shorter = self_check.init(missed(scale=["Not", "Some"]).config)
    shown = restore(self_check, shorter, store(self_check, page.state))
    assert self_check.progress(shown) == Progress(0, 3)
    assert restore(self_check, self_check.init(page.config), store(self_check, shown)) == page.state


@given(
    st.lists(st.tuples(st.sampled_from(["mind", "evening", "gone"]), st.integers(-2, 9)), max_size=9),
    texts,
)
def test_whatever_is_placed_the_sums_stay_within_their_bounds(acts: list[tuple[str, int]], note: str) -> None:
    page = missed(notes=[{"id": "n", "label": "N"}]).send(
        {"is": "NoteWritten", "with": {"note": "n", "text": note}}
    )
    for item, points in acts:
        page.send({"is": "Placed", "with": {"item": item, "points": points}})
        page.send({"is": "RoundKept", "with": {}, "fill": {"now": "now"}})
    for each in page.tree.walk():
        if each.tag == "meter":
            assert 0 <= int(str(each.get("value"))) <= int(str(each.get("max")))
    assert parse(page.html).text == page.text
