"""What a tool held that is gone from the guide is read by its shape alone, and nothing of it is left out."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any, Final

import pytest
from handrail.pages import mine
from handrail_widgets import WIDGETS

from tests.handrail.sample import tea_guide
from tests.handrail_widgets.test_every_widget import every_widget, opened, recorded
from tests.handrail_widgets.test_written import texts_in
from tests.reader.asking import Ask, asking

SENTENCES: Final = {
    "mine.row": "Row {number}",
    "mine.person": "Person {number}: {item}",
    "mine.sat": {"one": "{day}: {count} minute", "other": "{day}: {count} minutes"},
}
SIGNS: Final = re.compile(r'[{\[]"|":|\d-\d\dT\d|\\u')
SHAPES: Final = json.loads(unescape(mine.shapes(tea_guide())))


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    with asking("past.mjs") as answer:
        answer("begin", sentences=SENTENCES)
        yield answer


def state_of(name: str) -> str:
    """Return what is stored of a widget after its log."""
    log, (session, _) = recorded(name), opened(name)
    sent = {"do": "dispatch", "id": log["config"]["id"], "messages": log["messages"]}
    return str(json.loads(session.handle(json.dumps(sent)))["state"])


def told_by_python(name: str, state: str) -> list[str]:
    """Return what the widget itself says of a state, as far as it stands there as it was typed."""
    log, (session, _) = recorded(name), opened(name)
    request = {"do": "read", "id": "x", "type": name, "config": log["config"], "saved": state, "messages": []}
    lines = json.loads(session.handle(json.dumps(request)))["lines"]
    typed = {*texts_in(json.loads(state))}
    return [text for text, _, _ in lines if text in typed]


@every_widget
def test_whatever_a_tool_tells_of_its_state_is_told_without_it(name: str, ask: Ask) -> None:
    """From its record, or from messages that no Python has read."""
    state, messages = state_of(name), recorded(name)["messages"]
    for record in ({"state": state, "pending": []}, {"state": None, "pending": messages}):
        past = ask("read", record=record)
        lines = [f"{label} {text}".casefold() for text, label, _ in past["lines"]]
        assert not [line for line in lines if SIGNS.search(line)]
        told = [text.casefold() for text in told_by_python(name, state)]
        assert [text for text in told if not any(text in line for line in lines)] == []
        assert lines or name in ("deck", "timer")  # into which nothing is written


def test_ids_are_said_as_words_and_ticks_as_ticks(ask: Ask) -> None:
    state = {"version": 1, "state": {"is": "State", "done": ["a-clean-lid", "fresh_water"]}}
    past = ask("read", record={"state": json.dumps(state), "pending": []})
    assert past == {"lines": [["A clean lid", "", True], ["Fresh water", "", True]], "rest": []}


def test_rows_stand_under_their_names_and_days_are_written_out(ask: Ask) -> None:
    cells = [["what", "Tea"], ["by-when", "2026-12-01"], ["agreed", "yes"]]
    state = {
        "version": 1,
        "state": {"fixed": [], "own": [{"is": "Row", "id": "own-2", "cells": cells}], "open": "own-2"},
    }
    assert ask("read", record={"state": json.dumps(state), "pending": []})["lines"] == [
        ["", "Row 2", False],
        ["Tea", "What", False],
        ["1 December 2026", "By when", False],
        ["Agreed", "", True],
    ]


def test_of_what_waits_the_last_word_in_each_place_is_told(ask: Ask) -> None:
    def written(text: str) -> dict[str, Any]:
        return {"id": "x", "is": "Written", "with": {"field": "what-i-did", "text": text}, "held": None}

    ticked = {"id": "y", "is": "Toggled", "with": {"item": "lid", "done": True}, "held": None}
    back = {"id": "z", "is": "Toggled", "with": {"item": "lid", "done": False}, "held": None}
    past = ask("read", record={"state": None, "pending": [written("T"), written("Tea"), ticked, back]})
    assert past == {"lines": [["Tea", "What i did", False]], "rest": []}


def test_of_a_state_that_was_cut_off_the_texts_are_told_and_the_whole_stands_behind_them(ask: Ask) -> None:
    text = '{"version":1,"state":{"is":"State","text":"One \\"two\\"","more":"Cut off in the mid'
    past = ask("read", record={"state": text, "refused": []})
    assert [line[0] for line in past["lines"]] == ['One "two"', "Cut off in the mid"]
    assert past["rest"] == [[text, "", False]]


@pytest.mark.parametrize("text", ["[x] call Anna", "{not JSON", "2026", '["a", "b"]'])
def test_a_text_that_looks_like_code_is_a_text(ask: Ask, text: str) -> None:
    state = {"version": 1, "state": {"is": "State", "text": text}}
    assert ask("read", record={"state": json.dumps(state)})["lines"] == [[text, "", False]]


@every_widget
def test_the_kind_of_a_tool_is_known_by_its_record(name: str, ask: Ask) -> None:
    """As far as that goes: one that hides answers is never taken for one that hides none."""
    expected = "hiding" if WIDGETS[name].hides else "open"
    state, messages = state_of(name), recorded(name)["messages"]
    for record in (
        {"state": state, "pending": []},
        {"state": state, "pending": messages},
        {"state": state, "refused": messages, "problem": None},
        {"state": None, "pending": messages},
    ):
        assert ask("kind", record=record, shapes=SHAPES) == expected


@pytest.mark.parametrize(
    "record",
    [
        {"state": '{"version":1,"state":{"secrets":["a"]}}', "pending": []},
        {"state": '{"version":1,"state":{"answers":[', "pending": []},
        {"state": None, "pending": [{"id": "a", "is": "Whispered", "with": {}, "held": None}]},
        "a text",
    ],
    ids=["other fields", "cut off", "other messages", "no record"],
)
def test_what_nobody_knows_is_not_taken_for_open(ask: Ask, record: object) -> None:
    assert ask("kind", record=record, shapes=SHAPES) == "unknown"
