"""Which headings and items of a text are parts, which are steps, and which are neither."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import islice
from typing import Final

from handrail.importing.document import Block, Heading, Item, Listing, Paragraph, Picture, texts, words
from handrail.importing.inside import is_imperative
from handrail.importing.vocabulary import role_of

_LONG_ITEM: Final = 12
"""Words. Items that have more, on average, are steps rather than things to tick."""
_SEVERAL: Final = 2
_NOT_ORDERED: Final = 3


class Rank(Enum):
    """What a heading is."""

    PART = auto()
    STEP = auto()
    BELOW = auto()
    """A heading within a step, or within what comes before the first."""
    ASIDE = auto()
    """It begins what is neither part nor step."""


@dataclass
class Group:
    """A heading of a part or a step, or none, and the blocks below it, lower headings among them."""

    rank: Rank
    heading: Heading | None
    blocks: list[Block] = field(default_factory=list)


def grouped(blocks: Sequence[Block]) -> tuple[list[Group], bool]:
    """Group a text by its parts and steps.

    Returns:
        The groups in order, the first of them without a heading; and whether the items of its lists are
        steps, too.

    """
    heads = [at for at, block in enumerate(blocks) if isinstance(block, Heading)]
    ranks, by_items = _ranks(blocks, heads)
    groups = [Group(Rank.ASIDE, None)]
    for at, block in enumerate(blocks):
        rank = ranks.get(at, Rank.BELOW)
        if rank is not Rank.BELOW and isinstance(block, Heading):
            groups.append(Group(rank, block))
        else:
            groups[-1].blocks.append(block)
    return groups, by_items


def _ranks(blocks: Sequence[Block], heads: Sequence[int]) -> tuple[dict[int, Rank], bool]:
    outline = _Outline(blocks, heads)
    if any(outline.head(at).label == "step" for at in heads):
        return outline.by_labels(), False
    if outline.items_are_steps():
        return outline.by_lists(), True
    if heads:
        return outline.by_levels(), False
    return {}, bool(outline.lists(0, len(blocks)))


class _Outline:
    """The headings of a text, and what stands below each."""

    def __init__(self, blocks: Sequence[Block], heads: Sequence[int]) -> None:
        self.blocks = blocks
        self.heads = heads

    def head(self, at: int) -> Heading:
        block = self.blocks[at]
        if not isinstance(block, Heading):
            raise TypeError(block)
        return block

    def own_end(self, at: int) -> int:
        """Return where the next heading stands."""
        after = bisect_right(self.heads, at)
        return self.heads[after] if after < len(self.heads) else len(self.blocks)

    def below(self, at: int) -> list[int]:
        """Return the headings that stand below one, down to the next of its level or a higher one."""
        found = []
        for head in islice(self.heads, bisect_right(self.heads, at), None):
            if self.head(head).level <= self.head(at).level:
                break
            found.append(head)
        return found

    def lists(self, start: int, end: int) -> list[Listing]:
        return [
            block for block in self.blocks[start:end] if isinstance(block, Listing) and is_of_steps(block)
        ]

    def by_labels(self) -> dict[int, Rank]:
        """Rank by the labels: what is called a step is one, and what steps stand below is a part."""
        ranks: dict[int, Rank] = {}
        level = 0
        for place, at in enumerate(self.heads):
            head = self.head(at)
            if head.label == "step":
                ranks[at], level = Rank.STEP, head.level
                continue
            following = self.heads[place + 1] if place + 1 < len(self.heads) else -1
            leads = following >= 0 and self.head(following).label == "step"
            holds = any(self.head(other).label == "step" for other in self.below(at))
            if head.label == "part" or holds or (leads and level and head.level < level):
                ranks[at] = Rank.PART
            elif level and head.level > level:
                ranks[at] = Rank.BELOW
            else:
                ranks[at] = Rank.ASIDE
        return ranks

    def items_are_steps(self) -> bool:
        """Tell whether the steps of a text are the items of its lists, rather than its headings."""
        spans = [(at, self.own_end(at)) for at in (-1, *self.heads)]
        having = [(at, found) for at, end in spans if (found := self.lists(at + 1, end))]
        if not having:
            return False
        named = [at for at, _ in having if at >= 0]
        labelled = any(self.head(at).label == "part" for at in self.heads)
        if labelled or any(role_of(words(self.head(at).line)) == "steps" for at in named):
            return True
        items = [item for _, found in having for listing in found for item in listing.items]
        others = [at for at, end in spans if at >= 0 and at not in named and self._has_text(at, end)]
        if len(having) == 1 and len(items) >= _SEVERAL * max(len(others), 1):
            return True
        lengths = [sum(len(said.split()) for said in texts(item.blocks)) for item in items]
        return sum(lengths) / len(items) >= _LONG_ITEM or any(_is_rich(item) for item in items)

    def _has_text(self, at: int, end: int) -> bool:
        return any(not isinstance(block, Heading | Picture) for block in self.blocks[at + 1 : end])

    def by_lists(self) -> dict[int, Rank]:
        """Rank a text whose steps are items: headings above lists are parts."""
        ranks: dict[int, Rank] = {}
        seen, level = False, 0
        for at in self.heads:
            head = self.head(at)
            has = bool(self.lists(at + 1, self.own_end(at)))
            if has or head.label == "part":
                ranks[at] = Rank.PART
                seen, level = True, head.level
            elif seen and head.level > level:
                ranks[at] = Rank.BELOW
            else:
                ranks[at] = Rank.ASIDE
        return ranks

    def by_levels(self) -> dict[int, Rank]:
        """Rank by the levels alone: the highest are parts if most of them have headings below, else steps."""
        top = min(self.head(at).level for at in self.heads)
        tops = [at for at in self.heads if self.head(at).level == top or self.head(at).label == "part"]
        having = [at for at in tops if self.below(at)]
        below = [self.head(head).level for at in having for head in self.below(at)]
        labelled = any(self.head(at).label == "part" for at in tops)
        if not below or not (labelled or (len(having) * 2 >= len(tops) and len(below) >= _SEVERAL)):
            return {at: Rank.STEP if at in tops else Rank.BELOW for at in self.heads}
        level = min(below)
        return {at: self._of_two(at, tops, having, level) for at in self.heads}

    def _of_two(self, at: int, tops: Sequence[int], having: Sequence[int], level: int) -> Rank:
        if at in tops:
            return Rank.PART if at in having else Rank.ASIDE
        return Rank.STEP if self.head(at).level == level else Rank.BELOW


def is_of_steps(listing: Listing) -> bool:
    """Tell whether a list may be one of steps: it is numbered, or each of its items is an instruction."""
    if any(item.is_task for item in listing.items):
        return False
    if listing.is_ordered:
        return len(listing.items) >= _SEVERAL or listing.items[0].number is not None
    return len(listing.items) >= _NOT_ORDERED and all(
        isinstance(item.blocks[0], Paragraph) and is_imperative(words(item.blocks[0].line))
        for item in listing.items
    )


def _is_rich(item: Item) -> bool:
    """Tell whether an item is more than a line: it has a picture, or begins in bold."""
    first = item.blocks[0]
    bold = isinstance(first, Paragraph) and bool(first.line) and first.line[0].strong and len(first.line) > 1
    return bold or any(isinstance(block, Picture) for block in item.blocks)
