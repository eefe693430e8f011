"""What happens to a time to sit: it is started, paused, extended, finished, or ends by itself.

Its state holds the moment at which it ends. So the end is right after sleep, in a throttled tab, and
on a page that was closed meanwhile, and messages may arrive long after they were sent.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from handrail_widgets.kit.effects import Alarm, Announce, Chime, Effect, Every, KeepAwake, Subscription
from handrail_widgets.kit.words import Words
from handrail_widgets.sitting.state import (
    MORE,
    Chosen,
    Done,
    Extended,
    Finished,
    Lengths,
    Message,
    Paused,
    Resumed,
    Returned,
    SecondsHidden,
    Sitting,
    Started,
    State,
    Ticked,
    chosen_length,
)
from handrail_widgets.sitting.view import ended_in_words, standing
from handrail_widgets.time.durations import MINUTE, minutes_in_words
from handrail_widgets.time.running import (
    Countdown,
    CountUp,
    Run,
    extended,
    is_running,
    left_at,
    paused,
    resumed,
    spent_at,
    steadied_count_up,
    steadied_countdown,
)

WARNING = 5 * MINUTE
SITTINGS_KEPT = 10
SLOW_TICK = 15
CHIMES_WITHIN = timedelta(minutes=1)
"""A tone says "now". Later than this it would be wrong, and on a reopened page a fright."""
SAME_SITTING = timedelta(hours=1)
"""Five more minutes within this time after the end belong to the sitting that ended."""

type Update = tuple[State, *tuple[Effect, ...]]


def begin(lengths: Lengths, words: Words, *, untimed: bool) -> State:
    """Return the state before the first use; with `untimed`, going without a clock is offered too."""
    offered = tuple(dict.fromkeys(lengths))
    return State(offered, untimed, words, offered[0])


def update(state: State, message: Message) -> Update:
    """Return the state after a message: first time passes up to the message, then that happens."""
    match message:
        case Chosen(length):
            return (replace(state, length=length),)
        case SecondsHidden(hidden):
            return (replace(state, seconds_hidden=hidden),)
        case Returned():
            return (replace(state, doing=None) if isinstance(state.doing, Done) else state,)
    before, *said = time_passed(state, message.now)
    after, *answer = happened(before, message)
    return after, *(*said, *answer)


def time_passed(state: State, now: datetime) -> Update:
    """Return the state at `now`, and what there is to say if the time is up or nearly so."""
    there = replace(state, now=now)
    if isinstance(state.doing, CountUp):
        return (replace(there, doing=steadied_count_up(state.doing, now)),)
    if not isinstance(state.doing, Countdown) or state.doing.ends is None:
        return (there,)
    if state.doing.ends <= now:
        done = Done(Sitting(state.doing.ends, state.doing.total), closed=state.now is None)
        return finished(there, done), *end_signals(state.words, done, now - state.doing.ends)
    run = steadied_countdown(state.doing, now)
    left = left_at(run, now)
    if run.warned or run.total <= WARNING or left > WARNING:
        return (replace(there, doing=run),)
    # A slow tick may come some seconds after the five minutes, and it is still about five.
    length = minutes_in_words(state.words, round(left / MINUTE))
    said = Announce(state.words("timer.said-left", length=length))
    return replace(there, doing=replace(run, warned=True)), said


def happened(state: State, message: Message) -> Update:
    """Return the state after what the reader did. What no longer fits changes nothing."""
    match message, state.doing:
        case Started(now), None | Done():
            return started(state, now)
        case Extended(now), Countdown() as run:
            return lengthened(state, extended(run, now, MORE * MINUTE))
        case Extended(now), Done(sitting):
            return continued(state, sitting, now)
        case ((Paused() | Resumed()), Countdown() | CountUp() as run):
            return switched(state, run, message)
        case Finished(now), Countdown() | CountUp() as run:
            done = Done(Sitting(now, spent_at(run, now)))
            words = state.words("timer.said-finished", done=ended_in_words(state.words, done))
            return finished(state, done), Announce(words)
    return (state,)


def started(state: State, now: datetime) -> Update:
    """Return the state with time running from `now`, as long as is chosen."""
    length = chosen_length(state)
    if length is None:
        return replace(state, doing=CountUp(now)), Announce(state.words("timer.said-started-no-clock"))
    run = Countdown(now + timedelta(minutes=length), length * MINUTE, length * MINUTE)
    words = state.words("timer.said-started", length=minutes_in_words(state.words, length))
    return replace(state, doing=run), Announce(words)


def switched(state: State, run: Run, message: Paused | Resumed) -> Update:
    """Return the state with time standing still, or running again; unchanged if it does so already."""
    stops = isinstance(message, Paused)
    if is_running(run) != stops:
        return (state,)
    changed = paused(run, message.now) if stops else resumed(run, message.now)
    key = "timer.said-paused" if stops else "timer.said-resumed"
    words = state.words(key, standing=standing(state.words, changed, message.now))
    return replace(state, doing=changed), Announce(words)


def lengthened(state: State, run: Countdown) -> Update:
    """Return the state with the longer run."""
    stands = standing(state.words, run, state.now)
    words = state.words("timer.said-extended", count=MORE, standing=stands)
    return replace(state, doing=run), Announce(words)


def continued(state: State, before: Sitting, now: datetime) -> Update:
    """Return the state with some minutes more after an end; soon after it, both are one sitting."""
    same = now - before.ended <= SAME_SITTING
    spent = before.seconds if same else 0.0
    more = MORE * MINUTE
    run = Countdown(now + timedelta(seconds=more), more, spent + more, warned=True)
    sittings = state.sittings[:-1] if same else state.sittings
    words = state.words("timer.said-more", count=MORE)
    return replace(state, doing=run, sittings=sittings), Announce(words)


def finished(state: State, done: Done) -> State:
    """Return the state at the end of a sitting, which joins the others."""
    sittings = (*state.sittings, done.sitting)[-SITTINGS_KEPT:]
    return replace(state, doing=done, sittings=sittings)


def end_signals(words: Words, done: Done, late: timedelta) -> tuple[Effect, ...]:
    """Return what tells that the time is up, noticed so much after the end."""
    said = Announce(time_up(words, done))
    return (Chime(), said) if late <= CHIMES_WITHIN else (said,)


def time_up(words: Words, done: Done) -> str:
    """Return the sentence that says that the time is up."""
    return words("timer.said-time-up", done=ended_in_words(words, done))


def subscriptions(state: State) -> tuple[Subscription, ...]:
    """Return a tick while the time runs, slower where no seconds are shown; the screen kept on; its end."""
    run = state.doing
    if run is None or isinstance(run, Done) or not is_running(run):
        return ()
    near = isinstance(run, Countdown) and left_at(run, state.now) <= SLOW_TICK
    slow = state.seconds_hidden and not near
    kept: tuple[Subscription, ...] = (Every(SLOW_TICK if slow else 1, Ticked), KeepAwake())
    if not isinstance(run, Countdown) or run.ends is None:
        return kept
    return *kept, Alarm(run.ends, time_up(state.words, Done(Sitting(run.ends, run.total))))
