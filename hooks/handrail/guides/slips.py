"""The rules for slips that Markdown takes without a word: the page is built, and shows not what was meant."""

import re
from collections.abc import Iterator
from typing import Final

from handrail.guides.guide import INDEX, Guide, Page, is_numbered
from handrail.guides.rules import Rule
from handrail.problem import Problem
from handrail.reading.blocks import STEP_LEVEL
from handrail.reading.inline import slugify, suggestion

BOXES: Final = frozenset(
    re.findall(
        r"\w+",
        "abstract attention bug caution danger error example failure hint important info note question quote "
        "success tip warning",
    )
)
"""The kinds of boxes that authors know from Markdown elsewhere; one of their own is taken, too."""

_ALMOST_PART: Final = re.compile(r"(?P<number>\d{1,3})(?:[\s_.–—]+(?P<name>.*))?\.md", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d{1,2}\\?[.)]\s+(?P<rest>\S.*)")
_ALMOST_BOX: Final = re.compile(rf"\s*(?:!!|!!!!+)\s*(?P<kind>{'|'.join(sorted(BOXES))})\b", re.IGNORECASE)
_SURE: Final = 0.8
"""How alike two words are of which one is surely the other, mistyped; a kind of one's own is less so."""


def parts_are_named_as_parts(guide: Guide) -> Iterator[Problem]:
    """Hyphens make parts: a file with a number alone would be a supporting page, without steps."""
    for page in guide.pages:
        name = page.source.name
        found = _ALMOST_PART.fullmatch(name)
        if found and name != INDEX and not is_numbered(name):
            should = f"{found['number']}-{slugify(found['name'] or page.title) or 'part'}.md"
            what = f'The name "{name}" is almost a part\'s, and the page would be none: it has no steps.'
            fix = f"Call the file `{should}` if it is a part, or take the number off its name."
            yield Problem(page.source.path, 1, "HR114", what, fix)


def steps_have_no_numbers_of_their_own(guide: Guide) -> Iterator[Problem]:
    """Guides count their steps themselves, through all parts."""
    for page in guide.pages:
        for heading in page.source.headings:
            found = _NUMBER.fullmatch(heading.written)
            if found and heading.level == STEP_LEVEL and any(s.heading is heading for s in page.steps):
                what = f'The step "{heading.words}" has a number of its own, and the guide counts its steps.'
                fix = f"Take the number out: `## {found['rest']}`."
                yield Problem(page.source.path, heading.line, "HR307", what, fix)


def boxes_are_boxes(guide: Guide) -> Iterator[Problem]:
    """Boxes have a kind that is spelt right, three marks before it, and its text indented below it."""
    for page in guide.pages:
        source = page.source
        for box in source.admonitions:
            kind = box.kind.lower()
            if kind not in BOXES and (near := suggestion(kind, BOXES, _SURE)):
                what = f'"{box.kind}" is no kind of box.'
                yield Problem(source.path, box.line, "HR517", what, near)
            if box.last == box.line and (below := _text_beside(page, box.line)):
                what = f"The text below `!!! {box.kind}` is not in the box: it is not indented far enough."
                fix = "Begin each line of the box with four spaces more than the line with `!!!`."
                yield Problem(source.path, below, "HR517", what, fix)
        for line, text in enumerate(source.prose, source.body):
            if found := _ALMOST_BOX.match(text):
                what = f"`{text.strip()[:30]}` is almost a box."
                fix = f"Write `!!! {found['kind'].lower()}`, with three marks."
                yield Problem(source.path, line, "HR517", what, fix)


def _text_beside(page: Page, line: int) -> int:
    """Return the line of the text right below a box's first line that is none of the box, or 0."""
    lines = page.source.lines
    if line >= len(lines) or not lines[line].strip():
        return 0
    indents = [len(text) - len(text.lstrip()) for text in lines[line - 1 : line + 1]]
    return 0 if indents[1] - indents[0] >= _TAB else line + 1


_TAB: Final = 4


def links_have_addresses(guide: Guide) -> Iterator[Problem]:
    """`[words][name]` is shown as it is typed where the name has no address."""
    for page in guide.pages:
        for span in page.source.dangling:
            what = f'"[{span.target}]" stands for an address that this page doesn\'t give.'
            near = suggestion(span.target.lower(), page.source.references)
            own = f"Write the address itself, `[{span.words}](...)`"
            fix = f"{near} {own}, or add a line `[{span.target}]: ...`."
            yield Problem(page.source.path, span.line, "HR509", what, fix)


SLIPS: Final[tuple[Rule, ...]] = (
    parts_are_named_as_parts,
    steps_have_no_numbers_of_their_own,
    boxes_are_boxes,
    links_have_addresses,
)
"""Every rule of this module."""
