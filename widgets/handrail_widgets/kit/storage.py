"""A state as it is stored: JSON text with the version of its shape."""

from handrail_widgets.kit import codec
from handrail_widgets.kit.json_text import parsed, written
from handrail_widgets.kit.widget import Widget, WidgetConfig


class UnreadableStateError(ValueError):
    """A stored state that this version of the widget can't read: to be set aside, never lost."""


def store[Config: WidgetConfig, State, Message](widget: Widget[Config, State, Message], state: State) -> str:
    """Return the state as the JSON text that the page stores."""
    return written({"version": widget.version, "state": codec.encode(state)})


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
        version, fields = _versioned(parsed(text))
        while version != widget.version:
            fields, version = widget.migrations[version](fields), version + 1
        return codec.restored(fresh, fields)
    except Exception as error:
        # Whatever a migration trips over in a damaged state, the page must hear of it, to set it aside.
        message = f"{type(error).__name__}: {error}"
        raise UnreadableStateError(message) from error


def _versioned(stored: codec.Json) -> tuple[int, dict[str, codec.Json]]:
    match stored:
        case {"version": int(version), "state": dict(fields)}:
            return version, fields
    message = "a stored state has a version, and an object of fields"
    raise ValueError(message)
