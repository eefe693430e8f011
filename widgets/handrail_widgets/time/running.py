"""The arithmetic of time that runs, stands still and runs on: a countdown, and a count up.

Both hold moments and never a number of ticks, so sleep, throttling and a closed page can't bend
them. Moments are compared as instants: a change of time zone makes no difference. The one thing
that can is a clock which is set back. It must not give anybody more time than there was when the
clock last began to run, nor less than none behind them.

All lengths are in seconds.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Countdown:
    """Time that runs out.

    `ends` is the moment at which it does, or `None` while it is paused. `left` is what was left when
    it was last started, paused, resumed or extended. `total` is what was chosen and what was added.
    `warned` tells whether the nearing end was said.
    """

    ends: datetime | None
    left: float
    total: float
    warned: bool = False


@dataclass(frozen=True)
class CountUp:
    """Time without an end.

    `since` is when it was last started or resumed, or `None` while it is paused; `spent` is what had
    been spent by then.
    """

    since: datetime | None
    spent: float = 0.0


type Run = Countdown | CountUp


def is_running(run: Run) -> bool:
    """Tell whether the time runs, rather than stands still."""
    return (run.ends if isinstance(run, Countdown) else run.since) is not None


def left_at(run: Countdown, now: datetime | None) -> float:
    """Return what is left, from nothing to what it last stood at. `now` is `None` if not known yet."""
    if run.ends is None or now is None:
        return run.left
    return min(max((run.ends - now).total_seconds(), 0.0), run.left)


def spent_at(run: Run, now: datetime | None) -> float:
    """Return how much of the time has run, pauses left out."""
    if isinstance(run, Countdown):
        return run.total - left_at(run, now)
    if run.since is None or now is None:
        return run.spent
    return run.spent + max((now - run.since).total_seconds(), 0.0)


def steadied_countdown(run: Countdown, now: datetime) -> Countdown:
    """Return the run with its end in the offset of `now`, and no later than a clock set back allows."""
    if run.ends is None:
        return run
    return replace(run, ends=min(run.ends.astimezone(now.tzinfo), now + timedelta(seconds=run.left)))


def steadied_count_up(run: CountUp, now: datetime) -> CountUp:
    """Return the run with its start in the offset of `now`, and no later than `now`."""
    if run.since is None:
        return run
    return replace(run, since=min(run.since.astimezone(now.tzinfo), now))


def paused(run: Run, now: datetime) -> Run:
    """Return the run standing still from `now` on."""
    if isinstance(run, Countdown):
        return replace(run, ends=None, left=left_at(run, now))
    return replace(run, since=None, spent=spent_at(run, now))


def resumed(run: Run, now: datetime) -> Run:
    """Return the run going on from `now`."""
    if isinstance(run, Countdown):
        return replace(run, ends=now + timedelta(seconds=run.left))
    return replace(run, since=now)


def extended(run: Countdown, now: datetime, seconds: float) -> Countdown:
    """Return the run with time added to it; it runs or stands still as it did."""
    left = left_at(run, now) + seconds
    ends = run.ends and now + timedelta(seconds=left)
    return replace(run, ends=ends, left=left, total=run.total + seconds)
