"""What stands inside a step: boxes, tasks and timers are recognised among its blocks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from handrail.importing.document import (
    Block,
    Dropped,
    Item,
    Line,
    Listing,
    Paragraph,
    Quote,
    cut,
    trimmed,
    words,
)
from handrail.importing.draft import Box, Piece, Tasks, Timer
from handrail.importing.durations import minutes
from handrail.importing.sentences import ends, sentences
from handrail.importing.vocabulary import IMPERATIVES, LABEL, box_of

_FEWEST: Final = 2
_FIRST_WORD: Final = re.compile(r"[^\w]*([\w'’]+)")
_LEADS: Final = frozenset(
    {
        "then",
        "next",
        "now",
        "finally",
        "first",
        "carefully",
        "gently",
        "slowly",
        "always",
        "please",
        "lightly",
    }
)


def boxed(blocks: Iterable[Block], dropped: list[Dropped]) -> tuple[Piece, ...]:
    """Return blocks with those set apart that begin with `Tip:` or the like; its label is left out."""
    return tuple(_box(block, dropped) or block for block in blocks)


def pieces(blocks: Iterable[Block], dropped: list[Dropped]) -> tuple[Piece, ...]:
    """Return what a step is made of: its blocks, with boxes, tasks and timers."""
    return tuple(_pieces(blocks, dropped))


def _pieces(blocks: Iterable[Block], dropped: list[Dropped]) -> Iterator[Piece]:
    timed: set[tuple[int, ...]] = set()
    for block in blocks:
        if box := _box(block, dropped):
            yield box
        elif isinstance(block, Listing) and (tasks := _tasks(block)):
            yield tasks
        else:
            yield block
        for length in _waits(block):
            if length not in timed:
                timed.add(length)
                yield Timer(length)


def _waits(block: Block) -> Iterator[tuple[int, ...]]:
    """Walk the waits that a paragraph or a list tells of."""
    if isinstance(block, Paragraph):
        yield from filter(None, map(minutes, sentences(words(block.line))))
    elif isinstance(block, Listing):
        for item in block.items:
            for inner in item.blocks:
                yield from _waits(inner)


def _box(block: Block, dropped: list[Dropped]) -> Box | None:
    first = block.blocks[0] if isinstance(block, Quote) and block.blocks else block
    if not isinstance(first, Paragraph):
        return None
    found = LABEL.match("".join(run.text for run in first.line))
    if not found:
        return None
    dropped.append(Dropped("label of a box", found[0].strip()))
    own = Paragraph(trimmed(cut(first.line, found.end())[1]))
    rest = block.blocks[1:] if isinstance(block, Quote) else ()
    return Box(box_of(found["alert"] or found["label"]), (own, *rest))


def _tasks(listing: Listing) -> Tasks | None:
    """Make tasks of a list whose every item is one line that has somebody do something."""
    lines = [line for item in listing.items if (line := _only_line(item))]
    if len(lines) < len(listing.items) or any(run.link or run.code for line in lines for run in line):
        return None
    if all(item.is_task for item in listing.items):
        return Tasks(tuple(lines))
    if len(lines) >= _FEWEST and all(is_imperative(words(line)) for line in lines):
        return Tasks(tuple(lines))
    return None


def _only_line(item: Item) -> Line:
    first, *more = item.blocks
    return first.line if isinstance(first, Paragraph) and not more else ()


def is_imperative(said: str) -> bool:
    """Tell whether an English text begins as an instruction does."""
    rest = said.casefold().replace("’", "'")
    for _ in range(2):
        found = _FIRST_WORD.match(rest)
        if not found:
            return False
        if found[1] in IMPERATIVES:
            return True
        if found[1] not in _LEADS:
            return False
        rest = rest[found.end() :].lstrip(" ,")
    return False


def lead(line: Line, longest: int) -> tuple[Line, Line]:
    """Cut from a paragraph what can be a heading: its bold beginning, or its first sentence if it is short.

    Returns:
        The heading, which is empty if there is none, and the rest of the paragraph.

    """
    ended = ends("".join(run.text for run in line))
    bold = _bold(line)
    # Bold text that ends in the middle of a sentence can't be parted from it.
    at = next((end for end in ended if end in bold), next(iter(ended), 0))
    head, rest = cut(line, at)
    said = words(head)
    if not said or len(said) > longest or "\n" in said:
        return (), line
    return tuple(replace(run, strong=False, emphasis=False) for run in trimmed(head)), trimmed(rest)


def _bold(line: Line) -> range:
    """Return where the bold beginning of a line may end: behind its last letter, or the space after."""
    at = 0
    for run in line:
        if not run.strong and run.text.strip():
            space = len(run.text) - len(run.text.lstrip())
            return range(at, at + space + 1) if at else range(0)
        at += len(run.text)
    return range(at, at + 1) if at and any(run.strong for run in line) else range(0)
