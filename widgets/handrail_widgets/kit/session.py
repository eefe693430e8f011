"""Running widgets: a request in, a reply out, both JSON text. The page's worker calls `handle`.

The protocol is in docs/handbook/how-it-works.md. Nothing is drawn or stored here: the reply says
what to show, what to keep and what to do.
"""

import json
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from handrail_widgets.kit import codec
from handrail_widgets.kit.effects import Every
from handrail_widgets.kit.facts import publishable, published
from handrail_widgets.kit.html import render_children
from handrail_widgets.kit.storage import UnreadableStateError, restore, store
from handrail_widgets.kit.widget import AnyWidget, WidgetConfig


@dataclass
class Running:
    """One widget on the page, as it is now.

    `publishable` is what its config lets it publish; `effects` are those not yet told to the page.
    """

    widget: AnyWidget
    config: WidgetConfig
    state: Any
    publishable: Mapping[str, tuple[str, ...]]
    effects: tuple[object, ...] = ()

    def dispatch(self, message: object) -> None:
        """Bring one message, as JSON, to the widget.

        Raises:
            DecodeError: for a message that the widget doesn't know.

        """
        known: object = codec.decode_message(self.widget.messages, message)
        self.state, effects = self.widget.updated(self.state, known)
        self.effects += effects

    def dispatch_time(self, now: str) -> None:
        """Bring the time to every subscription that waits for it."""
        for subscription in self.widget.subscriptions(self.state):
            if isinstance(subscription, Every):
                self.dispatch(_filled(codec.handler(subscription.message), now))

    def shown(self) -> dict[str, object]:
        """Return what the page shows, saves, does and publishes, as JSON."""
        progress = self.widget.progress(self.state)
        return {
            "html": view(self.widget, self.config, self.state),
            "state": store(self.widget, self.state),
            "effects": [codec.encode(effect) for effect in self.effects],
            "subscriptions": [_subscription(each) for each in self.widget.subscriptions(self.state)],
            "progress": None if progress is None else [progress.done, progress.of],
            "facts": published(self.widget, self.publishable, self.state),
        }


def first_view(widget: AnyWidget, config: WidgetConfig) -> str:
    """Return the HTML that a reader sees who has never used this widget.

    All else that the page will ask of that first state is tried too, so that what can't work there
    is an exception here, where the site is built.
    """
    return str(_fresh(widget, config).shown()["html"])


def view(widget: AnyWidget, config: WidgetConfig, state: object) -> str:
    """Return the HTML of one state: the view's children, ids scoped to the widget."""
    return render_children(widget.view(state), config.id)


class Session:
    """All the widgets of the page that is shown; `id` is any name that no other of them has."""

    def __init__(self, widgets: Mapping[str, AnyWidget]) -> None:
        """Know these widgets, by name; none is running yet."""
        self.widgets = widgets
        self.running: dict[str, Running] = {}

    def handle(self, request: str) -> str:
        """Answer one request, ``open``, ``dispatch`` or ``close``.

        ``close`` forgets the widget, whether it is open or not: its page was left. The reply has no
        subscriptions, so that whoever keeps intervals ends them, and nothing to show or store.

        A message that fails, or that leads to a state that can't be drawn or stored, changes
        nothing: the reply shows the state from before it, with a `problem`, and lists it under
        `refused`, so that the page can set it aside. The messages after it are still brought.

        It never raises. If not even an old state can be shown, the reply has only `id`, the
        request's or null, and `problem`.
        """
        name = None
        try:
            asked = json.loads(request, parse_constant=_refuse)
            name = asked["id"] if isinstance(asked["id"], str) else None
            return _json({"id": name} | self._answer(name, asked))
        except Exception as error:  # noqa: BLE001 - a broken widget must not take the page's others along
            return _json({"id": name, "problem": _failure(error)})

    def _answer(self, name: str | None, asked: Mapping[str, Any]) -> dict[str, object]:
        if name is None or asked["do"] not in ("open", "dispatch", "close"):
            message = f"a request says what to do, open, dispatch or close, and the widget's id: {asked!r}"
            raise ValueError(message)
        if asked["do"] == "close":
            self.running.pop(name, None)
            return {"subscriptions": [], "problem": None}
        if asked["do"] == "dispatch":
            running, problem = self.running[name], None
        else:
            running, problem = self._opened(asked)
        now = asked["now"] if asked["do"] == "open" else None
        before = running.state
        try:
            brought = _bring(running, asked["messages"], now, _proceed)
            answer = {"problem": problem, "refused": []} | running.shown() | brought
        except Exception:  # noqa: BLE001 - found below, and told
            running.state, running.effects = before, ()
            brought = _bring(running, asked["messages"], now, running.shown)
            answer = {"problem": problem, "refused": []} | running.shown() | brought
        if problem is not None:  # whatever else failed, what can't be read has to be set aside
            answer["problem"] = problem
        running.effects = ()
        self.running[name] = running
        return answer

    def _opened(self, asked: Mapping[str, Any]) -> tuple[Running, object]:
        """Return the widget with what was kept of it, and a problem if that can't be used."""
        widget = self.widgets[asked["type"]]
        config = codec.decode(widget.config, asked["config"])
        fresh = _fresh(widget, config)
        if asked["saved"] is None:
            return fresh, None
        try:
            running = replace(fresh, state=restore(widget, fresh.state, asked["saved"]))
            running.shown()
        except UnreadableStateError as error:
            detail = str(error)
        except Exception as error:  # noqa: BLE001 - it was read, but can't be drawn
            detail = _traceback(error)
        else:
            return running, None
        problem = {
            "code": "unreadable-state",
            "text": "What was kept here could not be read. It is set aside, not deleted.",
            "detail": detail,
        }
        return fresh, problem


def _fresh(widget: AnyWidget, config: WidgetConfig) -> Running:
    return Running(widget, config, widget.init(config), publishable(widget, config))


def _bring(
    running: Running,
    messages: object,
    now: str | None,
    check: Callable[[], object],
) -> dict[str, object]:
    """Bring messages in order, then the time if it is given; say what failed.

    `check` is called after each; if it raises, the message failed too.
    """
    if not isinstance(messages, list):
        message = f"the messages of a request are a list, not {messages!r}"
        raise TypeError(message)
    problem: dict[str, object] = {}
    refused: list[object] = []
    for message in messages:
        if failure := _attempt(running, running.dispatch, message, check):
            problem["problem"] = failure
            refused.append(message)
    if now is not None and (failure := _attempt(running, running.dispatch_time, now, check)):
        problem["problem"] = failure
    return {"refused": refused} | problem


def _attempt[Given](
    running: Running,
    bring: Callable[[Given], None],
    given: Given,
    check: Callable[[], object],
) -> object:
    """Return what went wrong, if anything; then the widget is as it was before."""
    before = running.state, running.effects
    try:
        bring(given)
        check()
    except Exception as error:  # noqa: BLE001 - told to the reader, and in full to the console
        running.state, running.effects = before
        return _failure(error)
    return None


def _proceed() -> None:
    """Check nothing: most messages are well, so the view is drawn once, after the last."""


def _subscription(subscription: object) -> codec.Json:
    if isinstance(subscription, Every):
        return {
            "is": "Every",
            "seconds": subscription.seconds,
            "message": codec.handler(subscription.message),
        }
    return codec.encode(subscription)


def _filled(handler: codec.Json, now: str) -> object:
    if not isinstance(handler, dict):
        return handler
    given, waiting = handler["with"], handler.get("fill", {})
    if not isinstance(given, dict) or not isinstance(waiting, dict):
        return handler
    return {"is": handler["is"], "with": given | dict.fromkeys(waiting, now)}


def _failure(error: Exception) -> dict[str, str]:
    return {
        "code": "failed",
        "text": "Something went wrong in this tool. What you wrote before is safe.",
        "detail": _traceback(error),
    }


def _traceback(error: Exception) -> str:
    return "".join(traceback.format_exception(error))


def _refuse(constant: str) -> None:
    message = f"JSON has no {constant}"
    raise ValueError(message)


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
