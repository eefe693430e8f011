"""What is remembered of a time to sit, and what can happen to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from handrail_widgets.kit.codec import Unsaved
from handrail_widgets.kit.codec.constraint import Between, Length
from handrail_widgets.kit.words import Words
from handrail_widgets.time.running import Countdown, CountUp

MORE = 5
"""The minutes that one press adds. It can be pressed as often as anybody likes (WCAG 2.2.1)."""


type Lengths = Annotated[tuple[Annotated[int, Between(1, 180)], ...], Length(1, 8)]
"""The minutes that an author offers; the first is chosen until the reader takes another."""


@dataclass(frozen=True)
class Sitting:
    """One finished time: when it ended, with the reader's offset then, and its length in seconds."""

    ended: datetime
    seconds: float


@dataclass(frozen=True)
class Done:
    """A sitting just finished. `closed`: its end came while the page was closed."""

    sitting: Sitting
    closed: bool = False


@dataclass(frozen=True)
class State:
    """What is chosen, what is going on (`None`: nothing yet), and the last sittings, oldest first.

    `length` is in minutes, `None` for no clock. `now` is the last time that was heard of on this
    page.
    """

    lengths: Unsaved[tuple[int, ...]]
    untimed: Unsaved[bool]
    words: Unsaved[Words]
    length: int | None
    doing: Countdown | CountUp | Done | None = None
    sittings: tuple[Sitting, ...] = ()
    seconds_hidden: bool = False
    now: Unsaved[datetime | None] = None


def chosen_length(state: State) -> int | None:
    """Return the minutes chosen, `None` for no clock; the first of today's if that is no longer offered."""
    offered = state.untimed if state.length is None else state.length in state.lengths
    return state.length if offered else state.lengths[0]


@dataclass(frozen=True)
class Chosen:
    """The reader chose a length in minutes, or `None` for no clock."""

    length: int | None


@dataclass(frozen=True)
class SecondsHidden:
    """The reader hid the ticking seconds, or took them back."""

    hidden: bool


@dataclass(frozen=True)
class Returned:
    """The reader went back from a finished sitting to the choice of a length."""


@dataclass(frozen=True)
class Started:
    """The reader started, or started again."""

    now: datetime


@dataclass(frozen=True)
class Paused:
    """The reader paused."""

    now: datetime


@dataclass(frozen=True)
class Resumed:
    """The reader went on after a pause."""

    now: datetime


@dataclass(frozen=True)
class Extended:
    """The reader took five minutes more, before the end or after it."""

    now: datetime


@dataclass(frozen=True)
class Finished:
    """The reader finished before the end, or finished a time without one."""

    now: datetime


@dataclass(frozen=True)
class Ticked:
    """Time went on."""

    now: datetime


type Message = Chosen | SecondsHidden | Returned | Started | Paused | Resumed | Extended | Finished | Ticked
