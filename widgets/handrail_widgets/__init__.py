"""Widgets in pure Python: drawn by CPython at build, run by Pyodide in the reader's browser."""

from collections.abc import Mapping

from handrail_widgets.checklist import checklist
from handrail_widgets.compare import compare
from handrail_widgets.deck import deck
from handrail_widgets.directory import directory
from handrail_widgets.draft import draft
from handrail_widgets.fork import fork
from handrail_widgets.journal import journal
from handrail_widgets.kit.widget import AnyWidget
from handrail_widgets.note import note
from handrail_widgets.pause import pause
from handrail_widgets.planner import planner
from handrail_widgets.screen import screen
from handrail_widgets.self_check import self_check
from handrail_widgets.timer import timer
from handrail_widgets.worksheet import worksheet

WIDGETS: Mapping[str, AnyWidget] = {
    widget.name: widget
    for widget in (
        checklist,
        timer,
        pause,
        draft,
        journal,
        deck,
        planner,
        fork,
        screen,
        directory,
        self_check,
        compare,
        worksheet,
        note,
    )
}
"""Every widget an author can use, by the name of its fence. A new widget adds its line here."""
