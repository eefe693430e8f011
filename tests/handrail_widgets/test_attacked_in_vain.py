"""What a page could send, damaged, planted by a neighbour or made up: nothing is lost, nothing gets out.

Each session is drawn from its own number, so that one that fails can be run again alone. `make check` tries
the first few of each widget and `make test` some thousands; HANDRAIL_SESSIONS=23000 says how many in all.
"""

import html
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from handrail_widgets import WIDGETS
from handrail_widgets.kit.markup import TAGS
from handrail_widgets.kit.session import AnyRunning, Session
from handrail_widgets.kit.storage import restore, store

from tests.handrail_widgets.kettle import kettle
from tests.handrail_widgets.strategies import HOSTILE
from tests.words import ENGLISH

LOGS: Final = Path(__file__).parent.parent / "logs"
ALL: Final = {**{name: each for name, each in WIDGETS.items() if not each.still}, "kettle": kettle}
SESSIONS: Final = int(os.environ.get("HANDRAIL_SESSIONS", "2400"))
AT_ONCE: Final = 15
"""How many sessions of each widget `make check` tries; the slow test goes on from there."""

NOW: Final = "2026-11-23T09:00:00.000+01:00"
KETTLE: Final = {"type": "kettle", "config": {"id": "pot", "cups": 4}, "now": NOW}
GOING_WRONG: Final = (  # where the kettle raises: in update, in view, in store
    {"is": "Named", "with": {"tea": "crash"}},
    {"is": "Named", "with": {"tea": "undrawable"}},
    {"is": "Weighed", "with": {"weight": 1e200}},
)
TAG: Final = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z][a-z-]*(?:="[^"<>]*")?)*)>')
HANDLER: Final = re.compile(r' data-on-(?:click|input|change|submit)="([^"]*)"')
ATTRIBUTE: Final = re.compile(r' ([a-z][a-z-]*)(?:="([^"<>]*)")?')

DEEP: Final = json.loads("[" * 200 + "]" * 200)
VALUES: Final[tuple[Any, ...]] = (
    *HOSTILE,
    *(None, True, False, 0, -1, 1, 7, 2**31, -(2**63), 10**30, 0.5, -0.0, 1e308, 5e-324),
    *(float("nan"), float("inf")),
    *(
        "",
        " ",
        "\x00",
        "\x1b[31m",
        "\ud800",
        "\u2028</script>",
        "ÿ" * 3_000,
        "2026-11-23",
        "2026-02-30",
        "24:00",
    ),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-23T09:00", NOW, "now", "value"),
    *([], {}, [[]], [None] * 50, {"is": "State"}, {"is": "Toggled", "with": {}}, {"__class__": "x"}, DEEP),
    *("javascript:alert(1)", "__init__", "is", "State", "1e1", "9" * 5_000),
)
TEXTS: Final = (
    *("", "{", "nul", '"', "[" * 100_000, "{" * 5_000, '{"a":' * 3_000, "NaN", "1e999", "9" * 5_000),
    *("\ufeff{}", '{"id":NaN}', '"\\ud800"', "\x00", "{}", "[]", '{"version":1,"state":null}', "🫖" * 2_000),
)


def log_of(name: str) -> dict[str, Any]:
    """Return a widget's `type`, a `config` and a time; the kettle has no recorded log."""
    if name == "kettle":
        return KETTLE
    return dict(json.loads((LOGS / f"{name}.json").read_text(encoding="utf-8")))


class Attacker:
    """Draws what a page might send, from what it was shown last; `at` draws the same for the same number."""

    def __init__(self, at: Random, name: str) -> None:
        self.at = at
        self.log = log_of(name)
        self.handlers: list[Any] = []

    def value(self) -> Any:
        return self.at.choice(VALUES)

    def mutated(self, value: Any) -> Any:
        """Return the value with one thing in it changed, taken out, put in or doubled."""
        at = self.at
        if isinstance(value, dict) and value and at.random() < 0.85:
            key = at.choice(list(value))
            rest = {name: inner for name, inner in value.items() if name != key}
            match at.randrange(10):
                case 0:
                    return rest
                case 1:
                    return rest | {str(self.value())[:40]: value[key]}
                case 2:
                    return value | {str(self.value())[:40]: self.value()}
                case _:
                    return value | {key: self.mutated(value[key])}
        if isinstance(value, list) and value and at.random() < 0.85:
            place = at.randrange(len(value))
            inner = at.choice(([], [value[place]] * 2, [self.mutated(value[place])], [self.value()]))
            return [*value[:place], *inner, *value[place + 1 :]]
        return self.value()

    def saved(self, state: str | None) -> Any:
        """Return what might stand in the store: a real state, a damaged one, or no state at all."""
        if state is None or self.at.random() < 0.15:
            return self.at.choice((None, self.at.choice(TEXTS), self.value()))
        if (kind := self.at.randrange(8)) == 0:
            return state
        if kind == 1:
            cut = self.at.randrange(len(state))
            return state[:cut] + self.at.choice(("", '"', "\x00", "}")) + state[cut + self.at.randrange(3) :]
        return json.dumps(self.mutated(json.loads(state)), ensure_ascii=self.at.random() < 0.5)

    def message(self) -> Any:
        """Return what a control of the last view sends, with hostile values, or something like it."""
        if self.log is KETTLE and self.at.random() < 0.3:
            return self.at.choice(GOING_WRONG)
        if not self.handlers or self.at.random() < 0.1:
            return self.mutated({"is": "Toggled", "with": {"item": "a"}})
        handler = self.at.choice(self.handlers)
        filled = {
            field: NOW if source == "now" and self.at.random() < 0.8 else self.value()
            for field, source in handler.get("fill", {}).items()
        }
        message = {"is": handler["is"], "with": handler["with"] | filled}
        return self.mutated(message) if self.at.random() < 0.3 else message

    def messages(self) -> list[Any]:
        return [self.message() for _ in range(self.at.randrange(4))]

    def opening(self, state: str | None) -> dict[str, Any]:
        config = self.log["config"]
        return {
            "do": "open",
            "id": "attacked",
            "type": self.log["type"],
            "config": config if self.at.random() < 0.8 else self.mutated(config),
            "saved": self.saved(state),
            "messages": self.messages(),
            "now": self.log["now"] if self.at.random() < 0.8 else self.value(),
        }

    def request(self, state: str | None) -> str:
        """Return one request, in order or not, as text."""
        kind = self.at.random()
        if kind < 0.03:
            return self.at.choice(TEXTS)
        if kind < 0.3:
            asked: Any = self.opening(state)
        elif kind < 0.33:
            asked = {"do": "close", "id": "attacked"}
        else:
            asked = {"do": "dispatch", "id": "attacked", "messages": self.messages(), "now": NOW}
        return json.dumps(self.mutated(asked) if self.at.random() < 0.1 else asked)


def no_stray_tag(drawn: str, tree: Any) -> None:
    """See that the tags of the HTML are the view's own, and that all else in it is the view's own text."""
    found = TAG.findall(drawn)
    begun = [tag for slash, tag, _ in found if not slash]
    assert begun == [element.tag for element in tree.walk()][1:]
    assert set(begun) <= TAGS
    for _, _, attributes in found:
        for name, value in ATTRIBUTE.findall(attributes):
            assert not name.startswith("on")
            assert name not in ("style", "srcdoc")
            if name in ("href", "src", "action", "formaction"):
                assert not re.match(r"\s*(javascript|data|vbscript):", html.unescape(value), re.IGNORECASE)
    rest = TAG.sub("", drawn)
    assert "<" not in rest
    assert ">" not in rest


def refuse(constant: str) -> None:
    raise ValueError(f"a browser can't read {constant}")


def answered(session: Session, request: str) -> dict[str, Any]:
    read = json.loads(session.handle(request), parse_constant=refuse)
    assert {"id", "problem"} <= set(read)
    return dict(read)


def asked_for(request: str) -> Any:
    """Return the request as JSON; None if it is none."""
    try:
        return json.loads(request, parse_constant=refuse)
    except (ValueError, RecursionError):
        return None


def must_be_shown(asked: Any, log: dict[str, Any], *, running: bool) -> bool:
    """Tell whether a request has all that a view takes, whatever its messages and its state are."""
    if not isinstance(asked, dict) or asked.get("id") != "attacked":
        return False
    if not isinstance(asked.get("messages"), list):
        return False
    if asked.get("do") == "dispatch":
        return running
    opens = asked.get("do") == "open" and {"saved", "now"} <= asked.keys()
    # As text, for 1 is no truth value in JSON, and equal to one in Python.
    return opens and all(json.dumps(asked.get(key)) == json.dumps(log[key]) for key in ("type", "config"))


def nothing_is_lost(running: AnyRunning, asked: Any, before: str | None, reply: dict[str, Any]) -> None:
    """See that the answer's state is whole, that refused messages come back, and that nothing else went."""
    widget = running.widget
    assert store(widget, running.state) == reply["state"]
    fresh = widget.init(running.config)
    assert store(widget, restore(widget, fresh, reply["state"])) == reply["state"]
    sent = iter(asked["messages"])
    assert all(any(message == each for each in sent) for message in reply["refused"]), "refused, never sent"
    if reply["problem"] is None:
        assert reply["refused"] == []
    elif asked["do"] == "dispatch":
        assert reply["refused"], "a message failed and is gone"
    if asked["do"] == "dispatch" and len(reply["refused"]) == len(asked["messages"]):
        assert reply["state"] == before, "what was refused changed something"
    if asked["do"] == "open" and asked["saved"] is not None:
        told = reply["problem"] is not None and reply["problem"]["code"] == "unreadable-state"
        assert told or restored_whole(widget, fresh, asked["saved"])


def restored_whole(widget: Any, fresh: object, saved: str) -> bool:
    """Tell whether every word of a stored state is in what was restored from it."""
    again = store(widget, restore(widget, fresh, saved))
    return set(words(json.loads(saved)["state"])) <= set(words(json.loads(again)["state"]))


def words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from words(inner)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from words(inner)


def attack(name: str, number: int) -> int:
    """Run one session of some requests; return how many were answered with a view."""
    attacker = Attacker(Random(f"{name} {number}"), name)  # noqa: S311 - it must be the same again
    session, state, drawn = Session(ALL, ENGLISH), None, 0
    witness = {"do": "open", "id": "witness", **KETTLE, "saved": None, "messages": []}
    undisturbed = answered(session, json.dumps(witness))["html"]
    for request in (json.dumps(attacker.opening(None)), *(attacker.request(state) for _ in range(5))):
        before, running = state, session.running.get("attacked")
        reply, asked = answered(session, request), asked_for(request)
        if "html" not in reply or reply["id"] != "attacked":
            assert not must_be_shown(asked, attacker.log, running=running is not None)
            continue
        drawn += 1
        running = session.running["attacked"]
        no_stray_tag(reply["html"], running.widget.view(running.state))
        nothing_is_lost(running, asked, before, reply)
        state = reply["state"]
        attacker.handlers = [json.loads(html.unescape(found)) for found in HANDLER.findall(reply["html"])]
        attacker.handlers += [each["message"] for each in reply["subscriptions"] if "message" in each]
    again = answered(session, json.dumps({"do": "dispatch", "id": "witness", "messages": [], "now": NOW}))
    assert again["html"] == undisturbed
    return drawn


def attacked(name: str, numbers: range) -> None:
    drawn = 0
    for number in numbers:
        try:
            drawn += attack(name, number)
        except Exception as error:
            error.add_note(f"attack({name!r}, {number})")
            raise
    assert drawn > len(numbers), "most of what was sent had no effect, so this tried nothing"


@pytest.mark.parametrize("name", sorted(ALL))
def test_hostile_requests_lose_no_state_and_draw_no_stray_tag(name: str) -> None:
    attacked(name, range(AT_ONCE))


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(ALL))
def test_thousands_more_hostile_sessions(name: str) -> None:
    attacked(name, range(AT_ONCE, SESSIONS // len(ALL) + 1))


@pytest.mark.parametrize("failing", [{"messages": [{"is": "Unknown"}]}, {"now": "noon"}])
def test_an_unreadable_state_is_told_of_whatever_else_fails(failing: dict[str, Any]) -> None:
    """Only by that code does the page know to set it aside, rather than to write over it."""
    log = log_of("timer")
    asked = {"do": "open", "id": "x", "type": "timer", "config": log["config"], "now": log["now"]}
    # A timer that runs asks for the time at once, and so fails at one that can't be read.
    begun = {"is": "Started", "with": {"now": log["now"]}}
    request = asked | {"saved": "{", "messages": [begun]} | failing
    reply = answered(Session(ALL, ENGLISH), json.dumps(request))
    assert reply["problem"]["code"] == "unreadable-state"
    assert reply["refused"] == [message for message in request["messages"] if message != begun]
