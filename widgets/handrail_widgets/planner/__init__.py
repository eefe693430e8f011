"""A few small actions over a few days, with a day and a time for each."""

from dataclasses import replace

from handrail_widgets.kit.effects import Effect, Every, Subscription
from handrail_widgets.kit.widget import Progress, Widget
from handrail_widgets.planner.plan import action_in, entries
from handrail_widgets.planner.state import (
    Action,
    CheckToggled,
    Config,
    DatesWanted,
    DayChosen,
    DoneToggled,
    FirstWritten,
    Message,
    NewBegun,
    Plan,
    State,
    TimeWritten,
    Told,
    WhatWritten,
)
from handrail_widgets.planner.view import lines, view
from handrail_widgets.time.calendar_file import calendar_download
from handrail_widgets.time.days import typed_number

HOUR = 3600

type Update = tuple[State, *tuple[Effect, ...]]


def init(config: Config) -> State:
    """Return the planner with nothing planned."""
    return State(config, config.words)


def update(state: State, message: Message) -> Update:
    """Return the planner after a message."""
    if isinstance(message, DatesWanted):
        after = replace(state, now=message.now, filed=state.filed or message.now)
        found = tuple(entries(after))
        if not found:
            return (replace(state, now=message.now),)
        return replace(after, files=state.files + 1), calendar_download(state.words, found, message.now)
    return (changed(state, message),)


def changed(state: State, message: Message) -> State:
    """Return the planner after a message that asks nothing of the page."""
    plan = state.plan
    match message:
        case Told(now):
            return replace(state, now=now)
        case NewBegun():
            return replace(state, plan=Plan(), before=(*state.before, plan)) if plan != Plan() else state
        case FirstWritten(text):
            plan = replace(plan, first=text)
        case CheckToggled(check, done):
            plan = replace(plan, checked=plan.checked | {check} if done else plan.checked - {check})
        case WhatWritten(slot) | DayChosen(slot) | TimeWritten(slot) | DoneToggled(slot):
            others = tuple(pair for pair in plan.actions if pair[0] != slot)
            plan = replace(plan, actions=(*others, (slot, filled_in(action_in(state, slot), message))))
    return replace(state, plan=plan)


def filled_in(action: Action, message: Message) -> Action:
    """Return an action with what the reader said of it."""
    match message:
        case WhatWritten(text=text):
            return replace(action, what=text)
        case DayChosen(day=day):
            return replace(action, day=typed_number(day))
        case TimeWritten(text=text):
            return replace(action, at=text)
        case DoneToggled(done=done):
            return replace(action, done=done)
    return action


def subscriptions(state: State) -> tuple[Subscription, ...]:
    """Return a look at the clock every hour, so that a day that has gone by is told."""
    del state
    return (Every(HOUR, Told),)


def progress(state: State) -> Progress | None:
    """Return how many slots have an action, and how many checks are ticked."""
    config = state.config
    planned = sum(bool(action_in(state, slot.id).what.strip()) for slot in config.slots)
    checked = sum(check.id in state.plan.checked for check in config.checks)
    return Progress(planned + checked, len(config.slots) + len(config.checks))


planner = Widget("planner", Config, init, update, view, subscriptions, progress, written=lines)
