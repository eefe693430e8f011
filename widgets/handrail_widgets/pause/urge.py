"""For the moment of wanting to get in touch: ten minutes, a letter that stays here, a friend."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from handrail_widgets.kit.effects import Announce
from handrail_widgets.kit.words import Words

MINUTES = 10
LAPSE = timedelta(days=1)
LAST_MINUTES = timedelta(minutes=5)


@dataclass(frozen=True)
class Wait:
    """A wait holds the moment it ends, never a count of ticks, so sleep and reload can't bend it.

    `minutes` is its whole length. `told` is the last thing said aloud about it; "end" is said once.
    """

    ends: datetime
    minutes: int
    told: Literal["start", "five", "end"] = "start"


@dataclass(frozen=True)
class Urge:
    """What the reader has at hand for such a moment; all of it is saved.

    `passed` counts the urges that went by. `clearing` is the first step of clearing the letter.
    `seconds` shows the wait's seconds; off, the display changes once a minute.
    """

    wait: Wait | None = None
    passed: int = 0
    letter: str = ""
    clearing: bool = False
    friend: str = ""
    number: str = ""
    seconds: bool = True


@dataclass(frozen=True)
class WaitStarted:
    """Ten minutes are to begin, or ten more."""

    now: datetime


@dataclass(frozen=True)
class WaitStopped:
    """The wait is over for the reader, whether or not the urge is."""

    passed: bool


@dataclass(frozen=True)
class SecondsShown:
    """The reader shows or hides the seconds."""

    shown: bool


@dataclass(frozen=True)
class LetterWritten:
    """The reader wrote in the letter that is never sent."""

    text: str


@dataclass(frozen=True)
class ClearingAsked:
    """First step of clearing the letter, or back from it."""

    asked: bool


@dataclass(frozen=True)
class LetterCleared:
    """Second step: the letter goes."""


@dataclass(frozen=True)
class FriendWritten:
    """The reader wrote a friend's name."""

    text: str


@dataclass(frozen=True)
class NumberWritten:
    """The reader wrote a friend's number."""

    text: str


UrgeMessage = (
    WaitStarted
    | WaitStopped
    | SecondsShown
    | LetterWritten
    | ClearingAsked
    | LetterCleared
    | FriendWritten
    | NumberWritten
)


def updated_urge(words: Words, urge: Urge, message: UrgeMessage) -> tuple[Urge, *tuple[Announce, ...]]:
    """Return the tools after a message, and what is to be said aloud."""
    said: list[Announce] = []
    match message:
        case WaitStarted(now):
            urge, *said = _started(words, urge, now)
        case WaitStopped(passed):
            urge, *said = _stopped(words, urge, passed=passed)
        case SecondsShown(shown):
            urge = replace(urge, seconds=shown)
        case LetterWritten(text):
            urge = replace(urge, letter=text, clearing=False)
        case ClearingAsked(asked):
            urge = replace(urge, clearing=asked)
        case LetterCleared():
            urge, *said = _cleared(words, urge)
        case FriendWritten(text):
            urge = replace(urge, friend=text)
        case NumberWritten(text):
            urge = replace(urge, number=text)
    return urge, *said


def at_time(words: Words, urge: Urge, now: datetime) -> tuple[Urge, *tuple[Announce, ...]]:
    """Return the tools at a moment: five minutes left and the end are each said once.

    A clock that was set back can't make a wait longer than it was meant to be. A wait whose question
    nobody answered within a day goes, uncounted.
    """
    wait = urge.wait
    if wait is not None and wait.told == "end" and now - wait.ends >= LAPSE:
        return (replace(urge, wait=None),)
    if wait is None or wait.told == "end":
        return (urge,)
    wait = replace(wait, ends=min(wait.ends, now + timedelta(minutes=wait.minutes)))
    left = wait.ends - now
    if left <= timedelta():
        over = Announce(words("pause-urge.said-over", minutes=MINUTES))
        return replace(urge, wait=replace(wait, told="end")), over
    if left <= LAST_MINUTES and wait.told == "start":
        return replace(urge, wait=replace(wait, told="five")), Announce(words("pause-urge.said-five"))
    return (replace(urge, wait=wait),)


def left(wait: Wait, now: datetime | None) -> int:
    """Return the whole seconds left, rounded up: 0 only when the wait is over."""
    if wait.told == "end":
        return 0
    if now is None:
        return wait.minutes * 60
    return max(0, -((now - wait.ends) // timedelta(seconds=1)))


def waiting(urge: Urge) -> bool:
    """Tell whether a wait is running."""
    return urge.wait is not None and urge.wait.told != "end"


def dialled(number: str) -> str:
    """Return what a `tel:` link needs of a number as people write it: a plus sign and digits."""
    digits = "".join(str(int(character)) for character in number if character.isdecimal())
    plus = "+" if number.strip().startswith("+") else ""
    return plus + digits if digits else ""


def _started(words: Words, urge: Urge, now: datetime) -> tuple[Urge, Announce]:
    more = timedelta(minutes=MINUTES)
    if urge.wait is None or urge.wait.told == "end":
        return replace(urge, wait=Wait(now + more, MINUTES)), Announce(words("pause-urge.said-started"))
    longer = replace(urge.wait, ends=urge.wait.ends + more, minutes=urge.wait.minutes + MINUTES, told="start")
    return replace(urge, wait=longer), Announce(words("pause-urge.said-more"))


def _stopped(words: Words, urge: Urge, *, passed: bool) -> tuple[Urge, *tuple[Announce, ...]]:
    if urge.wait is None:
        return (urge,)
    if passed:
        passed_by = Announce(words("pause-urge.said-passed"))
        return replace(urge, wait=None, passed=urge.passed + 1), passed_by
    return replace(urge, wait=None), Announce(words("pause-urge.said-stopped"))


def _cleared(words: Words, urge: Urge) -> tuple[Urge, *tuple[Announce, ...]]:
    if not urge.clearing:
        return (urge,)
    return replace(urge, letter="", clearing=False), Announce(words("pause-urge.said-cleared"))
