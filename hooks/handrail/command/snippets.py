"""What an editor offers while somebody writes Markdown: fences and front matter, made from the schemas."""

import json
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from handrail.command.json_schema import Schema


def snippets(schemas: Mapping[str, Schema]) -> str:
    """Return a file of snippets as VS Code reads it; they hold what an author must write."""
    made = {
        "Handrail: a guide": _snippet("guide", ["---", *_needed(schemas["guide"]), "---"]),
        "Handrail: a part": _snippet("part", ["---", *_needed(schemas["page"]), "---", "## $0"]),
        "Handrail: tasks": _snippet("tasks", ["- [ ] $1", "- [ ] $0"]),
    }
    for name, schema in schemas.items():
        kind, _, widget = name.partition("/")
        if kind == "widgets":
            made[f"Handrail: {widget}"] = _snippet(widget, [f"```{widget}", *_needed(schema), "```"])
    return f"{json.dumps(made, ensure_ascii=False, indent=2)}\n"


def _snippet(prefix: str, body: list[str]) -> dict[str, Any]:
    return {"scope": "markdown", "prefix": prefix, "body": body}


def _needed(schema: Schema) -> list[str]:
    """Return a line for each key that must be there, with a place to type in, numbered in their order."""
    places = count(1)
    return [
        line
        for name in schema.get("required", ())
        for line in _lines(name, _resolved(schema["properties"][name], schema), schema, places)
    ]


def _lines(name: str, kind: Schema, schema: Schema, places: Iterator[int]) -> Iterator[str]:
    inner = _resolved(kind.get("items", {}), schema)
    if inner.get("type") == "object":
        yield f"{name}:"
        keys = ", ".join(f"{key}: ${next(places)}" for key in inner.get("required", ()))
        yield f"  - {{{keys}}}"
    elif kind.get("type") == "array":
        yield f"{name}: [${next(places)}]"
    elif kind.get("type") == "object":
        keys = ", ".join(f"{key}: ${next(places)}" for key in kind.get("required", ()))
        yield f"{name}: {{{keys}}}"
    elif kind.get("format") == "date":
        yield f"{name}: $CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"
    else:
        yield f"{name}: ${next(places)}"


def _resolved(kind: Schema, schema: Schema) -> Schema:
    """Follow a reference into the definitions; of several kinds take the one that is written in place."""
    if "$ref" in kind:
        found: Schema = schema["$defs"][kind["$ref"].removeprefix("#/$defs/")]
        return found
    return _resolved(kind["anyOf"][0], schema) if "anyOf" in kind else kind
