"""What a self-check is told by its author, what it remembers, and what can happen to it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from handrail_widgets.kit.codec import Unsaved
from handrail_widgets.kit.codec.constraint import Between, Length, Word
from handrail_widgets.kit.link import Link
from handrail_widgets.kit.widget import WidgetConfig


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line to place on the scale."""

    id: Annotated[str, Word()]
    text: Annotated[str, Length(1, 300)]


@dataclass(frozen=True, kw_only=True)
class Total:
    """Items whose points are added up, and what their sum is called."""

    id: Annotated[str, Word()]
    label: Annotated[str, Length(1, 100)]
    items: Annotated[tuple[Item, ...], Length(1, 20)]


@dataclass(frozen=True, kw_only=True)
class Note:
    """A line of text that goes with a round."""

    id: Annotated[str, Word()]
    label: Annotated[str, Length(1, 200)]
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Support:
    """A question without points, whose answer nobody keeps: who opens it finds help."""

    question: Annotated[str, Length(1, 300)]
    text: Annotated[str, Length(1, 600)]
    link: Link = ""
    link_label: str = ""


@dataclass(frozen=True, kw_only=True)
class Config(WidgetConfig):
    """What an author writes.

    `scale` are the words for 0 points, 1 point and so on. `days` are those on which to look again,
    counted from the first round, which is day 1.
    """

    scale: Annotated[tuple[Annotated[str, Length(1, 60)], ...], Length(2, 7)]
    totals: Annotated[tuple[Total, ...], Length(1, 6)]
    days: Annotated[tuple[Annotated[int, Between(1, 365)], ...], Length(0, 12)] = ()
    notes: Annotated[tuple[Note, ...], Length(0, 6)] = ()
    support: Support | None = None


@dataclass(frozen=True)
class Round:
    """One time through: points by item, notes by their ids, and the day; `None` while it is open."""

    points: tuple[tuple[str, int], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    day: date | None = None


@dataclass(frozen=True)
class State:
    """The open round, and the kept ones, oldest first. Items that were taken away stay in them."""

    config: Unsaved[Config]
    round: Round = Round()
    kept: tuple[Round, ...] = ()
    removing: Unsaved[int | None] = None


@dataclass(frozen=True)
class Placed:
    """The reader placed an item on the scale."""

    item: str
    points: int


@dataclass(frozen=True)
class NoteWritten:
    """The reader wrote a note."""

    note: str
    text: str


@dataclass(frozen=True)
class RoundKept:
    """The round is done."""

    now: datetime


@dataclass(frozen=True)
class RemovalAsked:
    """First step of removing a kept round, by its place; `None` takes it back."""

    round: int | None


@dataclass(frozen=True)
class RoundRemoved:
    """Second step: the round goes."""

    round: int


type Message = Placed | NoteWritten | RoundKept | RemovalAsked | RoundRemoved
