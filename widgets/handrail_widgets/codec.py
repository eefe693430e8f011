"""States, messages and configs as JSON, and back, by the types of their fields.

Understood: `str`, `int`, `float`, `bool`, `None`, `date`, `datetime` (always with its offset),
`Literal`, unions of these, `tuple`, `frozenset`, and frozen dataclasses of them. A union of several
dataclasses is told apart by an ``is`` key that holds the class's name.

`decode` is strict and says where it stopped. Values of form fields arrive as strings; `decode_message`
reads those by the type of the field that waits for them.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, datetime
from functools import cache, partial
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    TypeAliasType,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from handrail_widgets.constraint import UNSAVED, Constraint
from handrail_widgets.wording import expectation

type Json = None | bool | int | float | str | list[Json] | dict[str, Json]
type Path = tuple[str | int, ...]

T = TypeVar("T")
Unsaved = Annotated[T, UNSAVED]
"""A field of a state that is not stored: it comes anew from the config, or from the next tick."""


class DecodeError(ValueError):
    """A JSON value that doesn't fit its type.

    `path` leads to it from the outside (field names and indexes), `expected` says in words what
    would fit, `found` is the value itself.
    """

    def __init__(self, path: Path, expected: str, found: object) -> None:
        self.path, self.expected, self.found = path, expected, found
        where = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path).lstrip(".")
        super().__init__(f"{where or 'the value'} should be {expected}, not {found!r}")


def encode(value: object) -> Json:
    """Return the value as JSON; a frozenset is sorted, so that equal values give equal JSON."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case date():  # a datetime is a date, and both know their ISO form
            return value.isoformat()
        case tuple() | list():
            return [encode(item) for item in value]
        case frozenset():
            return sorted((encode(item) for item in value), key=json.dumps)
    if is_dataclass(value) and not isinstance(value, type):
        encoded = {name: encode(getattr(value, name)) for name in saved_fields(type(value))}
        return {"is": type(value).__name__, **encoded}
    message = f"{type(value).__name__} can't be stored; see handrail_widgets.codec for what can"
    raise TypeError(message)


def decode(kind: Any, value: object, path: Path = ()) -> Any:  # noqa: ANN401 - the type is a value here
    """Return `value`, which came from JSON, as an instance of the type `kind`.

    Raises:
        DecodeError: where a value doesn't fit.

    """
    return _decode(kind, value, path)


def handler(value: object) -> Json:
    """Return what an element sends when its event happens, as JSON.

    `value` is a message, a message type, or a `functools.partial` of one. Fields that it doesn't
    give are filled in by the page at the moment of the event: a `datetime` with the reader's local
    time, any other with the value of the control (`checked` for a checkbox).

    Raises:
        TypeError: if `value` is no message, or if more than one field waits for the control's value.

    """
    match value:
        case partial(func=kind, args=args, keywords=given):
            known = dict(zip(_field_names(kind), args, strict=False)) | given
        case type() if is_dataclass(value):
            kind, known = value, {}
        case _ if is_dataclass(value):
            return {"is": type(value).__name__, "with": _without_name(encode(value))}
        case _:
            message = f"{value!r} is no message; a handler takes one, or its type, or a partial of it"
            raise TypeError(message)
    hints = type_hints(kind)
    waiting = [
        f.name
        for f in fields(kind)
        if f.name not in known and f.default is MISSING and f.default_factory is MISSING
    ]
    fill = {name: "now" if _bare(hints[name]) is datetime else "value" for name in waiting}
    if list(fill.values()).count("value") > 1:
        message = f"{kind.__name__} waits for {', '.join(waiting)}; a control has one value only"
        raise TypeError(message)
    encoded: dict[str, Json] = {name: encode(v) for name, v in known.items()}
    return {"is": kind.__name__, "with": encoded} | ({"fill": {**fill}} if fill else {})


def decode_message(kinds: tuple[type, ...], value: object) -> Any:  # noqa: ANN401 - one of `kinds`
    """Return the message that the page sent: ``{"is": "Toggled", "with": {"item": "a"}}``.

    Raises:
        DecodeError: if it is none of `kinds`, or a field doesn't fit.

    """
    names = {kind.__name__: kind for kind in kinds}
    if not isinstance(value, Mapping) or value.get("is") not in names:
        raise DecodeError((), f"one of the messages {', '.join(names)}", value)
    return _decode(names[value["is"]], value.get("with", {}), (), _from_control)


def restored(fresh: object, value: Mapping[str, object]) -> object:
    """Return `fresh` with its stored fields taken from `value`; those not in it stay fresh.

    Raises:
        DecodeError: where a value doesn't fit.

    """
    kept = {name: encode(getattr(fresh, name)) for name in saved_fields(type(fresh))}
    return replace(fresh, **_decode_fields(type(fresh), kept | dict(value), (), _strict))


@cache
def type_hints(kind: type) -> Mapping[str, Any]:
    """Return the types of a dataclass's fields, with their annotations."""
    return get_type_hints(kind, include_extras=True)


@cache
def saved_fields(kind: type) -> tuple[str, ...]:
    """Return the names of the fields that are stored: all that aren't `Unsaved`."""
    hints = type_hints(kind)
    return tuple(f.name for f in fields(kind) if UNSAVED not in get_args(hints[f.name])[1:])


type Reading = Callable[[Any, object], object]


def _strict(_kind: Any, value: object) -> object:  # noqa: ANN401
    return value


def _from_control(kind: Any, value: object) -> object:  # noqa: ANN401
    """Read a control's string as the number, or the nothing, that its field waits for."""
    if not isinstance(value, str):
        return value
    choices = _members(kind)
    if value == "" and NoneType in choices and str not in choices:
        return None
    for number in (int, float):
        if number in choices and str not in choices:
            try:
                return number(value)
            except ValueError:
                continue
    return value


def _decode(kind: Any, value: object, path: Path, reading: Reading = _strict) -> Any:  # noqa: ANN401
    if isinstance(kind, TypeAliasType):
        return _decode(kind.__value__, value, path, reading)
    if get_origin(kind) is Annotated:
        inner, *notes = get_args(kind)
        decoded = _decode(inner, value, path, reading)
        for note in notes:
            if isinstance(note, Constraint) and not note.holds(decoded):
                raise DecodeError(path, note.expected, value)
        return decoded
    value = reading(kind, value)
    match get_origin(kind):
        case origin if origin in (Union, UnionType):
            return _decode_union(kind, value, path, reading)
        case origin if origin is Literal:
            if value in get_args(kind) and any(type(value) is type(a) for a in get_args(kind)):
                return value
        case origin if origin in (tuple, frozenset) and isinstance(value, list | tuple):
            item = get_args(kind)[0]
            return origin(_decode(item, v, (*path, i), reading) for i, v in enumerate(value))
        case None if is_dataclass(kind) and isinstance(value, Mapping):
            return _decode_record(kind, value, path, reading)
        case None if kind in (date, datetime):
            return _decode_time(kind, value, path)
        case None if kind in (NoneType, None) and value is None:
            return None
        case None if kind is float and type(value) in (int, float):
            return value
        case None if kind in (str, int, bool) and type(value) is kind:
            return value
    raise DecodeError(path, expectation(kind), value)


def _decode_union(kind: Any, value: object, path: Path, reading: Reading) -> Any:  # noqa: ANN401
    choices = get_args(kind)
    records = {c.__name__: c for c in choices if is_dataclass(c) and isinstance(c, type)}
    if isinstance(value, Mapping) and value.get("is") in records:
        return _decode(records[value["is"]], value, path, reading)
    for choice in choices:
        try:
            return _decode(choice, value, path, reading)
        except DecodeError as error:
            # A value of the right kind with something wrong inside: that inner error says more.
            if error.path != path or (isinstance(value, Mapping) and len(records) == 1):
                raise
    raise DecodeError(path, expectation(kind), value)


def _decode_record(
    kind: type, value: Mapping[str, object], path: Path, reading: Reading
) -> object:
    given = _decode_fields(kind, value, path, reading)
    for f in fields(kind):
        if f.name not in given and f.default is MISSING and f.default_factory is MISSING:
            expected = f"given: {expectation(type_hints(kind)[f.name])}"
            raise DecodeError((*path, f.name), expected, None)
    return kind(**given)


def _decode_fields(
    kind: type, value: Mapping[str, object], path: Path, reading: Reading
) -> dict[str, object]:
    hints = type_hints(kind)
    names = saved_fields(kind)
    for name in value:
        if name not in names and name != "is":
            raise DecodeError((*path, name), f"one of the keys {', '.join(names)}", name)
    return {
        name: _decode(hints[name], value[name], (*path, name), reading)
        for name in names
        if name in value
    }


def _decode_time(kind: type[date], value: object, path: Path) -> date:
    if type(value) is kind:  # YAML reads dates by itself
        return value
    try:
        decoded = kind.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise DecodeError(path, expectation(kind), value) from None
    if isinstance(decoded, datetime) and decoded.tzinfo is None:
        raise DecodeError(path, expectation(kind), value)
    return decoded


def _bare(kind: Any) -> Any:  # noqa: ANN401
    while get_origin(kind) is Annotated or isinstance(kind, TypeAliasType):
        kind = kind.__value__ if isinstance(kind, TypeAliasType) else get_args(kind)[0]
    return kind


def _members(kind: Any) -> tuple[Any, ...]:  # noqa: ANN401
    kind = _bare(kind)
    if get_origin(kind) is Literal:
        return tuple(type(a) for a in get_args(kind))
    return get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)


def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def _without_name(encoded: Json) -> Json:
    if not isinstance(encoded, dict):
        return encoded
    return {name: value for name, value in encoded.items() if name != "is"}
