"""How a planner looks: its first day, what is planned, what has to be seen to, and earlier plans."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from handrail_widgets.kit.fields import field
from handrail_widgets.kit.html import (
    Element,
    br,
    button,
    details,
    div,
    h4,
    input_,
    label,
    li,
    option,
    section,
    select,
    span,
    strong,
    summary,
    ul,
)
from handrail_widgets.kit.lines import Line, heading, said
from handrail_widgets.planner.plan import action_in, day_mistake, entries, first_day
from handrail_widgets.planner.state import (
    Action,
    CheckToggled,
    DatesWanted,
    DayChosen,
    DoneToggled,
    FirstWritten,
    NewBegun,
    Plan,
    Slot,
    State,
    TimeWritten,
    WhatWritten,
)
from handrail_widgets.time.calendar_view import calendar_view
from handrail_widgets.time.days import days_after, typed_day


def view(state: State) -> Element:
    """Return the plan, and the earlier ones."""
    config, words = state.config, state.words
    one_day = config.days == 1
    first = input_(type="date", value=state.plan.first, on_input=FirstWritten)
    mistake = day_mistake(state)
    ahead = tuple(entries(replace(state, filed=state.filed or state.now)))
    return div[
        field(
            "first",
            words("planner.day" if one_day else "planner.first"),
            first,
            hint=_spoken(state),
            error=words(mistake) if mistake else "",
        ),
        (_slot(state, slot) for slot in config.slots),
        _checks(state) if config.checks else None,
        calendar_view(words, len(ahead), DatesWanted) if config.calendar else None,
        _again(state),
    ]


def _spoken(state: State) -> str:
    """Return the days of the plan in words, since a date field shows them in the browser's own order."""
    first, days = first_day(state), state.config.days
    if first is None:
        return ""
    if days == 1:
        return state.words.day(first)
    last = days_after(first, days - 1)
    return state.words(
        "planner.from-to", first=state.words.day(first, "short"), last=state.words.day(last, "short")
    )


def _slot(state: State, slot: Slot) -> Element:
    """Return a slot; its day and its time are asked for once it holds something."""
    action = action_in(state, slot.id)
    what = input_(type="text", value=action.what, on_input=partial(WhatWritten, slot.id))
    return section(key=f"slot-{slot.id}", aria_label=slot.label)[
        field(f"what-{slot.id}", slot.label, what, hint=slot.hint),
        _details(state, slot.id, action) if action.what.strip() else None,
    ]


def _details(state: State, slot: str, action: Action) -> tuple[Element, Element]:
    words = state.words
    at = input_(type="time", value=action.at, on_input=partial(TimeWritten, slot))
    done = input_(
        type="checkbox", key=f"done-{slot}", checked=action.done, on_change=partial(DoneToggled, slot)
    )
    return (
        div(class_="row", key=f"times-{slot}")[
            field(f"day-{slot}", words("planner.when"), _days(state, slot, action))
            if state.config.days > 1
            else None,
            field(f"at-{slot}", words("planner.at"), at),
        ],
        ul(class_="ticks", key=f"ticks-{slot}")[li(class_="tick")[label[done, span[words("planner.done")]]]],
    )


def _days(state: State, slot: str, action: Action) -> Element:
    first = first_day(state)
    chosen = action.day if action.day is not None and action.day < state.config.days else None

    def days() -> Iterator[Element]:
        yield option(value="", selected=chosen is None)[state.words("planner.no-day")]
        for number in range(state.config.days):
            yield option(value=str(number), selected=chosen == number)[_nth(state, first, number)]

    return select(on_change=partial(DayChosen, slot))[days()]


def _checks(state: State) -> Element:
    checked = state.plan.checked
    return section(key="checks")[
        h4[state.words("planner.checks")],
        ul(class_="ticks")[
            (
                li(class_="tick", key=f"check-row-{check.id}")[
                    label[
                        input_(
                            type="checkbox",
                            key=f"check-{check.id}",
                            checked=check.id in checked,
                            on_change=partial(CheckToggled, check.id),
                        ),
                        span[check.text],
                    ]
                ]
                for check in state.config.checks
            )
        ],
    ]


def _again(state: State) -> Iterator[Element]:
    words = state.words
    if any(action.what.strip() for _, action in state.plan.actions):
        again = button(class_="button button-quiet", key="again", on_click=NewBegun())
        yield div(class_="row", key="new")[again[words("planner.again")]]
    if state.before:
        yield details(key="before")[
            summary[words("planner.earlier", count=len(state.before))],
            ul(class_="log")[
                (_earlier(state, at, plan) for at, plan in reversed([*enumerate(state.before)]))
            ],
        ]


def _earlier(state: State, at: int, plan: Plan) -> Element:
    """Return an earlier plan, by the names that its slots have today, where they are still there."""
    words, first = state.words, typed_day(plan.first)
    name = words.day(first, "long") if first else words("planner.undated")
    return li(class_="log-entry", key=f"before-{at}")[span[strong[name], _lines(state, plan)]]


def _lines(state: State, plan: Plan) -> Iterator[Element | str]:
    names = {slot.id: slot.label for slot in state.config.slots}
    for slot, action in plan.actions:
        if what := action.what.strip():
            key = "planner.was-done" if action.done else "planner.was"
            yield br
            yield state.words(key, slot=names.get(slot, slot), what=what)


def lines(state: State) -> Iterator[Line]:
    """Yield the plan, and the earlier ones, the newest first."""
    words = state.words
    yield from _planned(state, state.plan)
    for plan in reversed(state.before):
        first = typed_day(plan.first)
        yield heading(words.day(first, "long") if first else words("planner.undated"))
        yield from _planned(state, plan)


def _planned(state: State, plan: Plan) -> Iterator[Line]:
    config, words, first = state.config, state.words, typed_day(plan.first)
    day = words.day(first) if first else plan.first
    yield from said(day, words("planner.day" if config.days == 1 else "planner.first"))
    actions, labels = dict(plan.actions), {slot.id: slot.label for slot in config.slots}
    for name in [*labels, *(name for name in actions if name not in labels)]:
        action = actions.get(name, Action())
        when = "" if action.day is None else _nth(state, first, action.day)
        parts = [part for part in (action.what, when, action.at) if part.strip()]
        if parts or action.done:
            yield Line(", ".join(parts), labels.get(name, name), ticked=action.done)
    checks = {check.id: check.text for check in config.checks}
    for name in [*checks, *sorted(plan.checked - checks.keys())]:
        if name in plan.checked:
            yield Line(checks.get(name, name), ticked=True)


def _nth(state: State, first: date | None, number: int) -> str:
    """Return what a day of a plan is called."""
    day = state.words.day(days_after(first, number), "short") if first else ""
    return day or state.words("planner.nth", number=number + 1)
