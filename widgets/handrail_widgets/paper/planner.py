"""A planner on paper: a row for each thing to do, with its day and its time."""

from handrail_widgets.kit.html import Element, div, p, span, strong, table, tbody, td, th, thead, tr
from handrail_widgets.kit.words import Words
from handrail_widgets.paper.pen import BOX, blank, boxes
from handrail_widgets.planner.state import Config


def planner(config: Config, words: Words) -> Element:
    """Return the plan with nothing in it."""
    several = config.days > 1
    when = (words("planner.day"),) if several else ()
    narrow = th(class_="pen-narrow")
    return div[
        blank(words("planner.first" if several else "planner.day")),
        table[
            thead[
                tr[
                    th(class_="pen-named"),
                    th[words("pen.what")],
                    (narrow[each] for each in (*when, words("planner.at"), words("planner.done"))),
                ]
            ],
            tbody[
                (
                    tr[
                        th[strong[slot.label], slot.hint and span(class_="note")[slot.hint]],
                        td,
                        (td for _ in when),
                        td,
                        td[BOX],
                    ]
                    for slot in config.slots
                )
            ],
        ],
        (p[strong[words("planner.checks")]], boxes(each.text for each in config.checks))
        if config.checks
        else None,
    ]
