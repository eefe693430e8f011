"""What a plan comes to: its days, what is wrong with them, and what goes into a calendar."""

from collections.abc import Iterator
from datetime import date, time

from handrail_widgets.planner.state import Action, State
from handrail_widgets.time.calendar_file import Entry, entry_id
from handrail_widgets.time.days import days_after, typed_day

OLDEST_YEARS = 100


def action_in(state: State, slot: str) -> Action:
    """Return what stands in a slot."""
    return dict(state.plan.actions).get(slot, Action())


def first_day(state: State) -> date | None:
    """Return the first day, or `None` while it isn't a date."""
    return typed_day(state.plan.first)


def day_mistake(state: State) -> str:
    """Return the key of the sentence that says what is wrong with the first day, or nothing."""
    first, today = first_day(state), state.today
    if first is None:
        return "planner.first-partial" if state.plan.first.strip() else ""
    if today and days_after(first, state.config.days - 1) < today:
        return "planner.first-past"
    return ""


def day_of(state: State, action: Action) -> date | None:
    """Return the day of an action; a plan of one day has no other."""
    first = first_day(state)
    number = 0 if state.config.days == 1 else action.day
    if first is None or number is None or number >= state.config.days:
        return None
    return days_after(first, number)


def time_of(action: Action) -> time | None:
    """Return the time of day of an action, or `None` for none and for what is no time."""
    try:
        return time.fromisoformat(action.at.strip()).replace(tzinfo=None)
    except ValueError:
        return None


def entries(state: State) -> Iterator[Entry]:
    """Yield a calendar entry for each action that has a day from today on.

    Their ids stay the same when the plan changes, so that a new file moves the old entries.
    """
    if state.filed is None or state.today is None:
        return
    for slot in state.config.slots:
        action = action_in(state, slot.id)
        day = day_of(state, action)
        if action.what.strip() and day and day >= state.today:
            uid = entry_id(state.filed, f"{len(state.before)}-{slot.id}")
            yield Entry(uid, day, state.words("calendar.entry"), state.files, time_of(action))
