"""Widgets in pure Python: drawn by CPython at build, run by Pyodide in the reader's browser."""

from collections.abc import Mapping
from typing import Any

from handrail_widgets.checklist import checklist
from handrail_widgets.kit.widget import Widget
from handrail_widgets.pause import pause
from handrail_widgets.timer import timer

WIDGETS: Mapping[str, Widget[Any, Any, Any]] = {
    widget.name: widget
    for widget in (
        checklist,
        timer,
        pause,
    )
}
"""Every widget an author can use, by the name of its fence. A new widget adds its line here."""
