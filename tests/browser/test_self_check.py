"""Lines are placed on a scale, sums are said, rounds are kept; the support question needs no script."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import READER
from tests.browser.reader import FIRST_PART, wait_for_python, wait_until_saved


def test_a_round_is_placed_kept_and_compared(page: Page, site_url: str) -> None:
    page.clock.set_fixed_time("2026-11-23T12:00:00+01:00")
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    check = page.locator("#what-i-miss")
    lines = check.locator("fieldset")
    for at in range(lines.count()):
        lines.nth(at).get_by_label("3, much").check()
    expect(check.get_by_text("Missing them: 12 of 16")).to_be_visible()
    check.get_by_role("button", name="Keep this round").click()
    expect(check.get_by_role("row", name="23 November 2026")).to_contain_text("12 of 16")
    expect(check.get_by_text("Look again on day 15, Monday 7 December 2026.")).to_be_visible()
    expect(check.locator("input:checked")).to_have_count(0)
    wait_until_saved(page)
    page.reload()
    expect(check.get_by_role("row", name="23 November 2026")).to_be_visible()


def test_the_support_question_opens_without_javascript(browser: Browser, site_url: str) -> None:
    context = browser.new_context(**READER, java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + FIRST_PART)
    page.locator("#what-i-miss summary", has_text="If you think of hurting yourself").click()
    expect(page.locator("#what-i-miss").get_by_role("link", name="Find help")).to_be_visible()
    context.close()
