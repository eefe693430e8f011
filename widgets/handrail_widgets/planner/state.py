"""What a planner is told by its author, what it remembers, and what can happen to it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from handrail_widgets.kit.codec import Unsaved
from handrail_widgets.kit.codec.constraint import Between, Length, Word
from handrail_widgets.kit.widget import WidgetConfig
from handrail_widgets.kit.words import Words


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One thing to plan: what kind it is, and what it might be."""

    id: Annotated[str, Word()]
    label: Annotated[str, Length(1, 200)]
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Check:
    """Something that has to be seen to."""

    id: Annotated[str, Word()]
    text: Annotated[str, Length(1, 200)]


@dataclass(frozen=True, kw_only=True)
class Config(WidgetConfig):
    """What an author writes.

    `days` is how many days a plan has, from the one that the reader chooses on. `calendar` offers a
    file with what has a day.
    """

    slots: Annotated[tuple[Slot, ...], Length(1, 12)]
    days: Annotated[int, Between(1, 31)] = 7
    checks: Annotated[tuple[Check, ...], Length(0, 12)] = ()
    calendar: bool = True


@dataclass(frozen=True)
class Action:
    """What the reader put into a slot. `day` counts from 0, the first; `at` is a time of day as typed."""

    what: str = ""
    day: int | None = None
    at: str = ""
    done: bool = False


@dataclass(frozen=True)
class Plan:
    """One plan: its first day as typed, its actions by their slots, and the checks that are ticked."""

    first: str = ""
    actions: tuple[tuple[str, Action], ...] = ()
    checked: frozenset[str] = frozenset()


@dataclass(frozen=True)
class State:
    """The plan, and earlier ones, oldest first. `filed` is when dates were first saved, `files` how often."""

    config: Unsaved[Config]
    words: Unsaved[Words]
    plan: Plan = Plan()
    before: tuple[Plan, ...] = ()
    filed: datetime | None = None
    files: int = 0
    now: Unsaved[datetime | None] = None

    @property
    def today(self) -> date | None:
        """The reader's own day; `None` until a time is known."""
        return self.now.date() if self.now else None


@dataclass(frozen=True)
class FirstWritten:
    """The reader chose the first day."""

    text: str


@dataclass(frozen=True)
class WhatWritten:
    """The reader wrote what to do."""

    slot: str
    text: str


@dataclass(frozen=True)
class DayChosen:
    """The reader chose a day, by its number as text; an empty one is none."""

    slot: str
    day: str


@dataclass(frozen=True)
class TimeWritten:
    """The reader chose a time of day."""

    slot: str
    text: str


@dataclass(frozen=True)
class DoneToggled:
    """The reader did it, or took that back."""

    slot: str
    done: bool


@dataclass(frozen=True)
class CheckToggled:
    """The reader saw to something, or took that back."""

    check: str
    done: bool


@dataclass(frozen=True)
class NewBegun:
    """The plan is put by, and a new one begins."""


@dataclass(frozen=True)
class DatesWanted:
    """The reader wants what has a day as a file."""

    now: datetime


@dataclass(frozen=True)
class Told:
    """Time went on."""

    now: datetime


type OfSlot = WhatWritten | DayChosen | TimeWritten | DoneToggled
type Message = FirstWritten | OfSlot | CheckToggled | NewBegun | DatesWanted | Told
