"""How a pause stands: the count, the marks, the calendar file, and the questions at its end."""

from collections.abc import Iterable
from datetime import date

from handrail_widgets.kit.html import Element, button, h4, li, p, progress, section, span, time, ul
from handrail_widgets.kit.words import Words
from handrail_widgets.pause.plan import Plan, check_in_days, mark_line, standing
from handrail_widgets.time.days import days_after

QUESTIONS = ("pause-mark.sure-miss", "pause-mark.sure-far-ahead", "pause-mark.sure-changed")


def progress_view(words: Words, plan: Plan, today: date) -> Element:
    """Return the count, what it means, and the date of the end."""
    return section(key="standing")[
        p(class_="time-left", role="status", key="count")[standing(words, plan, today)],
        _bar(words, plan, today),
        p[_dates(words, plan, today)],
        p(class_="note")[words("pause.counted-from", day=words.day(plan.last))],
    ]


def end_view(words: Words, plan: Plan) -> Element:
    """Return what stands here when the days are reached: questions to read, nothing to fill in."""
    return section(class_="panel", key="end")[
        h4[words("pause-mark.sure")],
        p[words("pause-mark.sure-intro", count=plan.days or 0)],
        ul[(li[words(question)] for question in QUESTIONS)],
        p[words("pause-mark.sure-either")],
        p[words("pause-mark.sure-no-signal")],
    ]


def marks_view(words: Words, plan: Plan, marks: Iterable[int], today: date) -> Element:
    """Return the marks reached, each with a line, and the date of the next."""
    days = plan.quiet_days(today)
    all_marks = plan.marks(marks)
    reached = [mark for mark in all_marks if mark <= days]
    ahead = [mark for mark in all_marks if mark > days]
    coming = (
        words("pause-mark.next", number=ahead[0], day=words.day(days_after(plan.last, ahead[0])))
        if ahead
        else None
    )
    return section(key="marks")[
        h4[words("pause-mark.title")],
        ul(class_="log")[(_mark(words, plan, mark) for mark in reached)] if reached else None,
        p(class_="note" if reached else "empty")[coming] if coming else None,
    ]


def calendar_view(
    words: Words, plan: Plan, marks: Iterable[int], today: date, wanted: object
) -> Element | None:
    """Return the button for the calendar file, or nothing when no date lies ahead."""
    coming = len(check_in_days(plan, marks, today))
    if not coming:
        return None
    return section(key="calendar")[
        h4[words("pause-mark.calendar")],
        p(class_="row")[
            button(class_="button button-quiet", key="calendar-file", on_click=wanted)[
                words("pause-mark.calendar-save", count=coming)
            ]
        ],
        p(class_="note")[words("pause-mark.calendar-note", entry=words("pause-mark.calendar-entry"))],
    ]


def _bar(words: Words, plan: Plan, today: date) -> Element | None:
    if plan.days is None:
        return None
    return progress(
        class_="progress",
        max=plan.days,
        value=plan.quiet_days(today),
        aria_label=words("pause.bar"),
        key="bar",
    )


def _dates(words: Words, plan: Plan, today: date) -> str:
    end = plan.end()
    if plan.last > today:
        return words("pause.last-to-come")
    if plan.ended(today) and end:
        return words("pause.last-was", day=words.day(end)) if end < today else words("pause.last-is-today")
    ending = words("pause.end-is", day=words.day(end)) if end else words("pause.end-open")
    if plan.last < today:
        return ending
    return words("pause.first-is", day=words.day(days_after(plan.last, 1)), end=ending)


def _mark(words: Words, plan: Plan, mark: int) -> Element:
    day = days_after(plan.last, mark)
    return li(class_="log-entry", key=f"mark-{mark}")[
        time(datetime=day.isoformat())[words("pause-mark.day", number=mark)],
        span[words("pause-mark.entry", line=mark_line(words, mark), day=words.day(day))],
    ]
