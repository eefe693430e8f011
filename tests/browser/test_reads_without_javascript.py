"""A page is whole without JavaScript: text, steps, widgets to look at and tick, links."""

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.reader import FIRST_PART, OVERVIEW, boxes

TIMER_PART = "guides/second-chance/05-if-you-both-say-yes.html"


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


def test_what_is_asked_of_two_can_be_read(browser: Browser, site_url: str) -> None:
    """The tool that is all buttons before it begins, and the one that shows a card at a time."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + TIMER_PART)
    expect(page.locator("#pace").get_by_text("Staying the night").first).to_be_visible()
    page.goto(site_url + "guides/second-chance/03-be-well.html")
    page.locator("#twelve-questions").get_by_text("All cards").click()
    cards = page.locator("#twelve-questions details")
    expect(cards.get_by_text("Which song lifts your mood?")).to_be_visible()
    context.close()


def test_nothing_is_there_to_press_where_nothing_can_answer(browser: Browser, site_url: str) -> None:
    """Buttons are hidden and the tool says what it is good for."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + TIMER_PART)
    timer = page.locator(".widget[data-widget=timer]").first
    expect(timer).to_be_visible()
    expect(timer.locator(".button").first).to_be_hidden()
    said = timer.locator(".widget-saved").evaluate("(line) => getComputedStyle(line, '::before').content")
    assert said == '"Without JavaScript, use this on paper."'
    context.close()


def test_buttons_need_no_script_but_our_own(context: BrowserContext, page: Page, site_url: str) -> None:
    """They are there from the first frame, and stay if Material's script never comes."""
    context.route("**/bundle.*.min.js", lambda route: route.abort())
    page.goto(site_url + TIMER_PART)
    expect(page.locator(".widget[data-widget=timer] .button").first).to_be_visible()
