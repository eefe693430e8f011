"""What rounds come to: sums by their labels, what is still open, and when to look again."""

from datetime import date

from handrail_widgets.self_check.state import Config, Round, State, Total
from handrail_widgets.time.days import days_after


def items(config: Config) -> tuple[str, ...]:
    """Return the ids of all items, in order."""
    return tuple(item.id for total in config.totals for item in total.items)


def points_of(config: Config, round_: Round, item: str) -> int | None:
    """Return the points of an item, or `None` while it isn't placed on today's scale."""
    points = dict(round_.points).get(item)
    return points if points is not None and 0 <= points < len(config.scale) else None


def is_whole(config: Config, round_: Round) -> bool:
    """Tell whether each of today's items is placed."""
    return all(points_of(config, round_, item) is not None for item in items(config))


def sum_of(config: Config, round_: Round, total: Total) -> int:
    """Return the points of a total so far."""
    return sum(points_of(config, round_, item.id) or 0 for item in total.items)


def most_of(config: Config, total: Total) -> int:
    """Return the most points that a total can have."""
    return (len(config.scale) - 1) * len(total.items)


def next_look(state: State) -> tuple[int, date] | None:
    """Return the next day on which to look again, by number and date, after the last kept round."""
    kept = [round_.day for round_ in state.kept if round_.day]
    if not kept:
        return None
    first, last = kept[0], kept[-1]
    for number in sorted({*state.config.days}):
        day = days_after(first, number - 1)
        if day > last:
            return number, day
    return None
