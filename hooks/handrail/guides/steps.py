"""A part's steps: where each begins and ends, and its number through the whole guide."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from handrail.reading.blocks import STEP_LEVEL, Admonition, Heading
from handrail.reading.inline import plain
from handrail.reading.source import Source
from handrail.reading.spans import Note, Span

_MARKER = re.compile(r"^[ ]*(?:[-*+>]|\d+[.)])[ ]+")


@dataclass(frozen=True)
class Step:
    """One `##` heading and all below it; `number` counts through the whole guide, from 1."""

    number: int
    heading: Heading
    last: int
    image: Span | None
    tips: tuple[Admonition, ...]
    words: str

    @property
    def id(self) -> str:
        """Its anchor."""
        return self.heading.id

    @property
    def title(self) -> str:
        """Its heading without Markdown."""
        return self.heading.words


def cut(source: Source, first: int) -> tuple[Step, ...]:
    """Cut a page into its steps; `first` is the number of the first."""
    heads = [heading for heading in source.headings if heading.level == STEP_LEVEL]
    ends = [heading.line - 1 for heading in heads[1:]] + [len(source.lines)]
    blocks: tuple[Admonition | Note, ...] = (*source.admonitions, *source.notes)
    set_apart = {line for block in blocks for line in range(block.line, block.last + 1)}
    for each in source.conditions:
        set_apart.update(range(each.line, each.head + 1), (each.last,))
    return tuple(
        _step(source, number, heading, end, set_apart)
        for number, (heading, end) in enumerate(zip(heads, ends, strict=False), first)
    )


def _step(source: Source, number: int, heading: Heading, last: int, set_apart: set[int]) -> Step:
    """Make a step; lines `set_apart`, such as those of admonitions and footnotes, are none of its words."""
    images = _between(source.images, heading.line, last)
    lines = (
        source.prose[line - source.body]
        for line in range(heading.last + 1, last + 1)
        if line not in set_apart
    )
    text = " ".join(_MARKER.sub("", line) for line in lines if not line.startswith(("#", "|")))
    tips = _between(source.admonitions, heading.line, last)
    return Step(number, heading, last, images[0] if images else None, tips, plain(text))


def _between[T: (Span, Admonition)](things: tuple[T, ...], above: int, last: int) -> tuple[T, ...]:
    """Return those of the things, sorted by line, that stand below line `above` and not below `last`."""

    def line(thing: T) -> int:
        return thing.line

    return things[bisect_right(things, above, key=line) : bisect_right(things, last, key=line)]
