"""Types in words, for messages to people: ``int | None`` is "a whole number or nothing"."""

from dataclasses import is_dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAliasType, Union, get_args, get_origin

from handrail_widgets.constraint import Constraint

WORDS: dict[Any, str] = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date such as 2026-11-23",
    datetime: "a time with its offset, such as 2026-11-23T09:30+01:00",
    NoneType: "nothing",
}


def expectation(kind: Any) -> str:  # noqa: ANN401 - the type is a value here
    """Return what a value of this type looks like, in words that follow "should be"."""
    if isinstance(kind, TypeAliasType):
        return expectation(kind.__value__)
    match get_origin(kind):
        case origin if origin is Annotated:
            inner, *notes = get_args(kind)
            stated = [note.expected for note in notes if isinstance(note, Constraint)]
            return stated[0] if stated else expectation(inner)
        case origin if origin is Literal:
            return "one of " + ", ".join(str(choice) for choice in get_args(kind))
        case origin if origin in (Union, UnionType):
            return " or ".join(expectation(choice) for choice in get_args(kind))
        case origin if origin in (tuple, frozenset):
            return f"a list, each {expectation(get_args(kind)[0])}"
    if is_dataclass(kind):
        return "a group of keys"
    return WORDS.get(kind, getattr(kind, "__name__", str(kind)))
