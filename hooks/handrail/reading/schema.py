"""Settings checked against a dataclass: front matter and widget configs go the same way."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from types import MappingProxyType
from typing import Any, Final

from handrail_widgets.kit.codec import DecodeError, decode, saved_fields, type_hints

from handrail.problem import Problem
from handrail.reading.inline import nearest, suggestion
from handrail.reading.settings import Settings


@dataclass(frozen=True)
class Codes:
    """The codes under which one kind of settings reports, and whose settings those are, its `owner`.

    `examples` are lines that keys may stand in, each with what it means, by the key.
    """

    unknown: str
    missing: str
    wrong: str
    owner: str
    examples: Mapping[str, str] = MappingProxyType({})


_EXAMPLES: Final = {
    "summary": "`summary: How to make a cup of tea.`, a sentence or two on what the guide is for",
    "topic": "`topic: Kitchen`, the heading under which the guide stands on the home page",
    "reviewed": "`reviewed: 2026-11-23`, the day on which somebody last went through the guide",
}
FRONT_MATTER = Codes("HR204", "HR205", "HR206", "the front matter", MappingProxyType(_EXAMPLES))


def check[T](
    kind: type[T],
    settings: Settings,
    path: str,
    codes: Codes,
) -> tuple[T | None, tuple[Problem, ...]]:
    """Read settings as an instance of a dataclass.

    Returns:
        The instance, or `None` with every problem there is, not just the first.

    """
    problems = tuple(_problems(kind, settings, path, codes))
    if problems:
        return None, problems
    try:
        value: T = decode(kind, settings.values)
    except DecodeError as error:
        return None, (_wrong(error, settings, path, codes),)
    return value, ()


def drafted[T](kind: type[T], settings: Settings, blanks: Mapping[str, object]) -> T:
    """Read as much of settings as is right, so that the rest can be looked at too; never to be shown.

    Args:
        kind: The dataclass.
        settings: What an author wrote, with something wrong in it.
        blanks: What a needed field has where nothing right stands.

    """
    any_kind: type = kind
    hints, values = type_hints(any_kind), dict(blanks)
    for name in saved_fields(any_kind) & settings.values.keys():
        try:
            values[name] = decode(hints[name], settings.values[name], (name,))
        except DecodeError:
            continue  # `check` has told it
    return kind(**values)


def _problems(
    kind: type,
    settings: Settings,
    path: str,
    codes: Codes,
) -> Iterator[Problem]:
    saved = saved_fields(kind)  # whatever else there is comes from the build
    known = {field.name: field for field in fields(kind) if field.name in saved}
    hints = type_hints(kind)
    meant: set[str] = set()
    for name, value in settings.values.items():
        if name not in known:
            what = f'The key "{name}" is not known in {codes.owner}.'
            near = nearest(name, known)
            meant |= {near}
            fix = f"{suggestion(name, known)} Known are: {', '.join(known)}."
            yield Problem(path, settings.line((name,)), codes.unknown, what, fix)
            continue
        try:
            decode(hints[name], value, (name,))
        except DecodeError as error:
            yield _wrong(error, settings, path, codes)
    for name, field in known.items():
        if name not in settings.values and name not in meant and _required(field):
            what = f'The key "{name}" is missing in {codes.owner}.'
            fix = f"Add a line {codes.examples.get(name, f'`{name}: ...`')}."
            yield Problem(path, settings.line(()), codes.missing, what, fix)


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _wrong(error: DecodeError, settings: Settings, path: str, codes: Codes) -> Problem:
    where = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in error.path)
    found = json.dumps(error.found, ensure_ascii=False, default=str)
    shown = found if len(found) <= _SHOWN else f"{found[:_SHOWN]}…"
    what = f"`{where.lstrip('.')}` should be {error.expected}, not {shown}."
    quotes = not isinstance(error.found, str | list | dict | None) and "text" in error.expected
    fix = "Put it in quotes." if quotes else "Change the value on this line."
    return Problem(path, settings.line(error.path), codes.wrong, what, fix)


_SHOWN = 60
