"""How the work grows with its input, told by the processor's time: another program's load doesn't count."""

import time
from collections.abc import Callable

TIMES = 5
ENOUGH = 0.05
"""Seconds below which a clock says little; shorter work counts as this long."""


def growth(work: Callable[[int], object], size: int) -> float:
    """Return how often longer `work` takes for five times the size: 5 if it is linear, 25 if quadratic."""
    short, long = (_seconds(work, each) for each in (size, TIMES * size))
    return long / max(short, ENOUGH)


def _seconds(work: Callable[[int], object], size: int) -> float:
    begun = time.process_time()
    work(size)
    return time.process_time() - begun
