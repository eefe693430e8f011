"""A pause on paper: the plan, its days to cross off, a log, and help for a hard moment."""

from handrail_widgets.kit.html import (
    Element,
    div,
    h4,
    li,
    p,
    section,
    strong,
    table,
    tbody,
    td,
    th,
    thead,
    tr,
    ul,
)
from handrail_widgets.kit.words import Words
from handrail_widgets.paper.pen import blank, boxes, room, way
from handrail_widgets.pause import Config
from handrail_widgets.pause.log import KINDS
from handrail_widgets.pause.plan import PRACTICAL, mark_line
from handrail_widgets.pause.progress import End
from handrail_widgets.pause.urge import MINUTES

ENTRIES = 5
"""Rows of the log that there is room for."""

LETTER = 8
"""Lines for the letter that is never sent."""


def pause(config: Config, words: Words) -> Element:
    """Return all that somebody without a device needs for their quiet days."""
    return div[
        _plan(words),
        _days(config, words),
        _urge(words),
        _log(words),
        _end(config.end),
    ]


def _plan(words: Words) -> Element:
    return section[
        blank(words("pause-plan.last")),
        p(class_="note")[words("pause-plan.last-hint")],
        p[strong[words("pause-plan.length")]],
        boxes((words("pause-plan.length-days"), words("pause-plan.length-open"))),
        p[strong[words("pause-plan.practical")]],
        p(class_="note")[words("pause-plan.practical-hint")],
        boxes(words(name) for name, _ in PRACTICAL.values()),
        p(class_="note")[words("pause-plan.practical-order")],
    ]


def _days(config: Config, words: Words) -> Element:
    """Return a box for each day, and what is said on those on which to look back."""
    marks = sorted({mark for mark in config.marks if mark <= config.days} | {config.days})
    return section[
        h4[words("pause.quiet-days", count=config.days)],
        p(class_="note")[words("pen.days")],
        ul(class_="pen-days")[
            (li(class_="pen-mark" if day in marks else "")[str(day)] for day in range(1, config.days + 1))
        ],
        ul[
            (li[strong[words("pause-mark.day", number=mark)], ": ", mark_line(words, mark)] for mark in marks)
        ],
    ]


def _urge(words: Words) -> Element:
    return section[
        h4[words("pause-urge.title")],
        p[strong[words("pause-urge.wait", count=MINUTES)], ". ", words("pause-urge.offer-intro")],
        p[strong[words("pause-urge.friend-title")], ". ", words("pause-urge.friend-intro")],
        blank(words("pause-urge.friend")),
        blank(words("pause-urge.number")),
        room(words("pause-urge.letter"), LETTER),
    ]


def _log(words: Words) -> Element:
    kinds = boxes(words(name) for _, name in KINDS)
    heads = (words("pause-log.happened"), words("pause-log.next"))
    return section[
        h4[words("pause-log.title")],
        p(class_="note")[words("pause-log.kind-hint")],
        table[
            thead[
                tr[
                    th(class_="pen-narrow")[words("pen.when")],
                    th(class_="pen-named")[words("pause-log.kind")],
                    (th[head] for head in heads),
                ]
            ],
            tbody[(tr[td, td[kinds], (td for _ in heads)] for _ in range(ENTRIES))],
        ],
    ]


def _end(end: End) -> Element | None:
    if not (end.title or end.questions or end.note):
        return None
    return section[
        end.title and h4[end.title],
        ul[(li[question] for question in end.questions)],
        end.note and p[end.note],
        way(end.link, end.link_label),
    ]
