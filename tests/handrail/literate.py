"""Literate fixtures, after markdown-it-py's: a title, `.`, what goes in, `.`, what comes out, `.`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handrail_widgets import WIDGETS

from tests.handrail.sample import TEA

WIDGET_NAMES = ", ".join(sorted(WIDGETS))
"""What stands in an expected line for ``{widgets}``."""

BAD = Path(__file__).parent / "bad"

TOLD_ELSEWHERE = {
    *(f"HR70{n}" for n in range(1, 6)),  # of files that are no Markdown: words/test_words.py
    "HR107",  # no text is a file that can't be read: test_catalogue.py
    "HR111",  # nor is a link on the disk: test_catalogue.py
    "HR109",  # found only once the page is rendered: test_site.py
    "HR604",  # needs to know a runtime: widgets/test_own.py
    "HR108",  # found only once the page is rendered: test_site.py
}


@dataclass(frozen=True)
class Case:
    """One fixture: the guide to tea with files changed, and the problems that it then has."""

    title: str
    files: dict[str, str | bytes]
    expected: tuple[str, ...]

    @property
    def slug(self) -> str:
        """A folder name for it."""
        return "".join(sign if sign.isalnum() else "-" for sign in self.title.lower())


def cases() -> Iterator[Case]:
    """Read every fixture."""
    for path in sorted(BAD.glob("*.txt")):
        blocks = path.read_text(encoding="utf-8").split("\n.\n")
        for title, given, expected in zip(blocks[::3], blocks[1::3], blocks[2::3], strict=False):
            changed = _files(given)
            files = {name: text for name, text in {**TEA, **changed}.items() if text is not None}
            yield Case(title.strip(), files, tuple(expected.replace("{widgets}", WIDGET_NAMES).split("\n")))


def _files(given: str) -> dict[str, str | bytes | None]:
    files: dict[str, str | bytes | None] = {}
    for part in f"\n{given}\n".split("\n=== ")[1:]:
        head, _, text = part.partition("\n")
        name, *how = head.split()
        match how:
            case []:
                files[name] = text
            case ["gone"]:
                files[name] = None
            case ["latin-1"]:
                files[name] = text.encode("latin-1")
            case ["times", count]:
                files[name] = text * int(count)
            case _:
                message = f"what is {how}?"
                raise ValueError(message)
    return files
