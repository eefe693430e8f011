"""The log of a pause: what happened, in the reader's own words. Nothing in it is counted."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from handrail_widgets.kit.effects import Announce
from handrail_widgets.kit.words import Words

type Kind = Literal["touch", "look", "they", "practical"]
type Then = Literal["carry-on", "add-days", "start-again"]

KINDS: tuple[tuple[Kind, str], ...] = (
    ("touch", "pause-log.touch"),
    ("look", "pause-log.look"),
    ("they", "pause-log.they"),
    ("practical", "pause-log.practical"),
)
"""Each kind of entry, with the key of its name."""
SLIPS = frozenset({"touch", "look"})
"""What asks for a choice. That they got in touch is never a slip, and practical contact is allowed."""


@dataclass(frozen=True)
class Account:
    """What can be written in an entry. `kind` is `None` until it is chosen."""

    kind: Kind | None = None
    happened: str = ""
    next_step: str = ""


@dataclass(frozen=True)
class Entry:
    """One entry. `id` counts from 1; `at` is when it was saved, on the reader's clock.

    `then` is what the reader chose after a slip, `days` its number: of days added, or of quiet days
    there had been before the new start.
    """

    id: int
    at: datetime
    words: Account
    then: Then | None = None
    days: int = 0


@dataclass(frozen=True)
class Log:
    """All entries, oldest first, and the drafts around them.

    `draft` is the entry being written, `tried` that its button was pressed while it had no kind.
    `editing` and `removing` are the id of the entry that is open, or asked about. `asking` is the
    id of the slip whose choice still stands open; leaving it open means to carry on.
    """

    entries: tuple[Entry, ...] = ()
    draft: Account = Account()
    tried: bool = False
    editing: int | None = None
    removing: int | None = None
    asking: int | None = None
    then: Then = "carry-on"
    added: str = "7"
    added_tried: bool = False


@dataclass(frozen=True)
class KindChosen:
    """The reader said what it was. `entry` is an id, 0 for the draft; so in the next ones."""

    entry: int
    kind: Kind


@dataclass(frozen=True)
class HappenedWritten:
    """The reader wrote what happened."""

    entry: int
    text: str


@dataclass(frozen=True)
class NextWritten:
    """The reader wrote what to do next."""

    entry: int
    text: str


@dataclass(frozen=True)
class EntrySaved:
    """The draft is to become an entry."""

    now: datetime


@dataclass(frozen=True)
class EntryOpened:
    """An entry is to be changed; `None` closes the open one. What is typed there is saved at once."""

    entry: int | None


@dataclass(frozen=True)
class RemovalAsked:
    """First step of removing an entry; `None` takes it back."""

    entry: int | None


@dataclass(frozen=True)
class EntryRemoved:
    """Second step: the entry goes."""

    entry: int


@dataclass(frozen=True)
class ThenChosen:
    """The reader marked what to do after a slip, and has not confirmed it yet."""

    then: Then


@dataclass(frozen=True)
class AddedWritten:
    """The reader typed how many days to add."""

    text: str


LogMessage = (
    KindChosen
    | HappenedWritten
    | NextWritten
    | EntrySaved
    | EntryOpened
    | RemovalAsked
    | EntryRemoved
    | ThenChosen
    | AddedWritten
)


def updated_log(words: Words, log: Log, message: LogMessage) -> tuple[Log, *tuple[Announce, ...]]:
    """Return the log after a message, and what is to be said aloud."""
    said: list[Announce] = []
    match message:
        case KindChosen(entry, kind):
            log = _written(log, entry, lambda account: replace(account, kind=kind))
        case HappenedWritten(entry, text):
            log = _written(log, entry, lambda account: replace(account, happened=text))
        case NextWritten(entry, text):
            log = _written(log, entry, lambda account: replace(account, next_step=text))
        case EntrySaved(now):
            log, *said = _saved(words, log, now)
        case EntryOpened(entry):
            log = replace(log, editing=entry, removing=None)
        case RemovalAsked(entry):
            log = replace(log, removing=entry)
        case EntryRemoved(entry):
            log, *said = _removed(words, log, entry)
        case ThenChosen(then):
            log = replace(log, then=then)
        case AddedWritten(text):
            log = replace(log, added=text)
    return log, *said


def chosen(log: Log, then: Then, days: int = 0) -> Log:
    """Return the log with the choice after a slip written into its entry."""
    entries = tuple(
        replace(entry, then=then, days=days) if entry.id == log.asking else entry for entry in log.entries
    )
    return replace(log, entries=entries, asking=None, then="carry-on", added=Log.added, added_tried=False)


def outcome(words: Words, entry: Entry) -> str:
    """Return what the reader chose after a slip, in words."""
    match entry.then:
        case "carry-on":
            return words("pause-log.carry-on-was")
        case "add-days":
            return words("pause-log.add-was", count=entry.days)
        case "start-again":
            return words("pause-log.again-was", count=entry.days)
    return ""


def _written(log: Log, entry: int, changed: Callable[[Account], Account]) -> Log:
    if entry == 0:
        return replace(log, draft=changed(log.draft))
    entries = tuple(replace(e, words=changed(e.words)) if e.id == entry else e for e in log.entries)
    return replace(log, entries=entries)


def _saved(words: Words, log: Log, now: datetime) -> tuple[Log, Announce]:
    if log.draft.kind is None:
        return replace(log, tried=True), Announce(words("pause-log.said-not-saved"))
    entry = Entry(max((e.id for e in log.entries), default=0) + 1, now, log.draft)
    saved = replace(log, entries=(*log.entries, entry), draft=Account(), tried=False)
    if log.draft.kind == "they":
        return saved, Announce(words("pause-log.said-saved-they"))
    if log.draft.kind not in SLIPS:
        return saved, Announce(words("pause-log.said-saved"))
    asked = replace(saved, asking=entry.id, then="carry-on", added_tried=False)
    return asked, Announce(words("pause-log.said-saved-slip"))


def _removed(words: Words, log: Log, entry: int) -> tuple[Log, *tuple[Announce, ...]]:
    if log.removing != entry:
        return (log,)
    without = replace(
        log,
        entries=tuple(e for e in log.entries if e.id != entry),
        removing=None,
        editing=None if log.editing == entry else log.editing,
        asking=None if log.asking == entry else log.asking,
    )
    return without, Announce(words("pause-log.said-removed"))
