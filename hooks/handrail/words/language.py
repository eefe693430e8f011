"""What Unicode's data knows of a language, through Babel, as tables that need no Babel to be read."""

from collections.abc import Mapping
from typing import Any, Final

from babel import Locale, UnknownLocaleError
from babel.dates import tokenize_pattern
from handrail_widgets.kit.words import CYCLE, OTHER

_FIELDS: Final = {
    **dict.fromkeys(("EEEE", "cccc"), "{weekday}"),
    **dict.fromkeys(("E", "EE", "EEE", "ccc"), "{weekday_short}"),
    **dict.fromkeys(("d", "dd"), "{day}"),
    **dict.fromkeys(("MMMM", "LLLL", "MMM", "LLL"), "{month}"),
    **dict.fromkeys(("M", "MM", "L", "LL"), "{month_number}"),
    **dict.fromkeys(("y", "yy", "yyyy"), "{year}"),
}


class UnknownLanguageError(Exception):
    """Unicode's data has no such language."""


def locale(tag: str) -> Locale:
    """Return what is known of a language.

    Raises:
        UnknownLanguageError: If nothing is.

    """
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise UnknownLanguageError(f"Unicode's data has no language {tag!r}") from error


def needed(known: Locale) -> frozenset[str]:
    """Return the plural categories that `Words` can choose, for whole numbers."""
    return frozenset(_plurals(known)) | {OTHER}


def _plurals(known: Locale) -> tuple[str, ...]:
    """Return the plural category of each whole number that `Words` looks up."""
    category = known.plural_form  # looking the rule up takes Babel longer than following it
    return tuple(category(count) for count in range(2 * CYCLE))


def direction(known: Locale) -> str:
    """Return which way it is written, as HTML says it."""
    return "rtl" if known.character_order == "right-to-left" else "ltr"


def facts(known: Locale, dates: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of `Words` that the language decides.

    Args:
        known: The language.
        dates: Patterns to take in the place of the usual ones.

    """
    categories = tuple(sorted(needed(known)))
    days = known.days["format"]
    patterns = {"full": known.date_formats["full"].pattern, "long": known.date_formats["long"].pattern}
    patterns["short"] = _short(known)
    return {
        "categories": categories,
        "plurals": "".join(str(categories.index(category)) for category in _plurals(known)),
        "weekdays": tuple(days["wide"][day] for day in range(7)),
        "weekdays_short": tuple(days["abbreviated"][day] for day in range(7)),
        "months": tuple(known.months["format"]["wide"][month] for month in range(1, 13)),
        "dates": {form: _places(known, pattern) for form, pattern in (patterns | dict(dates)).items()},
        "lists": _lists(known),
    }


def _short(known: Locale) -> str:
    for skeleton in ("MMMMEd", "MMMEd"):
        if skeleton in known.datetime_skeletons:
            return str(known.datetime_skeletons[skeleton].pattern)
    return str(known.date_formats["full"].pattern)


def _places(known: Locale, pattern: str) -> str:
    """Return a date pattern with places in the place of its letters: "EEEE d" is "{weekday} {day}"."""
    pieces = []
    for _, value in tokenize_pattern(pattern):
        if isinstance(value, str):  # what stands between the letters
            pieces.append(value)
        else:
            letter, times = value
            era = str(known.eras["abbreviated"][1]) if letter == "G" else ""
            pieces.append(_FIELDS.get(letter * times, era))
    return "".join(pieces)


def _lists(known: Locale) -> tuple[str, str, str, str]:
    """Return how a list without an "and" is joined; a language that has no such way says "and"."""
    patterns: dict[str, str] = {}
    for style in ("standard", "unit-short", "unit"):
        patterns |= dict(known.list_patterns.get(style) or {})
    return patterns["2"], patterns["start"], patterns["middle"], patterns["end"]
