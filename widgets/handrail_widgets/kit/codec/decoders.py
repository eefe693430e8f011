"""Values from JSON, by the types of their fields; `handrail_widgets.kit.codec` is the way in.

A type is read once and becomes a decoder: a function from a JSON value, and the path to it, to a
value of that type. Decoders raise `DecodeError`.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache, partial
from math import isfinite
from types import NoneType, UnionType
from typing import Annotated, Final, Literal, TypeAliasType, Union, get_args, get_origin

from handrail_widgets.kit.codec.constraint import Constraint
from handrail_widgets.kit.codec.expectation import expectation
from handrail_widgets.kit.codec.records import (
    field_names,
    is_record,
    members,
    required_fields,
    saved_fields,
    type_hints,
)

type Path = tuple[str | int, ...]
type Decoder = Callable[[object, Path], object]

PLAIN: Final = (str, bool, NoneType)
"""The types whose values are JSON as they are."""


class DecodeError(ValueError):
    """A JSON value that doesn't fit its type.

    `path` leads to it from the outside (field names and indexes), `expected` says in words what
    would fit, `found` is the value itself.
    """

    def __init__(self, path: Path, expected: str, found: object) -> None:
        """Say where, what would be right, and what is there."""
        self.path, self.expected, self.found = path, expected, found
        where = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path).lstrip(".")
        super().__init__(f"{where or 'the value'} should be {expected}, not {found!r}")


def decoder(kind: object, *, control: bool = False) -> Decoder:
    """Return the decoder of a type; from a `control`, numbers and nothing arrive as strings.

    Raises:
        TypeError: for a type that has no JSON.

    """
    if isinstance(kind, TypeAliasType):
        return decoder(kind.__value__, control=control)
    if make := _MAKERS.get(get_origin(kind)):
        return make(kind, control)
    if is_record(kind):
        return partial(decoded_record, kind, control=control)
    if kind is date or kind is datetime:
        return _time(kind)
    if kind is int or kind is float:
        return _number(kind, control=control)
    for plain in PLAIN:
        if kind is plain:
            return _plain(plain)
    message = f"{kind!r} has no JSON; see handrail_widgets.kit.codec for what has"
    raise TypeError(message)


def decoded_fields(
    kind: type,
    value: Mapping[str, object],
    path: Path = (),
    *,
    control: bool = False,
) -> dict[str, object]:
    """Return the fields that a JSON object gives a dataclass; its name (``is``) is passed over.

    Raises:
        DecodeError: for a key that isn't known, or a value that doesn't fit.

    """
    decoders = _field_decoders(kind, control)
    given: dict[str, object] = {}
    for name in value:
        if name in decoders:
            given[name] = decoders[name](value[name], (*path, name))
        elif name != "is":
            raise DecodeError((*path, name), f"one of the keys {', '.join(decoders)}", name)
    return given


def decoded_record[T](
    kind: type[T],
    value: object,
    path: Path = (),
    *,
    control: bool = False,
) -> T:
    """Return the instance of a dataclass that a JSON object is.

    Raises:
        DecodeError: as `decoded_fields`, for a value that is no object, and for a field that is missing.

    """
    if not isinstance(value, Mapping):
        raise DecodeError(path, expectation(kind), value)
    record: type = kind
    given = decoded_fields(record, value, path, control=control)
    for name in required_fields(record):
        if name not in given:
            expected = f"given: {expectation(type_hints(record)[name])}"
            raise DecodeError((*path, name), expected, None)
    return kind(**given)


@cache
def _field_decoders(kind: type, control: bool) -> Mapping[str, Decoder]:  # noqa: FBT001 - a key of the cache
    hints = type_hints(kind)
    saved = saved_fields(kind)
    return {n: decoder(hints[n], control=control) for n in field_names(kind) if n in saved}


def _constrained(kind: object, control: bool) -> Decoder:  # noqa: FBT001 - see _MAKERS
    inner, *notes = get_args(kind)
    plain = decoder(inner, control=control)
    constraints = tuple(note for note in notes if isinstance(note, Constraint))

    def decode(value: object, path: Path) -> object:
        decoded = plain(value, path)
        for constraint in constraints:
            if not constraint.holds(decoded):
                raise DecodeError(path, constraint.expected, value)
        return decoded

    return decode


def _union(kind: object, control: bool) -> Decoder:  # noqa: FBT001 - see _MAKERS
    """Return a decoder that tries the types in order, or goes by the name of a dataclass."""
    inside = members(kind)
    control = control and str not in inside
    nothing = control and NoneType in inside
    choices = tuple(decoder(choice, control=control) for choice in get_args(kind))
    records = {c.__name__: decoder(c, control=control) for c in inside if is_record(c)}

    def decode(value: object, path: Path) -> object:
        if nothing and value == "":
            return None
        name = value.get("is") if isinstance(value, Mapping) else None
        if isinstance(name, str) and name in records:
            return records[name](value, path)
        inner: list[DecodeError] = []
        for choice in choices:
            try:
                return choice(value, path)
            except DecodeError as error:
                if error.path != path:
                    inner.append(error)
        # The right kind of value with something wrong inside: that one error says more.
        raise inner[0] if len(inner) == 1 else DecodeError(path, expectation(kind), value)

    return decode


def _literal(kind: object, control: bool) -> Decoder:  # noqa: FBT001 - see _MAKERS
    choices = get_args(kind)
    written = {str(choice): choice for choice in choices if type(choice) is int and control}

    def decode(value: object, path: Path) -> object:
        for choice in choices:
            if type(value) is type(choice) and value == choice:
                return value
        if isinstance(value, str) and value in written:
            return written[value]
        raise DecodeError(path, expectation(kind), value)

    return decode


def _row(kind: object, control: bool) -> Decoder:  # noqa: FBT001 - see _MAKERS
    """Return the decoder of ``tuple[X, ...]``, ``frozenset[X]`` or ``tuple[X, Y]``."""
    make: Callable[[Iterable[object]], object] = frozenset if get_origin(kind) is frozenset else tuple
    *kinds, last = get_args(kind)
    fixed = None if make is frozenset or last is Ellipsis else len(kinds) + 1
    items = tuple(decoder(k, control=control) for k in (*kinds, last) if k is not Ellipsis)

    def decode(value: object, path: Path) -> object:
        if not isinstance(value, list | tuple) or fixed not in (None, len(value)):
            raise DecodeError(path, expectation(kind), value)
        each = items if fixed else items * len(value)
        return make(item(v, (*path, i)) for i, (item, v) in enumerate(zip(each, value, strict=True)))

    return decode


_MAKERS: Final[Mapping[object, Callable[[object, bool], Decoder]]] = {
    Annotated: _constrained,
    Union: _union,
    UnionType: _union,
    Literal: _literal,
    tuple: _row,
    frozenset: _row,
}


def _time(kind: type[date]) -> Decoder:
    def decode(value: object, path: Path) -> object:
        decoded = value
        if isinstance(value, str):
            try:
                decoded = kind.fromisoformat(value)
            except ValueError:
                raise DecodeError(path, expectation(kind), value) from None
        # YAML reads dates by itself, so one may be here already. Without offset it is no moment.
        if type(decoded) is not kind or getattr(decoded, "tzinfo", kind) is None:
            raise DecodeError(path, expectation(kind), value)
        return decoded

    return decode


def _number(kind: type[int | float], *, control: bool) -> Decoder:
    def decode(value: object, path: Path) -> object:
        number = value
        try:
            if (control and isinstance(value, str)) or (kind is float and type(value) is int):
                number = kind(value)
        except (ValueError, OverflowError):
            raise DecodeError(path, expectation(kind), value) from None
        if type(number) is not kind or not isfinite(number):
            raise DecodeError(path, expectation(kind), value)
        return number

    return decode


def _plain(kind: type) -> Decoder:
    def decode(value: object, path: Path) -> object:
        if type(value) is not kind:
            raise DecodeError(path, expectation(kind), value)
        return value

    return decode
