"""A comparison on paper: a table for each person, with a fold between them."""

from handrail_widgets.compare import Config
from handrail_widgets.kit.html import Element, div, h4, p, section, table, tbody, td, th, thead, tr
from handrail_widgets.kit.words import Words
from handrail_widgets.paper.pen import BOX


def compare(config: Config, words: Words) -> Element:
    """Return the same questions for each; who has answered folds the sheet, so that the next can't see it."""
    return div[
        p(class_="note")[words("pen.apart")],
        (
            section(class_="pen-fold" if at else "")[
                h4[name],
                table(class_="pen-scale")[
                    thead[tr[td, (th[each.label] for each in config.choices)]],
                    tbody[(tr[th[item.text], (td[BOX] for _ in config.choices)] for item in config.items)],
                ],
            ]
            for at, name in enumerate(config.people)
        ),
    ]
