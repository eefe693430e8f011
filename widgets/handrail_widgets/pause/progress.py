"""How a pause stands: the count, the marks, the calendar file, and the questions at its end."""

from collections.abc import Iterable
from datetime import date

from handrail_widgets.kit.html import Element, button, h4, li, p, progress, section, span, time, ul
from handrail_widgets.pause.plan import Plan, check_ins, mark_line, standing
from handrail_widgets.time.days import counted, days_after, spoken_day

QUESTIONS = (
    "Do I miss this person, or do I miss having somebody?",
    "On an ordinary day far ahead, would we both be safe, free and well?",
    "Has what ended it really changed, or do I hope that it has?",
)


def progress_view(plan: Plan, today: date) -> Element:
    """Return the count, what it means, and the date of the end."""
    return section(key="standing")[
        p(class_="time-left", role="status", key="count")[standing(plan, today)],
        _bar(plan, today),
        p[_dates(plan, today)],
        p(class_="note")[
            f"Counted from {spoken_day(plan.last)}, the day you gave. The number is days that have "
            "gone by since then, whatever happened in them. A slip takes none away."
        ],
    ]


def end_view(plan: Plan) -> Element:
    """Return what stands here when the days are reached: questions to read, nothing to fill in."""
    return section(class_="panel", key="end")[
        h4["Am I sure?"],
        p[
            f"Your {counted(plan.days or 0, 'quiet day')} are here. Before anything else, read these "
            "three questions slowly. Your answers are yours alone; nothing is asked or kept here."
        ],
        ul[(li[question] for question in QUESTIONS)],
        p[
            "Either answer is fine, and so is not knowing yet. You can take more time, or let "
            "this be the end of it and look after yourself."
        ],
        p[
            "This day is no signal to write to them. A no, a block or silence is an answer. "
            "If you have one already, it counts."
        ],
    ]


def marks_view(plan: Plan, marks: Iterable[int], today: date) -> Element:
    """Return the marks reached, each with a line, and the date of the next."""
    days = plan.quiet_days(today)
    all_marks = plan.marks(marks)
    reached = [mark for mark in all_marks if mark <= days]
    ahead = [mark for mark in all_marks if mark > days]
    coming = (
        f"Next look back: day {ahead[0]}, on {spoken_day(days_after(plan.last, ahead[0]))}."
        if ahead
        else None
    )
    return section(key="marks")[
        h4["Looking back"],
        ul(class_="log")[(_mark(plan, mark) for mark in reached)] if reached else None,
        p(class_="note" if reached else "empty")[coming] if coming else None,
    ]


def calendar_view(plan: Plan, marks: Iterable[int], today: date, wanted: object) -> Element | None:
    """Return the button for the calendar file, or nothing when no date lies ahead."""
    coming = len(check_ins(plan, marks, today))
    if not coming:
        return None
    return section(key="calendar")[
        h4["In your calendar"],
        p(class_="row")[
            button(class_="button button-quiet", key="calendar-file", on_click=wanted)[
                f"Save {counted(coming, 'date')} as a calendar file"
            ]
        ],
        p(class_="note")[
            "Each entry is called “Check-in” and says no more. If others share your calendar, they "
            "can see it, and may ask. Some calendars drop the reminders of a file, so look whether "
            "yours kept them. If you change your plan, save the file again and delete dates that "
            "no longer fit."
        ],
    ]


def _bar(plan: Plan, today: date) -> Element | None:
    if plan.days is None:
        return None
    return progress(
        class_="progress",
        max=plan.days,
        value=plan.quiet_days(today),
        aria_label="Quiet days",
        key="bar",
    )


def _dates(plan: Plan, today: date) -> str:
    end = plan.end()
    if plan.last > today:
        return "Your date of last contact is still to come. Is it right? You can change your plan."
    if plan.ended(today) and end:
        return f"The last of them was {spoken_day(end)}." if end < today else "Today is the last of them."
    first = f"Your first quiet day is {spoken_day(days_after(plan.last, 1))}. "
    ending = f"Your quiet days end on {spoken_day(end)}." if end else "They end when you say so."
    return (first if plan.last == today else "") + ending


def _mark(plan: Plan, mark: int) -> Element:
    day = days_after(plan.last, mark)
    return li(class_="log-entry", key=f"mark-{mark}")[
        time(datetime=day.isoformat())[f"Day {mark}"],
        span[f"{mark_line(mark)} ({spoken_day(day)})"],
    ]
