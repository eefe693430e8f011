"""Widgets on paper: what the build draws for the pen, in the place of a tool in which nothing stands yet.

One pure function a type, from the config and the site's words. No browser ever runs them: nothing that
travels imports this package. A type without one is printed as it is drawn.
"""

from collections.abc import Callable, Mapping
from typing import Any

from handrail_widgets.kit.html import Element
from handrail_widgets.kit.words import Words
from handrail_widgets.paper.compare import compare
from handrail_widgets.paper.deck import deck
from handrail_widgets.paper.draft import draft
from handrail_widgets.paper.fork import fork
from handrail_widgets.paper.journal import journal
from handrail_widgets.paper.pause import pause
from handrail_widgets.paper.planner import planner
from handrail_widgets.paper.screen import screen
from handrail_widgets.paper.self_check import self_check
from handrail_widgets.paper.timer import timer
from handrail_widgets.paper.worksheet import worksheet

type Paper = Callable[[Any, Words], Element]  # type: ignore[explicit-any]
"""Draws one type of widget for the pen. Each takes the config of its own type, which Python can't say of a
collection."""

PAPERS: Mapping[str, Paper] = {
    "compare": compare,
    "deck": deck,
    "draft": draft,
    "fork": fork,
    "journal": journal,
    "pause": pause,
    "planner": planner,
    "screen": screen,
    "self-check": self_check,
    "timer": timer,
    "worksheet": worksheet,
}
"""By the name of the widget's fence."""
