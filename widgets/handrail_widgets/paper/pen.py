"""What sheets of paper are made of: boxes to tick, lines to write on, and names before them."""

from collections.abc import Iterable
from typing import Final

from handrail_widgets.kit.html import Element, a, div, li, p, span, strong, ul
from handrail_widgets.kit.link import Link

BOX: Final = span(class_="pen-box")
"""A box to tick."""

GAP: Final = "__________"
"""Room for a word within a sentence."""


def lines(count: int) -> Element:
    """Return lines to write on."""
    return div(class_="pen-lines")[(p for _ in range(count))]


def room(name: str, count: int, hint: str = "") -> Element:
    """Return what is asked for, and lines for the answer."""
    return div(class_="pen-room")[p[strong[name]], hint and p(class_="note")[hint], lines(count)]


def blank(name: str) -> Element:
    """Return what is asked for with a line beside it, for a few words."""
    return p(class_="pen-blank")[span[name], span]


def boxes(texts: Iterable[str]) -> Element:
    """Return options one below the other, each with its box."""
    return ul(class_="pen-boxes")[(li(class_="pen-option")[BOX, span[text]] for text in texts)]


def way(link: Link, label: str) -> Element | None:
    """Return where to go, or nothing where there is nowhere."""
    return p[a(href=link)[label or link]] if link else None
