"""Quiet days are calendar days of the reader's own place; clocks and travel can't bend them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from handrail_widgets.kit.simulate import Simulated
from handrail_widgets.kit.storage import restore, store
from handrail_widgets.kit.words import Form
from handrail_widgets.pause import Begun, Ticked, pause
from handrail_widgets.pause.form import LastWritten
from handrail_widgets.time.days import latest_day

from tests.words import ENGLISH, simulated

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    """Return a local time as the page sends it: with its offset, and no name of a zone."""
    return datetime.fromisoformat(datetime.fromisoformat(text).replace(tzinfo=zone).isoformat())


def begun(last: str, now: datetime) -> Simulated:
    page = simulated(pause, now, id="quiet-days")
    return page.write("Date of your last contact", last).press("Begin my quiet days")


def count_at(page: Simulated, now: datetime) -> str:
    page.now = now
    return page.send_time().text.split(" quiet day")[0]


@pytest.mark.parametrize(
    ("last", "before", "after", "counts"),
    [
        ("2026-11-01", "2026-11-23T23:59:59", "2026-11-24T00:00:00", ("22 of 30", "23 of 30")),
        ("2026-03-20", "2026-03-28T23:59:59", "2026-03-29T00:00:00", ("8 of 30", "9 of 30")),
        ("2026-03-20", "2026-03-29T23:59:59", "2026-03-30T00:00:00", ("9 of 30", "10 of 30")),
        ("2026-10-20", "2026-10-24T23:59:59", "2026-10-25T00:00:00", ("4 of 30", "5 of 30")),
        ("2026-10-20", "2026-10-25T23:59:59", "2026-10-26T00:00:00", ("5 of 30", "6 of 30")),
        ("2028-02-27", "2028-02-28T23:59:59", "2028-02-29T00:00:00", ("1 of 30", "2 of 30")),
        ("2028-02-27", "2028-02-29T23:59:59", "2028-03-01T00:00:00", ("2 of 30", "3 of 30")),
        ("2027-02-27", "2027-02-28T23:59:59", "2027-03-01T00:00:00", ("1 of 30", "2 of 30")),
        ("2026-12-30", "2026-12-31T23:59:59", "2027-01-01T00:00:00", ("1 of 30", "2 of 30")),
    ],
    ids=[
        "midnight",
        "into the day of 23 hours",
        "out of it",
        "into the day of 25 hours",
        "out of it again",
        "into a leap day",
        "out of a leap day",
        "no leap day",
        "year end",
    ],
)
def test_midnight_and_nothing_else_makes_a_day(
    last: str, before: str, after: str, counts: tuple[str, str]
) -> None:
    page = begun(last, at(before))
    assert (count_at(page, at(before)), count_at(page, at(after))) == counts


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_a_day_of_23_or_25_hours_is_one_day_at_each_of_its_moments(day: str) -> None:
    page = begun("2026-03-01", at(f"{day}T00:00:00"))
    start = at(f"{day}T00:00:00").astimezone(UTC)
    shown = set()
    for quarter in range(4 * 26):
        moment = (start + timedelta(minutes=15 * quarter)).astimezone(BERLIN)
        if moment.date().isoformat() == day:
            shown.add(count_at(page, datetime.fromisoformat(moment.isoformat())))
    assert len(shown) == 1


def test_the_end_across_a_leap_day_and_a_year_stands_in_words() -> None:
    assert "end on Wednesday 1 March 2028." in begun("2028-01-31", at("2028-02-03T09:00:00")).text
    assert "end on Friday 29 January 2027." in begun("2026-12-30", at("2026-12-31T09:00:00")).text


def test_travelling_west_takes_back_no_day_and_no_mark() -> None:
    auckland, honolulu = ZoneInfo("Pacific/Auckland"), ZoneInfo("Pacific/Honolulu")
    page = begun("2026-11-16", at("2026-11-22T20:00:00", auckland))
    assert count_at(page, at("2026-11-23T08:00:00", auckland)) == "7 of 30"
    assert "A week." in page.text
    assert count_at(page, at("2026-11-22T10:00:00", honolulu)) == "7 of 30"
    assert "A week." in page.text
    page.reload()
    assert count_at(page, at("2026-11-23T10:00:00", honolulu)) == "7 of 30"
    assert page.effects == ()
    assert count_at(page, at("2026-11-24T00:00:00", honolulu)) == "8 of 30"


def test_a_clock_that_was_far_wrong_is_not_believed_for_ever() -> None:
    page = begun("2026-11-20", at("2026-11-23T09:00:00"))
    assert count_at(page, at("2031-01-01T09:00:00")) == "30 of 30"
    assert count_at(page, at("2026-11-23T09:01:00")) == "3 of 30"


def test_a_date_of_contact_ahead_of_the_clock_counts_nothing_and_says_so() -> None:
    page = begun("2031-01-01", at("2031-01-05T09:00:00"))
    assert count_at(page, at("2026-11-23T09:00:00")) == "0 of 30"
    assert "still to come" in page.text


def test_late_messages_bring_their_own_days() -> None:
    state = pause.init(pause.config(id="quiet-days", words=ENGLISH))
    then = at("2026-11-23T23:59:59")
    for message in (LastWritten("2026-11-23"), Begun(then), Ticked(at("2026-11-25T07:00:00"))):
        state, _ = pause.updated(state, message)
    assert pause.view(state).text.startswith("2 of 30 quiet days")
    kept = restore(pause, pause.init(pause.config(id="quiet-days", words=ENGLISH)), store(pause, state))
    assert pause.view(kept).text == pause.view(state).text


def test_three_dates_at_once_is_the_most_that_travel_explains() -> None:
    assert latest_day(date(2026, 11, 24), date(2026, 11, 22)) == date(2026, 11, 24)
    assert latest_day(date(2026, 11, 25), date(2026, 11, 22)) == date(2026, 11, 22)
    assert latest_day(None, date(2026, 11, 22)) == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("form", "said"),
    [("full", "Tuesday 29 February 2028"), ("long", "29 February 2028"), ("short", "Tue 29 February")],
)
def test_days_are_spoken_in_the_words_given_whatever_the_locale(form: Form, said: str) -> None:
    assert ENGLISH.day(date(2028, 2, 29), form) == said
