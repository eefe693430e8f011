"""Messages as they travel; `handrail_widgets.kit.codec` is the way in.

Out, in the HTML, as a handler: ``{"is": "Toggled", "with": {"item": "a"}, "fill": {"done": "value"}}``.
Back, filled in by the page: ``{"is": "Toggled", "with": {"item": "a", "done": true}}``.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, partial
from typing import Literal, NotRequired, TypedDict

from handrail_widgets.kit.codec.decoders import DecodeError, decoded_record
from handrail_widgets.kit.codec.records import (
    Record,
    field_names,
    is_record,
    members,
    required_fields,
    type_hints,
)
from handrail_widgets.kit.codec.values import Json, encode

type Fill = Literal["now", "value"]
"""What the page puts into a field: the reader's local time, or the value of the control."""

Message = TypedDict("Message", {"is": str, "with": dict[str, Json]})
Message.__doc__ = "What happened: the name of a message's class, and its fields."


class Handler(Message):
    """A message as the HTML carries it; `fill` names the fields that are known when it happens."""

    fill: NotRequired[dict[str, Fill]]


type Sendable = Record | Callable[..., Record]  # type: ignore[explicit-any]
"""A message, or one that still waits: its class, or a `functools.partial` of that. The ``...`` are the
fields it waits for, which differ from one message to the next."""


def handler(value: object) -> Handler:
    """Return what an element sends when its event happens, as JSON.

    `value` is a message, a message type, or a `functools.partial` of one. Fields that it doesn't
    give are filled in by the page at the moment of the event: a `datetime` with the reader's local
    time, any other with the value of the control (`checked` for a checkbox). Fields that have a
    default are left to it.

    Raises:
        TypeError: if `value` is no message, if it gives fields that the message doesn't have, if more
            than one field waits for the control's value, or if a value of it has no JSON.
        ValueError: as `encode`.

    """
    kind, known = _parts(value)
    encoded = {name: encode(given) for name, given in known.items()}
    fill = _waiting(kind, tuple(known))
    if not fill:
        return {"is": kind.__name__, "with": encoded}
    return {"is": kind.__name__, "with": encoded, "fill": {**fill}}


def filled(handler: Handler, now: str, value: Json = None) -> Message:
    """Return the message that a handler becomes at the time `now`, by a control that holds `value`."""
    late = {name: now if source == "now" else value for name, source in handler.get("fill", {}).items()}
    return {"is": handler["is"], "with": handler["with"] | late}


def decode_message[Kind](kinds: tuple[type[Kind], ...], value: object) -> Kind:
    """Return the message that the page sent, one of `kinds`.

    Raises:
        DecodeError: if it is none of them, or a field doesn't fit.

    """
    names = {kind.__name__: kind for kind in kinds}
    name = value.get("is") if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping) or not isinstance(name, str) or name not in names:
        raise DecodeError((), f"one of the messages {', '.join(names)}", value)
    return decoded_record(names[name], value.get("with", {}), control=True)


def _parts(value: object) -> tuple[type, Mapping[str, object]]:
    """Return a message's class and the fields that are known."""
    if isinstance(value, partial) and is_record(value.func):
        kind: type = value.func
        given = dict(zip(field_names(kind), value.args, strict=False))
        if len(given) < len(value.args):
            message = f"{value!r} gives more than {kind.__name__} has: {', '.join(given) or 'nothing'}"
            raise TypeError(message)
        return kind, given | value.keywords
    if is_record(value):
        return value, {}
    own: type = type(value)
    if is_record(own):
        return own, {name: getattr(value, name) for name in field_names(own)}
    message = f"{value!r} is no message; a handler takes one, or its type, or a partial of it"
    raise TypeError(message)


@cache
def _waiting(kind: type, known: tuple[str, ...]) -> Mapping[str, Fill]:
    """Return the fields that the page fills in, each with what goes there."""
    hints, names = type_hints(kind), field_names(kind)
    if more := [name for name in known if name not in names]:
        had = ", ".join(names) or "nothing"
        message = f"a partial with {', '.join(more)} gives more than {kind.__name__} has: {had}"
        raise TypeError(message)
    fill: dict[str, Fill] = {
        name: "now" if datetime in members(hints[name]) else "value"
        for name in required_fields(kind)
        if name not in known
    }
    if list(fill.values()).count("value") > 1:
        message = f"{kind.__name__} waits for {', '.join(fill)}; a control has one value only"
        raise TypeError(message)
    return fill
