"""What holds for a pause whatever arrives, in whatever order."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from html.parser import HTMLParser
from typing import Any

from handrail_widgets.kit.codec import encode
from handrail_widgets.kit.html import Element, render
from handrail_widgets.kit.simulate import Simulated
from handrail_widgets.kit.storage import restore, store
from handrail_widgets.pause import pause
from handrail_widgets.pause.log import KINDS
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import examples
from tests.words import simulated

VOID = frozenset({"br", "input"})
OFFSETS = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1), timezones=OFFSETS)  # noqa: DTZ001 - OFFSETS adds it
DAYS = st.dates(date(2025, 12, 1), date(2029, 2, 1)).map(str)
TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=40),
    st.sampled_from(["", "<script>alert(1)</script>", "</textarea><b>", '" onclick="x', "\n\nein ß", "٣٠"]),
)
TYPED = st.one_of(TEXTS, DAYS, st.integers(-5, 120).map(str))
FIELDS = {
    "now": MOMENTS,
    "text": TYPED,
    "kind": st.sampled_from([kind for kind, _ in KINDS]),
    "entry": st.integers(0, 3),
    "then": st.sampled_from(["carry-on", "add-days", "start-again"]),
}


def message_of(kind: type) -> st.SearchStrategy[Any]:
    names = kind.__dataclass_fields__  # type: ignore[attr-defined]
    if kind.__name__ == "PracticalToggled":
        return st.builds(kind, st.sampled_from(["children", "other", "stale"]), st.booleans())
    if kind.__name__ in ("EntryOpened", "RemovalAsked"):
        return st.builds(kind, st.none() | st.integers(1, 3))
    return st.builds(kind, **{name: FIELDS.get(name, st.booleans()) for name in names})


MESSAGES = st.lists(st.one_of([message_of(kind) for kind in pause.messages]), max_size=40)
STEPS = st.lists(st.tuples(st.integers(0, 10_000), TYPED, st.integers(-90, 60 * 24 * 3)), max_size=40)


class Tags(HTMLParser):
    """Collects the elements that a parser of HTML finds, to compare with those that were meant."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not [name for name, _ in attrs if name.startswith("on")]
        self.tags[tag] += 1


def check(state: Any, view: Element) -> None:
    ids = [e.get("id") for e in view.walk() if e.get("id")]
    assert len(ids) == len(set(ids))
    referred = {str(e.get(a)) for e in view.walk() for a in ("for", "aria-describedby") if e.get(a)}
    assert {part for each in referred for part in each.split()} <= set(ids)
    assert Tags(render(view, "x")).tags == Counter(e.tag for e in view.walk())
    fresh = pause.init(pause.config(id="x"))
    assert encode(restore(pause, fresh, store(pause, state))) == encode(state)
    for bar in (e for e in view.walk() if e.tag == "progress"):
        value, full = bar.get("value"), bar.get("max")
        assert isinstance(value, int)
        assert isinstance(full, int)
        assert 0 <= value <= full
    assert state.urge.passed >= 0
    assert " -" not in "".join(e.text for e in view.walk() if e.get("class") == "time-left")


def slipped(last: str) -> Simulated:
    page = simulated(pause, id="x").write("Date of your last contact", last)
    return page.press("Begin my quiet days").tick("I got in touch").press("Save to my log")


STARTS = st.sampled_from([simulated(pause, id="x").state, slipped("2026-11-01").state])


@settings(max_examples=examples(80), deadline=None)
@given(STARTS, MESSAGES)
def test_any_messages_in_any_order_leave_a_sound_view(start: Any, messages: list[Any]) -> None:
    state = start
    for message in messages:
        state, _ = pause.updated(state, message)
        check(state, pause.view(state))


def handled(tree: Element) -> list[tuple[Element, str]]:
    events = ("on-click", "on-input", "on-change")
    return [(e, event) for e in tree.walk() for event in events if e.get(event) is not None]


@settings(max_examples=examples(60), deadline=None)
@given(STARTS, STEPS)
def test_whatever_a_reader_presses_and_types_leaves_a_sound_view(
    start: Any, steps: list[tuple[int, str, int]]
) -> None:
    page = simulated(pause, id="x")
    page.state = start
    for number, typed, minutes in steps:
        controls = handled(page.tree)
        control, event = controls[number % len(controls)]
        held = number % 2 == 0 if control.get("type") == "checkbox" else typed
        page._send(control, event, value=held)
        page.wait(minutes=minutes)
        check(page.state, page.tree)


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(st.integers(0, 36), max_size=60), OFFSETS)
def test_time_that_goes_on_never_lowers_the_count(hours: list[int], offset: timezone) -> None:
    page = simulated(pause, datetime(2026, 10, 20, 12, tzinfo=offset), id="x")
    page.write("Date of your last contact", "2026-10-15").press("Begin my quiet days")
    counts = []
    for step in hours:
        page.wait(hours=step)
        days = (page.now.date() - page.state.plan.last).days
        counts.append(page.state.plan.quiet_days(page.state.seen))
        assert counts[-1] == min(30, days)
    assert counts == sorted(counts)


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(OFFSETS, max_size=30))
def test_travel_never_lowers_the_count(offsets: list[timezone]) -> None:
    page = simulated(pause, datetime(2026, 10, 20, 11, tzinfo=UTC), id="x")
    page.write("Date of your last contact", "2026-10-15").press("Begin my quiet days")
    counts = []
    for offset in offsets:
        page.now = page.now.astimezone(offset)
        page.send_time()
        counts.append(page.state.plan.quiet_days(page.state.seen))
    assert counts == sorted(counts)
