"""The text of a draft: its fields as one, and what the rules find in it, each beside its field."""

from datetime import date, timedelta
from typing import Final, NamedTuple

from handrail_widgets.draft.state import State
from handrail_widgets.text.phrases import Flag

PARAGRAPH: Final = "\n\n"
"""What stands between two fields: the end of a paragraph, over which no phrase reaches."""


class Remark(NamedTuple):
    """A flag, and the words that raised it."""

    flag: Flag
    phrase: str


def text_of(state: State, field: str) -> str:
    """Return what is written in a field."""
    return dict(state.texts).get(field, "")


def is_free(state: State) -> bool:
    """Tell whether the first field holds nothing of the reader's own: nothing, or an opening as it came."""
    text = text_of(state, state.config.fields[0].id)
    return not text.strip() or any(text == start.text for start in state.config.starts)


def whole(state: State) -> str:
    """Return today's fields as one text, without those in which nothing is written."""
    texts = (text_of(state, field.id).strip() for field in state.config.fields)
    return PARAGRAPH.join(text for text in texts if text)


def remarks(state: State) -> tuple[dict[str, tuple[Remark, ...]], frozenset[str]]:
    """Return by field what is to look at again, and the ids of the marks that are there.

    The rules read all fields as one text, since "sorry" may end one and "but" begin the next; a flag
    stands at the field in which its words end.
    """
    fields = [field.id for field in state.config.fields]
    texts = [text_of(state, field) for field in fields]
    found, marks = state.config.rules.find(text := PARAGRAPH.join(texts))
    by_field: dict[str, tuple[Remark, ...]] = {}
    at, end = 0, len(texts[0])
    for each in sorted(found, key=lambda one: one.end):
        while each.end > end:
            at += 1
            end += len(PARAGRAPH) + len(texts[at])
        remark = Remark(each.flag, text[each.start : each.end])
        by_field[fields[at]] = (*by_field.get(fields[at], ()), remark)
    return by_field, marks


def last_day(state: State) -> date | None:
    """Return the day on which the wait for an answer ends; the last day there is, where that lies beyond."""
    sending = state.config.sent
    if sending is None or state.sent is None:
        return None
    room = (date.max - state.sent).days
    return state.sent + timedelta(days=min(sending.days, room))


def is_over(state: State) -> bool:
    """Tell whether the wait for an answer has ended, by the last time heard of."""
    day = last_day(state)
    return day is not None and state.now is not None and state.now.date() >= day
