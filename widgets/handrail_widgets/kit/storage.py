"""A state as it is stored: JSON text with the version of its shape."""

import json

from handrail_widgets.kit import codec
from handrail_widgets.kit.widget import Widget, WidgetConfig


class UnreadableStateError(ValueError):
    """A stored state that this version of the widget can't read: to be set aside, never lost."""


def store[Config: WidgetConfig, State, Message](widget: Widget[Config, State, Message], state: State) -> str:
    """Return the state as the JSON text that is kept."""
    return json.dumps(
        {"version": widget.version, "state": codec.encode(state)},
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
    )


def restore[Config: WidgetConfig, State, Message](
    widget: Widget[Config, State, Message],
    fresh: State,
    text: str,
) -> State:
    """Return the state that was stored as `text`, brought up to date by the widget's migrations.

    Fields that aren't stored (`codec.Unsaved`) are those of `fresh`, the state that `init` makes of
    today's config. A field that the stored state doesn't know yet is fresh too.

    Raises:
        UnreadableStateError: if it is damaged, or of a version that no migration starts from.

    """
    try:
        stored = json.loads(text)
        version, values = stored["version"], stored["state"]
        while version != widget.version:
            values, version = widget.migrations[version](values), version + 1
        return codec.restored(fresh, values)
    except Exception as error:
        # Whatever a migration trips over in a damaged state, the reader's words must be kept.
        message = f"{type(error).__name__}: {error}"
        raise UnreadableStateError(message) from error
