"""One measured number, and the table of all of them."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What was measured, how much it was, what it may be at most, and how it was measured.

    `value` and `limit` are in `unit`; a figure without a limit is for information. `note` says how
    many runs it is the median of, and what it was compared with.
    """

    name: str
    value: float
    unit: str
    note: str
    limit: float | None = None

    @property
    def holds(self) -> bool:
        """Tell whether the figure keeps its limit."""
        return self.limit is None or self.value <= self.limit

    @property
    def row(self) -> str:
        """The figure as a row of a Markdown table."""
        limit = "" if self.limit is None else f"at most {self.limit:g} {self.unit}".strip()
        mark = "" if self.holds else " **missed**"
        return f"| {self.name} | {self.value:.3g} {self.unit}{mark} | {limit} | {self.note} |"


def table(figures: Sequence[Figure]) -> str:
    """Return all figures as a Markdown table."""
    head = "| what | measured | limit | how |\n|---|---|---|---|"
    return "\n".join([head, *(figure.row for figure in figures)])


def median(values: Sequence[float]) -> float:
    """Return the median, which one slow run on a busy machine doesn't move."""
    return statistics.median(values)


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value that so many percent of the values don't exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, -(-len(ordered) * percent // 100) - 1)]
