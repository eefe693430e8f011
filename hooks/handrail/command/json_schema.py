"""What an author may write, as JSON Schema (2020-12), made from the dataclasses that check it."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, TypeAliasType, Union, get_args, get_origin

from handrail_widgets.kit.codec import encode, saved_fields, type_hints
from handrail_widgets.kit.codec.constraint import BESIDE, Between, Length, Word
from handrail_widgets.kit.codec.records import is_record
from handrail_widgets.kit.link import LINK

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

type Schema = dict[str, Any]

_PLAIN: Final[Mapping[object, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    date: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
}


def schema(kind: type, title: str, description: str = "") -> Schema:
    """Return the schema of the settings that make an instance of a dataclass.

    Raises:
        TypeError: For a field that has no JSON.

    """
    known: dict[str, Schema] = {}
    top = _record(kind, known)
    head: Schema = {"$schema": DIALECT, "title": title}
    if description:
        head["description"] = description
    return {**head, **top, **({"$defs": known} if known else {})}


def _record(kind: type, known: dict[str, Schema]) -> Schema:
    saved, hints = saved_fields(kind), type_hints(kind)
    properties: dict[str, Schema] = {}
    needed: list[str] = []
    for field in fields(kind):
        if field.name not in saved:
            continue
        properties[field.name] = _of(hints[field.name], known)
        if field.default is not MISSING:
            properties[field.name]["default"] = encode(field.default)
        elif field.default_factory is MISSING:
            needed.append(field.name)
    return {
        "type": "object",
        "properties": properties,
        **({"required": needed} if needed else {}),
        "additionalProperties": False,
    }


def _of(kind: object, known: dict[str, Schema]) -> Schema:
    """Return the schema of a type; those of dataclasses are put among the `known`, and named."""
    if isinstance(kind, TypeAliasType):
        return _of(kind.__value__, known)
    if make := _MAKERS.get(get_origin(kind)):
        return make(kind, known)
    if is_record(kind):
        name = f"{kind.__module__}.{kind.__qualname__}"
        if name not in known:
            known[name] = {}  # one that holds itself finds its name taken
            known[name] = _record(kind, known)
        return {"$ref": f"#/$defs/{name}"}
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    message = f"{kind!r} has no schema"
    raise TypeError(message)


def _constrained(kind: object, known: dict[str, Schema]) -> Schema:
    inner, *notes = get_args(kind)
    found = _of(inner, known)
    for note in notes:
        if note is BESIDE:
            found = {"anyOf": [{"type": "string", "description": "A YAML file beside the page."}, found]}
        elif note == LINK:
            found["pattern"] = r"^[^\s\\]*$"
        elif isinstance(note, Between):
            found |= {"minimum": note.low, "maximum": note.high}
        elif isinstance(note, Length):
            unit = "Items" if found.get("type") == "array" else "Length"
            found |= {f"min{unit}": note.low, f"max{unit}": note.high}
        elif isinstance(note, Word):
            found["pattern"] = r"^\S+$"
    return found


def _union(kind: object, known: dict[str, Schema]) -> Schema:
    return {"anyOf": [_of(choice, known) for choice in get_args(kind)]}


def _literal(kind: object, known: dict[str, Schema]) -> Schema:
    del known
    return {"enum": list(get_args(kind))}


def _row(kind: object, known: dict[str, Schema]) -> Schema:
    *kinds, last = get_args(kind)
    if get_origin(kind) is frozenset or last is Ellipsis:
        return {"type": "array", "items": _of(kinds[0] if kinds else last, known)}
    each = [_of(one, known) for one in (*kinds, last)]
    return {"type": "array", "prefixItems": each, "items": False, "minItems": len(each)}


_MAKERS: Final[Mapping[object, Callable[[object, dict[str, Schema]], Schema]]] = {
    Annotated: _constrained,
    Union: _union,
    UnionType: _union,
    Literal: _literal,
    tuple: _row,
    frozenset: _row,
}
