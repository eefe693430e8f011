"""What holds for every widget there is, found out by doing what its own view offers."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from handrail_widgets import WIDGETS
from handrail_widgets.kit import codec
from handrail_widgets.kit.effects import Every
from handrail_widgets.kit.html import Element
from handrail_widgets.kit.protocol import Answer
from handrail_widgets.kit.session import Session, first_view
from handrail_widgets.kit.storage import restore, store
from handrail_widgets.kit.widget import AnyWidget
from hypothesis import HealthCheck, Phase, given, note, settings

from tests.effort import examples
from tests.handrail_widgets.fits import fits
from tests.handrail_widgets.parsed import parse
from tests.handrail_widgets.strategies import Act, json_values, visits
from tests.words import ENGLISH

LOGS = Path(__file__).parent.parent / "logs"
EVENTS = ("on-click", "on-input", "on-change", "on-submit")

every_widget = pytest.mark.parametrize("name", sorted(name for name in WIDGETS if not WIDGETS[name].still))


@cache
def recorded(name: str) -> dict[str, Any]:
    """Return the recorded log of a widget: its `type`, a `config`, the time `now` and `messages`."""
    log = json.loads((LOGS / f"{name}.json").read_text(encoding="utf-8"))
    assert isinstance(log, dict)
    return log


def asked(session: Session, request: object) -> dict[str, Any]:
    reply = json.loads(session.handle(json.dumps(request)))
    assert reply["problem"] is None, reply["problem"].get("detail")
    assert fits(Answer, reply)
    assert reply["refused"] == []
    return dict(reply)


def opened(name: str, saved: str | None = None, now: str = "") -> tuple[Session, dict[str, Any]]:
    log = recorded(name)
    request = {"do": "open", "id": log["config"]["id"], "type": name, "config": log["config"]}
    session = Session(WIDGETS, ENGLISH)
    return session, asked(session, request | {"saved": saved, "messages": [], "now": now or log["now"]})


def dispatched(name: str, session: Session, *messages: object) -> dict[str, Any]:
    return asked(session, {"do": "dispatch", "id": recorded(name)["config"]["id"], "messages": messages})


def offers(widget: AnyWidget, state: object, act: Act) -> Iterator[tuple[codec.Handler, object]]:
    """Yield every handler that a page would hear now, with what its control holds."""
    for element in widget.view(state).walk():
        for event in EVENTS:
            if element.get(event) is not None and not element.get("disabled"):
                yield codec.handler(element.get(event)), _held(element, act)
    for subscription in widget.subscriptions(state):
        if isinstance(subscription, Every):
            yield codec.handler(subscription.message), None


def _held(element: Element, act: Act) -> object:
    kind = element.get("type")
    if kind == "checkbox":
        return act.ticked
    if kind == "radio" or element.tag == "button":
        return str(element.get("value") or "")
    if kind == "number":
        return str(act.number) if act.ticked else ""
    if kind in ("date", "time", "datetime-local"):
        form = {"date": "%Y-%m-%d", "time": "%H:%M"}.get(str(kind), "%Y-%m-%dT%H:%M")
        return (datetime.fromisoformat("2026-03-28T23:30") + act.later).strftime(form) if act.ticked else ""
    options = [e for e in element.walk() if e.tag == "option"]
    if options:
        return str(options[act.pick % len(options)].get("value"))
    return act.text if element.tag == "textarea" else act.text.replace("\n", "")


def filled(handler: Any, value: object, now: datetime) -> dict[str, object]:
    moment = now.isoformat(timespec="milliseconds")
    known = {name: moment if source == "now" else value for name, source in handler.get("fill", {}).items()}
    return {"is": handler["is"], "with": handler["with"] | known}


def check(widget: AnyWidget, scope: str, state: object, html: str) -> None:
    tree, read = widget.view(state), parse(html)
    assert read.tags[1:] == [element.tag for element in tree.walk()][1:], "text became markup"
    assert read.text == tree.text
    assert len(read.ids) == len({*read.ids}), f"two elements have one id: {sorted(read.ids)}"
    assert all(name.startswith(f"{scope}--") for name in read.ids)


@every_widget
@given(visit=visits)
@settings(
    max_examples=examples(12),
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # the notes below say more than a shrunk visit
    suppress_health_check=[HealthCheck.large_base_example],
)
def test_whatever_a_reader_does_the_widget_goes_on(name: str, visit: list[Act]) -> None:
    widget, scope = WIDGETS[name], recorded(name)["config"]["id"]
    now = datetime.fromisoformat(recorded(name)["now"])
    session, reply = opened(name)
    fresh = widget.init(session.running[scope].config)
    for act in visit:
        state = session.running[scope].state
        choices = list(offers(widget, state, act))
        assert choices, "there is nothing to do any more"
        now += act.later
        message = filled(*choices[act.pick % len(choices)], now)
        note(json.dumps(message, ensure_ascii=False))
        reply = dispatched(name, session, message)
        state = session.running[scope].state
        check(widget, scope, state, reply["html"])
        assert restore(widget, state, reply["state"]) == state
        assert store(widget, restore(widget, fresh, reply["state"])) == reply["state"]
    _, again = opened(name, reply["state"], now.isoformat(timespec="milliseconds"))
    assert parse(again["html"]).text


@every_widget
@given(request=json_values)
@settings(max_examples=examples(25), deadline=None)
def test_no_message_breaks_it(name: str, request: Any) -> None:
    session, before = opened(name)
    for kind in WIDGETS[name].messages:
        message = {"is": kind.__name__, "with": request}
        sent = {"do": "dispatch", "id": before["id"], "messages": [message, request]}
        reply = json.loads(session.handle(json.dumps(sent)))
        assert {"html", "refused"} <= reply.keys(), reply["problem"]
    assert "html" in dispatched(name, session)


@every_widget
def test_its_recorded_log_is_long_and_all_of_it_is_taken(name: str) -> None:
    messages = recorded(name)["messages"]
    session, before = opened(name)
    after = dispatched(name, session, *messages)
    assert len(messages) >= 25
    assert after["html"] != before["html"]
    assert not json.dumps(recorded(name), ensure_ascii=False).isascii()


@every_widget
def test_one_message_at_a_time_or_all_at_once_is_the_same(name: str) -> None:
    session, reply = opened(name)
    for message in recorded(name)["messages"]:
        reply = dispatched(name, session, message)
    together = dispatched(name, opened(name)[0], *recorded(name)["messages"])
    assert (reply["html"], reply["state"]) == (together["html"], together["state"])


@cache
def replayed(seed: str) -> list[str]:
    """Return the replies to all recorded logs in a process of its own, a line for each."""
    names = sorted(name for name in WIDGETS if not WIDGETS[name].still)
    done = subprocess.run(
        [sys.executable, "-c", _REPLAY, *(str(LOGS / f"{name}.json") for name in names)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        encoding="ascii",
        check=True,
    )
    return done.stdout.splitlines()


@every_widget
def test_it_is_the_same_in_every_process(name: str) -> None:
    """Sets are ordered by a hash that differs from process to process."""
    one, other = (
        [line for line in replayed(seed) if line.startswith(f"# {name}.json ")] for seed in ("1", "2")
    )
    assert len(one) == 1
    assert '"html"' in one[0]
    assert one == other


_REPLAY = """
import json, sys
from pathlib import Path
from handrail.words import english
from handrail_widgets import WIDGETS
from handrail_widgets.kit.session import Session
for path in map(Path, sys.argv[1:]):
    handle = Session(WIDGETS, english()).handle
    log = json.loads(path.read_text(encoding="utf-8"))
    asked = {**log, "do": "open", "id": log["config"]["id"], "saved": None}
    print("#", path.name, ascii(handle(json.dumps(asked))))
"""


@every_widget
def test_the_first_view_is_whole(name: str) -> None:
    widget, log = WIDGETS[name], recorded(name)
    config = replace(codec.decode(widget.config, log["config"]), words=ENGLISH)
    html = first_view(widget, config)
    check(widget, log["config"]["id"], widget.init(config), html)
    assert codec.encode(codec.decode(widget.config, codec.encode(config))) == codec.encode(config)
    assert len(html) > 100


def test_a_widget_goes_by_its_name() -> None:
    assert all(name == widget.name for name, widget in WIDGETS.items())
