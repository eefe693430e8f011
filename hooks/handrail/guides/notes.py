"""The note of the reader's own that each step of a guide ends with: a widget that no author writes."""

from collections.abc import Iterable
from typing import Final

from handrail_widgets.kit.codec import decode

from handrail.guides.steps import Step
from handrail.guides.uses import WidgetUse
from handrail.widgets.kinds import Kinds

NOTE: Final = "note"
"""The name of the widget."""


def own_notes(steps: Iterable[Step], kinds: Kinds) -> tuple[WidgetUse, ...]:
    """Return the notes of steps, which go by the ids of the steps; one without an id has none."""
    kind = kinds.get(NOTE)
    if kind is None:
        return ()
    return tuple(
        WidgetUse(
            kind,
            decode(kind.widget.config, {"id": f"{step.id}-{NOTE}", "folded": True}),
            step.title,
            step.heading.line,
            step.heading.last,
            "",
        )
        for step in steps
        if step.id
    )
