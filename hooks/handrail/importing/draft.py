"""The draft of a guide: what was recognised in a document, before it is written as files."""

from dataclasses import dataclass, field

from handrail.importing.document import Block, Dropped, Facts, Line


@dataclass(frozen=True)
class Box:
    """A tip, a note or a warning that is set apart; `kind` is what stands behind `!!!`."""

    kind: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Tasks:
    """A list of things to tick."""

    items: tuple[Line, ...]


@dataclass(frozen=True)
class Timer:
    """A clock of so many minutes, or of several to choose from."""

    minutes: tuple[int, ...]


type Piece = Block | Box | Tasks | Timer
"""What a step is made of."""


@dataclass(frozen=True)
class Step:
    """A step; `is_named`: its heading is the source's, and not made because the source has none."""

    title: Line
    pieces: tuple[Piece, ...] = ()
    is_named: bool = True


@dataclass(frozen=True)
class Section:
    """A part with its steps, or a supporting page, which has none."""

    title: Line
    intro: tuple[Piece, ...] = ()
    steps: tuple[Step, ...] = ()
    is_named: bool = True


@dataclass(frozen=True)
class Draft:
    """A guide, as far as the source says.

    Attributes:
        title: Its title.
        facts: What stands in its front matter.
        intro: The text of its overview.
        parts: Its parts. One that has no words of its own: the steps stand on the overview.
        support: Its other pages.
        left: What has no place in it.
        dropped: What was left out by name.
        remarks: What to tell of it.
        is_named: Its title is the source's, and not the file's.

    """

    title: str
    facts: Facts
    intro: tuple[Piece, ...] = ()
    parts: tuple[Section, ...] = ()
    support: tuple[Section, ...] = ()
    left: tuple[Block, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    remarks: tuple[str, ...] = field(default=())
    is_named: bool = True
