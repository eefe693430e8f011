"""What a timer looks like: the choice, the time that runs, and the end."""

import math
from datetime import datetime

from handrail_widgets.kit.fields import choice, choices
from handrail_widgets.kit.html import Element, button, div, input_, li, p, progress, span, time, ul
from handrail_widgets.time.durations import (
    MINUTE,
    clock_face,
    minutes_in_words,
    sentence,
    short_day,
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
from handrail_widgets.timer.state import (
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

# Start, pause, resume and start again are one button to the page, so that focus stays on it.
main_button = button(class_="button", key="main")
quiet_button = button(class_="button button-quiet")
row = div(class_="row")


def view(state: State) -> Element:
    """Return the whole timer."""
    match state.doing:
        case None:
            now = choosing(state)
        case Done() as done:
            now = ended(done)
        case run:
            now = running(state, run)
    return div[now, finished_sittings(state.sittings)]


def choosing(state: State) -> tuple[Element | None, ...]:
    """Return the lengths to choose from, and the start."""
    chosen = chosen_length(state)
    offered: list[int | None] = [*sorted(state.lengths), *([None] if state.untimed else [])]
    words = "Start without a clock" if chosen is None else f"Start {minutes_in_words(chosen)}"
    return (
        choices("length", "How long would you like?", (length_choice(o, chosen) for o in offered)),
        row[main_button(on_click=Started)[words]],
        p(class_="note")["You can pause, add time or finish early. A soft tone sounds at the end."],
    )


def length_choice(minutes: int | None, chosen: int | None) -> Element:
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
    return choice(radio, "No clock" if minutes is None else minutes_in_words(minutes))


def running(state: State, run: Run) -> tuple[Element | None, ...]:
    """Return the time as it runs or stands still, and what can be done with it."""
    countdown = run if isinstance(run, Countdown) else None
    return (
        time_shown(state, run),
        bar(state, countdown) if countdown else None,
        p(class_="note")[outlook(run)],
        row[
            main_button(on_click=Paused)["Pause"]
            if is_running(run)
            else main_button(on_click=Resumed)["Resume"],
            quiet_button(key="extend", on_click=Extended)[f"Add {MORE} minutes"] if countdown else None,
            quiet_button(key="finish", on_click=Finished)["Finish early" if countdown else "Finish"],
            seconds_button(hidden=state.seconds_hidden),
        ],
    )


def time_shown(state: State, run: Run) -> Element:
    """Return the time in large figures and in words; where the seconds are hidden, in minutes alone."""
    seconds = whole_seconds(run, state.now)
    if state.seconds_hidden:
        figures, words = sentence(time_in_words(seconds)), side_of_now(run)
    else:
        figures, words = clock_face(seconds), standing(run, state.now)
    return p(class_="time-left", role="timer")[figures, " ", span(class_="time-words")[words]]


def bar(state: State, run: Countdown) -> Element:
    """Return how much of the time has gone, as a bar; it too stands still where seconds are hidden."""
    whole = math.ceil(run.total)
    gone = whole - whole_seconds(run, state.now)
    shown = gone // MINUTE * MINUTE if state.seconds_hidden else gone
    return progress(class_="progress", max=whole, value=max(0, shown), aria_label="Time gone")


def seconds_button(*, hidden: bool) -> Element:
    """Return the button that stops the ticking to be seen, or lets it be seen again (WCAG 2.2.2)."""
    words = "Show the seconds" if hidden else "Hide the seconds"
    return quiet_button(key="seconds", on_click=SecondsHidden(not hidden))[words]


def outlook(run: Run) -> str:
    """Return what will happen if the reader does nothing."""
    match run:
        case Countdown(ends=datetime() as ends):
            return f"Ends at {time_of_day(ends)}, even if you close this page."
        case CountUp(since=datetime()):
            return "Counting up. Take as long as you like."
    return "Paused. Nothing is lost; go on when you like."


def ended(done: Done) -> tuple[Element | None, ...]:
    """Return the end of a sitting, and the ways on from it."""
    return (
        p(class_="time-left")[
            sitting_length(done.sitting), " ", span(class_="time-words")[end_in_words(done)]
        ],
        row[
            main_button(on_click=Started)["Start again"],
            quiet_button(key="extend", on_click=Extended)[f"{MORE} more minutes"],
            quiet_button(key="return", on_click=Returned)["Choose another length"],
        ],
    )


def finished_sittings(sittings: tuple[Sitting, ...]) -> tuple[Element, ...]:
    """Return the finished sittings, the last one first, or nothing if there are none yet."""
    if not sittings:
        return ()
    return (
        p(class_="note", key="finished")["Finished so far"],
        ul(class_="log", aria_labelledby="finished")[map(entry, reversed(sittings))],
    )


def entry(sitting: Sitting) -> Element:
    """Return one finished sitting: "Done on Mon 23 November, 20 minutes"."""
    day = sitting.ended.date()
    moment = time(datetime=day.isoformat())[short_day(day)]
    return li(class_="log-entry")[span["Done on ", moment, f", {time_in_words(sitting.seconds)}"]]


def standing(run: Run, now: datetime | None) -> str:
    """Return how a run stands, in words: "12 minutes left", "12 minutes so far"."""
    return f"{time_in_words(whole_seconds(run, now))} {side_of_now(run)}"


def ended_in_words(done: Done) -> str:
    """Return "20 minutes done at 12:04"; says so if the page was closed then."""
    return f"{sitting_length(done.sitting)} {end_in_words(done)}"


def end_in_words(done: Done) -> str:
    """Return when a sitting ended: "done at 12:04"."""
    at = time_of_day(done.sitting.ended)
    return f"done; ended at {at} while this page was closed" if done.closed else f"done at {at}"


def sitting_length(sitting: Sitting) -> str:
    """Return how long it was: "20 minutes"."""
    return sentence(time_in_words(sitting.seconds))


def side_of_now(run: Run) -> str:
    """Return which side of now a run counts."""
    return "left" if isinstance(run, Countdown) else "so far"


def whole_seconds(run: Run, now: datetime | None) -> int:
    """Return the seconds to show: those left, the one that runs counted in full, or those gone."""
    if isinstance(run, Countdown):
        return math.ceil(left_at(run, now))
    return int(spent_at(run, now))
