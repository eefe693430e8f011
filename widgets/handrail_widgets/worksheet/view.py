"""How a worksheet looks: its rows, of those that fold one open at a time, and its sums."""

from collections.abc import Iterator
from functools import lru_cache, partial

from handrail_widgets.kit.fields import choice, choices, field
from handrail_widgets.kit.html import (
    Element,
    button,
    div,
    h4,
    input_,
    label,
    li,
    ol,
    option,
    p,
    section,
    select,
    span,
    strong,
    textarea,
    ul,
    written_once,
)
from handrail_widgets.kit.lines import Line, heading, said
from handrail_widgets.time.calendar_view import calendar_view
from handrail_widgets.time.days import typed_day
from handrail_widgets.worksheet.sheet import (
    MOST_ROWS,
    all_rows,
    days_ahead,
    fixed_rows,
    flags,
    folds,
    is_empty,
    review_in,
    totals,
)
from handrail_widgets.worksheet.state import (
    TICKED,
    CellTicked,
    CellWritten,
    Column,
    DatesWanted,
    EarlierShown,
    FixedRow,
    Printed,
    ReviewChosen,
    Row,
    RowAdded,
    RowMoved,
    RowOpened,
    RowPutBack,
    RowRemoved,
    State,
)

PAGE = 30
"""Rows of the reader's own that are drawn at first, and with each press: a long sheet makes no key slow."""

_QUIET = button(class_="button button-quiet")
_TOGGLE = button(class_="sheet-open")
_ROW = li(class_="sheet-row")


def view(state: State) -> Element:
    """Return the rows, their sums, and what can be done with them."""
    config, words = state.config, state.words
    rows = all_rows(state)
    sums = tuple(totals(state, rows)) if not all(map(is_empty, rows)) else ()
    lines = [*_lines(state)]
    return div[
        _then(state) if config.beside else None,
        h4[words("worksheet.now")] if config.beside else None,
        (_alone(state, row, filled) for row, filled in zip(config.rows, fixed_rows(state), strict=True))
        if not folds(config)
        else None,
        _earlier(state, "earlier", _left(state, state.own)),
        ol(class_="sheet-rows", key="rows")[lines] if lines else None,
        _changes(state),
        p(class_="count", key="sums")[" · ".join(sums)] if sums else None,
        config.note and p(class_="note", key="note")[config.note],
        calendar_view(words, len(days_ahead(state)), DatesWanted),
        div(class_="row", key="print")[_QUIET(key="printed", on_click=Printed())[words("worksheet.print")]]
        if config.printed
        else None,
    ]


def _lines(state: State) -> Iterator[Element]:
    """Yield the rows that fold: the reader's own, and the author's where each asks several things."""
    if folds(state.config):
        for asked, row in zip(state.config.rows, fixed_rows(state), strict=True):
            if row.id == state.open:
                hint = asked.hint and p(class_="note")[asked.hint]
                yield _opened(state, row, asked.label, hint, None)
            else:
                yield _closed(row.id, asked.label, _said(state, row))
    left = _left(state, state.own)
    opened = next((at for at, row in enumerate(state.own) if row.id == state.open), left)
    if opened < left:
        yield _own(state, opened + 1, state.own[opened])
        if between := left - opened - 1:
            yield _ROW(key="between")[p(class_="note")[state.words("worksheet.between", count=between)]]
    for number, row in enumerate(state.own[left:], left + 1):
        yield _own(state, number, row)


def _own(state: State, number: int, row: Row) -> Element:
    """Return a row of the reader's own, open or closed."""
    if row.id == state.open:
        return _opened(state, row, _numbered(state, number), "", _arrange(state, number, row))
    if said := _said(state, row):
        return _closed(row.id, said[0], said[1:])
    return _closed(row.id, _numbered(state, number), ())


def _left(state: State, rows: tuple[Row, ...]) -> int:
    """Return how many of the rows, the first ones, are not drawn. Of those the open one is, all the same."""
    return max(0, len(rows) - PAGE * (1 + state.shown))


def _earlier(state: State, key: str, left: int) -> Element | None:
    """Return the button for more rows; the page presses it until all are there before it prints."""
    if not left:
        return None
    more = _QUIET(key=key, data_before_print="", on_click=EarlierShown())
    return div(class_="row", key=f"{key}-row")[
        more[state.words("worksheet.earlier", count=left)],
        p(class_="note print-only")[state.words("worksheet.not-printed", count=left)],
    ]


def _numbered(state: State, number: int) -> str:
    """Return what a row of the reader's own is called while nothing in it could be its name."""
    if name := state.config.row:
        return state.words("worksheet.row-named", name=name, number=number)
    return state.words("worksheet.row", number=number)


def _then(state: State) -> Element:
    """Return what stands in the other sheet, to be read only."""
    words = state.words
    rows = state.then or ()
    names = {row.id: row.label for row in state.config.rows}
    left = _left(state, rows)
    said = (tuple(filter(None, (names.get(row.id), *_said(state, row)))) for row in rows[left:])
    lines = (_line(each[0], each[1:]) for each in said if each)
    return section(class_="panel", key="then")[
        h4[words("worksheet.then")],
        _earlier(state, "earlier-then", left),
        ul(class_="log")[(li(class_="log-entry")[line] for line in lines)]
        if rows
        else p(class_="empty")[words("worksheet.then-empty")],
        p(class_="count")[" · ".join(totals(state, rows))] if rows and state.config.totals else None,
    ]


def _alone(state: State, asked: FixedRow, row: Row) -> Element:
    """Return a row of the author's of which one thing is asked: its name is that of its field."""
    return div(key=f"row-{row.id}")[_cell(state, row, state.config.columns[0], asked.label, asked.hint)]


@lru_cache(maxsize=1_000)
def _closed(row: str, name: str, said: tuple[str, ...]) -> Element:
    """Return a row as a line that opens it. There may be hundreds, of which one changes."""
    toggle = _TOGGLE(key=f"open-{row}", aria_expanded=False, on_click=RowOpened(row))
    return written_once(_ROW(key=f"row-{row}")[toggle[_line(name, said)]])


def _opened(state: State, row: Row, name: str, hint: Element | str, arrange: Element | None) -> Element:
    """Return the row that is open: the line that closes it, and all of its cells."""
    toggle = _TOGGLE(key=f"open-{row.id}", aria_expanded=True, on_click=RowOpened(""))
    columns = state.config.columns
    return _ROW(key=f"row-{row.id}")[
        toggle[strong[name]],
        hint,
        div(class_="cells")[(_cell(state, row, each, each.label, each.hint) for each in columns)],
        arrange,
    ]


def _arrange(state: State, number: int, row: Row) -> Element:
    """Return the buttons of the open row."""
    words, count = state.words, len(state.own)
    return div(class_="row", key=f"arrange-{row.id}")[
        (
            _QUIET(key=f"by-{by}-{row.id}", on_click=RowMoved(row.id, by))[words(key)]
            for key, by in (("worksheet.up", -1), ("worksheet.down", 1))
            if 1 <= number + by <= count
        ),
        _QUIET(key=f"remove-{row.id}", on_click=RowRemoved(row.id))[words("worksheet.remove")]
        if count > 1 or not is_empty(row)
        else None,
    ]


def _changes(state: State) -> Iterator[Element]:
    words, add = state.words, state.config.add
    if state.removed:
        back = _QUIET(key="put-back", on_click=RowPutBack())[words("worksheet.put-back")]
        said = _said(state, state.removed.row)
        gone = words("worksheet.gone", name=said[0]) if said else words("worksheet.removed")
        yield div(class_="row", key="gone")[p(class_="note")[gone], back]
    if add and len(state.own) < MOST_ROWS:
        yield div(class_="row", key="more")[_QUIET(key="add", on_click=RowAdded())[add]]
    elif add:
        yield p(class_="note", key="more")[words("worksheet.full", count=MOST_ROWS)]


def _line(name: str, said: tuple[str, ...]) -> Element:
    """Return a name, and what else stands in its row more quietly."""
    return span[strong[name], span(class_="note")[" · ".join(said)]] if said else span[name]


def _said(state: State, row: Row) -> tuple[str, ...]:
    """Return what stands in a row, in the order of the columns, each as a reader would say it."""
    cells = dict(row.cells)
    there = ((column, cells[column.id].strip()) for column in state.config.columns if column.id in cells)
    return tuple(said for column, text in there if (said := _say(state, column, text)))


def _say(state: State, column: Column, text: str) -> str:
    if column.kind == "tick":
        return column.label if text == TICKED else ""
    if column.kind == "date":
        day = typed_day(text)
        return state.words("worksheet.day", day=state.words.day(day)) if day else text
    if column.kind == "review":
        review = review_in(text)
        return state.words("worksheet.look-again", day=state.words.day(review[1])) if review else ""
    return text


def _cell(state: State, row: Row, column: Column, caption: str, hint: str) -> Element:
    name, text = f"cell-{row.id}-{column.id}", row.cell(column.id)
    write = partial(CellWritten, row.id, column.id)
    match column.kind:
        case "choice":
            options = (
                choice(
                    input_(
                        type="radio",
                        key=f"{name}-{at}",
                        name=name,
                        checked=value == text,
                        on_change=CellWritten(row.id, column.id, value),
                    ),
                    value,
                )
                for at, value in enumerate(column.options)
            )
            return choices(name, caption, options, hint=hint)
        case "tick":
            tick = partial(CellTicked, row.id, column.id)
            box = input_(type="checkbox", key=name, checked=text == TICKED, on_change=tick)
            return ul(class_="ticks", key=f"{name}-ticks")[li(class_="tick")[label[box, span[caption]]]]
        case "date":
            day = typed_day(text)
            box = input_(type="date", value=text, on_input=write)
            error = state.words("worksheet.partial") if text.strip() and not day else ""
            said = state.words("worksheet.day", day=state.words.day(day)) if day else ""
            return field(name, caption, box, hint=said if day else hint, error=error)
        case "review":
            return _review(state, row, column, name)
    box = textarea(rows=column.lines)[text] if column.lines > 1 else input_(type="text", value=text)
    found = [_flag(state, flag.id, flag.say, said) for flag, said in flags(state, row, column)]
    below = div(class_="flags")[found] if found else None
    return field(name, caption, box(on_input=write), hint=hint, below=below)


def _flag(state: State, rule: str, say: str, said: str) -> Element:
    phrase: Element | str = strong[" ".join(said.split())]
    return p(class_="flag", data_flag=rule)[list(state.words.parts("draft.flag", phrase=phrase, why=say))]


def _review(state: State, row: Row, column: Column, name: str) -> Element:
    words, review = state.words, review_in(row.cell(column.id))
    control = select(on_change=partial(ReviewChosen, row.id, column.id))[
        option(value="", selected=review is None)[words("worksheet.never")],
        (
            option(value=str(weeks), selected=review is not None and review[0] == weeks)[
                words("worksheet.weeks", count=weeks)
            ]
            for weeks in column.weeks
        ),
    ]
    hint = words("worksheet.look-again", day=words.day(review[1])) if review else column.hint
    return field(name, column.label, control, hint=hint)


def lines(state: State) -> Iterator[Line]:
    """Yield all rows in which anything stands, and the row that was deleted last."""
    config = state.config
    names = {row.id: row.label for row in config.rows}
    gone = (row for row in state.fixed if row.id not in names)
    for row in (*fixed_rows(state), *gone):
        yield from _row(state, row, names.get(row.id, row.id))
    for number, row in enumerate(state.own, 1):
        yield from _row(state, row, _numbered(state, number))
    if state.removed:
        yield from _row(state, state.removed.row, state.words("worksheet.removed"))


def _row(state: State, row: Row, name: str) -> Iterator[Line]:
    """Yield a row under its name; one that asks one thing is a line."""
    if is_empty(row):
        return
    cells, columns = dict(row.cells), {column.id: column for column in state.config.columns}
    is_line = not folds(state.config) and cells.keys() <= columns.keys()
    if not is_line:
        yield heading(name)
    for column in [*columns, *(column for column in cells if column not in columns)]:
        text, known = cells.get(column, ""), columns.get(column)
        label = name if is_line else known.label if known else column
        if known and known.kind == "tick" and text == TICKED:
            yield Line(label, ticked=True)
        else:
            yield from said((known and _say(state, known, text.strip())) or text, label)
