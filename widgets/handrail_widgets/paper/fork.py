"""A fork on paper: all ways on, each with what it means."""

from handrail_widgets.fork import Choice, Config
from handrail_widgets.kit.html import Element, div, li, p, strong, ul
from handrail_widgets.kit.words import Words
from handrail_widgets.paper.pen import BOX, way


def fork(config: Config, words: Words) -> Element:
    """Return the question and its answers."""
    return div[
        p[strong[config.question or words("fork.question")]],
        ul(class_="pen-boxes")[(_way(each) for each in config.choices)],
    ]


def _way(each: Choice) -> Element:
    return li(class_="pen-option")[
        BOX, div[p[strong[each.label]], each.text and p[each.text], way(each.link, each.link_label)]
    ]
