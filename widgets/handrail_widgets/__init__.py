"""Widgets in pure Python: drawn by CPython at build, run by Pyodide in the reader's browser."""

from collections.abc import Mapping

from handrail_widgets.checklist import checklist
from handrail_widgets.kit.widget import AnyWidget
from handrail_widgets.pause import pause
from handrail_widgets.timer import timer

WIDGETS: Mapping[str, AnyWidget] = {
    widget.name: widget
    for widget in (
        checklist,
        timer,
        pause,
    )
}
"""Every widget an author can use, by the name of its fence. A new widget adds its line here."""
