"""What a draft is told by its author, what it remembers, and what can happen to it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from handrail_widgets.kit.codec import Unsaved
from handrail_widgets.kit.codec.constraint import BESIDE, Between, Length, Word
from handrail_widgets.kit.link import Link
from handrail_widgets.kit.widget import WidgetConfig
from handrail_widgets.kit.words import Words
from handrail_widgets.text.phrases import NO_RULES, Rules


@dataclass(frozen=True, kw_only=True)
class Field:
    """One part of the text. `lines` is how high it begins; an `optional` one is said to be so."""

    id: Annotated[str, Word()]
    label: Annotated[str, Length(1, 200)]
    hint: str = ""
    lines: Annotated[int, Between(1, 20)] = 3
    optional: bool = False


@dataclass(frozen=True, kw_only=True)
class Span:
    """How many words are a good length; either end may be left open."""

    least: Annotated[int | None, Between(1, 10_000)] = None
    most: Annotated[int | None, Between(1, 10_000)] = None


@dataclass(frozen=True, kw_only=True)
class Start:
    """An opening that the reader may take: `text` is put into the first field while nothing stands there."""

    label: Annotated[str, Length(1, 100)]
    text: Annotated[str, Length(1, 2_000)]


@dataclass(frozen=True, kw_only=True)
class Sending:
    """That the text is sent once. After so many `days` the wait is over.

    `label` is on the button. `waiting` and `over` say what the wait means; the place ``{day}`` is the
    day on which it ends. Once it is over, `link` leads on.
    """

    label: Annotated[str, Length(1, 100)]
    days: Annotated[int, Between(1, 366)]
    waiting: Annotated[str, Length(1, 600)]
    over: Annotated[str, Length(1, 600)]
    link: Link = ""
    link_label: str = ""


@dataclass(frozen=True, kw_only=True)
class Config(WidgetConfig):
    """What an author writes.

    `rules` is the name of a file beside the page, see `handrail_widgets.text.phrases`. `note` stands at
    the end: what rules can't judge.
    """

    fields: Annotated[tuple[Field, ...], Length(1, 12)]
    rules: Annotated[Rules, BESIDE] = NO_RULES
    length: Span = Span()
    starts: Annotated[tuple[Start, ...], Length(0, 6)] = ()
    sent: Sending | None = None
    note: str = ""


@dataclass(frozen=True)
class State:
    """What is written in each field, by its id, also in fields that the author took away since.

    `sent` is the day on which the reader sent it, on their own clock; `asked` that they pressed the button
    and have not confirmed it yet. `now` is the last time heard of on this page.
    """

    config: Unsaved[Config]
    words: Unsaved[Words]
    texts: tuple[tuple[str, str], ...] = ()
    sent: date | None = None
    asked: Unsaved[bool] = False
    now: Unsaved[datetime | None] = None


@dataclass(frozen=True)
class Written:
    """The reader wrote in a field."""

    field: str
    text: str


@dataclass(frozen=True)
class Begun:
    """The reader took an opening, by its place in the list."""

    start: int


@dataclass(frozen=True)
class Copied:
    """The text is to go on the clipboard."""


@dataclass(frozen=True)
class SendingAsked:
    """First step of saying that it was sent; `False` takes it back."""

    asked: bool


@dataclass(frozen=True)
class Sent:
    """The reader sent it."""

    now: datetime


@dataclass(frozen=True)
class NotSent:
    """It was a slip of the finger: nothing was sent."""


@dataclass(frozen=True)
class Told:
    """Time went on."""

    now: datetime


type Message = Written | Begun | Copied | SendingAsked | Sent | NotSent | Told
