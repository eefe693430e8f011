"""The sentences a reader sees, in one language: ``words("timer.start", length="20 minutes")``.

A view takes its sentences from here and has none of its own. The site's build makes the table, from its
catalogue of words and from Unicode's data on languages; this module only looks things up, so that it
gives the same text in every Python.

A sentence has places in braces, each with the name of what is put there: ``"Start {length}"``. A place
may change what it is given: ``{length:capital}`` begins with a capital letter, ``{topic:lower}`` has
none. A sentence with a number has one form for each of the language's plural categories, and `count`
chooses the form.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final, Literal, TypedDict

type Sentence = str | Mapping[str, str]
"""A text, or its forms by plural category: ``{"one": "1 day", "other": "{count} days"}``."""

type Form = Literal["full", "long", "short"]
"""How a date is written: "Tuesday 1 December 2026", "1 December 2026" or "Tue 1 December"."""

OTHER: Final = "other"
"""The category that every language has."""

CYCLE: Final = 100
"""From this number on, plurals depend on the last two digits alone."""

PLACE: Final = re.compile(r"\{(\w+)(?::(\w+))?\}")


def capital(text: str) -> str:
    """Return the text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]


CHANGES: Final[Mapping[str, Callable[[str], str]]] = {"": str, "capital": capital, "lower": str.lower}
"""What may stand after the colon of a place."""


@dataclass(frozen=True, eq=False)
class Words:
    """One language as a site speaks it. Two of them are equal only if they are the same one.

    Args:
        language: Its tag, such as "en" or "pt-BR".
        sentences: By key, such as "timer.start".
        categories: Its plural categories.
        plurals: For each count from 0 to 199, the digit of its place in `categories`.
        weekdays: From Monday on; `weekdays_short` the same, shortened.
        months: From January on, as they stand within a date.
        dates: The forms of a date, with the places `weekday`, `weekday_short`, `day`, `month`,
            `month_number` and `year`.
        lists: How two items are joined, and the start, middle and end of a longer list, with the places
            `0` and `1`.

    """

    language: str = ""
    sentences: Mapping[str, Sentence] = field(default_factory=dict)
    categories: tuple[str, ...] = (OTHER,)
    plurals: str = "0" * (2 * CYCLE)
    weekdays: tuple[str, ...] = ()
    weekdays_short: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    dates: Mapping[str, str] = field(default_factory=dict)
    lists: tuple[str, str, str, str] = ("{0}, {1}",) * 4

    def __call__(self, key: str, *, count: int | None = None, **given: object) -> str:
        """Return the sentence of this key with what is `given` in its places.

        Raises:
            LookupError: if there is no such sentence, or a place of it is given nothing.

        """
        return filled(self.sentence(key, count), _with(count, given))

    def parts[Given](self, key: str, **given: Given) -> tuple[Given | str, ...]:
        """Return a sentence as its texts and what is given, in order: an element may be given too.

        Raises:
            LookupError: as for a call.

        """
        return tuple(filled_parts(self.sentence(key), given))

    def sentence(self, key: str, count: int | None = None) -> str:
        """Return a sentence with its places empty.

        Raises:
            LookupError: if there is no such sentence, or it has forms and no count chooses one.

        """
        try:
            found = self.sentences[key]
        except KeyError:
            message = f"the words have no sentence {key!r}"
            raise LookupError(message) from None
        if isinstance(found, str):
            return found
        if count is None:
            message = f"{key!r} has forms for plurals, so it takes a count"
            raise LookupError(message)
        return found.get(self.category(count)) or found[OTHER]

    def has(self, key: str) -> bool:
        """Tell whether there is such a sentence."""
        return key in self.sentences

    def category(self, count: int) -> str:
        """Return the plural category of a whole number."""
        number = abs(count)
        return self.categories[int(self.plurals[number if number < CYCLE else CYCLE + number % CYCLE])]

    def day(self, day: date, form: Form = "full") -> str:
        """Return a date as people say it: "Tuesday 1 December 2026"."""
        places = {
            "weekday": self.weekdays[day.weekday()],
            "weekday_short": self.weekdays_short[day.weekday()],
            "day": day.day,
            "month": self.months[day.month - 1],
            "month_number": day.month,
            "year": day.year,
        }
        return filled(self.dates[form], places)

    def listed(self, items: tuple[str, ...]) -> str:
        """Return the items as one text: "children, work, the dog"."""
        two, start, middle, end = self.lists
        if len(items) < 2:  # noqa: PLR2004 - one item, or none, is no list
            return "".join(items)
        if len(items) == 2:  # noqa: PLR2004
            return filled(two, {"0": items[0], "1": items[1]})
        listed = items[-1]
        for at in range(len(items) - 2, -1, -1):
            pattern = end if at == len(items) - 2 else middle if at else start
            listed = filled(pattern, {"0": items[at], "1": listed})
        return listed


class Table(TypedDict):
    """Words as JSON, as they travel to the browser."""

    language: str
    sentences: Mapping[str, Sentence]
    categories: Sequence[str]
    plurals: str
    weekdays: Sequence[str]
    weekdays_short: Sequence[str]
    months: Sequence[str]
    dates: Mapping[str, str]
    lists: Sequence[str]


def table_of(words: Words) -> Table:
    """Return words as JSON, to be read by `words_of`."""
    return {
        "language": words.language,
        "sentences": words.sentences,
        "categories": words.categories,
        "plurals": words.plurals,
        "weekdays": words.weekdays,
        "weekdays_short": words.weekdays_short,
        "months": words.months,
        "dates": words.dates,
        "lists": words.lists,
    }


def words_of(table: Table) -> Words:
    """Return the words that the site's build wrote down."""
    two, start, middle, end = table["lists"]
    return Words(
        table["language"],
        table["sentences"],
        tuple(table["categories"]),
        table["plurals"],
        tuple(table["weekdays"]),
        tuple(table["weekdays_short"]),
        tuple(table["months"]),
        table["dates"],
        (two, start, middle, end),
    )


def filled(sentence: str, given: Mapping[str, object]) -> str:
    """Return a sentence with its places filled.

    Raises:
        LookupError: if a place is given nothing.

    """
    return "".join(map(str, filled_parts(sentence, given))) if "{" in sentence else sentence


def filled_parts[Given](sentence: str, given: Mapping[str, Given]) -> Iterator[Given | str]:
    """Yield the texts of a sentence and what is given for its places, in order; no text is empty.

    Raises:
        LookupError: if a place is given nothing.

    """
    for piece in _pieces(sentence):
        if isinstance(piece, str):
            if piece:
                yield piece
            continue
        name, change = piece
        if name not in given:
            message = f"{sentence!r} was given no {name}, only {', '.join(given) or 'nothing'}"
            raise LookupError(message)
        value = given[name]
        yield CHANGES[change](value) if change and isinstance(value, str) else value


@cache
def _pieces(sentence: str) -> tuple[str | tuple[str, str], ...]:
    """Return a sentence cut at its places: text, (name, change), text, ..."""
    pieces: list[str | tuple[str, str]] = []
    end = 0
    for place in PLACE.finditer(sentence):
        pieces += [sentence[end : place.start()], (place[1], place[2] or "")]
        end = place.end()
    return (*pieces, sentence[end:])


def _with(count: int | None, given: Mapping[str, object]) -> Mapping[str, object]:
    return given if count is None else {"count": count, **given}


NO_WORDS: Final = Words()
"""No language: what a widget has that brings its sentences with it."""
