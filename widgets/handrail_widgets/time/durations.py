"""Lengths of time and times of day, in the words of a language and in figures that need none."""

from datetime import datetime

from handrail_widgets.kit.words import Words

MINUTE = 60
HOUR = 60 * MINUTE


def minutes_in_words(words: Words, minutes: int) -> str:
    """Return "1 minute", "20 minutes", "1 hour 30 minutes"; under one, "less than a minute"."""
    hours, rest = divmod(max(0, minutes), 60)
    if not hours:
        return words("time.minutes", count=rest) if rest else words("time.under-a-minute")
    in_hours = words("time.hours", count=hours)
    if not rest:
        return in_hours
    return words("time.hours-minutes", hours=in_hours, minutes=words("time.minutes", count=rest))


def time_in_words(words: Words, seconds: float) -> str:
    """Return the full minutes in so many seconds: 754 are "12 minutes"."""
    return minutes_in_words(words, int(seconds) // MINUTE)


def clock_face(seconds: int) -> str:
    """Return "12:34", or "2:05:00" from one hour on."""
    hours, rest = divmod(max(0, seconds), HOUR)
    minutes, rest = divmod(rest, MINUTE)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def time_of_day(moment: datetime) -> str:
    """Return "09:05", as the clock stood where the moment was noted."""
    return f"{moment.hour:02}:{moment.minute:02}"
