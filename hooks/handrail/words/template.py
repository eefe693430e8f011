"""Sentences in templates: `{{ t("guide.part", number=3) }}`."""

from collections.abc import Callable
from datetime import date

from handrail_widgets.kit.words import Words, filled_parts
from markupsafe import Markup, escape

type Translate = Callable[..., Markup]


def translating(words: Words) -> Translate:
    """Return the function `t` of templates: as `words` itself, with all text escaped.

    What it is given is escaped too, unless it is `Markup`, so that an element may stand within a sentence.
    """

    def t(key: str, *, count: int | None = None, **given: object) -> Markup:
        shown = {name: escape(value) for name, value in given.items()}
        if count is not None:
            shown = {"count": escape(count), **shown}
        pieces = filled_parts(str(escape(words.sentence(key, count))), shown)
        return Markup("".join(map(str, pieces)))  # noqa: S704 - each piece is escaped on the lines above

    return t


def dating(words: Words) -> Callable[[str], str]:
    """Return the function that writes a date, "2026-11-23", as people write it, or "" for any other text."""

    def long_date(text: str) -> str:
        try:
            return words.day(date.fromisoformat(str(text)), "long")
        except ValueError:
            return ""

    return long_date
