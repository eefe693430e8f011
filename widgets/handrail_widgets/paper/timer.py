"""A timer on paper: how long, and when."""

from handrail_widgets.kit.html import Element, div, p, strong
from handrail_widgets.kit.words import Words
from handrail_widgets.paper.pen import blank, boxes
from handrail_widgets.time.durations import minutes_in_words
from handrail_widgets.timer import Config


def timer(config: Config, words: Words) -> Element:
    """Return the lengths to choose from, and room for the time on one's own clock."""
    untimed = (words("timer.no-clock"),) if config.untimed else ()
    return div[
        p[strong[words("timer.length")]],
        boxes((*(minutes_in_words(words, each) for each in sorted(config.lengths)), *untimed)),
        blank(words("pen.begun")),
        blank(words("pen.ended")),
    ]
