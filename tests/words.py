"""English, for tests of widgets, which have no sentences of their own."""

from datetime import datetime
from typing import Final

from handrail.words import english
from handrail_widgets.kit.simulate import Simulated
from handrail_widgets.kit.widget import AnyWidget
from handrail_widgets.kit.words import Words

ENGLISH: Final[Words] = english()


def simulated(widget: AnyWidget, now: datetime | None = None, **config: object) -> Simulated:
    """Return a widget on an imagined page in English."""
    return Simulated(widget, now, ENGLISH, **config)
