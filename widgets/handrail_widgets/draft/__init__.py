"""A text to write with care: fields, a count of words, and rules that quote a phrase and say why.

It changes nothing that the reader wrote, and no rule stands in the way of anything. Where the author says so,
the text can be said to be sent: once, with one day until which to wait.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from handrail_widgets.draft.remarks import is_free, is_over, text_of, whole
from handrail_widgets.draft.state import (
    Begun,
    Config,
    Copied,
    Message,
    NotSent,
    SendingAsked,
    Sent,
    State,
    Told,
    Written,
)
from handrail_widgets.draft.view import lines, view
from handrail_widgets.kit.effects import Announce, Copy, Effect, Every, Subscription
from handrail_widgets.kit.widget import Progress, Widget

HOUR = 3600

type Update = tuple[State, *tuple[Effect, ...]]


def init(config: Config) -> State:
    """Return the draft with nothing written."""
    return State(config, config.words)


def update(state: State, message: Message) -> Update:
    """Return the draft after a message."""
    if isinstance(message, Copied):
        return state, Copy(whole(state)), Announce(state.words("draft.copied"))
    return (changed(state, message),)


def changed(state: State, message: Written | Begun | SendingAsked | Sent | NotSent | Told) -> State:
    """Return the draft after a message that asks nothing of the page."""
    match message:
        case Written(field, text):
            state = written(state, field, text)
        case Begun(start):
            state = begun(state, start)
        case SendingAsked(asked):
            state = replace(state, asked=asked)
        case Sent(now):
            state = sent(state, now)
        case NotSent():
            state = replace(state, sent=None, asked=False)
        case Told(now):
            state = replace(state, now=now)
    return state


def written(state: State, field: str, text: str) -> State:
    """Return the draft with a field's text; one that is empty again takes no room."""
    others = tuple(pair for pair in state.texts if pair[0] != field)
    return replace(state, texts=(*others, (field, text)) if text else others)


def begun(state: State, start: int) -> State:
    """Return the draft with an opening in its first field, unless something of the reader's stands there."""
    first, starts = state.config.fields[0].id, state.config.starts
    free = is_free(state) and not state.sent
    return written(state, first, starts[start].text) if free and start in range(len(starts)) else state


def sent(state: State, now: datetime) -> State:
    """Return the draft as sent today. From now on its text can only be read."""
    if not state.config.sent or not whole(state):
        return state
    return replace(state, sent=now.date(), asked=False, now=now)


def subscriptions(state: State) -> tuple[Subscription, ...]:
    """Return a look at the clock every hour, while an answer may still come."""
    return (Every(HOUR, Told),) if state.sent and not is_over(state) else ()


def progress(state: State) -> Progress | None:
    """Return how many of the fields that aren't optional have something in them."""
    needed = [field.id for field in state.config.fields if not field.optional]
    done = sum(bool(text_of(state, field).strip()) for field in needed)
    return Progress(done, len(needed)) if needed else None


def publishes(config: Config) -> Mapping[str, tuple[str, ...]]:
    """Return the one fact of a text that can be sent; it is called as the draft is."""
    return {config.id: ("not-sent", "sent", "over")} if config.sent else {}


def facts(state: State) -> Mapping[str, str]:
    """Return whether it was sent, and whether the wait for an answer is over."""
    if not state.config.sent:
        return {}
    stands = "not-sent" if state.sent is None else "over" if is_over(state) else "sent"
    return {state.config.id: stands}


draft = Widget(
    "draft",
    Config,
    init,
    update,
    view,
    subscriptions,
    progress=progress,
    facts=facts,
    publishes=publishes,
    written=lines,
)
