"""Blocks as Markdown: each text means what it says, and nothing in it is taken for a sign of Markdown's."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from handrail.importing.document import (
    Block,
    Code,
    Heading,
    Item,
    Line,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
    trimmed,
    words,
)
from handrail.importing.draft import Box, Piece, Tasks, Timer
from handrail.reading.code_names import is_code
from handrail.reading.inline import plain, slugify

type Named = Callable[[str], str]
"""Returns the id in braces, with a space before it, that words need so that no two are alike; or ""."""
type Placed = Callable[[Picture], str]
"""Returns where a picture lies beside the page."""

_INDENT: Final = "    "
_SIGNS: Final = re.compile(r"[\\`*_\[\]]")
_ENTITIES: Final = {"<": "&lt;", "{": "&#123;", "}": "&#125;", "|": "&#124;", "~": "&#126;"}
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
_BEGINS: Final = re.compile(
    r"(?P<list>[-+](?=\s|$|-))|(?P<heading>#)|(?P<quote>>)|(?P<number>\d+)(?=[.)])|(?P<other>!!!|\?\?\?|///|===|:|=|-)"
)


def escaped(text: str) -> str:
    """Return a text of one line so that Markdown shows it as it is, wherever in a line it stands."""
    marked = _ENTITY.sub("&amp;", text)
    marked = "".join(_ENTITIES.get(sign, sign) for sign in marked)
    return _SIGNS.sub(lambda found: f"\\{found[0]}", marked).replace("!\\[", "\\!\\[")


def begun(written: str) -> str:
    """Return a line so that its first signs begin no list, heading, quotation or block."""
    found = _BEGINS.match(written)
    if not found:
        return written
    if found["number"]:
        return (
            f"{found[0]}\\{written[found.end() :]}"
            if written[found.end()] == "."
            else f"&#{ord(written[0])};{written[1:]}"
        )
    return f"&#{ord(written[0])};{written[1:]}"


def inline(line: Line) -> str:
    """Return a line as Markdown."""
    return begun(_inline(line))


def heading(line: Line) -> str:
    """Return a line as the Markdown of a heading, whose last signs may be no `#`."""
    shown = inline(line)
    last = len(shown) - len(shown.rstrip("#"))
    return f"{shown[: len(shown) - last]}{'&#35;' * last}"


def _inline(line: Line) -> str:
    # An exclamation mark before a link would make a picture of it.
    return "".join(_run(run) for run in _joined(trimmed(line))).replace("![", "\\![")


def _joined(line: Line) -> Iterator[Run]:
    """Walk the runs with those joined that look alike, and looks left out that Markdown can't show there.

    A sign of emphasis must stand at the edge of a word, and white space within is put outside.
    """
    runs: list[Run] = []
    for run in line:
        clean = replace(run, text=re.sub(r"\s+", " ", run.text))
        if runs and replace(runs[-1], text="") == replace(clean, text=""):
            runs[-1] = replace(clean, text=runs[-1].text + clean.text)
        elif clean.text:
            runs.append(clean)
    for at, run in enumerate(runs):
        if not (run.strong or run.emphasis or run.code or run.link):
            yield run
            continue
        before = runs[at - 1].text[-1:] if at else ""
        after = runs[at + 1].text[:1] if at + 1 < len(runs) else ""
        inner = run.text.strip()
        edges = not (before.isalnum() and run.text[:1].isalnum()) and not (
            after.isalnum() and run.text[-1:].isalnum()
        )
        sharp = inner[:1].isalnum() and (inner[-1:].isalnum() or inner[-1:] in ".!?…")
        near = (runs[at - 1] if at else None, runs[at + 1] if at + 1 < len(runs) else None)
        looks = run.code and edges and not any(other and other.code for other in near)
        look = replace(run, text=inner, code=looks)
        if not (edges and sharp and _alone(runs, at)):
            look = replace(look, strong=False, emphasis=False)
        if not inner:
            yield Run(run.text)
            continue
        yield Run(run.text[: len(run.text) - len(run.text.lstrip())])
        yield look
        yield Run(run.text[len(run.text.rstrip()) :])


def _alone(runs: Sequence[Run], at: int) -> bool:
    """Tell whether no other run with a look touches one, so that their signs don't meet."""

    def touches(other: Run, edge: str) -> bool:
        return (other.strong or other.emphasis) and bool(edge.strip())

    before = at > 0 and touches(runs[at - 1], runs[at - 1].text[-1:])
    return not before and not (at + 1 < len(runs) and touches(runs[at + 1], runs[at + 1].text[:1]))


def _run(run: Run) -> str:
    if run.code:
        shown = _code_span(run.text)
    else:
        shown = escaped(run.text)
        mark = "**" * run.strong + "*" * run.emphasis
        shown = f"{mark}{shown}{mark}" if run.text.strip() else shown
    return f"[{shown}]({address(run.link)})" if run.link and run.text.strip() else shown


def _code_span(text: str) -> str:
    longest = max((len(found) for found in re.findall(r"`+", text)), default=0)
    if longest or not text.strip() or any(sign in text for sign in "<&{[|\\"):
        return escaped(text)  # what stands between backticks is looked through for other things, too
    return f"`{text}`"


def address(link: str) -> str:
    """Return an address as it can stand between the brackets of a link."""
    return quote(link, safe="/:?#@!$&'*+,;=%~._-")


def written(
    pieces: Iterable[Piece], named: Named, placed: Placed, timer: Callable[[], str], level: int = 3
) -> str:
    """Return pieces as Markdown.

    Args:
        pieces: What to write.
        named: Gives ids to headings.
        placed: Says where pictures lie.
        timer: Gives a timer its id.
        level: The level of the highest heading among them.

    """
    writer = _Writer(named, placed, timer)
    return "\n".join(writer.all(pieces, level)).strip("\n")


class _Writer:
    """Markdown of blocks, line by line, without the indent of what they stand in."""

    def __init__(self, named: Named, placed: Placed, timer: Callable[[], str]) -> None:
        self.named = named
        self.placed = placed
        self.timer = timer

    def all(self, pieces: Iterable[Piece], level: int) -> Iterator[str]:
        found = list(pieces)
        own = sorted({piece.level for piece in found if isinstance(piece, Heading)})
        before: Piece | None = None
        for piece in found:
            if isinstance(piece, Listing | Tasks) and isinstance(before, Listing | Tasks):
                yield from ("<!-- -->", "")  # two lists that follow one another would become one
            if isinstance(piece, Heading):
                yield f"{'#' * min(level + own.index(piece.level), 6)} {self.heading(piece.line)}"
            else:
                yield from self.one(piece)
            yield ""
            before = piece

    def heading(self, line: Line) -> str:
        shown = heading(without_stop(line))
        return f"{shown}{self.named(words(without_stop(line)))}"

    def one(self, piece: Piece) -> Iterator[str]:
        match piece:
            case Heading(line=line) | Paragraph(line):
                yield inline(line)
            case Listing(items, is_ordered):
                yield from self.listing(items, is_ordered=is_ordered)
            case Tasks(items):
                yield from self.tasks(items)
            case Picture():
                yield from self.picture(piece)
            case Table(head, rows):
                yield from self.table(head, rows)
            case Code(text, language):
                yield from self.code(text, language)
            case Quote(blocks):
                yield from (f"> {line}".rstrip() for line in self.inner(blocks))
            case Box(kind, blocks):
                yield f"!!! {kind}"
                yield from (f"{_INDENT}{line}".rstrip() for line in self.inner(blocks))
            case Timer(minutes):
                yield from (
                    "```timer",
                    f"id: {self.timer()}",
                    f"lengths: [{', '.join(map(str, minutes))}]",
                    "```",
                )

    def inner(self, blocks: Iterable[Block]) -> list[str]:
        """Write blocks that stand in something: headings there are bold lines."""
        pieces = [_bold(block) if isinstance(block, Heading) else block for block in blocks]
        lines = list(self.all(pieces, 3))
        while lines and not lines[-1]:
            lines.pop()
        return lines

    def listing(self, items: Sequence[Item], *, is_ordered: bool) -> Iterator[str]:
        for number, item in enumerate(items, 1):
            mark = f"{number}." if is_ordered else "-"
            lines = self.inner(item.blocks)
            if not lines:
                continue  # there is nothing in it
            if not isinstance(item.blocks[0], Paragraph):
                lines = ["&nbsp;", "", *lines]  # an item begins with text
            yield f"{mark} {lines[0]}"
            yield from (f"{_INDENT}{line}".rstrip() for line in lines[1:])
            if len(lines) > 1:
                yield ""

    def tasks(self, items: Sequence[Line]) -> Iterator[str]:
        seen: set[str] = set()
        for number, line in enumerate(items, 1):
            name = task_id(line)
            taken = name in seen or not name
            seen.add(name)
            # A backslash or an entity at the beginning of a task would be its words.
            yield f"- [ ] {_inline(line)}" + (f" {{#task-{number}}}" if taken else "")

    def picture(self, picture: Picture) -> Iterator[str]:
        alt = escaped(" ".join(picture.alt.split()))
        yield f"![{alt}]({address(self.placed(picture))})"
        if words(picture.caption) and words(picture.caption) != " ".join(picture.alt.split()):
            yield ""
            yield inline(picture.caption)

    def table(self, head: Sequence[Line], rows: Sequence[Sequence[Line]]) -> Iterator[str]:
        width = max(len(row) for row in (head, *rows))
        top, *below = (head, *rows) if head else ((), *rows)
        yield _row(top, width)
        yield f"|{'---|' * width}"
        yield from (_row(row, width) for row in below)

    def code(self, text: str, language: str) -> Iterator[str]:
        longest = max((len(found) for found in re.findall(r"`{3,}", text)), default=2)
        fence = "`" * max(longest + 1, 3)
        yield f"{fence}{language if is_code(language) else 'text'}"
        yield from text.expandtabs(4).split("\n")
        yield fence


def _row(cells: Sequence[Line], width: int) -> str:
    shown = [_inline(cell) for cell in cells]
    return f"| {' | '.join([*shown, *[''] * (width - len(shown))])} |"


def task_id(line: Line) -> str:
    """Return the id that a task has of its words."""
    return slugify(plain(_inline(line)))


def _bold(heading: Heading) -> Paragraph:
    return Paragraph(tuple(replace(run, strong=True) for run in heading.line))


def without_stop(line: Line) -> Line:
    """Take the full stop or colon from the end of a heading."""
    flat = trimmed(line)
    if not flat:
        return flat
    last = flat[-1].text
    cut = last.rstrip(".:").rstrip() if not last.endswith("..") else last
    return (*flat[:-1], replace(flat[-1], text=cut)) if cut else flat
