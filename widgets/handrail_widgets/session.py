"""Running widgets: a request in, a reply out, both JSON text. The page's worker calls `handle`.

The protocol is in docs/handbook/how-it-works.md. Nothing is drawn or stored here: the reply says what
to show, what to keep and what to do.
"""

import json
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from handrail_widgets import codec
from handrail_widgets.effects import Every
from handrail_widgets.html import Element, render
from handrail_widgets.storage import UnreadableStateError, restore, store
from handrail_widgets.widget import Widget, WidgetConfig


@dataclass
class Running:
    """One widget on the page, as it is now."""

    widget: Widget[Any, Any, Any]
    config: WidgetConfig
    state: Any
    effects: list[object] = field(default_factory=list)

    def dispatch(self, message: object) -> None:
        """Bring one message, as JSON, to the widget.

        Raises:
            DecodeError: for a message that the widget doesn't know.

        """
        known = codec.decode_message(self.widget.messages, message)
        self.state, effects = self.widget.updated(self.state, known)
        self.effects += effects

    def dispatch_time(self, now: str) -> None:
        """Bring the time to every subscription that waits for it."""
        for subscription in self.widget.subscriptions(self.state):
            if isinstance(subscription, Every):
                self.dispatch(_filled(codec.handler(subscription.message), now))


def first_view(widget: Widget[Any, Any, Any], config: WidgetConfig) -> str:
    """Return the HTML that a reader sees who has never used this widget."""
    return view(widget, config, widget.init(config))


def view(widget: Widget[Any, Any, Any], config: WidgetConfig, state: object) -> str:
    """Return the HTML of one state: the view's children, ids scoped to the widget."""
    return "".join(
        render(child, config.id) if isinstance(child, Element) else escape(child, quote=False)
        for child in widget.view(state).children
    )


class Session:
    """All the widgets of one page."""

    def __init__(self, widgets: Mapping[str, Widget[Any, Any, Any]]) -> None:
        self.widgets = widgets
        self.running: dict[str, Running] = {}

    def handle(self, request: str) -> str:
        """Answer one request, ``open`` or ``dispatch``.

        A message that fails changes nothing: the reply shows the state from before it, with a
        `problem`, and lists it under `refused`, so that the page can set it aside. The messages
        after it are still brought. It never raises.
        """
        asked = json.loads(request)
        try:
            problem = self._opened(asked) if asked["do"] == "open" else None
            running = self.running[asked["id"]]
        except Exception as error:  # noqa: BLE001 - a broken widget must not take the page's others along
            return _json({"id": asked.get("id"), "problem": _failure(error)})
        refused = []
        for message in asked.get("messages", []):
            if failure := self._attempt(running.dispatch, message):
                problem = failure
                refused.append(message)
        if asked["do"] == "open":
            problem = self._attempt(running.dispatch_time, asked["now"]) or problem
        try:
            return _reply(asked["id"], running, problem, refused)
        except Exception as error:  # noqa: BLE001 - the same
            return _json({"id": asked["id"], "problem": _failure(error)})

    def _opened(self, asked: Mapping[str, Any]) -> object:
        widget = self.widgets[asked["type"]]
        config = codec.decode(widget.config, asked["config"])
        state, problem = widget.init(config), None
        if asked.get("saved") is not None:
            try:
                state = restore(widget, state, asked["saved"])
            except UnreadableStateError as error:
                problem = {
                    "code": "unreadable-state",
                    "text": "What was kept here could not be read. It is set aside, not deleted.",
                    "detail": str(error),
                }
        self.running[asked["id"]] = Running(widget, config, state)
        return problem

    @staticmethod
    def _attempt(bring: Any, message: object) -> object:  # noqa: ANN401 - a bound method
        try:
            bring(message)
        except Exception as error:  # noqa: BLE001 - told to the reader, and in full to the console
            return _failure(error)
        return None


def _reply(name: str, running: Running, problem: object, refused: list[object]) -> str:
    effects, running.effects = running.effects, []
    return _json(
        {
            "id": name,
            "html": view(running.widget, running.config, running.state),
            "state": store(running.widget, running.state),
            "effects": [codec.encode(effect) for effect in effects],
            "subscriptions": [
                _subscription(s) for s in running.widget.subscriptions(running.state)
            ],
            "problem": problem,
            "refused": refused,
        },
    )


def _subscription(subscription: object) -> object:
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


def _failure(error: Exception) -> object:
    return {
        "code": "failed",
        "text": "Something went wrong in this tool. What you wrote before is safe.",
        "detail": "".join(traceback.format_exception(error)),
    }


def _json(value: Sequence[Any] | Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
