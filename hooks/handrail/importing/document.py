"""The neutral document: what a text of any make is read into, before anything in it is recognised."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from handrail.problem import Problem


class RefusedError(Exception):
    """The source can't be brought in; `what` says why in one sentence, `fix` what to do instead."""

    def __init__(self, what: str, fix: str) -> None:
        """Keep both."""
        super().__init__(f"{what} {fix}")
        self.what = what
        self.fix = fix


@dataclass(frozen=True)
class Run:
    """A stretch of text of one look; `link` is a whole address, or ""."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: str = ""


type Line = tuple[Run, ...]
"""The text of a heading, a paragraph or a cell. White space is as it came; a line break is a `\\n`."""


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 9; those from 7 on are none in the source, but stand like one.

    `label` is `part` or `step` where the source calls it so, and else "".
    """

    level: int
    line: Line
    label: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    line: Line


@dataclass(frozen=True)
class Item:
    """One item of a list; `is_task`: it has a box to tick. `number`: the source's own, if it has one."""

    blocks: tuple["Block", ...]
    is_task: bool = False
    number: int | None = None


@dataclass(frozen=True)
class Listing:
    """A list."""

    items: tuple[Item, ...]
    is_ordered: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture: its address as it stands in the source, and what the source says of it."""

    src: str
    alt: str = ""
    caption: Line = ()
    rights: str = ""


@dataclass(frozen=True)
class Table:
    """A table; `head` is empty where the source marks no row as its head."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class Code:
    """Text to be taken letter by letter."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Quote:
    """Somebody else's words."""

    blocks: tuple["Block", ...]


type Block = Heading | Paragraph | Listing | Picture | Table | Code | Quote


@dataclass(frozen=True)
class Dropped:
    """A text that is left out on purpose, and the name of what it is, such as `share line`."""

    name: str
    text: str


@dataclass(frozen=True)
class Facts:
    """What a source says of itself beside its text; all may be empty.

    Attributes:
        title: Its name, where it has no heading that says it.
        summary: What it is about, in the author's words.
        topic: The field it belongs to.
        reviewed: The day on which it was last changed, as ISO 8601 has it.
        time: How long it takes.
        needs: What is needed.
        tips: Its tips.
        sources: Its sources.
        rights: Who owns it, and what may be done with it.

    """

    title: str = ""
    summary: str = ""
    topic: str = ""
    reviewed: str = ""
    time: str = ""
    needs: tuple[str, ...] = ()
    tips: tuple[Line, ...] = ()
    sources: tuple[Line, ...] = ()
    rights: str = ""


@dataclass(frozen=True)
class Document:
    """A source, read.

    Attributes:
        blocks: Its text.
        facts: What it says of itself.
        dropped: What was left out on the way, each by its name.
        remarks: What else there is to say, one sentence each.
        left: Texts that have no place among the blocks, and go to what is left over.

    """

    blocks: tuple[Block, ...] = ()
    facts: Facts = field(default_factory=Facts)
    dropped: tuple[Dropped, ...] = ()
    remarks: tuple[str, ...] = ()
    left: tuple[Block, ...] = ()

    def having(
        self,
        blocks: Iterable[Block],
        dropped: Iterable[Dropped] = (),
        remarks: Iterable[str] = (),
    ) -> "Document":
        """Return it with other blocks, and with more that was left out or is to be said."""
        return replace(
            self,
            blocks=tuple(blocks),
            dropped=(*self.dropped, *dropped),
            remarks=(*self.remarks, *remarks),
        )


@dataclass(frozen=True)
class Brought:
    """The files of a guide made of a source: paths in its folder, what to decide, and what to tell."""

    slug: str
    files: dict[str, bytes]
    problems: tuple[Problem, ...] = ()
    report: tuple[str, ...] = ()


def words(line: Line) -> str:
    """Return the text of a line, each white space as one space."""
    return " ".join("".join(run.text for run in line).split())


def text(plain: str) -> Line:
    """Return a line that is nothing but text."""
    return (Run(plain),) if plain else ()


def texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Walk the texts of blocks in order, each a paragraph's, a heading's, a cell's, a caption's."""
    for block in blocks:
        match block:
            case Heading(line=line) | Paragraph(line):
                yield words(line)
            case Listing(items):
                for item in items:
                    yield from texts(item.blocks)
            case Picture(_, alt, caption):
                yield from filter(None, (" ".join(alt.split()), words(caption)))
            case Table(head, rows):
                yield from (words(cell) for row in (head, *rows) for cell in row)
            case Code(written):
                yield " ".join(written.split())
            case Quote(inner):
                yield from texts(inner)


def cut(line: Line, at: int) -> tuple[Line, Line]:
    """Cut a line in two before its character `at`; what each run looks like is kept."""
    before: list[Run] = []
    after: list[Run] = []
    for run in line:
        if at >= len(run.text):
            before.append(run)
        elif at <= 0:
            after.append(run)
        else:
            before.append(replace(run, text=run.text[:at]))
            after.append(replace(run, text=run.text[at:]))
        at -= len(run.text)
    return tuple(before), tuple(after)


def trimmed(line: Line) -> Line:
    """Return a line without white space at its ends, and without runs that are empty."""
    runs = [run for run in line if run.text]
    while runs and not runs[0].text.strip():
        runs.pop(0)
    while runs and not runs[-1].text.strip():
        runs.pop()
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return tuple(runs)
