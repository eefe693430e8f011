"""A page is whole without JavaScript: text, steps, widgets to look at and tick, links."""

from playwright.sync_api import Browser, expect

from tests.browser.reader import FIRST_PART, OVERVIEW, boxes


def test_reads_without_javascript(browser: Browser, site_url: str) -> None:
    """The text, the first view of each widget and the way on are in the HTML itself."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + OVERVIEW)
    page.get_by_role("main").get_by_role("link", name="Start").first.click()
    expect(page).to_have_url(site_url + FIRST_PART)
    expect(page.get_by_role("heading", name="Why it ended")).to_be_visible()
    expect(page.locator(".widget-view").first).to_be_visible()
    boxes(page).first.check()
    expect(boxes(page).first).to_be_checked()
    page.get_by_role("navigation", name="Previous and next").locator("[rel=next]").click()
    expect(page).to_have_url(site_url + "guides/second-chance/02-time-on-your-own.html")
    context.close()
