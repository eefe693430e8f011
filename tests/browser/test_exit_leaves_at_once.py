"""Leaving takes one click or three presses of Shift, blanks the page first and says nothing of it."""

from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect

from tests.browser.conftest import READER
from tests.browser.reader import FIRST_PART, OVERVIEW

CLICK_AND_LOOK = """
() => {
  document.querySelector('a.exit[data-exit]').click();
  const top = getComputedStyle(document.elementFromPoint(innerWidth / 2, innerHeight / 2));
  return [top.position, top.backgroundColor, document.title];
}
"""
ELSEWHERE = "https://www.wikipedia.org/**"


def elsewhere(context: BrowserContext) -> list[Request]:
    """Answer for the other site, and note what is asked of it."""
    asked: list[Request] = []

    def answer(route: Route) -> None:
        asked.append(route.request)
        route.fulfill(body="elsewhere")

    context.route(ELSEWHERE, answer)
    return asked


def test_a_click_leaves_and_back_does_not_return(context: BrowserContext, page: Page, site_url: str) -> None:
    """The other site takes the page's place in the history and is not told where the reader was."""
    asked = elsewhere(context)
    page.goto(site_url + OVERVIEW)
    page.goto(site_url + FIRST_PART)
    page.locator("a.exit[data-exit]").click()
    expect(page.get_by_text("elsewhere")).to_be_visible()
    assert "referer" not in asked[0].headers
    page.go_back()
    expect(page).to_have_url(site_url + OVERVIEW)


def test_the_page_is_blank_in_the_very_click(context: BrowserContext, page: Page, site_url: str) -> None:
    """Before the other site has answered, nothing of the guide can be seen, nor its title."""
    elsewhere(context)
    page.goto(site_url + FIRST_PART)
    position, background, title = page.evaluate(CLICK_AND_LOOK)
    assert position == "fixed"
    assert background == "rgb(255, 255, 255)"
    assert "Understand" not in title


def test_three_shifts_leave_unless_something_else_is_pressed(
    context: BrowserContext,
    page: Page,
    site_url: str,
) -> None:
    """Two presses, another key and two more do nothing; three do, in a text field as well."""
    elsewhere(context)
    page.goto(site_url + FIRST_PART)
    press(page, "Shift", "Shift", "a", "Shift", "Shift")
    expect(page).to_have_url(site_url + FIRST_PART)
    page.get_by_role("heading", level=1).click()
    press(page, "Shift", "Shift", "Shift")
    expect(page.get_by_text("elsewhere")).to_be_visible()
    page.goto(site_url + FIRST_PART)
    page.get_by_role("textbox", name="Search").focus()
    press(page, "Shift", "Shift", "Shift")
    expect(page.get_by_text("elsewhere")).to_be_visible()


def test_shift_leaves_a_field_of_a_touch_screen_alone(browser: Browser, site_url: str) -> None:
    """Its keyboard may press Shift by itself."""
    context = browser.new_context(**READER, has_touch=True, is_mobile=True)
    elsewhere(context)
    page = context.new_page()
    page.goto(site_url + FIRST_PART)
    page.get_by_role("textbox", name="Search").focus()
    press(page, "Shift", "Shift", "Shift")
    expect(page).to_have_url(site_url + FIRST_PART)
    press(page, "Escape")
    page.get_by_role("heading", level=1).click()
    press(page, "Shift", "Shift", "Shift")
    expect(page.get_by_text("elsewhere")).to_be_visible()
    context.close()


def test_slow_shifts_do_not_leave(context: BrowserContext, page: Page, site_url: str) -> None:
    """After five seconds the count begins again."""
    elsewhere(context)
    page.clock.install()
    page.goto(site_url + FIRST_PART)
    press(page, "Shift", "Shift")
    page.clock.run_for(5_100)
    press(page, "Shift", "Shift")
    expect(page).to_have_url(site_url + FIRST_PART)


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other."""
    for key in keys:
        page.keyboard.press(key)
