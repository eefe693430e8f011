"""What a reader can count on when they time a sitting."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from handrail_widgets import WIDGETS
from handrail_widgets.kit import codec
from handrail_widgets.kit.effects import Announce, Chime, Every, KeepAwake
from handrail_widgets.kit.html import Element
from handrail_widgets.kit.simulate import Simulated
from handrail_widgets.kit.widget import Progress

from tests.words import ENGLISH, simulated

NINE = datetime.fromisoformat("2026-11-23T09:00:00.000+01:00")


def timer(now: datetime = NINE, **config: object) -> Simulated:
    return simulated(WIDGETS["timer"], now, **{"id": "talk", "lengths": [20, 10, 5, 3]} | config)


def started(**config: object) -> Simulated:
    length = config.get("lengths", [20])
    minutes = length[0] if isinstance(length, list) else 20
    return timer(NINE, **config).press(f"Start {minutes} minutes")


def left(page: Simulated) -> str:
    return next(e for e in page.tree.walk() if e.get("class") == "time-left").text


def said(page: Simulated) -> list[str]:
    return [effect.text for effect in page.effects if isinstance(effect, Announce)]


def chimed(page: Simulated) -> bool:
    return Chime() in page.effects


def seconds_between_ticks(page: Simulated) -> list[int]:
    return [s.seconds for s in page.widget.subscriptions(page.state) if isinstance(s, Every)]


def closed_for(page: Simulated, **time: float) -> Simulated:
    page.now += timedelta(**time)
    return page.reload()


def entries(page: Simulated) -> list[str]:
    return [e.text for e in page.tree.walk() if e.get("class") == "log-entry"]


def controls(page: Simulated) -> list[str]:
    return [e.text for e in page.tree.walk() if e.tag == "button"]


def find(page: Simulated, tag: str) -> Element:
    return next(e for e in page.tree.walk() if e.tag == tag)


# Choosing


def test_the_first_view_offers_every_length_and_going_without_a_clock() -> None:
    page = timer(lengths=[20, 90])
    assert [e.text for e in page.tree.walk() if e.tag == "label"] == [
        "20 minutes",
        "1 hour 30 minutes",
        "No clock",
    ]
    assert controls(page) == ["Start 20 minutes"]
    assert page.log == []


def test_an_author_can_take_the_choice_without_a_clock_away() -> None:
    assert "No clock" not in timer(untimed=False).text


def test_the_start_says_what_was_chosen() -> None:
    assert controls(timer().tick("10 minutes")) == ["Start 10 minutes"]
    assert controls(timer().tick("No clock")) == ["Start without a clock"]


def test_a_choice_is_kept_over_a_reload() -> None:
    page = timer().tick("10 minutes").reload()
    chosen = [e.get("value") for e in page.tree.walk() if e.get("checked")]
    assert chosen == ["10"]


def test_a_choice_that_the_author_took_away_falls_back_to_the_first() -> None:
    page = timer().tick("No clock")
    config = codec.decode(page.widget.config, {"id": "talk", "lengths": [15], "untimed": False})
    page.config = replace(config, words=ENGLISH)
    assert controls(page.reload()) == ["Start 15 minutes"]


@pytest.mark.parametrize("lengths", [[], [0], [181], [5] * 9, ["ten"], [True]])
def test_lengths_that_make_no_sense_are_told_to_the_author(lengths: list[object]) -> None:
    with pytest.raises(codec.DecodeError):
        timer(lengths=lengths)


def test_a_length_given_twice_is_offered_once() -> None:
    assert timer(lengths=[10, 10], untimed=False).text.count("10 minutes") == 2  # the chip, and the start


def test_lengths_stand_in_a_group_with_a_name_and_every_choice_has_a_label() -> None:
    page = timer()
    assert str(find(page, "fieldset").get("class")).startswith("choices ")
    assert find(page, "legend").text == "How long would you like?"
    radios = [e for e in page.tree.walk() if e.tag == "input"]
    assert {e.get("name") for e in radios} == {"length"}
    assert len(radios) == sum(e.tag == "label" for e in page.tree.walk())


# Running


def test_the_time_left_is_shown_in_figures_and_in_words() -> None:
    page = started()
    assert left(page) == "20:00 20 minutes left"
    assert left(page.wait(minutes=7, seconds=26)) == "12:34 13 minutes left"
    assert left(page.wait(minutes=12)) == "0:34 less than a minute left"


def test_a_second_that_has_begun_still_counts_as_left() -> None:
    assert left(started().wait(minutes=19, seconds=59.4)).startswith("0:01 ")


def test_start_is_said_aloud() -> None:
    assert said(started()) == ["20 minutes started."]


def test_the_screen_is_kept_on_and_ticks_come_only_while_time_runs() -> None:
    page = timer()
    assert page.widget.subscriptions(page.state) == ()
    page.press("Start 20 minutes")
    assert KeepAwake() in page.widget.subscriptions(page.state)
    assert seconds_between_ticks(page) == [1]
    page.press("Pause")
    assert page.widget.subscriptions(page.state) == ()
    page.press("Resume").wait(minutes=20)
    assert page.widget.subscriptions(page.state) == ()


def test_the_moment_of_the_end_is_shown() -> None:
    assert "Ends at 09:20" in started().text


def test_pausing_stops_the_time_and_going_on_does_not_lose_any() -> None:
    page = started().wait(minutes=5).press("Pause")
    assert said(page) == ["Paused. 15 minutes left."]
    page.wait(hours=3)
    assert left(page) == "15:00 15 minutes left"
    page.press("Resume")
    assert said(page) == ["Going on. 15 minutes left."]
    assert left(page.wait(minutes=1)) == "14:00 14 minutes left"
    assert "Ends at 12:19" not in page.text
    assert "Ends at 12:20" in page.text


def test_a_pause_lasts_over_a_closed_page() -> None:
    page = closed_for(started().wait(minutes=5).press("Pause"), days=2)
    assert left(page) == "15:00 15 minutes left"
    assert "Resume" in controls(page)


def test_five_minutes_can_be_added_as_often_as_anybody_likes() -> None:
    page = started()
    for _ in range(12):
        page.press("Add 5 minutes")
    assert said(page) == ["5 minutes added. 1 hour 20 minutes left."]
    assert left(page) == "1:20:00 1 hour 20 minutes left"


def test_five_minutes_can_be_added_to_a_pause() -> None:
    page = started().wait(minutes=1).press("Pause").press("Add 5 minutes")
    assert left(page) == "24:00 24 minutes left"
    assert left(page.press("Resume").wait(minutes=1)) == "23:00 23 minutes left"


def test_finishing_early_counts_the_time_that_ran() -> None:
    page = started().wait(minutes=4).press("Pause").wait(hours=1).press("Resume").wait(minutes=3)
    page.press("Finish early")
    assert left(page) == "7 minutes done at 10:07"
    assert said(page) == ["Finished. 7 minutes done at 10:07."]
    assert not chimed(page)


def test_a_pause_can_be_finished() -> None:
    page = started().wait(minutes=4).press("Pause").wait(hours=1).press("Finish early")
    assert entries(page) == ["Done on Mon 23 November, 4 minutes"]


def test_a_very_short_sitting_counts_too() -> None:
    page = started().wait(seconds=20).press("Finish early")
    assert left(page) == "Less than a minute done at 09:00"
    assert entries(page) == ["Done on Mon 23 November, less than a minute"]


def test_the_ticking_can_be_hidden_and_shown_again() -> None:
    page = started().wait(minutes=7, seconds=26).press("Hide the seconds")
    assert left(page) == "13 minutes left"
    assert seconds_between_ticks(page) == [15]
    before = page.html
    assert page.wait(seconds=15).html == before
    page.press("Show the seconds")
    assert left(page) == "12:19 13 minutes left"


def test_hidden_seconds_stay_hidden_in_the_next_sitting() -> None:
    page = started().press("Hide the seconds").wait(minutes=20).press("Start again").reload()
    assert left(page) == "20 minutes left"


def test_the_end_is_not_late_where_seconds_are_hidden() -> None:
    page = started().press("Hide the seconds").wait(minutes=19, seconds=46)
    assert seconds_between_ticks(page) == [1]


def test_five_minutes_before_the_end_is_said_once() -> None:
    page = started()
    assert said(page.wait(minutes=14, seconds=59)) == []
    assert said(page.wait(seconds=1)) == ["5 minutes left."]
    assert said(page.wait(seconds=1)) == []
    assert said(page.reload()) == []
    page.press("Add 5 minutes")
    assert said(page.wait(minutes=4, seconds=59)) == []


def test_what_is_said_near_the_end_is_true_after_sleep_too() -> None:
    assert said(started().wait(minutes=18)) == ["2 minutes left."]


def test_a_slow_tick_still_says_five_minutes() -> None:
    assert said(started().press("Hide the seconds").wait(minutes=15, seconds=14)) == ["5 minutes left."]


@pytest.mark.parametrize("minutes", [5, 3])
def test_a_time_of_five_minutes_or_less_is_not_announced_as_near_its_end(minutes: int) -> None:
    page = started(lengths=[minutes])
    assert said(page.wait(seconds=1)) == []


def test_the_bar_shows_how_much_has_gone() -> None:
    page = started().wait(minutes=5)
    bar = find(page, "progress")
    assert (bar.get("value"), bar.get("max"), bar.get("class")) == (300, 1200, "progress")
    assert bar.get("aria-label")


# The end


def test_the_end_sounds_and_is_said_once() -> None:
    page = started().wait(minutes=19).wait(minutes=1)
    assert chimed(page)
    assert said(page) == ["Time is up. 20 minutes done at 09:20."]
    assert left(page) == "20 minutes done at 09:20"
    page.send({"is": "Ticked", "with": {"now": page.now.isoformat()}})
    assert page.effects == ()


def test_the_end_is_where_it_was_set_however_late_it_is_noticed() -> None:
    page = started().wait(minutes=47)
    assert left(page) == "20 minutes done at 09:20"
    assert said(page) == ["Time is up. 20 minutes done at 09:20."]
    assert not chimed(page)


def test_an_end_while_the_page_was_closed_is_told_without_a_tone() -> None:
    page = closed_for(started(), hours=2)
    assert "ended at 09:20 while this page was closed" in page.text
    assert said(page) == ["Time is up. 20 minutes done; ended at 09:20 while this page was closed."]
    assert not chimed(page)
    page.effects = ()
    assert page.reload().effects == ()
    assert "while this page was closed" in page.text


def test_an_end_just_before_the_page_opened_still_sounds() -> None:
    assert chimed(closed_for(started(), minutes=20, seconds=59))
    assert not chimed(closed_for(started(), minutes=21, seconds=1))


def test_a_page_closed_in_the_middle_goes_on_right() -> None:
    assert left(closed_for(started().wait(minutes=5), minutes=5)) == "10:00 10 minutes left"


def test_start_again_runs_the_same_length() -> None:
    page = started().wait(minutes=20).press("Start again")
    assert left(page) == "20:00 20 minutes left"
    assert said(page) == ["20 minutes started."]


def test_another_length_can_be_chosen_after_the_end() -> None:
    page = started().wait(minutes=20).press("Choose another length").tick("10 minutes")
    assert controls(page) == ["Start 10 minutes"]
    assert entries(page) == ["Done on Mon 23 November, 20 minutes"]


def test_five_more_minutes_after_the_end_belong_to_the_same_sitting() -> None:
    page = started().wait(minutes=21).press("5 more minutes")
    assert left(page) == "5:00 5 minutes left"
    assert said(page) == ["5 more minutes started."]
    assert said(page.wait(seconds=1)) == []
    page.wait(minutes=4, seconds=59)
    assert chimed(page)
    assert left(page) == "25 minutes done at 09:26"
    assert entries(page) == ["Done on Mon 23 November, 25 minutes"]


def test_five_more_minutes_on_another_day_are_a_sitting_of_their_own() -> None:
    page = started().wait(minutes=20)
    page.now += timedelta(days=1)
    page.press("5 more minutes").wait(minutes=5)
    assert entries(page) == ["Done on Tue 24 November, 5 minutes", "Done on Mon 23 November, 20 minutes"]


def test_adding_time_in_the_very_moment_of_the_end_goes_on() -> None:
    page = started().wait(minutes=19, seconds=59)
    page.now += timedelta(seconds=2)
    page.press("Add 5 minutes")
    assert left(page) == "5:00 5 minutes left"


def test_pausing_in_the_very_moment_of_the_end_is_the_end() -> None:
    page = started().wait(minutes=19, seconds=59)
    page.now += timedelta(seconds=2)
    page.press("Pause")
    assert left(page) == "20 minutes done at 09:20"


def test_the_last_ten_sittings_are_kept_the_newest_first() -> None:
    page = started()
    for _ in range(12):
        page.wait(minutes=20)
        page.now += timedelta(days=1)
        page.press("Start again")
    page.reload()
    assert len(entries(page)) == 10
    assert entries(page)[0] == "Done on Fri 4 December, 20 minutes"
    assert entries(page)[-1] == "Done on Wed 25 November, 20 minutes"


def test_a_sitting_over_midnight_is_done_on_the_day_it_ended() -> None:
    page = timer(now=datetime.fromisoformat("2026-12-31T23:50:00.000+01:00")).press("Start 20 minutes")
    assert entries(page.wait(minutes=20)) == ["Done on Fri 1 January, 20 minutes"]


# Without a clock


def test_without_a_clock_time_counts_up_until_the_reader_finishes() -> None:
    page = timer().tick("No clock").press("Start without a clock")
    assert said(page) == ["Started, without a clock to keep to."]
    assert left(page.wait(minutes=12, seconds=34.9)) == "12:34 12 minutes so far"
    assert "Add 5 minutes" not in controls(page)
    page.press("Pause").wait(hours=1).press("Resume").wait(minutes=50)
    assert left(page) == "1:02:34 1 hour 2 minutes so far"
    page.press("Finish")
    assert left(page) == "1 hour 2 minutes done at 11:02"
    assert not chimed(page)


def test_without_a_clock_a_closed_page_loses_nothing() -> None:
    page = timer().tick("No clock").press("Start without a clock")
    assert left(closed_for(page, minutes=30)) == "30:00 30 minutes so far"


def test_five_more_minutes_can_follow_a_time_without_a_clock() -> None:
    page = timer().tick("No clock").press("Start without a clock").wait(minutes=8).press("Finish")
    page.press("5 more minutes").wait(minutes=5)
    assert entries(page) == ["Done on Mon 23 November, 13 minutes"]


# Clocks that are changed


def test_a_clock_that_jumps_forward_is_believed() -> None:
    assert left(started().wait(minutes=5).wait(minutes=10)) == "5:00 5 minutes left"


def test_another_time_zone_does_not_bend_the_time() -> None:
    page = started().wait(minutes=5)
    page.now = page.now.astimezone(timezone(timedelta(hours=9)))
    page.wait(minutes=5)
    assert left(page) == "10:00 10 minutes left"
    assert "Ends at 17:20" in page.text
    assert left(page.wait(minutes=10)) == "20 minutes done at 17:20"


def test_the_hour_that_comes_twice_in_autumn_comes_once_here() -> None:
    page = timer(now=datetime.fromisoformat("2026-10-25T02:50:00.000+02:00")).press("Start 20 minutes")
    page.now = datetime.fromisoformat("2026-10-25T02:05:00.000+01:00")
    assert left(page.send_time()) == "5:00 5 minutes left"
    assert left(page.wait(minutes=5)) == "20 minutes done at 02:10"


def test_a_clock_set_back_gives_no_more_than_was_chosen_and_goes_on() -> None:
    page = started().wait(minutes=5).wait(hours=-2)
    assert left(page) == "20:00 20 minutes left"
    assert left(page.wait(minutes=1)) == "19:00 19 minutes left"
    assert left(page.wait(minutes=19)) == "20 minutes done at 07:25"


def test_a_clock_set_back_gives_no_more_than_was_left_at_the_last_pause() -> None:
    page = started().wait(minutes=15).press("Pause").press("Resume").wait(minutes=1).wait(minutes=-30)
    assert left(page) == "5:00 5 minutes left"


def test_a_clock_set_back_on_a_closed_page_is_noticed_too() -> None:
    assert left(closed_for(started().wait(minutes=5), hours=-2)) == "20:00 20 minutes left"


def test_a_clock_set_back_never_counts_below_nothing_without_a_clock() -> None:
    page = timer().tick("No clock").press("Start without a clock").wait(minutes=-30)
    assert left(page) == "0:00 less than a minute so far"
    assert left(page.wait(minutes=1)) == "1:00 1 minute so far"


# Messages that come late


def test_messages_from_before_python_was_ready_keep_their_own_times() -> None:
    page = timer()
    for name, minute in (("Started", 0), ("Paused", 2), ("Resumed", 10), ("Extended", 11)):
        page.send({"is": name, "with": {"now": (NINE + timedelta(minutes=minute)).isoformat()}})
    page.now = NINE + timedelta(minutes=12)
    assert left(page.send_time()) == "21:00 21 minutes left"


def test_messages_that_come_a_day_late_ring_nothing() -> None:
    page = timer()
    page.send({"is": "Started", "with": {"now": NINE.isoformat()}})
    page.now += timedelta(days=1)
    page.send_time()
    assert left(page) == "20 minutes done at 09:20"
    assert not chimed(page)


def test_a_start_pressed_twice_starts_once() -> None:
    page = started().wait(minutes=3)
    page.send({"is": "Started", "with": {"now": page.now.isoformat()}})
    assert left(page) == "17:00 17 minutes left"


def test_a_pause_pressed_twice_pauses_once() -> None:
    page = started().wait(minutes=3).press("Pause")
    page.now += timedelta(minutes=3)
    page.send({"is": "Paused", "with": {"now": page.now.isoformat()}})
    assert left(page) == "17:00 17 minutes left"
    assert page.effects == ()


def test_several_timers_on_a_page_share_no_id() -> None:
    first, second = timer(id="one"), timer(id="two")
    assert 'id="one--length-20"' in first.html
    assert 'name="one--length"' in first.html
    assert 'id="two--length-20"' in second.html


# Progress


def test_a_finished_time_counts_and_one_that_was_never_started_is_not_missing() -> None:
    page = timer()
    assert page.progress is None
    assert page.press("Start 20 minutes").progress is None
    assert page.press("Finish early").progress == Progress(1, 1)
    assert page.press("Start again").reload().progress == Progress(1, 1)
