"""A worksheet on paper: a table with rows for the pen, or, where one thing is asked, named lines."""

from handrail_widgets.kit.html import Element, div, p, span, strong, table, tbody, td, th, thead, tr
from handrail_widgets.kit.words import Words
from handrail_widgets.paper.pen import blank, boxes, room
from handrail_widgets.worksheet.sheet import folds
from handrail_widgets.worksheet.state import Column, Config

OWN = 4
"""Rows of the reader's own that there is room for."""

LEAST = 2
"""Lines of a row that is asked one thing."""


def worksheet(config: Config, words: Words) -> Element:
    """Return the sheet with nothing in it, and where two agree on it, room for their names."""
    named = config.rows if folds(config) else ()
    alone = () if folds(config) else config.rows
    return div[
        (_alone(config.columns[0], words, each.label, each.hint) for each in alone),
        _table(config, words) if named or config.add else None,
        config.note and p(class_="note")[config.note],
        div(class_="pen-signed")[
            blank(words("pen.date")), blank(words("pen.signed")), blank(words("pen.signed"))
        ]
        if config.signed
        else None,
    ]


def _alone(column: Column, words: Words, name: str, hint: str) -> Element:
    """Return a row of which one thing is asked: its name is that of its field."""
    options = _options(column, words)
    if options:
        return div[p[strong[name]], hint and p(class_="note")[hint], boxes(options)]
    return room(name, max(LEAST, column.lines) if column.kind == "text" else 1, hint)


def _table(config: Config, words: Words) -> Element:
    named = config.rows if folds(config) else ()
    corner = th(class_="pen-named") if named else None
    cells = [_cell(column, words) for column in config.columns]
    return table[
        thead[tr[corner, (_head(column) for column in config.columns)]],
        tbody[
            (tr[th[strong[row.label], row.hint and span(class_="note")[row.hint]], cells] for row in named),
            (tr[th if named else None, cells] for _ in range(OWN if config.add else 0)),
        ],
    ]


def _head(column: Column) -> Element:
    """Return a column's name. What is written gets the width that what is ticked doesn't need."""
    wide = column.kind == "text"
    return th(class_=None if wide else "pen-narrow")[
        column.label, column.hint and span(class_="note")[column.hint]
    ]


def _cell(column: Column, words: Words) -> Element:
    return td[boxes(options) if (options := _options(column, words)) else None]


def _options(column: Column, words: Words) -> tuple[str, ...]:
    """Return what there is to choose from; a tick has one box and no name."""
    match column.kind:
        case "choice":
            return column.options
        case "tick":
            return ("",)
        case "review":
            return tuple(words("worksheet.weeks", count=weeks) for weeks in column.weeks)
    return ()
