"""A clock that survives sleep, reload and a closed tab."""

from collections.abc import Iterator
from dataclasses import dataclass

from handrail_widgets.kit.lines import Line
from handrail_widgets.kit.widget import Progress, Widget, WidgetConfig
from handrail_widgets.sitting.state import Lengths, State
from handrail_widgets.sitting.update import begin, subscriptions, update
from handrail_widgets.sitting.view import sitting_lines, view


@dataclass(frozen=True, kw_only=True)
class Config(WidgetConfig):
    """What an author writes.

    `lengths` are minutes to choose from; the first is chosen until the reader takes another.
    `untimed` offers to go without a clock too.
    """

    lengths: Lengths
    untimed: bool = True


def init(config: Config) -> State:
    """Return the timer before its first use."""
    return begin(config.lengths, config.words, untimed=config.untimed)


def progress(state: State) -> Progress | None:
    """Return 1 of 1 once a time was finished, early or late.

    Before that there is none: a clock is a help and no task, so one that nobody starts holds
    nothing up.
    """
    return Progress(1, 1) if state.sittings else None


def written(state: State) -> Iterator[Line]:
    """Yield the times that were finished."""
    return sitting_lines(state.words, state.sittings)


timer = Widget("timer", Config, init, update, view, subscriptions, progress, written=written)
