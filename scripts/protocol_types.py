"""Write the page's types of the protocol, from its records in Python: ``python -m scripts.protocol_types``.

`handrail_widgets.kit.protocol` is what page, worker and Python agree on. This makes
`widgets/runtime/protocol.ts` of it; a test fails while the two differ.
"""

import ast
import inspect
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import is_dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from types import NoneType, UnionType
from typing import Final, Literal, TypeAliasType, Union, get_args, get_origin, get_type_hints, is_typeddict

from handrail_widgets.kit.codec import Handler, Json, Sendable
from handrail_widgets.kit.protocol import Intervals, Notice, Order, Reply, Request, Written

TYPES: Final = Path(__file__).resolve().parent.parent / "widgets/runtime/protocol.ts"
ROOTS: Final = (Order, Request, Intervals, Reply, Notice)
WIDTH: Final = 120
PLAIN: Final[Mapping[object, str]] = {
    str: "string",
    datetime: "string",  # as ISO 8601 writes it
    bool: "boolean",
    int: "number",
    float: "number",
    None: "null",
    NoneType: "null",
    object: "unknown",
    Json: "unknown",
}
HEADER: Final = """\
/**
 * What page, worker and Python say to one another, as JSON. Made from `handrail_widgets/kit/protocol.py` by
 * `python -m scripts.protocol_types`: change the records there, and run it again.
 */
"""


def main() -> None:
    """Write the file."""
    TYPES.write_text(typescript(*ROOTS), encoding="utf-8")


def typescript(*roots: object) -> str:
    """Return TypeScript that declares these records and aliases, and all that they refer to.

    Raises:
        TypeError: for a type that has no counterpart here.

    """
    declared: dict[str, str] = {}
    for root in roots:
        _declare(root, declared)
    return "\n".join((HEADER, *declared.values()))


def _declare(kind: object, declared: dict[str, str]) -> str:
    """Declare a record or an alias after all that it refers to; return its name."""
    if isinstance(kind, TypeAliasType):
        name, words = kind.__name__, _words_after(kind)
        body = f"export type {name} = {_type(kind.__value__, declared)};\n"
    elif isinstance(kind, type) and (is_typeddict(kind) or is_dataclass(kind)):
        name, words = kind.__name__, inspect.getdoc(kind) or ""
        body = f"export interface {name} {{\n{''.join(_fields(kind, declared))}}}\n"
    else:
        message = f"{kind!r} has no counterpart in TypeScript"
        raise TypeError(message)
    declared[name] = _comment(words) + body
    return name


def _fields(kind: type, declared: dict[str, str]) -> Iterator[str]:
    if is_dataclass(kind):
        yield f'  is: "{kind.__name__}";\n'
    optional: frozenset[str] = getattr(kind, "__optional_keys__", frozenset())
    for name, hint in get_type_hints(kind).items():
        yield f"  {name}{'?' if name in optional else ''}: {_type(hint, declared)};\n"


def _type(hint: object, declared: dict[str, str]) -> str:
    """Return a type as TypeScript writes it."""
    if hint in PLAIN:
        return PLAIN[hint]
    if hint is Sendable:  # which `codec.handler` writes
        return _declare(Handler, declared)
    if form := FORMS.get(get_origin(hint)):
        return form(
            *(each if get_origin(hint) is Literal else _type(each, declared) for each in get_args(hint))
        )
    return _declare(hint, declared)


def _list(each: str) -> str:
    return f"({each})[]" if " | " in each else f"{each}[]"


def _union(*each: str) -> str:
    return " | ".join(each)


FORMS: Final[Mapping[object, Callable[..., str]]] = {
    Literal: lambda *values: _union(*(f'"{value}"' for value in values)),
    Written: lambda record: record,
    Union: _union,
    UnionType: _union,
    dict: lambda _name, each: f"Record<string, {each}>",
    tuple: lambda *each: f"[{', '.join(each)}]",
    list: _list,
}


def _words_after(alias: TypeAliasType) -> str:
    """Return the text that stands below a ``type`` statement, as a docstring would."""
    statements = ast.parse(inspect.getsource(sys.modules[str(alias.__module__)])).body
    for before, after in pairwise(statements):
        if isinstance(before, ast.TypeAlias) and before.name.id == alias.__name__:
            match after:
                case ast.Expr(ast.Constant(str(words))):
                    return inspect.cleandoc(words)
    return ""


def _comment(words: str) -> str:
    if not words:
        return ""
    words = words.replace("``", "`")
    if len(words) <= WIDTH - len("/**  */") and "\n" not in words:
        return f"/** {words} */\n"
    lines: list[str] = []
    for paragraph in words.split("\n\n"):
        lines += ["", *textwrap.wrap(" ".join(paragraph.split()), WIDTH - len(" * "))]
    return "\n".join(("/**", *(f" * {line}".rstrip() for line in lines[1:]), " */\n"))


if __name__ == "__main__":
    main()
