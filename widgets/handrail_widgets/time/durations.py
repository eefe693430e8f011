"""Lengths of time, times of day and days, in words and figures that need no locale."""

from datetime import date, datetime

from handrail_widgets.time.days import MONTHS, WEEKDAYS, counted

MINUTE = 60
HOUR = 60 * MINUTE


def minutes_in_words(minutes: int) -> str:
    """Return "1 minute", "20 minutes", "1 hour 30 minutes"; under one, "less than a minute"."""
    hours, rest = divmod(max(0, minutes), 60)
    parts = [counted(hours, "hour")] if hours else []
    parts += [counted(rest, "minute")] if rest else []
    return " ".join(parts) or "less than a minute"


def time_in_words(seconds: float) -> str:
    """Return the full minutes in so many seconds: 754 are "12 minutes"."""
    return minutes_in_words(int(seconds) // MINUTE)


def clock_face(seconds: int) -> str:
    """Return "12:34", or "2:05:00" from one hour on."""
    hours, rest = divmod(max(0, seconds), HOUR)
    minutes, rest = divmod(rest, MINUTE)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def time_of_day(moment: datetime) -> str:
    """Return "09:05", as the clock stood where the moment was noted."""
    return f"{moment.hour:02}:{moment.minute:02}"


def short_day(day: date) -> str:
    """Return "Mon 23 November"."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1]}"


def sentence(words: str) -> str:
    """Return the words as the start of a sentence."""
    return words[:1].upper() + words[1:]
