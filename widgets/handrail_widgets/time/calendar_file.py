"""Entries with a reminder, for a day or a time of day, as an iCalendar file.

Source of the format: RFC 5545, https://www.rfc-editor.org/rfc/rfc5545; sections are named below.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from handrail_widgets.kit.effects import Download
from handrail_widgets.kit.words import Words
from handrail_widgets.time.days import days_after

FOLD = 75
"""Longest line in octets, its line break not counted (3.1)."""


@dataclass(frozen=True)
class Entry:
    """One entry. The same `uid` with a higher `sequence` replaces an older one (3.8.4.7, 3.8.7.4).

    With a time of day, `at`, it lasts `minutes`; without one it is of the whole day. The time is
    the reader's own wherever they are and whatever the clocks do (3.3.5, form 1). Others may see the
    calendar, so `summary` should tell them nothing.
    """

    uid: str
    day: date
    summary: str
    sequence: int = 0
    at: time | None = None
    minutes: int = 30


def entry_id(begun: datetime, name: str) -> str:
    """Return an entry's id: the same for as long as what began then has an entry of this name."""
    return f"{begun.astimezone(UTC):%Y%m%dT%H%M%S%fZ}-{name}@check-in"


def calendar_download(words: Words, entries: Iterable[Entry], now: datetime) -> Download:
    """Return the effect that gives the reader these entries as a file."""
    name = f"{words('calendar.file')}.ics"
    return Download(name, "text/calendar;charset=utf-8", calendar_file(entries, now))


def calendar_file(entries: Iterable[Entry], now: datetime) -> str:
    """Return the text of an .ics file, with CRLF line ends; `now` is any time with its offset.

    Each entry takes no time in the calendar and is marked private. One of a day reminds at 9 in the
    morning, one of a time when it comes.
    """
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Check-in//Check-in 1.0//EN"]
    for entry in entries:
        lines += _entry(entry, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def folded(line: str) -> str:
    """Return one content line cut into lines of at most 75 octets, never inside a character (3.1)."""
    rows = [""]
    for character in line:
        if len((rows[-1] + character).encode()) > FOLD:
            rows.append(" ")
        rows[-1] += character
    return "\r\n".join(rows)


def escaped(text: str) -> str:
    """Return text as the value of a TEXT property (3.3.11); other control characters are dropped."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(character for character in text if character >= " " and character != "\x7f")


def _entry(entry: Entry, stamp: str) -> list[str]:
    summary = escaped(entry.summary)
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(entry.uid)}",
        f"DTSTAMP:{stamp}",
        f"SEQUENCE:{entry.sequence}",
        *_when(entry),
        f"SUMMARY:{summary}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{summary}",
        "TRIGGER:PT0S" if entry.at else "TRIGGER:PT9H",
        "END:VALARM",
        "END:VEVENT",
    ]


def _when(entry: Entry) -> list[str]:
    if entry.at is None:
        day, next_day = _basic(entry.day), _basic(days_after(entry.day, 1))
        return [f"DTSTART;VALUE=DATE:{day}", f"DTEND;VALUE=DATE:{next_day}"]
    return [f"DTSTART:{_basic(entry.day)}T{entry.at:%H%M%S}", f"DURATION:PT{entry.minutes}M"]


def _basic(day: date) -> str:
    return day.isoformat().replace("-", "")
