"""Quiet days are days of the calendar where the reader is, not hours: midnight counts, 24 hours don't."""

from datetime import datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import come_back, wait_for_python, wait_until_saved

PAGE = "guides/second-chance/02-time-on-your-own.html"


def pause(page: Page) -> Locator:
    return page.locator(".widget[data-widget=pause]").first


def begun(page: Page, site_url: str, now: str, last: str) -> None:
    page.clock.install(time=datetime.fromisoformat(now))
    page.goto(site_url + PAGE)
    wait_for_python(page)
    pause(page).get_by_label("Date of your last contact").fill(last)
    pause(page).get_by_role("button", name="Begin my quiet days").click()
    wait_until_saved(page)


@pytest.mark.parametrize(
    ("evening", "last", "later"),
    [
        ("2026-11-23T23:58:00+01:00", "2026-11-20", "04:00"),
        ("2026-10-24T23:30:00+02:00", "2026-10-21", "01:00:00"),
        ("2026-03-28T23:30:00+01:00", "2026-03-25", "01:00:00"),
    ],
    ids=["an ordinary midnight", "into the day of 25 hours", "into the day of 23 hours"],
)
def test_midnight_makes_a_day(page: Page, site_url: str, evening: str, last: str, later: str) -> None:
    begun(page, site_url, evening, last)
    expect(pause(page)).to_contain_text("3 of 30 quiet days")
    page.clock.fast_forward(later)
    come_back(page)
    expect(pause(page)).to_contain_text("4 of 30 quiet days")


@pytest.mark.parametrize(
    ("early", "last"),
    [("2026-10-25T00:10:00+02:00", "2026-10-22"), ("2026-03-29T00:10:00+01:00", "2026-03-26")],
    ids=["25 hours", "23 hours"],
)
def test_a_day_lasts_until_its_own_midnight(page: Page, site_url: str, early: str, last: str) -> None:
    """Through the whole of a day on which the clocks change the count stands still."""
    begun(page, site_url, early, last)
    for hours in ("06:00:00", "16:00:00"):
        page.clock.fast_forward(hours)
        come_back(page)
        expect(pause(page)).to_contain_text("3 of 30 quiet days")
    page.clock.fast_forward("03:00:00")  # past midnight, whichever way the clocks went
    come_back(page)
    page.reload()
    wait_for_python(page)
    expect(pause(page)).to_contain_text("4 of 30 quiet days")
