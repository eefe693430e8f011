"""One file of words, read: its sentences, each with the line it stands on."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from handrail_widgets.kit.words import Sentence

from handrail.problem import Problem

FORMS: Final = ("zero", "one", "two", "few", "many", "other")
"""Unicode's plural categories."""

DATES: Final = ("full", "long", "short")
"""The forms of a date."""

_HEAD = re.compile(r"\s*\[([\w-]+)\]")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
_AT_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True)
class Table:
    """A file of words.

    Attributes:
        path: As it is shown to authors.
        locale: What Unicode's data calls the language; "" where the file doesn't say.
        dates: Patterns by the name of their form.
        sentences: By section and key, such as "timer.start".
        lines: The line of each of these keys, and of each section.

    """

    path: str
    locale: str = ""
    dates: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[str, Sentence] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def line(self, key: str) -> int:
        """Return the line of a sentence, or of its section if it can't be told."""
        return self.lines.get(key) or self.lines.get(key.partition(".")[0], 1)


def read(content: bytes, path: str) -> tuple[Table, tuple[Problem, ...]]:
    """Read a file of words, and tell what in it is no sentence.

    Args:
        content: The file, in TOML.
        path: What to call it.

    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        sections = tomllib.loads(text)
    except UnicodeDecodeError as error:
        what = f"The file is not UTF-8: byte {error.start + 1} can't be read."
        line = content[: error.start].count(b"\n") + 1
        return Table(path), (Problem(path, line, "HR701", what, "Save it as UTF-8."),)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        what = f"This is no TOML: {str(error).partition(' (')[0]}."
        fix = 'Write `key = "text"`, each on a line of its own below a `[section]`.'
        return Table(path), (Problem(path, line, "HR701", what, fix),)
    lines = _lines(text)
    locale = sections.pop("locale", "")
    table = Table(path, locale if isinstance(locale, str) else "", {}, {}, lines)
    dates: dict[str, str] = {}
    sentences: dict[str, Sentence] = {}
    problems: list[Problem] = []
    if not isinstance(locale, str):
        problems.append(_wrong(table, "locale", 'a text, such as "en-GB"'))
    for section, values in sections.items():
        if not isinstance(values, dict):
            problems.append(_wrong(table, section, "a section of sentences"))
            continue
        for name, value in values.items():
            key = f"{section}.{name}"
            if section == "dates" and isinstance(value, str):
                dates[name] = value
            elif section != "dates" and _is_sentence(value):
                sentences[key] = value
            else:
                wanted = (
                    "a pattern"
                    if section == "dates"
                    else 'a text, or forms such as { one = "…", other = "…" }'
                )
                problems.append(_wrong(table, key, wanted))
    return Table(path, table.locale, dates, sentences, lines), tuple(problems)


def _is_sentence(value: Any) -> bool:  # noqa: ANN401 - whatever TOML holds
    if isinstance(value, dict):
        return bool(value) and all(isinstance(form, str) for form in value.values())
    return isinstance(value, str)


def _wrong(table: Table, key: str, wanted: str) -> Problem:
    what = f"`{key}` has a value of the wrong kind."
    return Problem(table.path, table.line(key), "HR703", what, f"Write {wanted}.")


def _lines(text: str) -> dict[str, int]:
    """Return where sections and keys stand; TOML's own reader doesn't tell."""
    lines: dict[str, int] = {}
    section = ""
    for number, line in enumerate(text.split("\n"), 1):
        if head := _HEAD.match(line):
            section = head[1]
            lines.setdefault(section, number)
        elif key := _KEY.match(line):
            lines.setdefault(f"{section}.{key[1]}" if section else key[1], number)
    return lines
