"""Quiet days without contact: a count that only grows, a log that judges nothing, help in between.

`plan` holds what the count means, `log` and `urge` the log and the tools for a hard moment; this module
puts them together.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Annotated

from handrail_widgets.kit.codec import Unsaved
from handrail_widgets.kit.codec.constraint import Between, Length
from handrail_widgets.kit.effects import Announce, Effect, Every, Subscription
from handrail_widgets.kit.html import Element, button, details, div, h4, p, section, summary
from handrail_widgets.kit.lines import Line
from handrail_widgets.kit.widget import Progress, Widget, WidgetConfig
from handrail_widgets.kit.words import Words
from handrail_widgets.pause.form import (
    PlanForm,
    PlanMessage,
    error,
    form_of,
    form_view,
    mistakes,
    planned,
    updated_form,
)
from handrail_widgets.pause.log import EntrySaved, Log, LogMessage, Then, chosen, updated_log
from handrail_widgets.pause.log_view import EarlierShown, added_error, choice_view, log_view
from handrail_widgets.pause.plan import Plan, check_in_days, check_ins, lengthened, mark_line, room, standing
from handrail_widgets.pause.progress import NO_END, End, end_view, marks_view, progress_view
from handrail_widgets.pause.urge import Urge, UrgeMessage, WaitStarted, at_time, updated_urge, waiting
from handrail_widgets.pause.urge_view import urge_view
from handrail_widgets.pause.written import log_lines, plan_lines, urge_lines
from handrail_widgets.time.calendar_file import calendar_download
from handrail_widgets.time.calendar_view import calendar_view
from handrail_widgets.time.days import latest_day, typed_number


@dataclass(frozen=True, kw_only=True)
class Config(WidgetConfig):
    """How many days are offered, on which to look back, besides the last, and what is asked on that."""

    days: Annotated[int, Between(7, 90)] = 30
    marks: Annotated[tuple[Annotated[int, Between(1, 365)], ...], Length(0, 30)] = (7, 14, 21, 30)
    end: End = NO_END


@dataclass(frozen=True)
class State:
    """All that the reader set, wrote and noted. There are no quiet days while `plan` is `None`.

    `shown` is how many times the reader asked for earlier entries of the log; a page that is loaded
    begins with the latest.

    `seen` is the day counted with, see `latest_day` in `time/days.py`; a count that was shown, and a
    mark that was told, is not taken back by travelling west.
    """

    marks: Unsaved[tuple[int, ...]]
    end: Unsaved[End]
    words: Unsaved[Words]
    now: Unsaved[datetime | None] = None
    shown: Unsaved[int] = 0
    form: PlanForm = field(default_factory=PlanForm)
    plan: Plan | None = None
    seen: date | None = None
    log: Log = field(default_factory=Log)
    urge: Urge = field(default_factory=Urge)

    @property
    def today(self) -> date | None:
        """The day to count with, or to check a typed date against; `None` until a time is known."""
        return self.seen or (self.now.date() if self.now else None)


@dataclass(frozen=True)
class Ticked:
    """Time went by."""

    now: datetime


@dataclass(frozen=True)
class Begun:
    """The form is done: begin, or change the running plan."""

    now: datetime


@dataclass(frozen=True)
class PlanOpened:
    """The reader wants to change the plan."""


@dataclass(frozen=True)
class PlanLeft:
    """The plan stays as it is."""


@dataclass(frozen=True)
class ThenSaved:
    """The reader confirms what to do after a slip."""

    now: datetime


@dataclass(frozen=True)
class CalendarWanted:
    """The reader wants the dates as a file."""

    now: datetime


PauseMessage = Ticked | Begun | PlanOpened | PlanLeft | ThenSaved | CalendarWanted | EarlierShown
TIMED = Ticked | Begun | ThenSaved | CalendarWanted | EntrySaved | WaitStarted
PARTS = PlanMessage | LogMessage | UrgeMessage
type Message = PauseMessage | PlanMessage | LogMessage | UrgeMessage
type Next = tuple[State, *tuple[Effect, ...]]


def init(config: Config) -> State:
    """Return the form, not filled in, with the author's number of days."""
    return State(config.marks, config.end, config.words, form=PlanForm(days=str(config.days)))


def update(state: State, message: Message) -> Next:
    """Return the pause after a message; one that carries the time brings the pause up to it first."""
    state, *told = _at(state, message.now) if isinstance(message, TIMED) else (state,)
    state, *done = _filled_in(state, message) if isinstance(message, PARTS) else _updated(state, message)
    effects: tuple[Effect, ...] = (*told, *done)
    return state, *effects


def subscriptions(state: State) -> tuple[Subscription, ...]:
    """Return a tick a minute, so that midnight passes; one a second while a wait runs."""
    return (Every(1 if waiting(state.urge) else 60, Ticked),)


def view(state: State) -> Element:
    """Return the form, or how the quiet days stand."""
    plan, today, words = state.plan, state.today, state.words
    if plan is None or today is None:
        begin = button(class_="button", key="begin", on_click=Begun)[words("pause.begin")]
        return div[urge_view(words, state.urge, state.now), form_view(words, state.form, today, (begin,))]
    asked = choice_view(words, state.log, room(plan, today), ThenSaved) if state.log.asking else None
    return div[
        progress_view(words, plan, today),
        end_view(words, plan, state.end) if plan.ended(today) else None,
        urge_view(words, state.urge, state.now),
        log_view(words, state.log, state.shown, asked),
        marks_view(words, plan, state.marks, today),
        calendar_view(words, len(check_in_days(plan, state.marks, today)), CalendarWanted),
        _plan_view(state, plan, today),
    ]


def _at(state: State, now: datetime) -> Next:
    urge, *told = at_time(state.words, state.urge, now)
    later = replace(state, now=now, urge=urge)
    if state.plan is None:
        return later, *told
    seen = latest_day(state.seen, now.date())
    before, after = (state.plan.quiet_days(day) for day in (state.seen or seen, seen))
    reached = [mark for mark in state.plan.marks(state.marks) if before < mark <= after]
    effects: tuple[Effect, ...] = (
        *told,
        *(_mark_told(state.words, state.plan, seen, m) for m in reached[-1:]),
    )
    return replace(later, seen=seen), *effects


def _mark_told(words: Words, plan: Plan, today: date, mark: int) -> Announce:
    stands, line = standing(words, plan, today), mark_line(words, mark)
    return Announce(words("pause.said-mark", standing=stands, line=line))


def _filled_in(state: State, message: PlanMessage | LogMessage | UrgeMessage) -> Next:
    if isinstance(message, PlanMessage):
        return (replace(state, form=updated_form(state.form, message)),)
    if isinstance(message, LogMessage):
        log, *said = updated_log(state.words, state.log, message)
        return replace(state, log=log), *said
    urge, *said = updated_urge(state.words, state.urge, message)
    return replace(state, urge=urge), *said


def _updated(state: State, message: PauseMessage) -> Next:  # noqa: PLR0911 - one a message
    match message:
        case Begun(now):
            return _begun(state, now)
        case PlanOpened() if state.plan:
            return (replace(state, form=form_of(state.plan, state.form)),)
        case PlanLeft():
            return (replace(state, form=replace(state.form, changing=False, tried=False)),)
        case ThenSaved():
            return _then(state)
        case EarlierShown():
            return (replace(state, shown=state.shown + 1),)
        case CalendarWanted(now) if state.plan and state.today:
            entries = check_ins(state.words, state.plan, state.marks, state.today)
            return state, calendar_download(state.words, entries, now)
    return (state,)


def _begun(state: State, now: datetime) -> Next:
    today, words = latest_day(state.seen, now.date()), state.words
    plan = planned(state.form, today, now, state.plan)
    if plan is None:
        wrong = " ".join(error(words, mistake) for mistake in mistakes(state.form, today))
        said = words("pause.said-not-yet", errors=wrong)
        return replace(state, form=replace(state.form, tried=True)), Announce(said)
    form = replace(state.form, tried=False, changing=False)
    key = "pause.said-begun" if state.plan is None else "pause.said-plan-saved"
    begun = replace(state, plan=plan, form=form, seen=today)
    return begun, Announce(words(key, standing=standing(words, plan, today)))


def _then(state: State) -> Next:
    plan, today, log, words = state.plan, state.today, state.log, state.words
    if plan is None or today is None or log.asking is None:
        return (state,)
    left = room(plan, today)
    then: Then = "carry-on" if log.then == "add-days" and not left else log.then
    match then:
        case "carry-on":
            return replace(state, log=chosen(log, then)), Announce(words("pause.said-carry-on"))
        case "add-days":
            added = typed_number(log.added) or 0
            if wrong := added_error(words, log, left):
                return replace(state, log=replace(log, added_tried=True)), Announce(wrong)
            days = added
            changed = replace(plan, days=lengthened(plan, today, added))
        case "start-again":
            days = plan.quiet_days(today)
            changed = replace(plan, last=today)
    changed = replace(changed, revision=plan.revision + 1)
    said = Announce(words("pause.said-saved", standing=standing(words, changed, today)))
    return replace(state, plan=changed, log=chosen(log, then, days)), said


def _plan_view(state: State, plan: Plan, today: date) -> Element:
    words = state.words
    if state.form.changing:
        save = button(class_="button", key="begin", on_click=Begun)[words("pause-plan.save")]
        leave = button(class_="button button-quiet", key="leave", on_click=PlanLeft())
        form = form_view(words, state.form, today, (save, leave[words("pause-plan.leave")]))
        return section(key="plan")[h4[words("pause-plan.change-title")], form]
    allowed = plan.allowances(words)
    change = button(class_="button button-quiet", key="change", on_click=PlanOpened())
    return details(key="plan")[
        summary[words("pause-plan.title")],
        p[words("pause-plan.allowed", kinds=words.listed(allowed))]
        if allowed
        else p[words("pause-plan.allowed-none")],
        p(class_="row")[change[words("pause-plan.change")]],
        p(class_="note")[words("pause-plan.log-stays")],
    ]


def progress(state: State) -> Progress | None:
    """Return the quiet days that have gone by, of those the reader decided on.

    There are none before the plan is made, and none with an open end, which asks for no number.
    """
    plan, today = state.plan, state.today
    if plan is None or today is None or plan.days is None or plan.days < 1:
        return None
    return Progress(plan.quiet_days(today), plan.days)


def written(state: State) -> Iterator[Line]:
    """Yield the plan, the log and what is at hand for a hard moment."""
    words = state.words
    yield from plan_lines(words, state.plan, state.form)
    yield from log_lines(words, state.log)
    yield from urge_lines(words, state.urge)


pause = Widget("pause", Config, init, update, view, subscriptions, progress, written=written)
