"""Plain text, read: paragraphs, headings and lists as people type them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from handrail.importing.document import (
    Block,
    Document,
    Heading,
    Item,
    Listing,
    Paragraph,
    text,
)
from handrail.importing.vocabulary import LABEL, NUMBER, PART, STEP, role_of

_BULLET: Final = re.compile(r"(?P<indent>[ \t]*)(?:[-*•·‣–○●▪☐]\s+(?=\S)|(?=\[[ xX]\]\s+\S))")
"""What begins an item: a bullet, or the box of a task, which stays with the item's words."""
_UNDERLINE: Final = re.compile(r"\s*(={3,}|-{3,}|~{3,}|\*{3,}|_{3,})\s*")
_STOPS: Final = ".!?…,;؟。"
_SHORT: Final = 60
_WRAPPED: Final = (50, 100)
"""How long the lines of a text are that was broken at a margin."""
_PARTS: Final = 3


def read(source: str) -> Document:
    """Read plain text.

    Lines that were broken at a margin are joined; else each line is a paragraph. The first line is the
    title if it is short and no sentence. A short line that ends without a stop is a heading if an empty
    line stands above it, or if it is underlined, or written in capitals, or ends in a colon before a list.
    """
    lines = source.expandtabs(4).split("\n")
    wrapped = _is_wrapped(lines)
    blocks = list(_blocks(lines, wrapped=wrapped))
    return Document(tuple(_titled(blocks)))


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Tell whether lines were broken at a margin: most that are followed by another are about as long."""
    followed = [
        line.rstrip()
        for line, after in pairwise(lines)
        if line.strip() and after.strip() and not _begins(after)
    ]
    if len(followed) < _PARTS:
        return False
    least, most = _WRAPPED
    longest = max(map(len, lines))
    open_ended = [line for line in followed if line[-1] not in ".!?…؟。:"]
    return least <= longest <= most and len(open_ended) * 2 > len(followed)


def _begins(line: str) -> bool:
    """Tell whether a line begins something of its own."""
    said = line.strip()
    return bool(
        _BULLET.match(line)
        or NUMBER.match(said)
        or STEP.match(said)
        or PART.match(said)
        or _UNDERLINE.fullmatch(line)
    )


def _blocks(lines: Sequence[str], *, wrapped: bool) -> Iterator[Block]:
    items: list[Item] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        said = line.strip()
        if not said or _UNDERLINE.fullmatch(line):
            at += 1
            continue
        bullet = _BULLET.match(line)
        end = at + 1
        while wrapped and end < len(lines) and lines[end].strip() and not _begins(lines[end]):
            if not bullet and _is_heading(lines, at, end):
                break
            end += 1
        whole = " ".join(each.strip() for each in lines[at:end])
        if bullet:
            whole = " ".join((line[bullet.end() :].strip(), *map(str.strip, lines[at + 1 : end])))
            items.append(Item((Paragraph(text(whole)),)))
        else:
            if items:
                yield Listing(tuple(items))
                items = []
            is_heading = end == at + 1 and _is_heading(lines, at, end)
            yield Heading(_level(lines, at), text(said)) if is_heading else Paragraph(text(whole))
        at = end
    if items:
        yield Listing(tuple(items))


def _is_heading(lines: Sequence[str], at: int, end: int) -> bool:
    said = lines[at].strip()
    after = next((line for line in lines[end:] if line.strip()), "")
    if end < len(lines) and _UNDERLINE.fullmatch(lines[end]) and len(said) <= 2 * _SHORT:
        return True
    if role_of(said) and after.strip():
        return True
    if len(said) > _SHORT or _begins(lines[at]) or LABEL.match(said):
        return False
    if said.isupper() and len(said.split()) <= 8 and len(said) > _PARTS:  # noqa: PLR2004 - a line of capitals
        return bool(after.strip())
    if said.endswith(":"):
        return bool(_BULLET.match(after) or NUMBER.match(after.strip()))
    stands_apart = (at == 0 or not lines[at - 1].strip()) and bool(after.strip())
    followed = end < len(lines) and (
        bool(lines[end].strip()) or not _begins(after) or bool(NUMBER.match(after.strip()))
    )
    return stands_apart and followed and said[-1] not in _STOPS and len(said.split()) <= 10  # noqa: PLR2004


def _level(lines: Sequence[str], at: int) -> int:
    """Return the level of a heading: underlined with `=` and capitals are above the others."""
    under = lines[at + 1].strip() if at + 1 < len(lines) else ""
    if under.startswith("===") or lines[at].strip().isupper():
        return 2
    return 3


def _titled(blocks: Sequence[Block]) -> list[Block]:
    """Make the first heading the title; a first line that is short may be one, too."""
    made = list(blocks)
    if not made:
        return made
    first = made[0]
    if isinstance(first, Heading) and not (
        role_of("".join(r.text for r in first.line))
        or PART.match(first.line[0].text)
        or STEP.match(first.line[0].text)
    ):
        made[0] = Heading(1, first.line)
    elif isinstance(first, Paragraph) and len(made) > 1:
        said = first.line[0].text
        if (
            len(said) <= _SHORT + 20
            and said[-1] not in _STOPS + ":"
            and not (NUMBER.match(said) or STEP.match(said) or PART.match(said))
        ):
            made[0] = Heading(1, first.line)
    return made
