import json
from contextlib import suppress

import pytest
from handrail_widgets.kit.storage import UnreadableStateError, restore, store
from hypothesis import given

from tests.handrail_widgets.kettle import State, kettle
from tests.handrail_widgets.strategies import json_values, texts

FRESH = State(cups=2)


def test_a_state_is_stored_with_the_version_of_its_shape() -> None:
    values = {"is": "State", "tea": "Grün ☕", "on": True, "ends": None, "weight": 0.0}
    assert json.loads(store(kettle, State(9, "Grün ☕", on=True))) == {"version": 3, "state": values}


@given(texts)
def test_what_was_stored_is_restored(tea: str) -> None:
    assert restore(kettle, FRESH, store(kettle, State(9, tea, on=True))) == State(2, tea, on=True)


def test_an_old_state_is_brought_up_to_date_step_by_step() -> None:
    assert restore(kettle, FRESH, '{"version":1,"state":{"name":" Mint "}}') == State(2, "Mint")
    assert restore(kettle, FRESH, '{"version":2,"state":{"tea":"Mint "}}') == State(2, "Mint")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        "7",
        "{}",
        '{"version":3}',
        '{"version":3,"state":null}',
        '{"version":3,"state":[["tea","Mint"]]}',
        '{"version":3,"state":{"tea":5}}',
        '{"version":3,"state":{"ends":"2026-11-23T09:00"}}',
        '{"version":3,"state":{"weight":1e999}}',
        '{"version":3,"state":{"milk":true}}',
        '{"version":4,"state":{}}',
        '{"version":0,"state":{}}',
        '{"version":[],"state":{}}',
        '{"version":1,"state":{}}',
        '{"version":2,"state":{"tea":null}}',
        "[" * 100_000,
    ],
)
def test_a_state_that_cannot_be_read_is_reported(text: str) -> None:
    with pytest.raises(UnreadableStateError, match=r"\w+: "):
        restore(kettle, FRESH, text)


@pytest.mark.parametrize(
    "value", ["[" * 5_000 + "]" * 5_000, "[" * 5_000, '{"tea":' * 5_000 + "0" + "}" * 5_000]
)
def test_a_state_that_is_nested_deep_is_set_aside_before_it_is_parsed(value: str) -> None:
    """In a browser, parsing it ends Python."""
    with pytest.raises(UnreadableStateError, match="nested deeper"):
        restore(kettle, FRESH, f'{{"version":3,"state":{value}')


@given(json_values)
def test_nothing_that_was_stored_breaks_anything_else(value: object) -> None:
    for text in (json.dumps(value), *(json.dumps({"version": v, "state": value}) for v in (1, 2, 3))):
        with suppress(UnreadableStateError):
            assert isinstance(restore(kettle, FRESH, text), State)


def test_a_state_that_could_not_be_read_again_is_not_stored() -> None:
    with pytest.raises(ValueError, match="could not be read again"):
        store(kettle, State(2, weight=float("inf")))
