"""JSON as text: read up to a depth that any Python has room for, and written without spaces."""

import json
import re
from typing import Final

from handrail_widgets.kit.codec import Json

DEEPEST: Final = 250
"""How many lists and objects may lie within one another. States and messages have about ten; at some
thousands `json` uses up the browser's stack, which Python can't catch and doesn't survive."""

_STRING: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_BRACKET: Final = re.compile(r"[\[\]{}]")

written: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def parsed(text: str) -> Json:
    """Return the value of a JSON text.

    Raises:
        ValueError: if it is no JSON, has a number that JSON doesn't know (NaN), or is nested deeper
            than `DEEPEST`. The last is found by counting brackets, before anything is parsed.

    """
    if text.count("[") + text.count("{") > DEEPEST and _depth(text) > DEEPEST:
        message = f"nested deeper than {DEEPEST}"
        raise ValueError(message)
    value: Json = json.loads(text, parse_constant=_refuse)
    return value


def _depth(text: str) -> int:
    deepest = depth = 0
    for bracket in _BRACKET.findall(_STRING.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _refuse(constant: str) -> None:
    message = f"JSON has no {constant}"
    raise ValueError(message)
