"""An ordinary page's Markdown with places for its widgets, and the widgets for them."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Final

from handrail_widgets.kit.words import Words

from handrail.guides.ordinary import Ordinary
from handrail.guides.uses import WidgetUse
from handrail.pages.draw import draw
from handrail.pages.places import PLACE, SLOT

_PARAGRAPH: Final = re.compile(r"<p>(?P<inner>(?:[^<]|</?(?:strong|em|b|i|del|code)>)+)</p>")
_TAG: Final = re.compile(r"<[^>]*>")


def words_in(html: str) -> str | None:
    """Return the words of a rendered text, if it is one paragraph of words; `None` if anything else is in it.

    Emphasis and code are words too: a checklist shows them without their looks.
    """
    found = _PARAGRAPH.fullmatch(html.strip())
    return unescape(" ".join(_TAG.sub("", found["inner"]).split())) if found else None


def marked(page: Ordinary) -> str:
    """Return the page's Markdown as Python-Markdown takes it; without widgets it is as it was given."""
    lines = page.given.text.split("\n")
    for use in reversed(page.uses):
        place = PLACE.format(f"{page.given.name} {use.id}")
        lines[use.line - 1 : use.last] = ["", f"{use.indent}{place}", ""]
    return "\n".join(lines)


def drawn(page: Ordinary, words: Words) -> Mapping[tuple[str, str], str]:
    """Draw the widgets, by whose they are and their ids."""
    return {(page.given.name, use.id): draw(use, page.given.name, words) for use in page.uses}


def lost(html: str, page: Ordinary) -> tuple[WidgetUse, ...]:
    """Return the widgets for which the rendered page has no place: they stand within raw HTML or code."""
    places = set(SLOT.findall(html))
    return tuple(use for use in page.uses if (page.given.name, use.id) not in places)
