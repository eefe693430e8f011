"""A draft on paper: its fields as lines, what may begin them, and what to look for."""

from handrail_widgets.draft.state import Config, Sending
from handrail_widgets.draft.view import good_length
from handrail_widgets.kit.html import Element, div, li, p, strong, ul
from handrail_widgets.kit.words import Words
from handrail_widgets.paper.pen import GAP, blank, boxes, room

LEAST = 3
"""Lines for a field: handwriting is larger than type."""


def draft(config: Config, words: Words) -> Element:
    """Return the text with nothing in it."""
    marks, length = config.rules.marks, good_length(config, words)
    return div[
        (
            p[strong[words("draft.begin")]],
            ul[(li[strong[start.label], ": ", start.text] for start in config.starts)],
        )
        if config.starts
        else None,
        (
            room(
                words("draft.optional", label=field.label) if field.optional else field.label,
                max(LEAST, field.lines),
                field.hint,
            )
            for field in config.fields
        ),
        length and p(class_="note")[length],
        (p[strong[words("pen.marks")]], boxes(mark.label for mark in marks)) if marks else None,
        _sent(config.sent, words) if config.sent else None,
        config.note and p(class_="note")[config.note],
    ]


def _sent(sending: Sending, words: Words) -> Element:
    """Return room for the day on which it is sent, and what the wait means."""
    return div[
        blank(words("pen.sent")),
        p(class_="note")[words("pen.wait", count=sending.days)],
        (p[text.replace("{day}", GAP)] for text in (sending.waiting, sending.over)),
    ]
