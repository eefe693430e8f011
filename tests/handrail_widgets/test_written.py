"""All that a reader typed and that a widget still has is among its lines."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest
from handrail_widgets import WIDGETS
from handrail_widgets.checklist import checklist
from handrail_widgets.compare import compare
from handrail_widgets.fork import fork
from handrail_widgets.journal import journal
from handrail_widgets.kit import codec
from handrail_widgets.kit.html import Element, div
from handrail_widgets.kit.lines import Line
from handrail_widgets.kit.session import Session
from handrail_widgets.kit.widget import Widget, WidgetConfig
from handrail_widgets.planner import planner
from handrail_widgets.worksheet import worksheet
from hypothesis import HealthCheck, Phase, given, note, settings

from tests.effort import examples
from tests.handrail_widgets.strategies import Act, visits
from tests.handrail_widgets.test_every_widget import every_widget, filled, offers, opened, recorded
from tests.words import ENGLISH, simulated


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts_in(each)


def lines_of(shown: Any) -> list[Line]:
    written = shown.widget.written
    assert written
    return list(written(shown.state))


@every_widget
@given(visit=visits)
@settings(
    max_examples=examples(20),
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.large_base_example],
)
def test_whatever_is_typed_is_among_the_lines(name: str, visit: list[Act]) -> None:
    """Of what it still has; typed are the texts that a field took which is no date, time or number."""
    widget, scope = WIDGETS[name], recorded(name)["config"]["id"]
    now = datetime.fromisoformat(recorded(name)["now"])
    session, _ = opened(name)
    typed: set[str] = set()
    for act in visit:
        choices = list(offers(widget, session.running[scope].state, act))
        now += act.later
        handler, held = choices[act.pick % len(choices)]
        note(json.dumps([handler, held], ensure_ascii=False))
        if held in (act.text, act.text.replace("\n", "")):
            typed.add(str(held))
        running = session.running[scope]
        running.dispatch(filled(handler, held, now))
    state = session.running[scope].state
    assert widget.written, "it says nothing of what is in it"
    lines = [*widget.written(state)]
    assert all(line.text.strip() or line.label for line in lines)
    has = {text for text in texts_in(codec.encode(state)) if text in typed and text.strip()}
    shown = {line.text for line in lines}
    assert {text for text in has if not any(text.strip() in each for each in shown)} == set()


@every_widget
def test_what_was_done_in_its_log_can_be_read_as_from_the_store(name: str) -> None:
    """From the state, or from messages that no Python has read yet, with the same lines."""
    log, (session, _) = recorded(name), opened(name)
    asked = {"do": "read", "id": "x", "type": name, "config": log["config"], "saved": None, "messages": []}
    nothing = json.loads(session.handle(json.dumps(asked)))
    assert nothing == {"id": "x", "lines": [], "refused": [], "problem": None}
    sent = {"do": "dispatch", "id": log["config"]["id"], "messages": log["messages"]}
    state = json.loads(session.handle(json.dumps(sent)))["state"]
    stored = json.loads(Session(WIDGETS, ENGLISH).handle(json.dumps(asked | {"saved": state})))
    waiting = json.loads(Session(WIDGETS, ENGLISH).handle(json.dumps(asked | {"messages": log["messages"]})))
    assert stored["lines"] == waiting["lines"]
    assert stored["lines"] or name in ("compare", "deck", "fork")


def test_a_message_that_fails_comes_back() -> None:
    log = recorded("note")
    asked = {"do": "read", "id": "x", "type": "note", "config": log["config"], "saved": None}
    wrong = {"is": "Spoken", "with": {"text": "Tea"}}
    reply = json.loads(Session(WIDGETS, ENGLISH).handle(json.dumps(asked | {"messages": [wrong]})))
    assert (reply["lines"], reply["refused"]) == ([], [wrong])


def test_a_state_that_cant_be_read_is_a_problem_and_no_line() -> None:
    log = recorded("note")
    asked = {"do": "read", "id": "x", "type": "note", "config": log["config"], "saved": "{", "messages": []}
    reply = json.loads(Session(WIDGETS, ENGLISH).handle(json.dumps(asked)))
    assert reply.keys() == {"id", "problem"}


def test_nobody_reads_an_answer_before_all_are_done() -> None:
    config: dict[str, Any] = {
        "people": ["Ada", "Ben"],
        "choices": [{"value": "yes", "label": "Gladly"}, {"value": "no", "label": "Rather not"}],
        "items": [{"id": "dog", "text": "A dog"}],
    }
    both = simulated(compare, id="us", **config)
    both.press("Ada: answer").tick("Rather not")
    assert lines_of(both) == []
    both.press("Done, hide my answers")
    assert lines_of(both) == [Line("Ada", "Has answered")]
    both.press("Ben: answer").tick("Gladly").press("Done, hide my answers")
    assert lines_of(both) == [Line("Ada: Rather not; Ben: Gladly", "A dog")]
    both.press("Ada: answer again")
    assert lines_of(both) == [Line("Ben", "Has answered")]


def test_ticks_of_rows_that_went_away_are_still_told() -> None:
    ticked = simulated(
        checklist, id="a", items=[{"id": "tea", "text": "Tea"}, {"id": "cup", "text": "A cup"}]
    )
    ticked.tick("Tea").tick("A cup")
    fewer = replace(ticked.state, items=ticked.state.items[1:])
    assert [*checklist.written(fewer)] == [Line("A cup", ticked=True), Line("tea", ticked=True)]  # type: ignore[misc]


def test_a_choice_is_told_by_its_words_under_its_question() -> None:
    ways = [{"value": "me", "label": "I did"}, {"value": "them", "label": "They did"}]
    chosen = simulated(fork, id="a", fact="ended-by", question="Who ended it?", choices=ways).tick("They did")
    assert lines_of(chosen) == [Line("They did", "Who ended it?")]


def test_all_sessions_of_a_journal_are_told_with_their_days() -> None:
    prompts = [{"id": "a", "label": "What happened?"}, {"id": "b", "label": "What next?"}]
    diary = simulated(journal, id="diary", prompts=prompts, sessions=2)
    diary.write("What next?", "A walk").write("What happened?", "Rain").press("Close this session")
    diary.write("What happened?", "Sun")
    assert lines_of(diary) == [
        Line("", "Session 1 of 2"),
        Line("Rain", "What happened?"),
        Line("A walk", "What next?"),
        Line("Closed on Monday 23 November 2026."),
        Line("", "Session 2 of 2"),
        Line("Sun", "What happened?"),
    ]


def test_rows_are_told_under_their_names_and_dates_in_words() -> None:
    columns = [{"id": "what", "label": "What"}, {"id": "on", "label": "When", "kind": "date"}]
    columns.append({"id": "ok", "label": "Agreed", "kind": "tick"})
    sheet = simulated(worksheet, id="a", columns=columns, add="Add", row="Plan")
    sheet.write("What", "Tea").write("When", "2026-12-01").tick("Agreed")
    assert lines_of(sheet) == [
        Line("", "Plan 1"),
        Line("Tea", "What"),
        Line("Tuesday 1 December 2026", "When"),
        Line("Agreed", ticked=True),
    ]


def test_a_plan_that_was_put_by_is_still_told() -> None:
    plan = simulated(planner, id="a", slots=[{"id": "out", "label": "Something outside"}])
    plan.write("First day", "2026-11-23").write("Something outside", "A walk").tick("Done")
    plan.press("Keep this plan and start a new one").write("Something outside", "The sea")
    assert lines_of(plan) == [
        Line("The sea", "Something outside"),
        Line("", "23 November 2026"),
        Line("Monday 23 November 2026", "First day"),
        Line("A walk", "Something outside", ticked=True),
    ]


@dataclass(frozen=True)
class Glasses:
    done: bool = False
    glasses: int = 8
    last_note: str = "-"
    days: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drunk:
    text: str


def drunk(state: Glasses, message: Drunk) -> Glasses:
    return Glasses(True, state.glasses, message.text, ("Monday", " "))  # noqa: FBT003 - as it is stored


def drawn(state: Glasses) -> Element:
    return div[state.last_note]


def test_a_widget_that_says_nothing_of_it_is_read_by_the_names_of_its_fields() -> None:
    def begun(config: WidgetConfig) -> Glasses:
        del config
        return Glasses()

    water = Widget("water", WidgetConfig, begun, drunk, drawn)
    asked = {"do": "read", "id": "x", "type": "water", "config": {"id": "a"}, "saved": None}
    message = {"is": "Drunk", "with": {"text": "Two at once"}}
    reply = json.loads(Session({"water": water}, ENGLISH).handle(json.dumps(asked | {"messages": [message]})))
    assert reply["lines"] == [
        ["Done", "", True],
        ["Two at once", "Last note", False],
        ["Monday", "Days", False],
    ]


@pytest.mark.parametrize("name", ["screen", "directory"])
def test_what_is_never_stored_is_never_told(name: str) -> None:
    assert WIDGETS[name].still
    assert WIDGETS[name].written is None
