"""What an author did where YAML can't be read, said in their words rather than in the parser's."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

FIX: Final = "Write `key: value` lines; put quotes around a text that holds `: ` or `#`."
"""What to do where nothing more is known."""

_OPENS: Final = re.compile(
    r"(?P<indent>\s*)(?:-\s+)*(?:[^\s\"'#:]+:\s+)?(?:[\[{]\s*)?(?P<quote>[\"'])(?P<text>.*)"
)


class Fault(NamedTuple):
    """A fault: its line, counted from 0, what it is and how to mend it."""

    line: int
    what: str
    fix: str


def fault(text: str, line: int) -> Fault | None:
    """Return a fault that explains why a parser gave up on a line, counted from 0, if there is one.

    A tab stands on that line or before it; of a quotation mark that isn't closed the parser hears later.
    """
    lines = text.split("\n")[: line + 1]
    return _tab(lines) or _open_quote(text.split("\n"), line)


def _tab(lines: Sequence[str]) -> Fault | None:
    for at, text in enumerate(lines):
        if "\t" in text[: len(text) - len(text.lstrip())]:
            what = "A tab stands at the beginning of this line, and YAML is indented with spaces alone."
            return Fault(at, what, "Put spaces in its place.")
    return None


def _open_quote(lines: Sequence[str], until: int) -> Fault | None:
    for at, text in enumerate(lines[: until + 1]):
        found = _OPENS.match(text)
        if found and not _closes(found["text"], found["quote"]) and not _goes_on(lines[at + 1 :], found):
            what = f"The quotation mark {found['quote']} that opens on this line is not closed on it."
            return Fault(at, what, "Put another one where the text ends.")
    return None


def _closes(text: str, quote: str) -> bool:
    """Tell whether a quotation mark stands in a text that isn't escaped as YAML escapes it."""
    return quote in re.sub(r"\\." if quote == '"' else "''", "", text)


def _goes_on(below: Sequence[str], opening: re.Match[str]) -> bool:
    """Tell whether the quoted text goes on below, indented, and ends there."""
    inner = len(opening["indent"]) + 1
    for text in below:
        if text.strip() and len(text) - len(text.lstrip()) < inner:
            return False
        if _closes(text, opening["quote"]):
            return True
    return False
