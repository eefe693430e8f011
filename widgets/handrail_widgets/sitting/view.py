"""What a time to sit looks like: the choice, the time that runs, and the end."""

import math
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from handrail_widgets.kit.fields import choice, choices
from handrail_widgets.kit.html import Element, button, div, input_, li, p, progress, span, time, ul
from handrail_widgets.kit.lines import Line
from handrail_widgets.kit.words import Words, capital
from handrail_widgets.sitting.state import (
    MORE,
    Chosen,
    Done,
    Extended,
    Finished,
    Paused,
    Resumed,
    Returned,
    SecondsHidden,
    Sitting,
    Started,
    State,
    chosen_length,
)
from handrail_widgets.time.durations import (
    MINUTE,
    clock_face,
    minutes_in_words,
    time_in_words,
    time_of_day,
)
from handrail_widgets.time.running import (
    Countdown,
    CountUp,
    Run,
    is_running,
    left_at,
    spent_at,
)

# Start, pause, resume and start again are one button to the page, so that focus stays on it.
main_button = button(class_="button", key="main")
quiet_button = button(class_="button button-quiet")
row = div(class_="row")


def view(state: State) -> Element:
    """Return the choice, the time that runs or its end, and the finished sittings."""
    match state.doing:
        case None:
            now = choosing(state)
        case Done() as done:
            now = ended(state.words, done)
        case run:
            now = running(state, run)
    return div[now, finished_sittings(state.words, state.sittings)]


def choosing(state: State) -> tuple[Element | None, ...]:
    """Return the lengths to choose from, and the start."""
    chosen = chosen_length(state)
    offered: list[int | None] = [*sorted(state.lengths), *([None] if state.untimed else [])]
    words = state.words
    length = None if chosen is None else minutes_in_words(words, chosen)
    start = words("timer.start", length=length) if length else words("timer.start-no-clock")
    return (
        choices("length", words("timer.length"), (length_choice(words, o, chosen) for o in offered)),
        row[main_button(on_click=Started)[start]],
        p(class_="note")[words("timer.note")],
    )


def length_choice(words: Words, minutes: int | None, chosen: int | None) -> Element:
    """Return the radio button of one length; `None` is no clock."""
    value = "none" if minutes is None else str(minutes)
    radio = input_(
        type="radio",
        id=f"length-{value}",
        name="length",
        value=value,
        checked=minutes == chosen,
        on_change=Chosen(minutes),
    )
    return choice(radio, words("timer.no-clock") if minutes is None else minutes_in_words(words, minutes))


def running(state: State, run: Run) -> tuple[Element | None, ...]:
    """Return the time as it runs or stands still, and what can be done with it."""
    countdown = run if isinstance(run, Countdown) else None
    words = state.words
    return (
        time_shown(state, run),
        bar(state, countdown) if countdown else None,
        p(class_="note")[outlook(words, run)],
        row[
            main_button(on_click=Paused)[words("timer.pause")]
            if is_running(run)
            else main_button(on_click=Resumed)[words("timer.resume")],
            quiet_button(key="extend", on_click=Extended)[words("timer.extend", count=MORE)]
            if countdown
            else None,
            quiet_button(key="finish", on_click=Finished)[
                words("timer.finish-early") if countdown else words("timer.finish")
            ],
            seconds_button(words, hidden=state.seconds_hidden),
        ],
    )


def time_shown(state: State, run: Run) -> Element:
    """Return the time in large figures and in words; where the seconds are hidden, in minutes alone."""
    seconds = whole_seconds(run, state.now)
    shown = p(class_="time-left", role="timer")
    if state.seconds_hidden:
        said = time_in_words(state.words, seconds_to_say(run, state.now))
        return shown[large(state.words, side_of_now(run), said)]
    stands = standing(state.words, run, state.now)
    return shown[clock_face(seconds), " ", span(class_="time-words")[stands]]


def large(words: Words, key: str, length: str, **given: str) -> Iterator[Element | str]:
    """Yield a sentence with its length in large letters and all around it in small ones."""
    place = span[length]
    parts = words.parts(key, length=place, **given)
    for at, (is_length, around) in enumerate(groupby(parts, key=lambda part: part is place)):
        if at:
            yield " "
        yield capital(length) if is_length else span(class_="time-words")["".join(map(str, around)).strip()]


def bar(state: State, run: Countdown) -> Element:
    """Return how much of the time has gone, as a bar; it too stands still where seconds are hidden."""
    whole = math.ceil(run.total)
    gone = whole - whole_seconds(run, state.now)
    shown = gone // MINUTE * MINUTE if state.seconds_hidden else gone
    return progress(class_="progress", max=whole, value=max(0, shown), aria_label=state.words("timer.bar"))


def seconds_button(words: Words, *, hidden: bool) -> Element:
    """Return the button that stops the ticking to be seen, or lets it be seen again (WCAG 2.2.2)."""
    said = words("timer.show-seconds") if hidden else words("timer.hide-seconds")
    return quiet_button(key="seconds", on_click=SecondsHidden(not hidden))[said]


def outlook(words: Words, run: Run) -> str:
    """Return what will happen if the reader does nothing."""
    match run:
        case Countdown(ends=datetime() as ends):
            return words("timer.ends", time=time_of_day(ends))
        case CountUp(since=datetime()):
            return words("timer.counting-up")
    return words("timer.standing-still")


def ended(words: Words, done: Done) -> tuple[Element | None, ...]:
    """Return the end of a sitting, and the ways on from it."""
    sitting = done.sitting
    length = time_in_words(words, sitting.seconds)
    return (
        p(class_="time-left")[large(words, end_of(done), length, time=time_of_day(sitting.ended))],
        row[
            main_button(on_click=Started)[words("timer.start-again")],
            quiet_button(key="extend", on_click=Extended)[words("timer.more", count=MORE)],
            quiet_button(key="return", on_click=Returned)[words("timer.another-length")],
        ],
    )


def finished_sittings(words: Words, sittings: tuple[Sitting, ...]) -> tuple[Element, ...]:
    """Return the finished sittings, the last one first, or nothing if there are none yet."""
    if not sittings:
        return ()
    return (
        p(class_="note", key="finished")[words("timer.finished-so-far")],
        ul(class_="log", aria_labelledby="finished")[
            (entry(words, sitting) for sitting in reversed(sittings))
        ],
    )


def entry(words: Words, sitting: Sitting) -> Element:
    """Return one finished sitting: "Done on Mon 23 November, 20 minutes"."""
    day = sitting.ended.date()
    moment = time(datetime=day.isoformat())[words.day(day, "short")]
    length = time_in_words(words, sitting.seconds)
    return li(class_="log-entry")[span[words.parts("timer.entry", day=moment, length=length)]]


def sitting_lines(words: Words, sittings: Iterable[Sitting]) -> Iterator[Line]:
    """Yield the finished sittings as lines to be read."""
    for sitting in sittings:
        day, length = words.day(sitting.ended.date(), "short"), time_in_words(words, sitting.seconds)
        yield Line(words("timer.entry", day=day, length=length))


def standing(words: Words, run: Run, now: datetime | None) -> str:
    """Return how a run stands, in words: "12 minutes left", "12 minutes so far"."""
    return words(side_of_now(run), length=time_in_words(words, seconds_to_say(run, now)))


def ended_in_words(words: Words, done: Done) -> str:
    """Return "20 minutes done at 12:04"; says so if the page was closed then."""
    length = time_in_words(words, done.sitting.seconds)
    return words(end_of(done), length=length, time=time_of_day(done.sitting.ended))


def end_of(done: Done) -> str:
    """Return the key of the sentence that says how a sitting ended."""
    return "timer.done-closed" if done.closed else "timer.done"


def side_of_now(run: Run) -> str:
    """Return the key of the sentence that says which side of now a run counts."""
    return "timer.left" if isinstance(run, Countdown) else "timer.so-far"


def whole_seconds(run: Run, now: datetime | None) -> int:
    """Return the seconds to show: those left, the one that runs counted in full, or those gone."""
    if isinstance(run, Countdown):
        return math.ceil(left_at(run, now))
    return int(spent_at(run, now))


def seconds_to_say(run: Run, now: datetime | None) -> int:
    """Return the seconds to put into words: a minute that has begun to run out is still there as a whole."""
    seconds = whole_seconds(run, now)
    if isinstance(run, CountUp) or seconds < MINUTE:
        return seconds
    return math.ceil(seconds / MINUTE) * MINUTE
