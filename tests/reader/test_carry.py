"""What a file of answers brings: taken whole or not at all, and nothing that either side had is lost."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reader.answers import SCHEMA
from tests.reader.asking import Ask

NAMES = st.sampled_from(["a", "__proto__"])  # few, so that both sides of a merge have some in common
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
MOMENTS = st.datetimes().map(lambda when: when.isoformat(timespec="milliseconds") + "Z")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=4,
)
PENDING = st.fixed_dictionaries(
    {"id": TEXTS, "is": TEXTS, "with": st.dictionaries(TEXTS, JSON, max_size=2), "held": st.none()}
)
STANDING = st.fixed_dictionaries(
    {"progress": st.none() | st.just([1, 2]), "facts": st.just({"known": "yes"})}
)
RECORDS = st.fixed_dictionaries(
    {
        "state": st.none() | st.sampled_from(["1", "2"]) | TEXTS,
        "pending": st.lists(PENDING, max_size=2),
        "saved": st.none() | MOMENTS,
    },
    optional={"standing": STANDING},
).filter(lambda record: record["state"] is not None or bool(record["pending"]))
ASIDES = st.lists(
    st.fixed_dictionaries({"moment": st.just("") | MOMENTS, "found": JSON | RECORDS}), min_size=1, max_size=2
)
WIDGETS = st.builds(
    lambda record, more: {**record, **more},
    st.just({}) | RECORDS,
    st.fixed_dictionaries({}, optional={"setAside": ASIDES, "type": TEXTS, "title": TEXTS}),
)
PLACES = st.fixed_dictionaries(
    {"step": TEXTS, "done": st.lists(TEXTS | st.integers(0, 30), max_size=2, unique=True)}
)
GUIDES = st.fixed_dictionaries(
    {"widgets": st.dictionaries(NAMES, WIDGETS, min_size=1)}, optional={"place": PLACES, "title": TEXTS}
)
FILES = st.fixed_dictionaries(
    {
        "format": st.just("handrail-answers"),
        "version": st.just(1),
        "written": MOMENTS,
        "site": TEXTS,
        "guides": st.dictionaries(NAMES, GUIDES, max_size=2),
    }
).map(json.dumps)
SIDES = st.sampled_from(["newer", "device", "file"])
EMPTY = '{"format": "handrail-answers", "version": 1, "written": "", "site": "x", "guides": {}}'


def merge(ask: Ask, ours: str, theirs: str, wanted: str = "newer") -> str:
    return str(ask("merge", ours=ours, theirs=theirs, wanted=wanted))


def held(text: str) -> dict[tuple[str, str], tuple[Any, list[Any]]]:
    """Return, by guide and widget, what was said there last, if anything, and all that is set aside."""
    found: dict[tuple[str, str], tuple[Any, list[Any]]] = {}
    for guide, of in json.loads(text)["guides"].items():
        for name, widget in of["widgets"].items():
            something = widget.get("state") is not None or widget.get("pending")
            last = [widget["state"], widget["pending"]] if something else None
            found[guide, name] = last, [aside["found"] for aside in widget.get("setAside", [])]
    return found


def said(found: Any) -> Any:
    """Return what a record says, without when it was saved; of anything else, all of it."""
    is_record = isinstance(found, dict) and {"state", "pending"} <= set(found)
    return [found["state"], found["pending"]] if is_record else found


@given(text=FILES)
def test_what_is_read_is_what_was_written(ask: Ask, text: str) -> None:
    once = ask("read", text=text)["text"]
    assert ask("read", text=once)["text"] == once
    assert held(once) == held(text)
    SCHEMA.validate(json.loads(once))


@given(text=FILES, wanted=SIDES)
def test_ones_own_file_changes_nothing(ask: Ask, text: str, wanted: str) -> None:
    ours = ask("read", text=text)["text"]
    once = merge(ask, ours, ours, wanted)
    assert json.loads(once) == json.loads(ours)


@given(ours=FILES, theirs=FILES, wanted=SIDES)
def test_opening_a_file_twice_is_opening_it_once(ask: Ask, ours: str, theirs: str, wanted: str) -> None:
    once = merge(ask, ours, theirs, wanted)
    assert merge(ask, once, theirs, wanted) == once


@given(ours=FILES, theirs=FILES, wanted=SIDES)
def test_nothing_of_either_side_is_lost(ask: Ask, ours: str, theirs: str, wanted: str) -> None:
    """All that was said, and all that was set aside, is afterwards in one or the other."""
    after = held(merge(ask, ours, theirs, wanted))
    for before in (held(ours), held(theirs)):
        for place, (last, asides) in before.items():
            now, aside = after.get(place, (None, []))
            kept = [now, *aside, *map(said, aside)]
            assert last is None or last in kept
            assert all(each in kept for each in asides)


@given(ours=FILES, theirs=FILES)
def test_the_reader_chooses_which_is_shown(ask: Ask, ours: str, theirs: str) -> None:
    for wanted, first, second in (("device", ours, theirs), ("file", theirs, ours)):
        after, one, other = (held(text) for text in (merge(ask, ours, theirs, wanted), first, second))
        for place in one.keys() | other.keys():
            best = one.get(place, (None, []))[0]
            shown = best if best is not None else other.get(place, (None, []))[0]
            assert after.get(place, (None, []))[0] == shown


def test_the_newer_is_shown_unless_the_reader_says_otherwise(ask: Ask) -> None:
    def file(state: str, saved: str) -> str:
        found = json.loads(EMPTY)
        found["guides"] = {"tea": {"widgets": {"list": {"state": state, "pending": [], "saved": saved}}}}
        return json.dumps(found)

    early, late = file("early", "2026-11-27T10:00:00Z"), file("late", "2026-11-27T10:30:00+01:00")
    assert held(merge(ask, early, late))["tea", "list"][0] == ["early", []]  # by the moment, not by its text
    late = file("late", "2026-11-28T10:00:00Z")
    assert held(merge(ask, early, late))["tea", "list"][0] == ["late", []]
    assert held(merge(ask, late, early))["tea", "list"][0] == ["late", []]


@given(text=FILES, data=st.data())
def test_a_damaged_file_is_refused_or_read_whole(ask: Ask, text: str, data: st.DataObject) -> None:
    """Whatever one value of it is replaced by; what is read can be read again."""
    found = json.loads(text)
    places = list(paths(found))
    place = data.draw(st.sampled_from(places))
    spoilt = deepcopy(found)
    at = spoilt
    for step in place[:-1]:
        at = at[step]
    at[place[-1]] = data.draw(JSON)
    outcome = ask("read", text=json.dumps(spoilt))
    assert outcome.get("refused") in {None, "damaged", "foreign", "newer"}
    if "text" in outcome:
        assert held(outcome["text"]) == held(json.dumps(spoilt))
        assert ask("read", text=outcome["text"]) == outcome


def paths(found: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each value within another."""
    steps = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    for step, value in steps:
        yield (*before, step)
        yield from paths(value, (*before, step))


DEEP = "[" * 300 + "]" * 300


def with_widget(widget: object) -> str:
    return json.dumps({**json.loads(EMPTY), "guides": {"tea": {"widgets": {"list": widget}}}})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "damaged"),
        ("no JSON", "damaged"),
        ("[1, 2]", "damaged"),
        (EMPTY[:-2], "damaged"),
        ('{"type": "FeatureCollection"}', "foreign"),
        ('{"format": "tiddlers", "version": 1}', "foreign"),
        (EMPTY.replace('"version": 1', '"version": 2'), "newer"),
        (EMPTY.replace('"version": 1', '"version": "1"'), "damaged"),
        (EMPTY.replace('"version": 1', '"version": 0'), "damaged"),
        (EMPTY.replace('"guides": {}', '"guides": []'), "damaged"),
        (EMPTY.replace('"guides": {}', '"guides": {"": {"widgets": {}}}'), "damaged"),
        (EMPTY.replace('"guides": {}', '"guides": {"tea": {"widgets": {"": {}}}}'), "damaged"),
        (with_widget({"state": 5}), "damaged"),
        (with_widget({"state": DEEP}), "damaged"),
        (with_widget({"setAside": 5}), "damaged"),
        (with_widget({"setAside": [{"found": 1}]}), "damaged"),
        (with_widget({"setAside": [{"moment": "once", "found": 1}]}), "damaged"),
        (with_widget({"setAside": [{"moment": "", "found": json.loads(DEEP)}]}), "damaged"),
        ('{"layout": 3, "site": "x", "entries": []}', "newer"),
        ('{"layout": 2, "site": "x", "entries": [5]}', "damaged"),
    ],
)
def test_what_is_no_such_file_is_refused(ask: Ask, text: str, why: str) -> None:
    assert ask("read", text=text) == {"refused": why}


def entry(
    kind: str, value: object, *rest: str, guide: str = "tea", widget: str = "list"
) -> dict[str, object]:
    return {"guide": guide, "widget": widget, "kind": kind, "rest": list(rest), "value": value}


def test_a_file_from_before_there_were_versions_is_read(ask: Ask) -> None:
    record = {"state": "1", "pending": [], "saved": "2026-11-23T11:00:00.000Z"}
    listed = [
        entry("answers", record),
        entry("set-aside", {"refused": 1}, "2026-11-23T10:00:00.000Z", "x"),
        entry("position", {"step": "boil", "done": ["boil", 2]}, widget=""),
        entry("view", {"hash": "x", "html": "<p>"}),
        entry("standings", {}, widget=""),
        entry("setting", "dark", "__palette", guide="", widget=""),
    ]
    text = json.dumps({"layout": 2, "site": "tea", "entries": listed})
    found = json.loads(ask("read", text=text)["text"])
    aside = {"moment": "2026-11-23T10:00:00.000Z", "found": {"refused": 1}}
    assert found["guides"] == {
        "tea": {
            "place": {"step": "boil", "done": ["boil", 2], "begun": [], "seen": [], "at": None},
            "widgets": {"list": {**record, "setAside": [aside]}},
        }
    }


def test_what_was_stored_damaged_is_in_the_file_as_it_was_found(ask: Ask) -> None:
    """And what of it can be read is there as answers."""
    damaged = {"state": "1", "pending": "none", "saved": "2026-11-23T11:00:00.000Z"}
    listed = [entry("answers", damaged), entry("answers", 5, widget="other")]
    text = ask("export", listed=listed, site="tea")
    SCHEMA.validate(json.loads(text))
    assert held(text) == {("tea", "list"): (["1", []], [damaged]), ("tea", "other"): (None, [5])}
    assert ask("read", text=text)["text"] == text
