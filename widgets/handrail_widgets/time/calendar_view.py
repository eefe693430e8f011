"""The button for a calendar file, with what to know of it, the same in every widget."""

from handrail_widgets.kit.codec import Sendable
from handrail_widgets.kit.html import Element, button, details, div, p, summary
from handrail_widgets.kit.words import Words


def calendar_view(words: Words, count: int, wanted: Sendable) -> Element | None:
    """Return the folded offer of so many dates, or nothing when there are none; `wanted` is its message."""
    if not count:
        return None
    save = button(class_="button button-quiet", key="calendar-file", on_click=wanted)
    return details(key="calendar")[
        summary[words("calendar.title")],
        div(class_="row")[save[words("calendar.save", count=count)]],
        p(class_="note")[words("calendar.note", entry=words("calendar.entry"))],
    ]
