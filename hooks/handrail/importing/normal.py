"""The normal form of a document: numbers that were typed become lists, labels go, lines stand apart."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from handrail.importing.document import (
    Block,
    Document,
    Dropped,
    Heading,
    Item,
    Line,
    Listing,
    Paragraph,
    Quote,
    cut,
    trimmed,
    words,
)
from handrail.importing.vocabulary import BARE, NUMBER, NUMBERS, PART, STEP, role_of

_LEVELS: Final = {"part": 7, "step": 8}
"""The levels of paragraphs that stand like a heading of that label."""
BOLD_LEVEL: Final = 9
"""The level of a line of bold text that stands alone, as a heading does."""
_LONGEST_HEADING: Final = 100
_DEEPEST: Final = 6
_REPEATED: Final = 2
_TICK: Final = re.compile(r"\[[ xX]?\]\s+(?=\S)")


@dataclass
class _Said:
    """What is left out, and what is to be told."""

    dropped: list[Dropped] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def number(self, label: str) -> None:
        """Leave out a number that the guide counts by itself."""
        if label.strip():
            self.dropped.append(Dropped("numbering", " ".join(label.split())))


def normal(document: Document) -> Document:
    """Return a document in its normal form.

    - A paragraph of several lines becomes several paragraphs.
    - `Part 2: Words` and `Step 3 - Words` are headings of levels of their own, without the label; so are
      paragraphs that begin so and are short.
    - A label that stands alone takes the words of what follows it.
    - Paragraphs that begin with numbers are the items of an ordered list.
    - Lines of bold text that stand alone are headings, if there are several.
    """
    said = _Said()
    blocks = list(_apart(document.blocks, said, 0))
    blocks = _bold_headings(blocks)
    blocks = list(_labelled(blocks, said))
    blocks = _numbered(blocks, said)
    return document.having(blocks, said.dropped, said.remarks)


def number_of(label: str) -> int:
    """Return the number that a label says; 0 if it is none."""
    name = label.casefold()
    return NUMBERS.get(name) or (int(name) if name.isdecimal() else 0)


def _apart(blocks: Iterable[Block], said: _Said, depth: int) -> Iterator[Block]:  # noqa: C901 - one case for each block
    """Walk blocks with the lines of each paragraph as paragraphs of their own; `depth` counts lists."""
    pending = list(blocks)
    for at, block in enumerate(pending):
        match block:
            case Paragraph(line):
                for part in _lines(line):
                    follows = at + 1 < len(pending) or depth
                    if BARE.fullmatch(words(part)) and follows:
                        said.number(words(part))
                    elif words(part):
                        yield Paragraph(part)
            case Heading(line=line):
                flat = trimmed(tuple(replace(run, text=run.text.replace("\n", " ")) for run in line))
                if words(flat):
                    yield replace(block, line=flat)
            case Listing(items):
                made = tuple(_item(item, said, depth) for item in items)
                kept = tuple(item for item in made if item.blocks)
                if kept:
                    yield replace(block, items=_flat(kept) if depth >= _DEEPEST else kept)
            case Quote(inner):
                if found := tuple(_apart(inner, said, depth + 1)):
                    yield Quote(found)
            case _:
                yield block


def _item(item: Item, said: _Said, depth: int) -> Item:
    blocks = tuple(_apart(item.blocks, said, depth + 1))
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph) and (found := _TICK.match(_text(first.line))):
        _, rest = cut(first.line, found.end())
        return replace(item, blocks=(Paragraph(trimmed(rest)), *blocks[1:]), is_task=True)
    return replace(item, blocks=blocks)


def _flat(items: Sequence[Item]) -> tuple[Item, ...]:
    """Put the items of lists within items beside them: Markdown nests no deeper than is sane."""
    flat: list[Item] = []
    for item in items:
        own = tuple(block for block in item.blocks if not isinstance(block, Listing))
        if own:
            flat.append(replace(item, blocks=own))
        for block in item.blocks:
            if isinstance(block, Listing):
                flat += _flat(block.items)
    return tuple(flat)


def _lines(line: Line) -> Iterator[Line]:
    rest = line
    while (at := _text(rest).find("\n")) >= 0:
        before, rest = cut(rest, at + 1)
        yield trimmed(before)
    yield trimmed(rest)


def _text(line: Line) -> str:
    return "".join(run.text for run in line)


def _bold_headings(blocks: Sequence[Block]) -> list[Block]:
    """Make headings of bold lines that stand alone, if at least two do and text follows them."""

    def is_bold(at: int) -> bool:
        block = blocks[at]
        return (
            isinstance(block, Paragraph)
            and all(run.strong for run in block.line if run.text.strip())
            and len(words(block.line)) <= _LONGEST_HEADING
            and not any(run.link for run in block.line)
            and at + 1 < len(blocks)
        )

    bold = {at for at in range(len(blocks)) if is_bold(at)}
    if len(bold) < _REPEATED:
        return list(blocks)
    return [
        Heading(BOLD_LEVEL, _plain(block.line)) if at in bold and isinstance(block, Paragraph) else block
        for at, block in enumerate(blocks)
    ]


def _plain(line: Line) -> Line:
    return tuple(replace(run, strong=False) for run in line)


def _labelled(blocks: Sequence[Block], said: _Said) -> Iterator[Block]:
    """Walk blocks, each label taken off, and its words made a heading of parts or steps."""
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if not isinstance(block, Heading | Paragraph):
            yield block
            continue
        whole = _text(block.line)
        for pattern, label in ((PART, "part"), (STEP, "step")):
            found = pattern.match(whole)
            if not found:
                continue
            rest = trimmed(cut(block.line, found.end())[1])
            level = block.level if isinstance(block, Heading) else _LEVELS[label]
            follower = blocks[at] if at < len(blocks) else None
            if rest and (isinstance(block, Heading) or len(words(rest)) <= _LONGEST_HEADING):
                said.number(found[0])
                yield Heading(level, _plain(rest), label)
            elif rest and label == "step":  # a whole paragraph of words behind `Step 3:`
                said.number(found[0])
                yield Listing((Item((Paragraph(rest),), number=number_of(found["number"])),), is_ordered=True)
            elif not rest and isinstance(follower, Heading | Paragraph) and _is_title(follower, block):
                said.number(found[0])
                yield Heading(level, _plain(follower.line), label)
                at += 1
            elif not rest:
                yield Heading(level, block.line, label)
            else:
                continue
            break
        else:
            if isinstance(block, Heading) and (found := NUMBER.match(whole)):
                said.number(found[0])
                yield Heading(block.level, trimmed(cut(block.line, found.end())[1]))
            else:
                yield block


def _is_title(block: Heading | Paragraph, label: Heading | Paragraph) -> bool:
    """Tell whether what follows a label that stands alone is its words."""
    said = words(block.line)
    if PART.match(said) or STEP.match(said) or role_of(said) or NUMBER.match(said):
        return False
    if isinstance(block, Heading):
        return isinstance(label, Paragraph) or block.level <= label.level + 1
    return len(said) <= _LONGEST_HEADING


def _numbered(blocks: Sequence[Block], said: _Said) -> list[Block]:
    """Make ordered lists of paragraphs that begin with numbers, if at least two follow one another.

    What stands between two of them belongs to the first. What follows the last belongs to it no more.
    """
    made: list[Block] = []
    at = 0
    while at < len(blocks):
        end = next((n for n in range(at, len(blocks)) if isinstance(blocks[n], Heading)), len(blocks))
        if end == at:
            made.append(blocks[at])
            at += 1
            continue
        made += _numbered_run(blocks[at:end], said)
        at = end
    return made


def _numbered_run(blocks: Sequence[Block], said: _Said) -> Iterator[Block]:
    starts = [
        at
        for at, block in enumerate(blocks)
        if isinstance(block, Paragraph) and NUMBER.match(_text(block.line))
    ]
    if len(starts) < _REPEATED:
        yield from blocks
        return
    yield from blocks[: starts[0]]
    items = []
    for at, end in zip(starts, [*starts[1:], starts[-1] + 1], strict=True):
        block = blocks[at]
        if not isinstance(block, Paragraph):
            continue
        found = NUMBER.match(_text(block.line))
        if not found:
            continue
        said.number(found[0])
        first = Paragraph(trimmed(cut(block.line, found.end())[1]))
        items.append(Item((first, *blocks[at + 1 : end]), number=number_of(found["number"])))
    yield Listing(tuple(items), is_ordered=True)
    yield from blocks[starts[-1] + 1 :]
