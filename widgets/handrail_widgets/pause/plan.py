"""The plan of a pause: from when, for how long, and which practical contact stays allowed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from handrail_widgets.kit.words import Words
from handrail_widgets.time.calendar_file import Entry, entry_id
from handrail_widgets.time.days import days_after

SHORTEST, LONGEST = 7, 90
LINES: Mapping[int, str] = {
    7: "pause-mark.on-7",
    14: "pause-mark.on-14",
    21: "pause-mark.on-21",
    30: "pause-mark.on-30",
}
"""The sentences for marks that have one of their own."""

PRACTICAL: Mapping[str, tuple[str, str]] = {
    "children": ("pause-plan.children", "pause-plan.within-children"),
    "work": ("pause-plan.work", "pause-plan.within-work"),
    "housing": ("pause-plan.housing", "pause-plan.within-housing"),
    "court": ("pause-plan.court", "pause-plan.within-court"),
    "money": ("pause-plan.money", "pause-plan.within-money"),
    "other": ("pause-plan.other-kind", "pause-plan.within-other"),
}
"""Kinds of practical contact, each with its name on its own and within a sentence."""


@dataclass(frozen=True)
class Plan:
    """What the reader decided. `days` is `None` for an open end.

    `last` is the day of the last contact, day 0. `begun` is when the first plan was made and stays;
    `revision` grows with each change: together they let calendar entries replace older ones.
    """

    last: date
    days: int | None
    allowed: frozenset[str]
    other: str
    begun: datetime
    revision: int = 0

    def passed(self, today: date) -> int:
        """Return how many midnights lie between the last contact and `today`, never below 0."""
        return max(0, (today - self.last).days)

    def quiet_days(self, today: date) -> int:
        """Return the number in "26 of 30 quiet days".

        It is the number of calendar days since `last`, the day of contact that the reader gave: 0 on
        that day, 1 on the next, and never more than `days`. Nothing in the log takes any away, for
        the number says how far the reader has come from that day, not whether each day was perfect.
        So that it stays true after a slip, the view says beside it what is counted and from which
        date. Only the reader moves that date: by "Start again", or by changing the plan.
        """
        passed = self.passed(today)
        return passed if self.days is None else min(passed, self.days)

    def ended(self, today: date) -> bool:
        """Tell whether the days are reached; an open end never is."""
        return self.days is not None and self.passed(today) >= self.days

    def end(self) -> date | None:
        """Return the last quiet day, the one that makes the count full."""
        return None if self.days is None else days_after(self.last, self.days)

    def marks(self, marks: Iterable[int]) -> tuple[int, ...]:
        """Return the days to look back on: those of `marks` within the plan, and its end."""
        if self.days is None:
            return tuple(sorted({mark for mark in marks if mark > 0}))
        return tuple(sorted({mark for mark in marks if 0 < mark < self.days} | {self.days}))

    def allowances(self, words: Words) -> tuple[str, ...]:
        """Return the practical contact that is allowed, in words and in the form's order."""
        other = self.other.strip()
        return tuple(
            other if kind == "other" and other else words(within)
            for kind, (_, within) in PRACTICAL.items()
            if kind in self.allowed
        )


def mark_line(words: Words, mark: int) -> str:
    """Return a kind, true line for a mark; it must hold after a slip too."""
    return words(LINES[mark]) if mark in LINES else words("pause-mark.on-any", count=mark)


def standing(words: Words, plan: Plan, today: date) -> str:
    """Return "26 of 30 quiet days", or "26 quiet days" with an open end."""
    days = plan.quiet_days(today)
    if plan.days is None:
        return words("pause.quiet-days", count=days)
    return words("pause.standing", count=plan.days, days=days)


def room(plan: Plan, today: date) -> int:
    """Return how many days can be added, counted from the end or from `today` if that is later."""
    return 0 if plan.days is None else max(0, LONGEST - max(plan.days, plan.passed(today)))


def lengthened(plan: Plan, today: date, added: int) -> int | None:
    """Return the new length with `added` days after the end, or after `today` if that is later."""
    return None if plan.days is None else max(plan.days, plan.passed(today)) + added


def check_in_days(plan: Plan, marks: Iterable[int], today: date) -> tuple[tuple[int, date], ...]:
    """Return the marks and the end that lie after `today`, with their dates."""
    days = ((mark, days_after(plan.last, mark)) for mark in plan.marks(marks))
    return tuple((mark, day) for mark, day in days if day > today)


def check_ins(words: Words, plan: Plan, marks: Iterable[int], today: date) -> tuple[Entry, ...]:
    """Return calendar entries for the marks and the end that lie after `today`.

    Their ids stay the same when the plan changes, so that a new file moves the old entries.
    """
    return tuple(
        Entry(
            uid=entry_id(plan.begun, "end" if mark == plan.days else f"{mark}"),
            day=day,
            summary=words("calendar.entry"),
            sequence=plan.revision,
        )
        for mark, day in check_in_days(plan, marks, today)
    )
