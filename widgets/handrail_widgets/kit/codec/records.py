"""What a type says of its values: the fields of a dataclass, and the members of a union."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import (
    Annotated,
    ClassVar,
    Literal,
    Protocol,
    TypeAliasType,
    TypeGuard,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from handrail_widgets.kit.codec.constraint import UNSAVED

T = TypeVar("T")
Unsaved = Annotated[T, UNSAVED]
"""A field of a state that is not stored: it comes anew from the config, or from the next tick."""


class Record(Protocol):
    """An instance of a dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[object]]]


def is_record(kind: object) -> TypeGuard[type]:
    """Tell whether a type is a dataclass."""
    return isinstance(kind, type) and is_dataclass(kind)


@cache
def type_hints(kind: type) -> Mapping[str, object]:
    """Return the types of a dataclass's fields, with their annotations."""
    return get_type_hints(kind, include_extras=True)


@cache
def field_names(kind: type) -> tuple[str, ...]:
    """Return the names of a dataclass's fields, in order."""
    return tuple(f.name for f in fields(kind))


@cache
def saved_fields(kind: type) -> tuple[str, ...]:
    """Return the names of the fields that are stored: all that aren't `Unsaved`."""
    hints = type_hints(kind)
    return tuple(name for name in field_names(kind) if UNSAVED not in get_args(hints[name])[1:])


@cache
def float_fields(kind: type) -> frozenset[str]:
    """Return the names of the fields whose whole numbers are floats too."""
    kinds = {name: members(hint) for name, hint in type_hints(kind).items()}
    return frozenset(name for name, inside in kinds.items() if float in inside and int not in inside)


@cache
def required_fields(kind: type) -> tuple[str, ...]:
    """Return the names of a dataclass's fields that have no default, in order."""
    return tuple(f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING)


def members(kind: object) -> tuple[object, ...]:
    """Return the types that a value of this type may be of, without aliases and annotations."""
    if isinstance(kind, TypeAliasType):
        return members(kind.__value__)
    match get_origin(kind):
        case origin if origin is Annotated:
            return members(get_args(kind)[0])
        case origin if origin in (Union, UnionType):
            return tuple(member for choice in get_args(kind) for member in members(choice))
        case origin if origin is Literal:
            return tuple(type(choice) for choice in get_args(kind))
    return (kind,)
