"""A timer holds the moment it ends: reloads, sleep and closed pages can't bend it."""

import re
from datetime import datetime

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.reader import OVERVIEW, come_back, until, wait_for_python, wait_until_saved

PAGE = "guides/second-chance/05-if-you-both-say-yes.html"
NOON = datetime.fromisoformat("2026-11-23T12:00:00+01:00")


def timer(page: Page) -> Locator:
    return page.locator(".widget[data-widget=timer]").first


def started(page: Page, site_url: str) -> None:
    page.clock.install(time=NOON)
    page.goto(site_url + PAGE)
    wait_for_python(page)
    timer(page).get_by_label("20 minutes").check()
    timer(page).get_by_role("button", name="Start 20 minutes").click()
    expect(timer(page).get_by_role("timer")).to_contain_text("20 minutes left")
    wait_until_saved(page)


def test_a_timer_survives_a_reload(page: Page, site_url: str) -> None:
    started(page, site_url)
    page.clock.fast_forward("04:30")
    page.reload()
    wait_for_python(page)
    expect(timer(page).get_by_role("timer")).to_contain_text("16 minutes left")
    expect(timer(page).get_by_text("Ends at 12:20")).to_be_visible()


def test_a_timer_is_right_after_a_ten_minute_jump_of_the_clock(page: Page, site_url: str) -> None:
    """The device slept for ten minutes; a second later the time left is right."""
    started(page, site_url)
    page.clock.fast_forward("09:30")
    expect(timer(page).get_by_role("timer")).to_contain_text("11 minutes left")
    page.clock.fast_forward("10:30")
    expect(timer(page)).to_contain_text("done at 12:20")


def test_a_timer_ends_while_its_page_is_closed(context: BrowserContext, page: Page, site_url: str) -> None:
    started(page, site_url)
    page.close()
    later = context.new_page()
    later.clock.install(time=NOON)
    later.clock.fast_forward("03:00:00")
    later.goto(site_url + PAGE)
    wait_for_python(later)
    expect(timer(later)).to_contain_text("ended at 12:20 while this page was closed")


def test_a_timer_that_ends_while_another_page_of_the_guide_is_open_is_heard_there(
    page: Page, site_url: str
) -> None:
    """Once, and on a page without tools too; whoever paused it hears nothing."""
    started(page, site_url)
    page.locator(".turn-next").click()
    expect(page).to_have_url(re.compile("06-move-on"))
    page.clock.fast_forward("10:00")
    expect(page.locator(".handrail-notice[data-kind=alarm]")).to_have_count(0)
    page.goto(site_url + OVERVIEW)
    page.clock.fast_forward("11:00")
    expect(page.locator(".handrail-notice[data-kind=alarm]")).to_contain_text("20 minutes")
    page.reload()
    page.clock.fast_forward("01:00")
    expect(page.locator(".handrail-notice[data-kind=alarm]")).to_have_count(0)


def test_a_timer_that_was_paused_is_not_heard_elsewhere(page: Page, site_url: str) -> None:
    started(page, site_url)
    timer(page).get_by_role("button", name="Pause").click()
    expect(timer(page).get_by_role("button", name="Resume")).to_be_visible()
    wait_until_saved(page)
    page.locator(".turn-next").click()
    expect(page).to_have_url(re.compile("06-move-on"))
    page.clock.fast_forward("30:00")
    expect(page.locator(".handrail-notice[data-kind=alarm]")).to_have_count(0)


def test_a_timer_started_before_python_counts_from_the_click(page: Page, site_url: str) -> None:
    """The click keeps its own time, however long Python takes to come."""
    page.clock.install(time=NOON)
    page.goto(site_url + PAGE + "?python=none")
    start = timer(page).get_by_role("button", name="Start")
    minutes = int((start.text_content() or "").split()[1])
    start.click()
    wait_until_saved(page)
    page.clock.fast_forward("03:30")
    page.goto(site_url + PAGE)
    wait_for_python(page)
    expect(timer(page).get_by_text(f"Ends at 12:{minutes}")).to_be_visible()
    expect(timer(page).get_by_role("timer")).to_contain_text(f"{minutes - 3} minutes left")


def test_the_screen_stays_on_while_a_timer_runs(page: Page, site_url: str) -> None:
    page.add_init_script("""
        window.locks = 0;
        navigator.wakeLock.request = async () => {
            window.locks += 1;
            return { released: false, async release() { window.locks -= 1; this.released = true; } };
        };
    """)
    started(page, site_url)
    until(page, "locks === 1")
    timer(page).get_by_role("button", name="Pause").click()
    until(page, "locks === 0")
    come_back(page)
    timer(page).get_by_role("button", name="Resume").click()
    until(page, "locks === 1")
