"""What a reader has in a pause, as lines: the plan, the log, and what is at hand for a hard moment."""

from collections.abc import Iterator

from handrail_widgets.kit.lines import Line, heading, said
from handrail_widgets.kit.words import Words
from handrail_widgets.pause.form import PlanForm
from handrail_widgets.pause.log import KINDS, Account, Log, outcome
from handrail_widgets.pause.plan import LONGEST, PRACTICAL, SHORTEST, Plan
from handrail_widgets.pause.urge import Urge
from handrail_widgets.time.days import spoken_moment, typed_day


def plan_lines(words: Words, plan: Plan | None, form: PlanForm) -> Iterator[Line]:
    """Yield the plan, and what stands in its form and isn't in the plan."""
    last, days, other, allowed = "", PlanForm.days, "", frozenset[str]()
    if plan:
        last, other, allowed = plan.last.isoformat(), plan.other, plan.allowed
        days = form.days if plan.days is None else str(plan.days)
        yield Line(words.day(plan.last), words("pause-plan.last"))
        yield Line(words("pause-plan.length-open") if plan.days is None else days, words("pause-plan.length"))
        yield from said(words.listed(plan.allowances(words)), words("pause-plan.practical"))
    if plan and "other" not in plan.allowed:
        yield from said(other, words("pause-plan.other"))
    if form.last != last:
        day = typed_day(form.last)
        yield from said(words.day(day) if day else form.last, words("pause-plan.last"))
    if form.days != days:
        yield from said(form.days, words("pause-plan.days", least=SHORTEST, most=LONGEST))
    if form.other != other:
        yield from said(form.other, words("pause-plan.other"))
    for kind, (name, _) in PRACTICAL.items():
        if kind in form.allowed - allowed:
            yield Line(words(name), words("pause-plan.practical"), ticked=True)


def log_lines(words: Words, log: Log) -> Iterator[Line]:
    """Yield all entries, oldest first, and the one that is being written."""
    for entry in log.entries:
        yield heading(spoken_moment(words, entry.at))
        yield from _account(words, entry.words)
        yield from said(outcome(words, entry))
    if log.draft != Account():
        yield heading(words("written.begun"))
        yield from _account(words, log.draft)
    if log.added != Log.added:
        yield from said(log.added, words("pause-log.add"))


def urge_lines(words: Words, urge: Urge) -> Iterator[Line]:
    """Yield the letter that stays here, the friend, and how many urges went by."""
    yield from said(urge.letter, words("pause-urge.letter-title"))
    yield from said(urge.friend, words("pause-urge.friend"))
    yield from said(urge.number, words("pause-urge.number"))
    if urge.passed:
        yield Line(words("pause-urge.passed-before", count=urge.passed))


def _account(words: Words, account: Account) -> Iterator[Line]:
    if account.kind:
        yield Line(words(dict(KINDS)[account.kind]), words("pause-log.kind"))
    yield from said(account.happened, words("pause-log.happened"))
    yield from said(account.next_step, words("pause-log.next"))
