import re
from html import escape

import pytest
from handrail_widgets.checklist import Config, Item, State, Toggled, checklist
from handrail_widgets.kit import codec
from handrail_widgets.kit.simulate import Simulated
from handrail_widgets.kit.storage import restore, store
from handrail_widgets.kit.widget import Progress
from hypothesis import given
from hypothesis import strategies as st

from tests.handrail_widgets.parsed import parse
from tests.handrail_widgets.strategies import texts
from tests.words import ENGLISH, simulated

TEA = {"id": "tea", "text": "Make tea"}
WALK = {"id": "walk", "text": "Go for a walk"}
CALL = {"id": "call", "text": "Call a friend"}


def listed(*items: dict[str, str]) -> Simulated:
    return simulated(checklist, id="day", items=items)


def test_a_list_starts_with_nothing_ticked() -> None:
    handler = escape('{"is":"Toggled","with":{"item":"tea"},"fill":{"done":"value"}}')
    box = f'<input type="checkbox" id="day--box-tea" data-on-change="{handler}">'
    row = f'<li class="tick" id="day--row-tea"><label>{box}<span>Make tea</span></label></li>'
    count = '<p class="count" role="status">0 of 1 done</p>'
    assert listed(TEA).html == f'<ul class="ticks">{row}</ul>{count}'


def test_ticks_are_counted_and_can_be_taken_back() -> None:
    day = listed(TEA, WALK)
    assert day.tick("Make tea").text.endswith("1 of 2 done")
    assert day.tick("Go for a walk").text.endswith("2 of 2 done")
    assert day.tick("Make tea", done=False).text.endswith("1 of 2 done")
    assert len(re.findall(" checked", day.html)) == 1


def test_a_list_is_done_when_all_of_todays_rows_are_ticked() -> None:
    day = listed(TEA, WALK).tick("Make tea")
    assert day.progress == Progress(1, 2)
    assert day.tick("Go for a walk").progress == Progress(2, 2)
    shorter = listed(WALK)
    shorter.state = restore(
        checklist, shorter.state, store(checklist, State((), ENGLISH, frozenset({"tea"})))
    )
    assert shorter.progress == Progress(0, 1)
    assert listed().progress is None


def test_ticking_twice_is_ticking_once() -> None:
    """Another tab, or a click before Python was ready, may have said the same before."""
    day = listed(TEA).tick("Make tea")
    assert day.tick("Make tea").text.endswith("1 of 1 done")


def test_ticks_survive_a_reload() -> None:
    assert listed(TEA, WALK).tick("Make tea").reload().text.endswith("1 of 2 done")


def test_ticks_stay_with_their_item_when_the_author_changes_the_list() -> None:
    before = listed(TEA, WALK, CALL).tick("Make tea").tick("Call a friend")
    after = checklist.init(
        Config(id="day", words=ENGLISH, items=(Item("call", "Ring a friend"), Item("rest", "Rest")))
    )
    changed = restore(checklist, after, store(checklist, before.state))
    assert checklist.view(changed).text == "Ring a friendRest1 of 2 done"
    again = restore(checklist, checklist.init(before.config), store(checklist, changed))
    assert again == before.state


def test_a_row_and_the_box_of_another_are_told_apart() -> None:
    rows = [{"id": name, "text": name} for name in ("a", "box-a", "row-a", "a-box")]
    ids = parse(listed(*rows).html).ids
    assert len(ids) == len({*ids})


def test_an_item_is_named_by_one_word() -> None:
    with pytest.raises(codec.DecodeError, match=r"items\[0\].id should be one word"):
        listed({"id": "make tea", "text": "Make tea"})


@given(st.lists(texts, max_size=5), st.lists(st.tuples(st.integers(0, 6), st.booleans()), max_size=30))
def test_whatever_is_ticked_the_count_is_right(words: list[str], ticks: list[tuple[int, bool]]) -> None:
    state = State(tuple(Item(f"i{n}", text) for n, text in enumerate(words)), ENGLISH)
    expected: dict[str, bool] = {}
    for number, done in ticks:
        state, _ = checklist.updated(state, Toggled(f"i{number}", done))
        expected[f"i{number}"] = done
    count = sum(expected.get(item.id, False) for item in state.items)
    assert checklist.view(state).text == f"{''.join(words)}{count} of {len(words)} done"
    assert restore(checklist, state, store(checklist, state)) == state
