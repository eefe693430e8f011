"""What a worksheet comes to: its rows as they are changed, its sums, and the days on which to look again."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from handrail_widgets.text.phrases import Flag
from handrail_widgets.time.calendar_file import Entry, entry_id
from handrail_widgets.time.days import days_after, typed_day, typed_number
from handrail_widgets.worksheet.state import (
    TICKED,
    CellTicked,
    CellWritten,
    Column,
    Config,
    OfCell,
    OfRows,
    Removed,
    ReviewChosen,
    Row,
    RowAdded,
    RowMoved,
    RowOpened,
    RowPutBack,
    RowRemoved,
    State,
)

MOST_ROWS: Final = 500
"""Rows of the reader's own; nobody reads more."""

WEEK: Final = 7

_OWN: Final = re.compile(r"own-\d+")
"""What rows of the reader's own are called, each with the next number."""


def folds(config: Config) -> bool:
    """Tell whether the author's rows are lines that open: where several things are asked of each."""
    return len(config.columns) > 1


def is_empty(row: Row) -> bool:
    """Tell whether nothing stands in a row."""
    return not any(text.strip() for _, text in row.cells)


def fixed_rows(state: State) -> tuple[Row, ...]:
    """Return the author's rows in their order, as far as they are filled in."""
    filled = {row.id: row for row in state.fixed}
    return tuple(filled.get(row.id, Row(row.id)) for row in state.config.rows)


def all_rows(state: State) -> tuple[Row, ...]:
    """Return the author's rows and the reader's own."""
    return (*fixed_rows(state), *state.own)


def with_cell(state: State, message: OfCell) -> State:
    """Return the sheet with one cell changed.

    What was written into a row that the author has taken away since, and that no Python had read by then, is
    kept as if the row were there. What goes into the row that was deleted last comes back with it. Any
    other row of the reader's own that is not there is left alone.
    """
    match message:
        case CellWritten(text=text):
            pass
        case CellTicked(done=done):
            text = TICKED if done else ""
        case ReviewChosen(weeks=weeks, now=now):
            text = _review(weeks, now.date())
            state = replace(state, now=now)
    is_fixed = any(row.id == message.row for row in state.config.rows)
    if not is_fixed and any(row.id == message.row for row in state.own):
        own = tuple(_with(row, message.column, text) if row.id == message.row else row for row in state.own)
        return replace(state, own=own)
    if not is_fixed and state.removed and message.row == state.removed.row.id:
        row = _with(state.removed.row, message.column, text)
        return replace(state, removed=replace(state.removed, row=row))
    if not is_fixed and _OWN.fullmatch(message.row):
        return state
    row = next((row for row in state.fixed if row.id == message.row), Row(message.row))
    others = tuple(row for row in state.fixed if row.id != message.row)
    return replace(state, fixed=(*others, _with(row, message.column, text)))


def _with(row: Row, column: str, text: str) -> Row:
    others = tuple(pair for pair in row.cells if pair[0] != column)
    return replace(row, cells=(*others, (column, text)) if text else others)


def _review(weeks: str, today: date) -> str:
    """Return what a cell of a review holds: in how many weeks, and the day that this is."""
    number = typed_number(weeks)
    return "" if number is None else f"{number} {days_after(today, WEEK * number).isoformat()}"


def review_in(text: str) -> tuple[int, date] | None:
    """Return of a cell in how many weeks, counted from when it was chosen, and on which day to look again."""
    weeks, _, day = text.partition(" ")
    number, on = typed_number(weeks), typed_day(day)
    return None if number is None or on is None else (number, on)


def with_rows(state: State, message: OfRows) -> State:
    """Return the sheet with a row more, less, elsewhere, or open."""
    known = {row.id for row in all_rows(state)}
    at = next((at for at, row in enumerate(state.own) if row.id == getattr(message, "row", "")), -1)
    match message:
        case RowAdded():
            return _added(state)
        case RowOpened(row):
            return replace(state, open=row if row in known else "")
        case RowMoved(by=by) if at >= 0:
            others = [*state.own]
            others.insert(max(0, min(at + by, len(others) - 1)), others.pop(at))
            return replace(state, own=tuple(others))
        case RowRemoved() if at >= 0:
            gone = state.own[at]
            left = replace(state, own=(*state.own[:at], *state.own[at + 1 :]), open="")
            return left if is_empty(gone) else replace(left, removed=Removed(at, gone))
        case RowPutBack() if state.removed:
            where, back = state.removed.at, state.removed.row
            own = (*state.own[:where], back, *state.own[where:])
            return replace(state, own=own, removed=None, open=back.id)
    return state


def _added(state: State) -> State:
    """Return the sheet with an empty row at its end, which is open; one that stands there empty will do."""
    if state.own and is_empty(state.own[-1]):
        return replace(state, open=state.own[-1].id)
    if len(state.own) >= MOST_ROWS:
        return state
    made = state.made + 1
    row = Row(f"own-{made}")
    return replace(state, own=(*state.own, row), made=made, open=row.id)


def totals(state: State, rows: tuple[Row, ...]) -> Iterator[str]:
    """Yield each sum in words, of the rows in which anything stands."""
    filled = [row for row in rows if not is_empty(row)]
    for total in state.config.totals:
        count = sum(row.cell(total.column).strip() == total.value for row in filled)
        yield state.words("worksheet.total", label=total.label, count=count)


def flags(state: State, row: Row, column: Column) -> tuple[tuple[Flag, str], ...]:
    """Return what is to look at again in a cell, each with the words that raised it."""
    text = row.cell(column.id)
    found, _ = state.config.watch.find(text)
    return tuple((each.flag, text[each.start : each.end]) for each in found)


def days_ahead(state: State) -> tuple[date, ...]:
    """Return the days from today on which to look again, each once."""
    reviews = [column.id for column in state.config.columns if column.kind == "review"]
    chosen = (review_in(row.cell(column)) for column in reviews for row in all_rows(state))
    return tuple(sorted({on for _, on in filter(None, chosen) if state.today and on >= state.today}))


def entries(state: State) -> Iterator[Entry]:
    """Yield a calendar entry for each day on which to look again; several rows share a day.

    Their ids stay the same when the sheet changes, so that a new file moves no old entries.
    """
    if state.filed is None:
        return
    for day in days_ahead(state):
        yield Entry(entry_id(state.filed, f"{day:%Y%m%d}"), day, state.words("calendar.entry"), state.files)
