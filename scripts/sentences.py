"""The sentences of a guide: running text, tasks, footnotes, and what its widgets say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from handrail.guides.catalogue import read
from handrail.guides.guide import Guide, Page
from handrail.reading.inline import plain
from handrail.reading.source import Source
from handrail.widgets.kinds import built_in
from handrail_widgets.kit.codec import encode

DOCS: Final = Path(__file__).resolve().parent.parent / "docs"

_MARKER: Final = re.compile(r"[ ]*(?:[-*+>]|\d+[.)]|!!!.*?(?=\")|///.*)[ ]*")
_BEGINS: Final = re.compile(r"[ ]*(?:[-*+>#|]|\d+[.)][ ]|!!!|///|\[\^[^\]]+\]:)")
_NOTE: Final = re.compile(r"\[\^[^\]]+\]:[ ]*")
# A stop ends a sentence before a capital letter, but not after the short words of a source such as "et al.".
_END: Final = re.compile(r"(?<!\bal\.)(?<!\bvs\.)(?<=[.!?…])[”’)]*[ ]+(?=[“‘(]*[A-Z0-9])|:[ ]+(?=[A-Z“])")
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class Sentence:
    """One sentence, and the file that it stands in."""

    path: str
    text: str

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(_WORD.findall(self.text))


def guide(slug: str) -> Guide:
    """Return a guide of this repository's site.

    Raises:
        StopIteration: if there is none of this name.

    """
    catalogue = read(DOCS, built_in())
    return next(each for each in catalogue.guides if each.slug == slug)


def sentences(of: Guide) -> Iterator[Sentence]:
    """Walk the sentences of all pages, in their order."""
    for page in of.pages:
        for text in _texts(page):
            for part in _END.split(text):
                if _WORD.search(part):
                    yield Sentence(page.source.path, part.strip())


def _texts(page: Page) -> Iterator[str]:
    """Walk the paragraphs, items, tasks and notes of a page, and the texts of its widgets."""
    yield from _paragraphs(page.source)
    for use in page.uses:
        yield from _of_settings(encode(use.config))


def _paragraphs(source: Source) -> Iterator[str]:
    blocks = source.conditions
    set_apart = {line for block in blocks for line in (*range(block.line, block.head + 1), block.last)}
    lines: list[str] = []
    for line_number, line in enumerate((*source.prose, ""), source.body):
        begins = _BEGINS.match(line)
        if (not line.strip() or begins) and lines:
            yield plain(" ".join(lines))
            lines = []
        if line.strip() and line_number not in set_apart:
            lines.append(_NOTE.sub("", _MARKER.sub("", line, count=1)).strip(' "#|'))


def _of_settings(value: object) -> Iterator[str]:
    """Walk the texts of a widget's settings that are words for readers: those with a space in them."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("rules", "watch", "link"):
                yield from _of_settings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _of_settings(inner)
    elif isinstance(value, str) and " " in value:
        yield value
