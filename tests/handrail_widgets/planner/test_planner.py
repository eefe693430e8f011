from datetime import datetime, time, timedelta
from typing import Any

import icalendar
import pytest
from handrail_widgets.kit.effects import Download
from handrail_widgets.kit.simulate import Simulated
from handrail_widgets.kit.storage import restore, store
from handrail_widgets.kit.widget import Progress
from handrail_widgets.planner import planner
from handrail_widgets.planner.plan import time_of
from handrail_widgets.planner.state import Action
from hypothesis import given
from hypothesis import strategies as st

from tests.handrail_widgets.parsed import parse
from tests.handrail_widgets.strategies import texts
from tests.words import simulated

SLOTS = [{"id": "body", "label": "Body", "hint": "A walk."}, {"id": "people", "label": "People"}]
CHECKS = [{"id": "group", "text": "A group"}, {"id": "home", "text": "My own way home"}]


def week(**config: Any) -> Simulated:
    return simulated(planner, id="week", **{"slots": SLOTS, **config})


def written(page: Simulated, slot: str, what: str, day: str = "", at: str = "") -> Simulated:
    for name, field, text in (
        ("WhatWritten", "text", what),
        ("DayChosen", "day", day),
        ("TimeWritten", "text", at),
    ):
        page.send({"is": name, "with": {"slot": slot, field: text}})
    return page


def events(page: Simulated) -> list[Any]:
    (file,) = page.effects
    assert isinstance(file, Download)
    return list(icalendar.Calendar.from_ical(file.text).walk("VEVENT"))


def test_a_plan_has_a_first_day_and_its_days_are_named() -> None:
    page = written(week(), "body", "A walk")
    assert "No day yetDay 1Day 2" in page.text
    page.write("First day", "2026-11-25")
    assert "From Wed 25 November to Tue 1 December" in page.text
    assert "No day yetWed 25 NovemberThu 26 November" in page.text
    assert page.progress == Progress(1, 2)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-02-30", "This is not a whole date yet."),
        ("2026", "This is not a whole date yet."),
        ("12026-01-01", "This is not a whole date yet."),
        ("2026-11-01", "These days have gone by."),
        ("1969-12-31", "These days have gone by."),
        ("0001-01-01", "These days have gone by."),
        ("2026-11-17", ""),
        ("9999-12-31", ""),
        ("", ""),
    ],
)
def test_what_is_wrong_with_the_first_day_is_said_beside_it(typed: str, said: str) -> None:
    page = week().write("First day", typed)
    errors = [e.text for e in page.tree.walk() if e.get("class") == "field-error"]
    assert [text[: len(said)] for text in errors] == ([said] if said else [])
    field = next(e for e in page.tree.walk() if e.get("type") == "date")
    assert field.get("value") == typed


def test_a_leap_day_is_a_day() -> None:
    assert "From Tue 29 February to Mon 6 March" in week().write("First day", "2028-02-29").text


def test_what_was_done_is_ticked_and_what_is_planned_is_counted() -> None:
    page = written(week(), "body", "A walk")
    assert page.progress == Progress(1, 2)
    assert page.text.count("Done") == 1
    page.tick("Done")
    assert dict(page.state.plan.actions)["body"].done


def test_what_has_to_be_seen_to_counts_too() -> None:
    page = week(days=1, checks=CHECKS)
    assert "No day yet" not in page.text
    assert page.tick("A group").progress == Progress(1, 4)
    assert page.tick("A group", done=False).progress == Progress(0, 4)


def test_what_has_a_day_goes_into_a_calendar() -> None:
    page = week().write("First day", "2026-11-24")
    written(page, "body", "A secret walk", "0", "18:30")
    written(page, "people", "Call Ada", "6")
    walk, call = events(page.press("Save 2 dates as a calendar file"))
    assert walk.start == datetime.fromisoformat(
        "2026-11-24T18:30:00"
    )  # the reader's own time, wherever they are
    assert walk.duration == timedelta(minutes=30)
    assert call.start.isoformat() == "2026-11-30"
    assert {str(each["SUMMARY"]) for each in (walk, call)} == {"Check-in"}
    alarms = [alarm for each in (walk, call) for alarm in each.walk("VALARM")]
    assert [alarm["TRIGGER"].to_ical() for alarm in alarms] == [b"P0D", b"PT9H"]


def test_a_file_saved_again_moves_the_same_entries() -> None:
    page = written(week().write("First day", "2026-11-24"), "body", "A walk", "0")
    (first,) = events(page.press("Save 1 date as a calendar file"))
    page.write("First day", "2026-11-26").wait(minutes=5)
    (second,) = events(page.reload().press("Save 1 date as a calendar file"))
    assert first["UID"] == second["UID"]
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 1)
    assert second.start.isoformat() == "2026-11-26"
    (third,) = events(
        written(page.press("Keep this plan").write("First day", "2026-12-01"), "body", "Swim", "0").press(
            "Save 1 date as a calendar file"
        )
    )
    assert third["UID"] != second["UID"]


def test_the_days_that_are_gone_are_no_entries() -> None:
    page = written(week().write("First day", "2026-11-24"), "body", "A walk", "0")
    assert "Save 1 date" in page.text
    assert "Save 1 date" not in page.wait(days=2).text
    assert page.send({"is": "DatesWanted", "with": {}, "fill": {"now": "now"}}).effects == ()


@pytest.mark.parametrize(
    ("typed", "at"), [("18:30", time(18, 30)), ("", None), ("25:00", None), ("soon", None)]
)
def test_a_time_that_is_none_is_left_out(typed: str, at: time | None) -> None:
    assert time_of(Action(at=typed)) == at


def test_a_plan_is_put_by_and_stays_readable() -> None:
    page = written(week().write("First day", "2026-11-24"), "body", "A walk", "0").tick("Done")
    page.press("Keep this plan").reload()
    assert page.state.plan.first == ""
    assert "1 earlier plan" in page.text
    assert "24 November 2026Body: A walk (done)" in page.text
    assert page.send({"is": "NewBegun", "with": {}}).state.before == page.state.before


def test_a_slot_that_was_taken_away_is_kept() -> None:
    page = written(week(), "people", "Call Ada", "3")
    fewer = planner.init(week(slots=SLOTS[:1], days=2).config)
    shown = restore(planner, fewer, store(planner, page.state))
    assert "Call Ada" not in planner.view(shown).text
    assert restore(planner, planner.init(page.config), store(planner, shown)).plan == page.state.plan


@given(
    st.lists(st.tuples(st.sampled_from(["body", "people", "gone"]), texts, texts, texts), max_size=5), texts
)
def test_whatever_is_typed_stands_there_as_text(acts: list[tuple[str, str, str, str]], first: str) -> None:
    page = week().write("First day", first)
    for act in acts:
        written(page, *act)
    assert parse(page.html).text == page.text
    assert page.state.plan.first == first
    texts_ = {slot: what for slot, what, _, _ in acts}
    assert {slot: action.what for slot, action in page.state.plan.actions} == texts_
