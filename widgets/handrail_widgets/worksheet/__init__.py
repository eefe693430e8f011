"""A table to fill in: the author's rows, rows of one's own, sums in words, another sheet beside it.

It has no progress: which rows apply, and how many there are, only the reader knows.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from handrail_widgets.kit.effects import Announce, Effect, Every, Print, Subscription
from handrail_widgets.kit.storage import UnreadableStateError, restore
from handrail_widgets.kit.widget import Widget
from handrail_widgets.time.calendar_file import calendar_download
from handrail_widgets.worksheet.sheet import entries, is_empty, with_cell, with_rows
from handrail_widgets.worksheet.state import (
    CellTicked,
    CellWritten,
    Config,
    DatesWanted,
    EarlierShown,
    Message,
    OfCell,
    OfRows,
    Printed,
    ReviewChosen,
    Row,
    RowMoved,
    RowRemoved,
    State,
    Told,
)
from handrail_widgets.worksheet.view import lines, view

HOUR = 3600

type Update = tuple[State, *tuple[Effect, ...]]


def init(config: Config) -> State:
    """Return the sheet with nothing in it; its first row is open."""
    if config.rows or not config.add:
        return State(config, config.words, open=config.rows[0].id if config.rows else "")
    first = Row("own-1")
    return State(config, config.words, own=(first,), made=1, open=first.id)


def update(state: State, message: Message) -> Update:
    """Return the sheet after a message."""
    if isinstance(message, DatesWanted):
        return _with_dates(state, message.now)
    after = _changed(state, message)
    match message:
        case RowMoved(row):
            at = next((at for at, each in enumerate(after.own, 1) if each.id == row), 0)
            return after, Announce(state.words("worksheet.moved", number=at, count=len(after.own)))
        case RowRemoved():
            return after, Announce(state.words("worksheet.removed"))
        case Printed():
            return after, Print()
    return (after,)


def _changed(state: State, message: OfCell | OfRows | EarlierShown | Printed | Told) -> State:
    match message:
        case CellWritten() | CellTicked() | ReviewChosen():
            return with_cell(state, message)
        case EarlierShown():
            return replace(state, shown=state.shown + 1)
        case Printed():
            return state
        case Told(now):
            return replace(state, now=now)
    return with_rows(state, message)


def _with_dates(state: State, now: datetime) -> Update:
    after = replace(state, now=now, filed=state.filed or now)
    found = tuple(entries(after))
    if not found:
        return (replace(state, now=now),)
    return replace(after, files=state.files + 1), calendar_download(state.words, found, now)


def subscriptions(state: State) -> tuple[Subscription, ...]:
    """Return a look at the clock every hour, where there are days on which to look again."""
    reviews = any(column.kind == "review" for column in state.config.columns)
    return (Every(HOUR, Told),) if reviews else ()


def reads(config: Config) -> tuple[str, ...]:
    """Return the id of the worksheet that is shown beside this one."""
    return (config.beside,) if config.beside else ()


def beside(state: State, stored: Mapping[str, str]) -> State:
    """Return the sheet with what stands in the other one; one that can't be read is as good as none."""
    text = stored.get(state.config.beside)
    if text is None:
        return replace(state, then=None)
    try:
        other = restore(worksheet, init(replace(state.config, rows=())), text)
    except UnreadableStateError:
        return replace(state, then=None)  # the page it stands on says so, and sets it aside
    rows = (*other.fixed, *other.own)
    return replace(state, then=tuple(row for row in rows if not is_empty(row)))


worksheet = Widget(
    "worksheet",
    Config,
    init,
    update,
    view,
    subscriptions,
    reads=reads,
    beside=beside,
    written=lines,
)
