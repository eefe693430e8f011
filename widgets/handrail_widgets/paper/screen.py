"""A screen on paper: its questions, and what the answers lead to."""

from handrail_widgets.kit.html import Element, div, p, strong, table, tbody, td, th, thead, tr
from handrail_widgets.kit.words import Words
from handrail_widgets.paper.pen import BOX, way
from handrail_widgets.screen import ANSWERS, Config


def screen(config: Config, words: Words) -> Element:
    """Return a row for each question, a box for each answer, and below them where to go."""
    outcomes = (
        (words("pen.any-yes"), config.yes),
        (words("pen.any-unsaid"), config.unsaid),
        (words("pen.all-no"), config.no),
    )
    return div[
        table(class_="pen-scale")[
            thead[tr[td, (th[words(key)] for _, key in ANSWERS)]],
            tbody[(tr[th[each.text], (td[BOX] for _ in ANSWERS)] for each in config.questions)],
        ],
        (
            div[p[strong[when], " ", outcome.text], way(outcome.link, outcome.link_label)]
            for when, outcome in outcomes
        ),
    ]
