"""How a pause stands: the count, the marks, and the questions at its end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from handrail_widgets.kit.codec.constraint import Length
from handrail_widgets.kit.html import Element, h4, li, p, progress, section, span, time, ul
from handrail_widgets.kit.link import Link, link_button
from handrail_widgets.kit.words import Words
from handrail_widgets.pause.plan import Plan, mark_line, standing
from handrail_widgets.time.days import days_after


@dataclass(frozen=True, kw_only=True)
class End:
    """What an author asks at the end: questions to read, nothing to fill in, and where to answer them."""

    title: str = ""
    questions: Annotated[tuple[str, ...], Length(0, 6)] = ()
    note: str = ""
    link: Link = ""
    link_label: str = ""


NO_END: Final = End()


def progress_view(words: Words, plan: Plan, today: date) -> Element:
    """Return the count, what it means, and the date of the end."""
    return section(key="standing")[
        p(class_="time-left", role="status", key="count")[standing(words, plan, today)],
        _bar(words, plan, today),
        p[_dates(words, plan, today)],
        p(class_="note")[words("pause.counted-from", day=words.day(plan.last))],
    ]


def end_view(words: Words, plan: Plan, end: End) -> Element:
    """Return what stands here when the days are reached."""
    return section(class_="panel", key="end")[
        end.title and h4[end.title],
        p[words("pause-mark.reached", count=plan.days or 0)],
        end.questions and ul[(li[question] for question in end.questions)],
        end.note and p[end.note],
        link_button(end.link, end.link_label),
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
