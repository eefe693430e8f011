from datetime import datetime

import pytest
from handrail_widgets.time.durations import clock_face, minutes_in_words, time_in_words, time_of_day

from tests.words import ENGLISH


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "less than a minute"),
        (1, "1 minute"),
        (20, "20 minutes"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (150, "2 hours 30 minutes"),
        (-3, "less than a minute"),
    ],
)
def test_minutes_are_said_as_people_say_them(minutes: int, words: str) -> None:
    assert minutes_in_words(ENGLISH, minutes) == words


def test_a_minute_that_has_not_passed_does_not_count() -> None:
    assert time_in_words(ENGLISH, 12 * 60 + 59.9) == "12 minutes"


@pytest.mark.parametrize(
    ("seconds", "face"), [(0, "0:00"), (9, "0:09"), (754, "12:34"), (7500, "2:05:00"), (-1, "0:00")]
)
def test_a_clock_face_shows_hours_only_where_there_are_some(seconds: int, face: str) -> None:
    assert clock_face(seconds) == face


def test_a_time_of_day_is_that_of_the_place_where_it_was_noted() -> None:
    assert time_of_day(datetime.fromisoformat("2026-11-23T09:05:59+05:30")) == "09:05"
