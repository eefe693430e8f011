"""A whole guide on one page, to be printed or read in one go: its pages' HTML, one after the other."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import unquote

from handrail.guides.guide import Guide

FILE: Final = "whole.md"
"""The page's file in a guide's folder. An author who writes one of that name has theirs."""

ANCHOR: Final = "part-{}"
"""The id of a part on the page, around its number; supporting pages go on counting."""

_ID = re.compile(r'\sid="([^"]*)"')
_REFERENCE = re.compile(r'(\s(?:id|for|href|aria-labelledby|aria-describedby|aria-controls))="([^"]*)"')
_TITLE = re.compile(r"(</?)h1\b")


def page(guide: Guide) -> str | None:
    """Return the path of a guide's page with all of it; `None` where there is none to make.

    A guide without parts is one page already.
    """
    return None if guide.parts == (guide.index,) else guide.room_for(FILE)


def joined(parts: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return the HTML of a guide's parts as it can stand on one page.

    An id that an earlier part has as well gets the number of its part in front, and so does whatever
    refers to it. A link from one part to another leads to the place on this page. Titles of parts
    become headings of the second level.

    Args:
        parts: Of each part in order, its file's address as links have it, and its rendered HTML.

    """
    renamed = list(_renamed([html for _, html in parts]))
    numbers = {file: at for at, (file, _) in enumerate(parts)}

    def linked(address: str, here: int) -> str:
        file, sign, anchor = address.partition("#")
        there = here if not file and sign else numbers.get(file)
        if there is None:
            return address
        if not anchor:
            return f"#{ANCHOR.format(there + 1)}"
        return f"#{renamed[there].get(unquote(anchor), anchor)}"

    def moved(html: str, here: int) -> str:
        names = renamed[here]

        def changed(found: re.Match[str]) -> str:
            attribute, value = found[1], found[2]
            if attribute.endswith("href"):
                return f'{attribute}="{linked(value, here)}"'
            return f'{attribute}="{" ".join(names.get(name, name) for name in value.split(" "))}"'

        return _TITLE.sub(r"\1h2", _REFERENCE.sub(changed, html))

    return tuple(moved(html, at) for at, (_, html) in enumerate(parts))


def _renamed(parts: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """Yield, for each part, the ids that an earlier part has too, and what they become."""
    seen: set[str] = set()
    for number, html in enumerate(parts, 1):
        ids = set(_ID.findall(html))
        yield {name: f"{ANCHOR.format(number)}-{name}" for name in ids & seen}
        seen |= ids
