"""The form that makes or changes the plan of a pause."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from handrail_widgets.kit.fields import choice, choices, field
from handrail_widgets.kit.html import Element, div, input_, p, section
from handrail_widgets.kit.words import Words
from handrail_widgets.pause.plan import LONGEST, PRACTICAL, SHORTEST, Plan
from handrail_widgets.time.days import typed_day, typed_number

OLDEST_YEARS = 100


@dataclass(frozen=True)
class PlanForm:
    """The plan's form as it stands, numbers and dates as they were typed.

    `tried` is set by pressing the button: before that, nobody is told that a field is empty.
    `changing` means that a plan is running and its form is open again.
    """

    last: str = ""
    days: str = "30"
    open_ended: bool = False
    allowed: frozenset[str] = frozenset()
    other: str = ""
    tried: bool = False
    changing: bool = False


@dataclass(frozen=True)
class LastWritten:
    """The reader typed the date of the last contact."""

    text: str


@dataclass(frozen=True)
class DaysWritten:
    """The reader typed a number of days."""

    text: str


@dataclass(frozen=True)
class OpenEndChosen:
    """The reader chose between an open end and a number of days."""

    open_ended: bool


@dataclass(frozen=True)
class PracticalToggled:
    """The reader allowed a kind of practical contact, or no longer does."""

    kind: str
    allowed: bool


@dataclass(frozen=True)
class OtherWritten:
    """The reader wrote which other contact is allowed."""

    text: str


PlanMessage = LastWritten | DaysWritten | OpenEndChosen | PracticalToggled | OtherWritten


def updated_form(form: PlanForm, message: PlanMessage) -> PlanForm:
    """Return the form after the reader filled in a part of it."""
    match message:
        case LastWritten(text):
            return replace(form, last=text)
        case DaysWritten(text):
            return replace(form, days=text)
        case OpenEndChosen(open_ended):
            return replace(form, open_ended=open_ended)
        case PracticalToggled(kind, allowed):
            kinds = form.allowed | {kind} if allowed else form.allowed - {kind}
            return replace(form, allowed=kinds)
        case OtherWritten(text):
            return replace(form, other=text)


def form_of(plan: Plan, form: PlanForm) -> PlanForm:
    """Return `form` filled in with a running plan, for changing it."""
    return PlanForm(
        last=plan.last.isoformat(),
        days=form.days if plan.days is None else str(plan.days),
        open_ended=plan.days is None,
        allowed=plan.allowed,
        other=plan.other,
        changing=True,
    )


def planned(form: PlanForm, today: date, now: datetime, before: Plan | None) -> Plan | None:
    """Return the plan that the form describes, or `None` while something in it is wrong."""
    last = typed_day(form.last)
    if last is None or mistakes(form, today):
        return None
    days = None if form.open_ended else typed_number(form.days)
    if before is None:
        return Plan(last, days, form.allowed, form.other, begun=now)
    return replace(
        before,
        last=last,
        days=days,
        allowed=form.allowed,
        other=form.other,
        revision=before.revision + 1,
    )


def last_mistake(form: PlanForm, today: date | None) -> str:
    """Return the key of the sentence that says what is wrong with the date, or nothing."""
    if not form.last.strip():
        return "pause-plan.last-missing"
    last = typed_day(form.last)
    if last is None:
        return "pause-plan.last-partial"
    if today and last > today:
        return "pause-plan.last-ahead"
    if today and today.year - last.year > OLDEST_YEARS:
        return "pause-plan.last-old"
    return ""


def days_mistake(form: PlanForm) -> str:
    """Return the key of the sentence that says what is wrong with the number of days, or nothing."""
    days = typed_number(form.days)
    if form.open_ended or (days is not None and SHORTEST <= days <= LONGEST):
        return ""
    return "pause-plan.days-wrong"


def mistakes(form: PlanForm, today: date | None) -> tuple[str, ...]:
    """Return the keys for all that is wrong with the form, in its order."""
    return tuple(key for key in (last_mistake(form, today), days_mistake(form)) if key)


def error(words: Words, mistake: str) -> str:
    """Return what is wrong, in words; nothing if there is no mistake."""
    return words(mistake, years=OLDEST_YEARS, least=SHORTEST, most=LONGEST) if mistake else ""


def form_view(words: Words, form: PlanForm, today: date | None, buttons: Iterable[Element]) -> Element:
    """Return the plan's form; `buttons` stand at its end."""
    last = input_(
        type="date",
        value=form.last,
        max=today.isoformat() if today else None,
        on_input=LastWritten,
    )
    return section(key="plan-form")[
        field(
            "last",
            words("pause-plan.last"),
            last,
            hint=words("pause-plan.last-hint"),
            error=error(words, last_mistake(form, today)) if form.tried else "",
        ),
        _length(words, form),
        _practical(words, form),
        div(class_="row")[buttons],
    ]


def _length(words: Words, form: PlanForm) -> Element:
    def radio(name: str, *, open_ended: bool) -> Element:
        return input_(
            type="radio",
            key=name,
            name="length-kind",
            checked=form.open_ended == open_ended,
            on_change=OpenEndChosen(open_ended),
        )

    days = input_(type="number", min=SHORTEST, max=LONGEST, step=1, value=form.days, on_input=DaysWritten)
    return section(key="length")[
        choices(
            "length-choice",
            words("pause-plan.length"),
            (
                choice(radio("length-days", open_ended=False), words("pause-plan.length-days")),
                choice(radio("length-open", open_ended=True), words("pause-plan.length-open")),
            ),
            hint=words("pause-plan.length-hint"),
        ),
        None
        if form.open_ended
        else field(
            "days",
            words("pause-plan.days", least=SHORTEST, most=LONGEST),
            days,
            error=error(words, days_mistake(form)) if form.tried else "",
        ),
    ]


def _practical(words: Words, form: PlanForm) -> Element:
    ticks = (
        choice(
            input_(
                type="checkbox",
                key=f"allow-{kind}",
                checked=kind in form.allowed,
                on_change=partial(PracticalToggled, kind),
            ),
            words(name),
        )
        for kind, (name, _) in PRACTICAL.items()
    )
    other = input_(type="text", value=form.other, on_input=OtherWritten)
    return section(key="practical")[
        choices(
            "practical-choice",
            words("pause-plan.practical"),
            ticks,
            hint=words("pause-plan.practical-hint"),
        ),
        field("other-text", words("pause-plan.other"), other) if "other" in form.allowed else None,
        p(class_="note")[words("pause-plan.practical-order")],
    ]
