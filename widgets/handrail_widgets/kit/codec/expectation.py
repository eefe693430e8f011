"""Types in words, for messages to people: ``int | None`` is "a whole number or nothing"."""

from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Annotated, Final, Literal, TypeAliasType, Union, get_args, get_origin

from handrail_widgets.kit.codec.constraint import Constraint

WORDS: Final[Mapping[object, str]] = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date such as 2026-11-23",
    datetime: "a time with its offset, such as 2026-11-23T09:30+01:00",
    NoneType: "nothing",
}


def expectation(kind: object) -> str:
    """Return what a value of this type looks like, in words that follow "should be"."""
    if isinstance(kind, TypeAliasType):
        return expectation(kind.__value__)
    if phrase := _PHRASES.get(get_origin(kind)):
        return phrase(get_args(kind))
    if is_dataclass(kind):
        return "a group of keys"
    return WORDS.get(kind, getattr(kind, "__name__", str(kind)))


def _annotated(args: tuple[object, ...]) -> str:
    stated = [note.expected for note in args[1:] if isinstance(note, Constraint)]
    return stated[0] if stated else expectation(args[0])


def _literal(choices: tuple[object, ...]) -> str:
    return f"one of {', '.join(str(choice) for choice in choices)}"


def _union(choices: tuple[object, ...]) -> str:
    return " or ".join(dict.fromkeys(expectation(choice) for choice in choices))


def _row(items: tuple[object, ...]) -> str:
    if len(items) == 1 or items[1] is Ellipsis:
        return f"a list, each {expectation(items[0])}"
    return f"a list of {len(items)}: {', '.join(expectation(item) for item in items)}"


_PHRASES: Final[Mapping[object, Callable[[tuple[object, ...]], str]]] = {
    Annotated: _annotated,
    Literal: _literal,
    Union: _union,
    UnionType: _union,
    tuple: _row,
    frozenset: _row,
}
