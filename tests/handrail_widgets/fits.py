"""Whether JSON has the shape that a record of the protocol promises."""

from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import datetime
from types import NoneType, UnionType
from typing import Any, Literal, TypeAliasType, Union, get_args, get_origin, get_type_hints, is_typeddict

from handrail_widgets.kit.codec import Handler, Json, Sendable
from handrail_widgets.kit.protocol import Written


def fits(kind: Any, value: object) -> bool:
    """Tell whether JSON has the shape of a type of the protocol."""
    if kind is Json or kind is object:
        return True
    if kind is Sendable or isinstance(kind, TypeAliasType):
        return fits(Handler if kind is Sendable else kind.__value__, value)
    if kind is datetime:
        return fits(str, value) and datetime.fromisoformat(str(value)).tzinfo is not None
    if form := _FORMS.get(get_origin(kind)):
        return form(get_args(kind), value)
    if is_typeddict(kind) or is_dataclass(kind):
        return isinstance(value, dict) and _has(kind, value)
    return type(value) is (NoneType if kind is None else kind)


def _has(kind: Any, value: Mapping[str, object]) -> bool:
    hints: dict[str, Any] = get_type_hints(kind)
    required = getattr(kind, "__required_keys__", hints.keys() | {"is"})
    if not is_typeddict(kind):
        hints["is"] = Literal[kind.__name__]
    return required <= value.keys() <= hints.keys() and all(fits(hints[n], each) for n, each in value.items())


def _one_of(kinds: tuple[Any, ...], value: object) -> bool:
    return any(fits(kind, value) for kind in kinds)


def _tuple(kinds: tuple[Any, ...], value: object) -> bool:
    return isinstance(value, list) and len(value) == len(kinds) and all(map(fits, kinds, value))


_FORMS: Mapping[object, Callable[[tuple[Any, ...], Any], bool]] = {
    Literal: lambda values, value: value in values,
    Written: lambda kinds, value: fits(kinds[0], value),
    Union: _one_of,
    UnionType: _one_of,
    dict: lambda kinds, value: isinstance(value, dict) and all(fits(kinds[1], v) for v in value.values()),
    tuple: _tuple,
    list: lambda kinds, value: isinstance(value, list) and all(fits(kinds[0], v) for v in value),
}
