"""What a journal is told by its author, what it remembers, and what can happen to it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Final

from handrail_widgets.kit.codec import Unsaved
from handrail_widgets.kit.codec.constraint import Between, Length, Word
from handrail_widgets.kit.widget import WidgetConfig
from handrail_widgets.sitting import state as sitting
from handrail_widgets.time.running import Countdown, CountUp

MOST_SESSIONS: Final = 31


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """One thing to write about. `lines` is how high its field begins."""

    id: Annotated[str, Word()]
    label: Annotated[str, Length(1, 300)]
    hint: str = ""
    lines: Annotated[int, Between(1, 30)] = 5


@dataclass(frozen=True, kw_only=True)
class Stop:
    """After so many sessions with the same `answer`, `text` says that it is fine to stop."""

    answer: Annotated[str, Length(1, 100)]
    text: Annotated[str, Length(1, 600)]
    times: Annotated[int, Between(1, 30)] = 2


@dataclass(frozen=True, kw_only=True)
class Config(WidgetConfig):
    """What an author writes.

    Each of the `sessions` has all `prompts`, or, `in_turn`, one after the other: the others stand folded
    beside it. With `lengths`, in minutes, there is a clock, and
    `untimed` offers to do without it. `after` are answers to how it is after a session. `calendar`
    offers a file with one date for each session to come.
    """

    prompts: Annotated[tuple[Prompt, ...], Length(1, 12)]
    sessions: Annotated[int, Between(1, MOST_SESSIONS)] = 1
    in_turn: bool = False
    lengths: Annotated[tuple[Annotated[int, Between(1, 180)], ...], Length(0, 8)] = ()
    untimed: bool = True
    after: Annotated[tuple[Annotated[str, Length(1, 100)], ...], Length(0, 6)] = ()
    stop: Stop | None = None
    calendar: bool = False


@dataclass(frozen=True)
class Session:
    """What is written in one session, by the ids of the prompts, and how it was afterwards.

    `done` is the day on which the reader closed it, on their own calendar.
    """

    texts: tuple[tuple[str, str], ...] = ()
    after: str = ""
    done: date | None = None


@dataclass(frozen=True)
class State:
    """All sessions that were touched, by their place from 0 on, and the one that is `open`.

    What is remembered of the clock stands among them: `length`, `doing`, `sittings` and
    `seconds_hidden`, as `handrail_widgets.sitting` has it. `filed` is when dates were first saved as a
    file, and `files` how often.
    """

    config: Unsaved[Config]
    now: Unsaved[datetime | None] = None
    sessions: tuple[Session, ...] = ()
    open: int = 0
    length: int | None = None
    doing: Countdown | CountUp | sitting.Done | None = None
    sittings: tuple[sitting.Sitting, ...] = ()
    seconds_hidden: bool = False
    filed: datetime | None = None
    files: int = 0


@dataclass(frozen=True)
class Written:
    """The reader wrote under a prompt of the session at this place."""

    session: int
    prompt: str
    text: str


@dataclass(frozen=True)
class AfterChosen:
    """The reader said how it is after the session."""

    session: int
    answer: str


@dataclass(frozen=True)
class SessionDone:
    """The session is over; the next one is open."""

    session: int
    now: datetime


@dataclass(frozen=True)
class SessionOpened:
    """The reader opened a session, to go on or to read it."""

    session: int


@dataclass(frozen=True)
class DatesWanted:
    """The reader wants the days of the sessions as a file."""

    now: datetime


Own = Written | AfterChosen | SessionDone | SessionOpened | DatesWanted
type Message = Own | sitting.Message
