from datetime import datetime, timedelta

from handrail_widgets.time.running import Countdown, CountUp, left_at, spent_at

NINE = datetime.fromisoformat("2026-11-23T09:00:00+01:00")
TWENTY = Countdown(NINE + timedelta(minutes=20), 1200, 1200)


def test_moments_are_compared_as_instants() -> None:
    in_tokyo = datetime.fromisoformat("2026-11-23T17:05:00+09:00")
    assert left_at(TWENTY, in_tokyo) == 900
    assert spent_at(CountUp(NINE), in_tokyo) == 300


def test_a_clock_out_of_step_neither_adds_time_nor_takes_more_than_there_is() -> None:
    early, late = NINE - timedelta(hours=1), NINE + timedelta(hours=1)
    assert (left_at(TWENTY, early), left_at(TWENTY, late)) == (1200, 0)
    assert (spent_at(TWENTY, early), spent_at(TWENTY, late)) == (0, 1200)
    assert spent_at(CountUp(NINE, 60), early) == 60


def test_before_the_time_is_known_it_stands_where_it_stood_last() -> None:
    assert left_at(TWENTY, None) == 1200
    assert spent_at(CountUp(NINE, 60), None) == 60
