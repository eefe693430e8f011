"""What a document says, recognised: title, parts, steps, tips, warnings, what is needed, sources."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from handrail.importing.document import (
    Block,
    Document,
    Dropped,
    Facts,
    Heading,
    Item,
    Line,
    Listing,
    Paragraph,
    cut,
    text,
    trimmed,
    words,
)
from handrail.importing.draft import Box, Draft, Section, Step
from handrail.importing.inside import boxed, is_imperative, lead, pieces
from handrail.importing.sentences import ends
from handrail.importing.structure import Group, Rank, grouped, is_of_steps
from handrail.importing.vocabulary import TIME, role_of
from handrail.reading.inline import CITATION, IMAGE, LINK

_LONGEST_TITLE: Final = 100
_LONGEST_SUMMARY: Final = 300
_FRONT: Final = ("needs", "tips", "warnings", "sources")


@dataclass
class _Found:
    """What was recognised so far."""

    facts: Facts
    warnings: list[Box] = field(default_factory=list)
    kept: list[Block] = field(default_factory=list)
    """Sections that the front matter has no room for as they are."""
    support: list[Section] = field(default_factory=list)
    left: list[Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def recognised(document: Document, name: str) -> Draft:
    """Make the draft of a guide of a document in its normal form.

    Args:
        document: The source.
        name: What the guide is called where the source doesn't say.

    """
    found = _Found(document.facts, left=list(document.left))
    title, above, blocks = _title(document)
    is_named = bool(title or document.facts.title)
    found.left += above
    if title and document.facts.title:
        found.dropped.append(Dropped("title of the window", document.facts.title))
    elif not is_named:
        found.remarks.append(f"The source has no title, so the guide is called “{name}” after the file.")
    blocks = _without_sections(blocks, found)
    marked = _marked(found)
    intro, parts = _parts(blocks, found)
    intro = _summarised(_timed(intro, found), found)
    opening = (*marked, *boxed(intro, found.dropped), *found.warnings, *found.kept)
    found.remarks += _misnumbered(document.blocks)
    return Draft(
        title or document.facts.title or name,
        found.facts,
        opening,
        parts,
        tuple(found.support),
        tuple(found.left),
        (*document.dropped, *found.dropped),
        (*document.remarks, *found.remarks),
        is_named,
    )


def _marked(found: _Found) -> tuple[Block, ...]:
    """Take out of the facts what can't stand in front matter as it is typed, as blocks of the overview."""
    facts = found.facts
    summary = () if is_plain(text(facts.summary)) else (Paragraph(text(facts.summary)),)
    needs = tuple(need for need in facts.needs if not is_plain(text(need)))
    found.facts = replace(
        facts,
        summary="" if summary else facts.summary,
        needs=tuple(need for need in facts.needs if need not in needs),
    )
    return (*summary, *([Listing(tuple(Item((Paragraph(text(need)),)) for need in needs))] if needs else ()))


def _title(document: Document) -> tuple[str, Sequence[Block], Sequence[Block]]:
    """Return the title, what stands above it, and what stands below it."""
    blocks = document.blocks
    heads = [at for at, block in enumerate(blocks) if isinstance(block, Heading)]
    first = next((at for at in heads if _level(blocks[at]) == 1 and not _label(blocks[at])), None)
    if first is None and heads and not document.facts.title:
        at = heads[0]
        lower = [_level(blocks[other]) for other in heads[1:]]
        alone = not _label(blocks[at]) and all(level > _level(blocks[at]) for level in lower)
        if at == 0 and alone and (lower or _level(blocks[at]) == 1):
            first = 0
    if first is None:
        return "", (), blocks
    return words(_line(blocks[first])), blocks[:first], blocks[first + 1 :]


def _level(block: Block) -> int:
    return block.level if isinstance(block, Heading) else 0


def _label(block: Block) -> str:
    return block.label if isinstance(block, Heading) else ""


def _line(block: Block) -> Line:
    return block.line if isinstance(block, Heading | Paragraph) else ()


def _without_sections(blocks: Sequence[Block], found: _Found) -> list[Block]:
    """Take the sections out that are tips, warnings and the like, and return the others."""
    rest: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        role = role_of(words(block.line)) if isinstance(block, Heading) else ""
        if not isinstance(block, Heading) or not role or role == "steps":
            rest.append(block)
            continue
        end = next(
            (
                n
                for n in range(at, len(blocks))
                if isinstance(other := blocks[n], Heading)
                and (other.level <= block.level or other.label or role_of(words(other.line)))
            ),
            len(blocks),
        )
        if role == "needs":
            end = at + _things(blocks[at:end])
        _take(role, block, blocks[at:end], found)
        at = end
    return rest


def _things(blocks: Sequence[Block]) -> int:
    """Return how many blocks list what is needed: what comes after a list that is no list is none of it."""
    listed = False
    for at, block in enumerate(blocks):
        if isinstance(block, Listing):
            if block.is_ordered and (listed or at):
                return at
            listed = True
        elif listed and not isinstance(block, Heading):
            return at
    return len(blocks)


def _take(role: str, heading: Heading, blocks: Sequence[Block], found: _Found) -> None:
    """Put a section where the guide has such things."""
    lines = _lines(blocks)
    if role == "warnings" and blocks and not any(isinstance(block, Heading) for block in blocks):
        found.warnings += (Box("warning", each) for each in _each(blocks))
    elif role == "needs" and lines and all(is_plain(line) for line in lines):
        found.facts = replace(found.facts, needs=(*found.facts.needs, *map(words, lines)))
    elif role == "tips" and lines:
        found.facts = replace(found.facts, tips=(*found.facts.tips, *lines))
    elif role == "sources" and lines:
        found.facts = replace(found.facts, sources=(*found.facts.sources, *lines))
    elif role == "related" and blocks:
        found.support.append(Section(heading.line, tuple(blocks)))
        return
    else:
        found.kept += (heading, *blocks)
        return
    found.dropped.append(Dropped("label of a section", words(heading.line)))


def _each(blocks: Sequence[Block]) -> Iterable[tuple[Block, ...]]:
    """Walk what a section lists: the items of its lists, and its other blocks."""
    for block in blocks:
        if isinstance(block, Listing):
            yield from (item.blocks for item in block.items)
        else:
            yield (block,)


def _lines(blocks: Sequence[Block]) -> tuple[Line, ...]:
    """Return a section as lines of text, one for each thing it lists; nothing if it is more than that."""
    lines: list[Line] = []
    for each in _each(blocks):
        first, *more = each
        if more or not isinstance(first, Paragraph):
            return ()
        lines.append(first.line)
    return tuple(lines)


def is_plain(line: Line) -> bool:
    """Tell whether a line says the same when it is shown as it is typed."""
    said = words(line)
    marked = any(pattern.search(said) for pattern in (LINK, IMAGE, CITATION))
    return not marked and not any(run.link for run in line)


def _parts(blocks: Sequence[Block], found: _Found) -> tuple[list[Block], tuple[Section, ...]]:
    """Return what stands before the first step, and the parts with their steps."""
    groups, by_items = grouped(blocks)
    if not by_items and all(group.rank is Rank.ASIDE for group in groups) and len(groups) == 1:
        return _by_paragraphs(groups[0].blocks, found)
    intro: list[Block] = []
    parts: list[_Part] = []
    for group in groups:
        if group.heading and group.rank is Rank.PART and role_of(words(group.heading.line)) == "steps":
            found.dropped.append(Dropped("label of a section", words(group.heading.line)))
            parts.append(_Part(()))
            _into(parts[-1], group.blocks, found, by_items=by_items)
        elif group.heading and group.rank is Rank.PART:
            parts.append(_Part(group.heading.line))
            _into(parts[-1], group.blocks, found, by_items=by_items)
        elif group.heading and group.rank is Rank.STEP:
            if not parts:
                parts.append(_Part(()))
            parts[-1].steps.append(Step(group.heading.line, pieces(group.blocks, found.dropped)))
        else:
            _aside(group, intro, parts, found, by_items=by_items)
    parts = [part for part in parts if part.line or part.steps or part.intro]
    return intro, tuple(_named(parts, intro, found))


@dataclass
class _Part:
    """A part that is being put together."""

    line: Line
    intro: list[Block] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)


def _aside(group: Group, intro: list[Block], parts: list[_Part], found: _Found, *, by_items: bool) -> None:
    """Put what is neither part nor step before the steps, or on a page of its own behind them."""
    if not group.heading:
        if by_items and any(_is_list(block) for block in group.blocks):
            first = next(at for at, block in enumerate(group.blocks) if _is_list(block))
            intro += group.blocks[:first]
            parts.append(_Part(()))
            _into(parts[-1], group.blocks[first:], found, by_items=True)
        else:
            intro += group.blocks
    elif not any(part.steps for part in parts):
        intro += (group.heading, *group.blocks)
    else:
        found.support.append(Section(group.heading.line, boxed(group.blocks, found.dropped)))


def _is_list(block: Block) -> bool:
    return isinstance(block, Listing) and is_of_steps(block)


def _into(part: _Part, blocks: Sequence[Block], found: _Found, *, by_items: bool) -> None:
    """Put blocks into a part: the items of its lists are steps, and what follows one belongs to the last."""
    for block in blocks:
        if by_items and isinstance(block, Listing) and _is_list(block):
            part.steps += (_of_item(item, found) for item in block.items)
        elif part.steps:
            last = part.steps[-1]
            part.steps[-1] = replace(last, pieces=(*last.pieces, *pieces((block,), found.dropped)))
        else:
            part.intro.append(block)


def _of_item(item: Item, found: _Found) -> Step:
    """Make a step of an item: its bold beginning or first sentence is the heading, if it is short."""
    return _of_blocks(item.blocks, found)


def _of_blocks(blocks: Sequence[Block], found: _Found) -> Step:
    at = next((n for n, block in enumerate(blocks) if isinstance(block, Paragraph)), None)
    first = next((block for block in blocks if isinstance(block, Paragraph | Heading)), None)
    if isinstance(first, Heading):
        rest = tuple(block for block in blocks if block is not first)
        return Step(first.line, pieces(rest, found.dropped))
    if at is None or first is None:
        return Step((), pieces(blocks, found.dropped), is_named=False)
    title, rest_of_line = lead(first.line, _LONGEST_TITLE)
    if not title:
        return Step((), pieces(blocks, found.dropped), is_named=False)
    own = (Paragraph(rest_of_line),) if words(rest_of_line) else ()
    inside = pieces((*blocks[:at], *own, *blocks[at + 1 :]), found.dropped)
    waits = pieces((Paragraph(title),), [])[1:]
    if waits and not any(type(piece) is type(waits[0]) for piece in inside):
        inside = (*inside[:at], *waits, *inside[at:]) if not own else (*inside, *waits)
    return Step(title, inside)


def _by_paragraphs(blocks: Sequence[Block], found: _Found) -> tuple[list[Block], tuple[Section, ...]]:
    """Make steps of a text without headings and lists: each paragraph is one, but for the first."""
    intro: list[Block] = []
    steps: list[list[Block]] = []
    for at, block in enumerate(blocks):
        is_text = isinstance(block, Paragraph)
        begins = is_text and (at > 0 or is_imperative(words(_line(block))) or len(blocks) == 1)
        if begins and not _is_boxed(block):
            steps.append([block])
        elif steps:
            steps[-1].append(block)
        else:
            intro.append(block)
    part = _Part((), steps=[_of_blocks(step, found) for step in steps])
    return intro, tuple(_named([part], intro, found)) if steps else ()


def _is_boxed(block: Block) -> bool:
    return isinstance(boxed((block,), [])[0], Box)


def _named(parts: Sequence[_Part], intro: list[Block], found: _Found) -> Iterable[Section]:
    """Walk the parts with steps as sections, each with a title; one alone may have none."""
    with_steps = [part for part in parts if part.steps]
    for part in parts:
        if not part.steps:
            if with_steps and parts.index(part) > parts.index(with_steps[-1]):
                found.support.append(Section(part.line, boxed(part.intro, found.dropped)))
            else:
                intro += (Heading(1, part.line), *part.intro) if part.line else part.intro
            continue
        steps = tuple(part.steps)
        if len(with_steps) == 1 and not part.line:
            intro += part.intro
            yield Section((), (), steps)
        elif part.line:
            yield Section(part.line, boxed(part.intro, found.dropped), steps)
        else:
            yield Section(
                text(f"Part {with_steps.index(part) + 1}"),
                boxed(part.intro, found.dropped),
                steps,
                is_named=False,
            )


def _timed(blocks: Sequence[Block], found: _Found) -> list[Block]:
    """Take the line out that says how long all of it takes."""
    rest: list[Block] = []
    for block in blocks:
        said = TIME.fullmatch(words(_line(block))) if isinstance(block, Paragraph) else None
        if said and not found.facts.time:
            found.facts = replace(found.facts, time=said["time"].strip())
            found.dropped.append(
                Dropped("label of a fact", words(_line(block))[: said.start("time")].strip())
            )
        else:
            rest.append(block)
    return rest


def _summarised(blocks: Sequence[Block], found: _Found) -> list[Block]:
    """Take the summary out of what introduces the steps, unless the source says one of its own."""
    if found.facts.summary:
        return list(blocks)
    for at, block in enumerate(blocks):
        if isinstance(block, Heading):
            break
        if not isinstance(block, Paragraph) or _is_boxed(block):
            continue
        at_once = (cut(block.line, end) for end in reversed(ends("".join(run.text for run in block.line))))
        fits = (each for each in at_once if is_plain(each[0]) and len(words(each[0])) <= _LONGEST_SUMMARY)
        head, rest = next(fits, ((), ()))
        if not words(head):
            continue
        found.facts = replace(found.facts, summary=words(head))
        own = [Paragraph(trimmed(rest))] if words(rest) else []
        return [*blocks[:at], *own, *blocks[at + 1 :]]
    return list(blocks)


def _misnumbered(blocks: Iterable[Block]) -> Iterable[str]:
    """Tell where the source's own numbers begin anew within a list, or skip one."""
    for block in blocks:
        if not isinstance(block, Listing) or not block.is_ordered:
            continue
        numbers = [item.number for item in block.items if item.number is not None]
        for before, after in pairwise(numbers):
            if after != before + 1:
                yield f"The source's numbering goes from {before} to {after}; the guide counts on by itself."
