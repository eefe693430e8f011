"""What holds for a timer whatever happens to it, in whatever order and at whatever times."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from html.parser import HTMLParser
from typing import Any

from handrail_widgets import WIDGETS
from handrail_widgets.kit import codec
from handrail_widgets.kit.effects import Announce, Chime
from handrail_widgets.kit.session import view
from handrail_widgets.kit.storage import restore, store
from handrail_widgets.sitting.state import (
    Chosen,
    Done,
    Extended,
    Finished,
    Message,
    Paused,
    Resumed,
    Returned,
    SecondsHidden,
    Started,
    State,
    Ticked,
)
from handrail_widgets.sitting.update import SITTINGS_KEPT, update
from handrail_widgets.time.running import Countdown, CountUp, left_at, spent_at
from handrail_widgets.timer import Config, init, timer
from hypothesis import given
from hypothesis import strategies as st

from tests.words import ENGLISH

NINE = datetime.fromisoformat("2026-11-23T09:00:00.000+01:00")
CONFIG = Config(id="talk", lengths=(20, 10, 3), words=ENGLISH)
TIMED: tuple[Callable[[datetime], Message], ...] = (*(Started, Paused, Resumed, Extended, Finished, Ticked),)
"""The messages that carry nothing but their time."""


def offsets() -> st.SearchStrategy[timezone]:
    """Return offsets from UTC, those of half and quarter hours included."""
    return st.integers(-48, 56).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))


def spans(least: float, most: float) -> st.SearchStrategy[timedelta]:
    """Return lengths of time between so many seconds, in whole milliseconds."""
    return st.integers(int(least * 1000), int(most * 1000)).map(lambda ms: timedelta(milliseconds=ms))


UNTIMED: tuple[Message, ...] = (
    *(Chosen(20), Chosen(3), Chosen(None), Chosen(77), Returned()),
    *(SecondsHidden(hidden=True), SecondsHidden(hidden=False)),
)


def messages() -> st.SearchStrategy[list[Message]]:
    """Return messages whose clock may be set back, jump, sleep and change its time zone."""
    step = st.tuples(st.sampled_from(TIMED + UNTIMED), spans(-3600, 7200) | spans(0, 90), offsets())
    return st.lists(step, max_size=20).map(sent_in_turn)


def sent_in_turn(
    steps: list[tuple[Callable[[datetime], Message] | Message, timedelta, timezone]],
) -> list[Message]:
    now, sent = NINE, list[Message]()
    for step, span, offset in steps:
        now = (now + span).astimezone(offset)
        sent.append(step(now) if callable(step) else step)
    return sent


def play(state: State, sent: list[Message]) -> tuple[State, list[object]]:
    effects: list[object] = []
    for message in sent:
        state, *more = update(state, message)
        effects += more
    return state, effects


class Reader(HTMLParser):
    """What a browser reads from HTML: its text, and whether every element is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.open = "", 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self.open += tag != "input"

    def handle_endtag(self, _tag: str) -> None:
        self.open -= 1

    def handle_data(self, data: str) -> None:
        self.text += data


@given(messages())
def test_every_view_is_whole_whatever_happened(sent: list[Message]) -> None:
    state, _ = play(init(CONFIG), sent)
    tree = timer.view(state)
    ids = Counter(str(e.get("id")) for e in tree.walk() if e.get("id"))
    assert max(ids.values(), default=1) == 1
    read = Reader(view(timer, CONFIG, state))
    assert (read.text, read.open) == (tree.text, 0)
    assert "-" not in tree.text
    for bar in (e for e in tree.walk() if e.tag == "progress"):
        value, most = bar.get("value"), bar.get("max")
        assert isinstance(value, int)
        assert isinstance(most, int)
        assert 0 <= value <= most
    for element in tree.walk():
        if element.get("aria-labelledby"):
            assert element.get("aria-labelledby") in ids


@given(messages())
def test_what_is_stored_comes_back_whole(sent: list[Message]) -> None:
    state, _ = play(init(CONFIG), sent)
    back = restore(timer, init(CONFIG), store(timer, state))
    assert codec.encode(back) == codec.encode(state)
    assert timer.view(back).text


@given(messages())
def test_messages_read_the_same_from_the_wire(sent: list[Message]) -> None:
    for message in sent:
        assert codec.decode_message(timer.messages, codec.handler(message)) == message


@given(messages())
def test_a_timer_never_shows_more_than_was_chosen_nor_less_than_nothing(sent: list[Message]) -> None:
    state = init(CONFIG)
    for message in sent:
        state, *_ = update(state, message)
        match state.doing:
            case Countdown() as run:
                assert 0 <= left_at(run, state.now) <= run.left <= run.total
                assert 0 <= spent_at(run, state.now) <= run.total
            case CountUp() as run:
                assert spent_at(run, state.now) >= run.spent >= 0
            case Done(sitting):
                assert sitting.seconds >= 0
                assert state.sittings[-1] == sitting
        assert len(state.sittings) <= SITTINGS_KEPT


@given(st.lists(st.tuples(spans(-1800, 1800) | spans(0, 2), offsets(), st.booleans()), max_size=25))
def test_a_run_ends_and_rings_at_most_once_however_it_is_ticked(
    ticks: list[tuple[timedelta, timezone, bool]],
) -> None:
    state, _ = play(init(CONFIG), [Started(NINE)])
    now, signals = NINE, list[object]()
    for span, offset, reloaded in ticks:
        now = (now + span).astimezone(offset)
        if reloaded:
            state = restore(timer, init(CONFIG), store(timer, state))
        state, effects = play(state, [Ticked(now)])
        signals += effects
    ended = isinstance(state.doing, Done)
    said = [s.text for s in signals if isinstance(s, Announce)]
    assert signals.count(Chime()) <= ended
    assert sum(text.startswith("Time is up.") for text in said) == ended
    assert sum(text.endswith(" left.") for text in said) <= 1


@given(after=spans(0, 10**6), ticks=st.lists(spans(0, 600), max_size=20), reloaded=st.booleans())
def test_the_end_is_the_same_however_often_it_ticked(
    *, after: timedelta, ticks: list[timedelta], reloaded: bool
) -> None:
    ends = NINE + timedelta(minutes=20)
    sent = [Ticked(NINE + sum(ticks[:n], timedelta())) for n in range(len(ticks))]
    state, _ = play(init(CONFIG), [Started(NINE), *sent])
    if reloaded:
        state = restore(timer, init(CONFIG), store(timer, state))
    state, _ = play(state, [Ticked(ends + after)])
    assert isinstance(state.doing, Done)
    assert state.doing.sitting.ended == ends
    assert state.doing.sitting.seconds == 1200


KEYS: dict[str, Callable[[datetime], Message]] = {
    "pause": Paused,
    "resume": Resumed,
    "extend": Extended,
    "tick": Ticked,
}


@given(
    st.lists(st.tuples(st.sampled_from([*KEYS, "reload"]), spans(0, 200), offsets()), max_size=30),
)
def test_the_time_left_is_what_was_chosen_and_added_less_what_ran(
    steps: list[tuple[str, timedelta, timezone]],
) -> None:
    state, _ = play(init(CONFIG), [Started(NINE)])
    now, running, whole, ran = NINE, True, timedelta(minutes=20), timedelta()
    for key, span, offset in steps:
        now = (now + span).astimezone(offset)
        ran += span if running else timedelta()
        if ran >= whole:  # it is over; what is after the end has its own tests
            state, _ = play(state, [Ticked(now)])
            assert isinstance(state.doing, Done)
            return
        whole += timedelta(minutes=5) if key == "extend" else timedelta()
        running = {"pause": False, "resume": True}.get(key, running)
        if key == "reload":
            state = restore(timer, init(CONFIG), store(timer, state))
        state, _ = play(state, [KEYS.get(key, Ticked)(now)])
        assert isinstance(state.doing, Countdown)
        assert abs(left_at(state.doing, now) - (whole - ran).total_seconds()) < 1e-5
        if state.doing.ends is not None:
            assert abs(state.doing.ends - (now + whole - ran)) < timedelta(milliseconds=1)


@given(st.lists(st.tuples(st.booleans(), spans(0, 2000), offsets()), max_size=30))
def test_a_time_without_a_clock_is_what_ran(steps: list[tuple[bool, timedelta, timezone]]) -> None:
    state, _ = play(init(CONFIG), [Chosen(None), Started(NINE)])
    now, running, ran = NINE, True, timedelta()
    for runs, span, offset in steps:
        now = (now + span).astimezone(offset)
        ran += span if running else timedelta()
        running = runs
        state, _ = play(state, [Resumed(now) if runs else Paused(now)])
        assert isinstance(state.doing, CountUp)
        assert abs(spent_at(state.doing, now) - ran.total_seconds()) < 1e-5


def test_the_timer_is_on_the_list_of_widgets() -> None:
    listed: Any = WIDGETS["timer"]
    assert listed is timer
