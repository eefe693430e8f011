"""What a worksheet is told by its author, what it remembers, and what can happen to it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from handrail_widgets.kit.codec import Unsaved
from handrail_widgets.kit.codec.constraint import BESIDE, Between, Length, Word
from handrail_widgets.kit.widget import WidgetConfig
from handrail_widgets.kit.words import Words
from handrail_widgets.text.phrases import NO_RULES, Rules

TICKED = "yes"
"""What stands in a cell that is ticked; one that isn't is empty."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """What is asked of each row.

    `options` are the choices of a ``choice``; `weeks` are those of a ``review``, a day on which to look
    again; `lines` is how high a ``text`` begins.
    """

    id: Annotated[str, Word()]
    label: Annotated[str, Length(1, 100)]
    kind: Literal["text", "choice", "tick", "date", "review"] = "text"
    hint: str = ""
    lines: Annotated[int, Between(1, 20)] = 1
    options: Annotated[tuple[str, ...], Length(0, 12)] = ()
    weeks: Annotated[tuple[Annotated[int, Between(1, 104)], ...], Length(0, 6)] = ()


@dataclass(frozen=True, kw_only=True)
class FixedRow:
    """A row that is there for everybody."""

    id: Annotated[str, Word()]
    label: Annotated[str, Length(1, 200)]
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Total:
    """A sum in words: how many rows have this `value` in a column; "" is for rows that have none there."""

    label: Annotated[str, Length(1, 100)]
    column: Annotated[str, Word()]
    value: str = TICKED


@dataclass(frozen=True, kw_only=True)
class Config(WidgetConfig):
    """What an author writes.

    `rows` stand there for everybody; `add` is on the button for rows of the reader's own, and without it
    there are none. `row` is what such a row is called, with its number, while it is empty. `beside` is
    the id of another worksheet of the guide with the same columns, which is shown as it was then. `watch`
    is the name of a file of rules beside the page, for what is better not agreed on. `printed` offers to
    print the page; on paper, a sheet that is `signed` has room for a date and two names.
    """

    columns: Annotated[tuple[Column, ...], Length(1, 8)]
    rows: Annotated[tuple[FixedRow, ...], Length(0, 30)] = ()
    add: str = ""
    row: Annotated[str, Length(0, 60)] = ""
    totals: Annotated[tuple[Total, ...], Length(0, 6)] = ()
    beside: str = ""
    watch: Annotated[Rules, BESIDE] = NO_RULES
    printed: bool = False
    signed: bool = False
    note: str = ""


@dataclass(frozen=True)
class Row:
    """A row: what stands in its cells, by their columns, also in columns that the author took away since."""

    id: str
    cells: tuple[tuple[str, str], ...] = ()

    def cell(self, column: str) -> str:
        """Return what stands in a cell."""
        return next((text for name, text in self.cells if name == column), "")


@dataclass(frozen=True)
class Removed:
    """The row that was deleted last, and where it stood."""

    at: int
    row: Row


@dataclass(frozen=True)
class State:
    """The author's rows as far as they are filled in, the reader's own in their order, and which is open.

    `made` is how many rows the reader has ever added: their ids are never used again. `filed` is when
    dates were first saved as a file, `files` how often. `then` are the rows of the worksheet beside this
    one; `None` while they aren't known. `shown` is how many times the reader asked for more of their rows; a
    page that is loaded begins with the last ones.
    """

    config: Unsaved[Config]
    words: Unsaved[Words]
    fixed: tuple[Row, ...] = ()
    own: tuple[Row, ...] = ()
    made: int = 0
    open: str = ""
    removed: Removed | None = None
    filed: datetime | None = None
    files: int = 0
    now: Unsaved[datetime | None] = None
    then: Unsaved[tuple[Row, ...] | None] = None
    shown: Unsaved[int] = 0

    @property
    def today(self) -> date | None:
        """The reader's own day; `None` until a time is known."""
        return self.now.date() if self.now else None


@dataclass(frozen=True)
class CellWritten:
    """The reader wrote in a cell, or chose what is in it."""

    row: str
    column: str
    text: str


@dataclass(frozen=True)
class CellTicked:
    """The reader ticked a cell, or took that back."""

    row: str
    column: str
    done: bool


@dataclass(frozen=True)
class ReviewChosen:
    """The reader chose in how many weeks to look again, as text; an empty one is never."""

    row: str
    column: str
    weeks: str
    now: datetime


@dataclass(frozen=True)
class RowAdded:
    """A row more."""


@dataclass(frozen=True)
class RowOpened:
    """The reader opened a row, the author's or their own; "" closes the open one."""

    row: str


@dataclass(frozen=True)
class RowMoved:
    """The reader moved a row of their own by so many places."""

    row: str
    by: int


@dataclass(frozen=True)
class RowRemoved:
    """The reader deleted a row of their own."""

    row: str


@dataclass(frozen=True)
class RowPutBack:
    """The reader wants back what was deleted last."""


@dataclass(frozen=True)
class EarlierShown:
    """The reader wants to see more of their rows, of which the last are there."""


@dataclass(frozen=True)
class Printed:
    """The sheet is to be printed."""


@dataclass(frozen=True)
class DatesWanted:
    """The reader wants the days on which to look again as a file."""

    now: datetime


@dataclass(frozen=True)
class Told:
    """Time went on."""

    now: datetime


type OfCell = CellWritten | CellTicked | ReviewChosen
type OfRows = RowAdded | RowOpened | RowMoved | RowRemoved | RowPutBack
type Message = OfCell | OfRows | EarlierShown | Printed | DatesWanted | Told
