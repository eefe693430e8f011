"""What stands within the lines of a text: links, pictures, footnotes, anchors, each with its line."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from handrail.reading.inline import CITATION, CODE_SPAN, IMAGE, LINK, RAW_IMAGE, masked, plain


@dataclass(frozen=True)
class Span:
    """A link (target and words), a picture (target and alt text) or a citation (label, no words)."""

    line: int
    target: str
    words: str


@dataclass(frozen=True)
class Note:
    """A footnote's definition, from its first line to its last; `text` is Markdown."""

    line: int
    last: int
    label: str
    text: str


@dataclass(frozen=True)
class Spans:
    """What `find` found; `references` are the targets of reference links by their labels.

    `dangling` are the links and pictures whose label has no target; the label stands as theirs.
    """

    links: tuple[Span, ...]
    images: tuple[Span, ...]
    citations: tuple[Span, ...]
    notes: tuple[Note, ...]
    anchors: frozenset[str]
    references: Mapping[str, str]
    dangling: tuple[Span, ...]


_NOTE: Final = re.compile(r"[ ]{0,3}\[\^(?P<label>[^\]]*)\]:[ ]*(?P<text>.*)")
_REFERENCE: Final = re.compile(
    r"^[ ]{0,3}\[(?!\^)(?P<label>[^\]\n]+)\]:[ \t]*<?(?P<target>[^\s>]+)>?", re.MULTILINE
)
_ANCHOR: Final = re.compile(
    r"""\{[^{}\n]*\#(?P<braced>[\w:.-]+)[^{}\n]*\}|\b(?:id|name)=["'](?P<raw>[^"']+)["']"""
)
_ATTRIBUTE: Final = re.compile(r"""\b(src|alt)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)


def find(prose: tuple[str, ...], body: int) -> Spans:
    """Find the spans of a text whose code and comments are blanked already.

    Args:
        prose: The lines of the text.
        body: The line of the file on which the first of them stands.

    """
    text = masked("\n".join(prose), CODE_SPAN)
    starts = [0, *accumulate(len(line) + 1 for line in prose)]

    def line(found: re.Match[str]) -> int:
        return body + bisect_right(starts, found.start()) - 1

    references = {
        " ".join(found["label"].lower().split()): found["target"] for found in _REFERENCE.finditer(text)
    }

    def target(found: re.Match[str]) -> str | None:
        if found["reference"] is None:
            return found["angled"] or found["target"] or ""
        label = found["reference"] or found["text"]
        return references.get(" ".join(label.lower().split()))

    def spans(pattern: re.Pattern[str]) -> list[Span]:
        return [
            Span(line(found), aim, plain(found["text"]))
            for found in pattern.finditer(text)
            if (aim := target(found)) is not None
        ]

    def dangling(pattern: re.Pattern[str]) -> list[Span]:
        return [
            Span(line(found), found["reference"] or found["text"], plain(found["text"]))
            for found in pattern.finditer(text)
            if target(found) is None and not found["reference"].startswith("^")
        ]

    raw = [_raw_image(line(found), found[0]) for found in RAW_IMAGE.finditer(text)]
    return Spans(
        tuple(spans(LINK)),
        tuple(sorted((*spans(IMAGE), *filter(None, raw)), key=lambda span: span.line)),
        tuple(Span(line(found), found["label"], "") for found in CITATION.finditer(text)),
        tuple(_notes(prose, body)),
        frozenset(found["braced"] or found["raw"] for found in _ANCHOR.finditer(text)),
        references,
        tuple(sorted((*dangling(LINK), *dangling(IMAGE)), key=lambda span: span.line)),
    )


def _raw_image(line: int, tag: str) -> Span | None:
    """Read an author's own `<img>`; an empty `alt=""` is their word that it is mere decoration."""
    given = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(tag)}
    alt = given.get("alt")
    return None if alt == "" else Span(line, given.get("src", ""), alt or "")


def _notes(prose: tuple[str, ...], body: int) -> list[Note]:
    """Gather footnote definitions with the lines that go on below them."""
    notes: list[Note] = []
    is_open = False
    for line, text in enumerate(prose, body):
        found = _NOTE.fullmatch(text)
        if found:
            notes.append(Note(line, line, found["label"], found["text"].strip()))
            is_open = True
        elif is_open and text.strip() and (text.startswith("    ") or prose[line - body - 1].strip()):
            last = notes[-1]
            notes[-1] = Note(last.line, line, last.label, f"{last.text}\n{text.strip()}".strip())
        elif text.strip():
            is_open = False
    return notes
