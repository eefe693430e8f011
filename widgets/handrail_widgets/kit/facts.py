"""Facts: the small answers of a widget that other text of a guide may depend on: ``ended-by = them``.

`Widget.publishes` says, by the config alone, which facts there can be and with which values. So the
build can tell an author that no reader will ever see the text that waits for ``ended-by = then``.
`Widget.facts` says which of them a state has; a fact that isn't known yet is left out.
"""

import re
from collections.abc import Mapping
from typing import Final

from handrail_widgets.kit.widget import Widget, WidgetConfig

_SLUG: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def publishable[Config: WidgetConfig, State, Message](
    widget: Widget[Config, State, Message],
    config: Config,
) -> Mapping[str, tuple[str, ...]]:
    """Return all facts that a widget with this config can publish, each with all of its values.

    Raises:
        ValueError: for a name that isn't a slug: small letters, digits, and hyphens in between.
        TypeError: if the values are no tuple of texts.

    """
    known = widget.publishes(config)
    for name, values in known.items():
        if not _SLUG.fullmatch(name):
            message = f"{widget.name}: a fact can't be called {name!r}; a name is a word such as ended-by"
            raise ValueError(message)
        if not _are_texts(values):
            message = f"{widget.name}: the values of {name} are a tuple of texts, not {values!r}"
            raise TypeError(message)
    return known


def published[Config: WidgetConfig, State, Message](
    widget: Widget[Config, State, Message],
    known: Mapping[str, tuple[str, ...]],
    state: State,
) -> dict[str, str]:
    """Return the facts of a state; `known` is what `publishable` said.

    A value that isn't among today's is left out: the author has taken that choice away since it was
    stored, and no text waits for it any more.

    Raises:
        ValueError: for a fact that the widget never said it would publish.

    """
    facts = widget.facts(state)
    if unknown := facts.keys() - known.keys():
        message = f"{widget.name}: {', '.join(sorted(unknown))} can't be a fact; publishes() doesn't name it"
        raise ValueError(message)
    return {name: value for name, value in facts.items() if value in known[name]}


def _are_texts(values: object) -> bool:
    """Tell what the annotation promises, of a widget that nobody checked the types of."""
    return isinstance(values, tuple) and all(isinstance(value, str) for value in values)
