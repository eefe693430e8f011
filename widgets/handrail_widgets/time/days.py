"""Calendar days: compared by their dates alone, and said in the words of a language.

A day here is what the reader's own calendar says, never 24 hours: a day of 23 or 25 hours, when
clocks change, is one day. The names of days and months come with the words, so that they are the same
bytes on every machine; `strftime` would follow the locale.
"""

import re
from datetime import date, datetime

from handrail_widgets.kit.words import Words

WRITTEN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LONGEST_NUMBER = 4
TRAVEL_DAYS = 2
"""How far dates on Earth lie apart at one moment: offsets run from -12:00 to +14:00, so from 10:00
to 12:00 UTC there are three dates at once."""


def latest_day(seen: date | None, today: date) -> date:
    """Return the day to count with: `today`, or the later day `seen` before, if travel explains it.

    Somebody who flies west, or whose clock is set back a little, would lose a day that they had
    already been shown. So a date that goes back by up to `TRAVEL_DAYS` is ignored until the
    calendar has caught up. A date that goes back further means that the clock was wrong before;
    then `today` is right.
    """
    if seen is not None and 0 < (seen - today).days <= TRAVEL_DAYS:
        return seen
    return today


def days_after(day: date, count: int) -> date:
    """Return the date `count` days after `day`, or the last date there is."""
    return date.fromordinal(min(day.toordinal() + count, date.max.toordinal()))


def spoken_moment(words: Words, moment: datetime) -> str:
    """Return date and time as they were where they were noted: "… 1 December 2026, 05:05"."""
    return words("time.moment", day=words.day(moment.date()), time=f"{moment:%H:%M}")


def typed_day(text: str) -> date | None:
    """Return the date that a date field holds, or `None` for an empty, partial or wrong one."""
    if not WRITTEN_DAY.fullmatch(text.strip()):
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def typed_number(text: str) -> int | None:
    """Return the whole number, zero or more, that somebody typed, or `None` for anything else."""
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None
