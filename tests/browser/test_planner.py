"""A planner names the days in words, and what has a day goes into a calendar."""

from playwright.sync_api import Page, expect

from tests.browser.reader import wait_for_python, wait_until_saved


def test_a_small_week_is_planned_and_saved_as_dates(page: Page, site_url: str) -> None:
    page.clock.set_fixed_time("2026-11-23T12:00:00+01:00")
    page.goto(site_url + "guides/second-chance/02-time-on-your-own.html")
    wait_for_python(page)
    week = page.locator("#small-week")
    week.get_by_label("First day").fill("2026-11-24")
    expect(week.get_by_text("From Tue 24 November to Mon 30 November")).to_be_visible()
    body = week.get_by_role("region", name="For my body")
    week.get_by_role("textbox", name="For my body").fill("Swim")
    body.get_by_label("When").select_option("Thu 26 November")
    body.get_by_label("Time, if you like").fill("18:30")
    body.get_by_label("Done").check()
    wait_until_saved(page)
    page.reload()
    wait_for_python(page)
    expect(body.get_by_label("When")).to_have_value("2")
    expect(body.get_by_label("Done")).to_be_checked()
    week.get_by_text("In your calendar").click()
    with page.expect_download() as download:
        week.get_by_role("button", name="Save 1 date as a calendar file").click()
    assert "DTSTART:20261126T183000" in download.value.path().read_text(encoding="utf-8")


def test_a_day_that_is_gone_is_said_beside_its_field(page: Page, site_url: str) -> None:
    page.goto(site_url + "guides/second-chance/03-be-well.html")
    wait_for_python(page)
    day = page.locator("#outing").get_by_label("Day", exact=True)
    day.fill("1969-12-31")
    expect(day).to_have_accessible_description(
        "Wednesday 31 December 1969 These days have gone by. "
        "Choose today or a later day, or leave it as a note."
    )
    expect(day).to_have_value("1969-12-31")
