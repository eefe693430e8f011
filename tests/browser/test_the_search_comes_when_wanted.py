"""A page of a guide loads without Material's script; the search takes over what was typed before it came."""

import time

from playwright.sync_api import Page, Route, expect

from tests.browser.reader import FIRST_PART

ASKED = "performance.getEntriesByType('resource').filter(({ name }) => /bundle|search/.test(name)).length"


def test_a_guides_page_loads_nothing_of_the_search(page: Page, site_url: str) -> None:
    page.goto(site_url + FIRST_PART)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(ASKED.replace("bundle|search", "bundle|search_index|workers")) == 0


def late(route: Route) -> None:
    """Answer after the reader has typed."""
    time.sleep(0.4)
    route.continue_()


def test_what_was_typed_before_it_came_is_searched_for(page: Page, site_url: str) -> None:
    page.route("**/bundle.*.js", late)
    page.goto(site_url + FIRST_PART)
    page.get_by_role("textbox", name="Search").press_sequentially("apolog")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    expect(page.get_by_role("textbox", name="Search")).to_have_value("apolog")


def test_escape_closes_it_before_it_came_and_it_stays_closed(page: Page, site_url: str) -> None:
    page.route("**/bundle.*.js", late)
    page.goto(site_url + FIRST_PART)
    with page.expect_event("requestfinished", lambda request: "/bundle." in request.url):
        page.get_by_role("textbox", name="Search").focus()
        expect(page.locator("#__search")).to_be_checked()
        page.keyboard.press("Escape")
        expect(page.locator("#__search")).not_to_be_checked()
    page.wait_for_function("document.querySelector('script[src*=bundle]')")
    page.get_by_role("heading", level=1).click()
    expect(page.locator("#__search")).not_to_be_checked()
    expect(page.get_by_role("textbox", name="Search")).not_to_be_focused()


def test_it_lies_over_nothing_when_it_is_left_by_the_tab_key_before_it_came(
    page: Page, site_url: str
) -> None:
    page.route("**/bundle.*.js", lambda _: None)  # a line that is stuck
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site_url + FIRST_PART)
    page.get_by_role("textbox", name="Search").focus()
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.press("Tab")
    settings = page.get_by_role("link", name="Settings")
    expect(settings).to_be_focused()
    expect(page.locator("#__search")).not_to_be_checked()
    settings.click(timeout=5_000)  # Playwright sees to it that nothing lies over it


def test_a_key_opens_it_and_it_finds_pages_after_turning_to_another_folder(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.locator("main a").first.click()
    page.wait_for_url("**/guides/**")
    page.locator("h1").first.click()
    page.keyboard.press("/")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    page.keyboard.type("apolog")
    found = page.locator(".md-search-result__link").first
    expect(found).to_be_visible()
    found.click()
    page.wait_for_url("**/04-talk.html**")


def test_letters_of_the_keys_can_be_typed_into_fields(page: Page, site_url: str) -> None:
    page.goto(site_url + "guides/second-chance/04-talk.html")
    field = page.locator("#apology").get_by_label("What I did")
    field.press_sequentially("fs/")
    expect(field).to_have_value("fs/")
    expect(field).to_be_focused()


def test_where_it_cannot_come_the_next_visit_asks_again(page: Page, site_url: str) -> None:
    page.route("**/bundle.*.js", lambda route: route.abort())
    page.goto(site_url + FIRST_PART)
    field = page.get_by_role("textbox", name="Search")
    with page.expect_event("requestfailed"):
        field.focus()
    page.unroute("**/bundle.*.js")
    field.blur()
    field.press_sequentially("apolog")
    expect(page.locator(".md-search-result__link").first).to_be_visible()


def test_the_scheme_is_changed_and_remembered_without_it(page: Page, site_url: str) -> None:
    page.goto(site_url + FIRST_PART)
    for name, scheme in (
        ("Switch to light", "default"),
        ("Switch to dark", "slate"),
        ("Follow the device", "auto"),
    ):
        page.get_by_title(name).click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        page.reload()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
    expect(page.get_by_title("Switch to light")).to_be_visible()
    expect(page.get_by_title("Switch to dark")).to_be_hidden()
