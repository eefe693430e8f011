"""Running widgets: a request in, a reply out, both JSON text. The page's worker calls `handle`.

`handrail_widgets.kit.protocol` has the shapes. Nothing is shown or stored here: the reply says what
to show, what to store and what to do.
"""

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

from handrail_widgets.kit import codec
from handrail_widgets.kit.effects import Effect, Every, Subscription
from handrail_widgets.kit.facts import publishable, published
from handrail_widgets.kit.html import render_children
from handrail_widgets.kit.json_text import parsed, written
from handrail_widgets.kit.lines import changed
from handrail_widgets.kit.protocol import (
    Answer,
    Broken,
    Closed,
    Lines,
    Open,
    Read,
    Shown,
    Trouble,
    is_request,
)
from handrail_widgets.kit.storage import UnreadableStateError, restore, store
from handrail_widgets.kit.widget import AnyWidget, Widget, WidgetConfig
from handrail_widgets.kit.words import NO_WORDS, Words


@dataclass
class Running[Config: WidgetConfig, State, Message]:
    """One widget on the page, as it is now.

    `publishable` is what its config lets it publish; `effects` are those not yet told to the page.
    """

    widget: Widget[Config, State, Message]
    config: Config
    state: State
    publishable: Mapping[str, tuple[str, ...]]
    effects: tuple[Effect, ...] = ()

    def dispatch(self, message: object) -> None:
        """Bring one message, as JSON, to the widget.

        Raises:
            DecodeError: for a message that the widget doesn't know.
            Exception: whatever the widget's `update` raises.

        """
        known = codec.decode_message(self.widget.messages, message)
        self.state, effects = self.widget.updated(self.state, known)
        self.effects += effects

    def dispatch_time(self, now: str) -> None:
        """Bring the time to every subscription that waits for it."""
        for subscription in self.widget.subscriptions(self.state):
            if isinstance(subscription, Every):
                self.dispatch(codec.filled(codec.handler(subscription.message), now))

    def shown(self) -> Shown:
        """Return what the page shows, stores, does and publishes."""
        progress = self.widget.progress(self.state)
        return {
            "html": view(self.widget, self.config, self.state),
            "state": store(self.widget, self.state),
            "effects": [codec.encode(effect) for effect in self.effects],
            "subscriptions": [_subscription(each) for each in self.widget.subscriptions(self.state)],
            "progress": None if progress is None else (progress.done, progress.of),
            "facts": published(self.widget, self.publishable, self.state),
        }


type AnyRunning = Running[Any, Any, Any]  # type: ignore[explicit-any]
"""A widget of any kind; see `AnyWidget`."""


def first_view[Config: WidgetConfig, State, Message](
    widget: Widget[Config, State, Message],
    config: Config,
) -> str:
    """Return the HTML that a reader sees who has never used this widget."""
    return first_shown(widget, config)["html"]


def first_shown[Config: WidgetConfig, State, Message](
    widget: Widget[Config, State, Message],
    config: Config,
) -> Shown:
    """Return what the page shows a reader who has never used this widget, and all else that it asks then.

    So what can't work there is an exception here, where the site is built.
    """
    return _fresh(widget, config).shown()


def view[Config: WidgetConfig, State, Message](
    widget: Widget[Config, State, Message],
    config: Config,
    state: State,
) -> str:
    """Return the HTML of one state: the view's children, ids scoped to the widget."""
    return render_children(widget.view(state), config.id)


class Session:
    """All the widgets of the page that is shown; a request's `id` is a name that no other of them has."""

    def __init__(self, widgets: Mapping[str, AnyWidget], words: Words = NO_WORDS) -> None:
        """Know these widgets, by name, and what the site says; none is running yet."""
        self.widgets = widgets
        self.words = words
        self.running: dict[str, AnyRunning] = {}

    def handle(self, request: str) -> str:
        """Answer one request, ``open``, ``dispatch``, ``close`` or ``read``.

        ``close`` forgets the widget, whether it is open or not: its page was left. The reply has
        nothing to show or store.

        A message that fails, or that leads to a state that can't be drawn or stored, changes
        nothing: the reply shows the state from before it, with a `problem`, and lists it under
        `refused`, so that the page can set it aside. The messages after it are still brought.

        It never raises. If not even an old state can be shown, the reply has only `id`, the
        request's or null, and `problem`.
        """
        name = None
        try:
            asked = parsed(request)
            name = _name(asked)
            return written(self._reply(asked))
        except Exception as error:  # noqa: BLE001 - a broken widget must not take the page's others along
            broken: Broken = {"id": name, "problem": self._trouble("failed", _traceback(error))}
            return written(broken)

    def _reply(self, asked: object) -> Answer | Closed | Lines:
        if not is_request(asked):
            message = f"a request opens, dispatches, closes or reads, with all that this takes; not {asked!r}"
            raise ValueError(message)
        name = asked["id"]
        if asked["do"] == "read":
            return self._read(asked)
        if asked["do"] == "close":
            self.running.pop(name, None)
            return {"id": name, "problem": None}
        if asked["do"] == "open":
            running, brought, problem = self._opened(asked)
        else:
            running, problem = self.running[name], None
            brought = _brought(running, asked["messages"])
        self.running[name], running.effects = running, ()
        if brought.error is not None:
            detail = _traceback(brought.error)
            problem = (
                problem | {"detail": f"{problem['detail']}\n{detail}"}
                if problem
                else self._trouble("failed", detail)
            )
        return {"id": name, "problem": problem, "refused": brought.refused, **brought.shown}

    def _fresh(self, asked: Open | Read) -> AnyRunning:
        widget = self.widgets[asked["type"]]
        config = replace(codec.decode(widget.config, asked["config"]), words=self.words)
        return _fresh(widget, config)

    def _read(self, asked: Read) -> Lines:
        """Return what stands in a widget; one that can't be read is an exception."""
        fresh = self._fresh(asked)
        running = replace(fresh)
        if asked["saved"] is not None:
            running.state = restore(fresh.widget, fresh.state, asked["saved"])
        refused = [message for message in asked["messages"] if _attempt(running, running.dispatch, message)]
        return {"id": asked["id"], "lines": lines(fresh, running.state), "refused": refused, "problem": None}

    def _opened(self, asked: Open) -> tuple[AnyRunning, "Brought", Trouble | None]:
        """Return the widget with what was stored of it, and a problem if that can't be used."""
        fresh = self._fresh(asked)
        widget = fresh.widget
        bring = partial(_brought, messages=asked["messages"], now=asked["now"])
        if isinstance(stored := asked.get("beside"), dict):
            fresh = replace(fresh, state=widget.beside(fresh.state, stored))
        if asked["saved"] is None:
            return fresh, bring(fresh), None
        try:
            running = replace(fresh, state=restore(widget, fresh.state, asked["saved"]))
            return running, bring(running), None
        except UnreadableStateError as error:
            detail = str(error)
        except Exception as error:  # noqa: BLE001 - it was read, but can't be drawn
            detail = _traceback(error)
        return fresh, bring(fresh), self._trouble("unreadable-state", detail)

    def _trouble(self, code: Literal["unreadable-state", "failed"], detail: str) -> Trouble:
        key = f"tools.{code}"
        return {"code": code, "text": self.words(key) if self.words.has(key) else code, "detail": detail}


@dataclass
class Brought:
    """What came of bringing messages to a widget.

    `shown` is what the state looks like after them, `refused` are the messages that changed nothing
    because they failed, and `error` is the first thing that went wrong.
    """

    shown: Shown
    refused: list[codec.Message]
    error: Exception | None


def _brought(running: AnyRunning, messages: list[codec.Message], now: str | None = None) -> Brought:
    """Bring messages in order, then the time if it is given.

    Raises:
        Exception: whatever the view raised, if not even the state from before can be shown.

    """
    shown, refused, error = _bring(running, messages, now)
    return Brought(shown or running.shown(), refused, error)


def _bring(
    running: AnyRunning,
    messages: list[codec.Message],
    now: str | None,
) -> tuple[Shown | None, list[codec.Message], Exception | None]:
    """Bring messages and the time; return what `Brought` holds, without `shown` if all was in vain.

    Most messages are well, so the widget is drawn once, after the last. If that fails, each half of
    them is brought by itself, and so on down to the one that made a state which can't be drawn.
    """
    before = running.state, running.effects
    refused: list[codec.Message] = []
    first: Exception | None = None
    for message in messages:
        if error := _attempt(running, running.dispatch, message):
            refused.append(message)
            first = first or error
    if now is not None and (error := _attempt(running, running.dispatch_time, now)):
        first = first or error
    try:
        return running.shown(), refused, first
    except Exception as error:  # noqa: BLE001 - told by whoever asked for it
        running.state, running.effects = before
        if len(messages) + (now is not None) <= 1:
            return None, messages, error
    half = (len(messages) + 1) // 2
    shown, refused, first = _bring(running, messages[:half], None)
    later, more, next_ = _bring(running, messages[half:], now)
    return later or shown, refused + more, first or next_


def _attempt[Given](running: AnyRunning, bring: Callable[[Given], None], given: Given) -> Exception | None:
    """Return what went wrong, if anything; then the widget is as it was before."""
    before = running.state, running.effects
    try:
        bring(given)
    except Exception as error:  # noqa: BLE001 - told to the reader, and in full to the console
        running.state, running.effects = before
        return error
    return None


def _fresh[Config: WidgetConfig, State, Message](
    widget: Widget[Config, State, Message],
    config: Config,
) -> Running[Config, State, Message]:
    return Running(widget, config, widget.init(config), publishable(widget, config))


def lines(fresh: AnyRunning, state: object) -> list[tuple[str, str, bool]]:
    """Return what a reader has in a state of a widget, which was `fresh` before."""
    told = fresh.widget.written
    return [*(told(state) if told else changed(codec.encode(fresh.state), codec.encode(state)))]


def _subscription(subscription: Subscription) -> object:
    if isinstance(subscription, Every):
        message = codec.handler(subscription.message)
        return {"is": "Every", "seconds": subscription.seconds, "message": message}
    return codec.encode(subscription)


def _traceback(error: Exception) -> str:
    return "".join(traceback.format_exception(error))


def _name(asked: object) -> str | None:
    """Return the id in whatever was asked, so that even a request that is none can be answered."""
    name = asked.get("id") if isinstance(asked, dict) else None
    return name if isinstance(name, str) else None
