"""A reader can say that nothing, or no place, is saved, and that the exit erases what they wrote."""

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.reader import (
    FIRST_PART,
    OVERVIEW,
    READ_ALL,
    boxes,
    count,
    settled,
    until,
    wait_for_python,
    wait_until_open,
    wait_until_saved,
)
from tests.browser.test_facts_and_gates import CHECKS, NO, TALK
from tests.browser.test_offline import CACHE_A_PAGE, CACHED

SAFETY = "guides/second-chance/safety.html"
# All of localStorage but what is no answer: that the reader has settings, and which guides are kept.
LEFT = """
Object.keys(localStorage).filter((name) => !name.includes('"setting"'))
"""
EXIT = "https://exit.example/"
COUNT_WORKERS = """
window.asked = 0;
navigator.serviceWorker.register = async () => { window.asked += 1; throw new Error('counted'); };
"""


@pytest.fixture(autouse=True)
def elsewhere(context: BrowserContext) -> None:
    """Let the way out lead to a page of ours."""

    def answer(route: Route) -> None:
        route.fulfill(body="a neutral page", content_type="text/html")

    context.route(lambda url: not url.startswith(("http://127.0.0.1", "blob:", "data:")), answer)


def wish(page: Page, site_url: str, name: str) -> None:
    """Tick one of the wishes on the page about safety."""
    page.goto(site_url + SAFETY)
    page.locator(".device").get_by_label(name).check()


def stored(page: Page) -> list[str]:
    """Return the names of all that is stored of the reader, wherever."""
    return [*page.evaluate(f"({READ_ALL})().then(Object.keys)"), *page.evaluate(LEFT)]


def test_in_a_tab_that_saves_nothing_nothing_is_stored(page: Page, site_url: str) -> None:
    """The tools work, from page to page, and say that nothing is saved; loaded anew, all of it is gone."""
    wish(page, site_url, "Save nothing in this tab")
    expect(page.locator(".device").get_by_label("Save nothing in this tab")).to_be_checked()
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    boxes(page).nth(1).check()
    expect(count(page)).to_contain_text("1 of")
    expect(page.locator("html")).to_have_attribute("data-saved", "off")
    expect(page.locator(".handrail-notice")).to_contain_text("as you asked")
    expect(page.locator(".widget[data-widget=checklist] [data-saved-line]").first).to_have_text(
        "Not being saved"
    )
    page.locator(".turn-next").click()
    wait_for_python(page)
    page.locator(".turn-previous").click()
    expect(boxes(page).nth(1)).to_be_checked()
    assert stored(page) == []
    page.reload()
    wait_for_python(page)
    expect(boxes(page).nth(1)).not_to_be_checked()
    assert stored(page) == []


def test_a_tab_that_saves_nothing_asks_for_no_service_worker(page: Page, site_url: str) -> None:
    page.add_init_script(COUNT_WORKERS)
    page.goto(site_url + FIRST_PART)
    until(page, "window.asked === 1")
    wish(page, site_url, "Save nothing in this tab")
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    wait_until_open(page)
    settled(page)
    assert page.evaluate("window.asked") == 0


def test_what_was_saved_before_is_not_shown_in_it_and_stays(
    context: BrowserContext, page: Page, site_url: str
) -> None:
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    boxes(page).nth(1).check()
    wait_until_saved(page)
    wish(page, site_url, "Save nothing in this tab")
    page.goto(f"{site_url}{FIRST_PART}?python=none")  # before Python draws over what was put back
    expect(page.locator("html")).to_have_attribute("data-python", "failed")
    expect(boxes(page).nth(1)).not_to_be_checked()
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    expect(boxes(page).nth(1)).not_to_be_checked()
    boxes(page).nth(0).check()
    expect(count(page)).to_contain_text("1 of")
    other = context.new_page()
    other.goto(site_url + FIRST_PART)
    wait_for_python(other)
    expect(boxes(other).nth(1)).to_be_checked()
    expect(boxes(other).nth(0)).not_to_be_checked()
    page.goto(site_url + SAFETY)
    page.locator(".device").get_by_label("Save nothing in this tab").uncheck()
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    expect(boxes(page).nth(1)).to_be_checked()


def test_it_looks_to_other_tabs_as_if_nothing_happened(
    context: BrowserContext, page: Page, site_url: str
) -> None:
    """No answer of it changes what they show."""
    other = context.new_page()
    other.goto(site_url + TALK)
    wait_for_python(other)
    expect(other.locator("#invitation")).to_be_visible()
    wish(page, site_url, "Save nothing in this tab")
    page.goto(site_url + CHECKS)
    wait_for_python(page)
    page.get_by_label(NO, exact=True).check()
    expect(page.get_by_role("link", name="Go to Part 6")).to_be_visible()
    page.goto(site_url + FIRST_PART)  # what was told is told by now
    settled(other)
    expect(other.locator("#invitation")).to_be_visible()


COPIES = """
Object.keys(localStorage).filter((name) => /"(view|position|standings)"/.test(name))
"""


def test_where_one_was_is_not_remembered_when_asked(page: Page, site_url: str) -> None:
    """Copies that were saved go, and none are saved any more; answers are, and show a moment later."""
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    boxes(page).nth(1).check()
    page.locator("section[data-step='3']").evaluate("step => step.scrollIntoView()")
    until(page, f"{COPIES}.length >= 3")
    wish(page, site_url, "Don’t remember where I was")
    assert page.evaluate(COPIES) == []
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    expect(boxes(page).nth(1)).to_be_checked()
    boxes(page).nth(0).check()
    page.locator("section[data-step='3']").evaluate("step => step.scrollIntoView()")
    wait_until_saved(page)
    page.goto(site_url + OVERVIEW)
    expect(page.locator("a.guide-start")).to_have_text("Start")
    expect(page.locator(".device").get_by_label("Don’t remember where I was")).to_be_checked()
    page.goto(site_url + FIRST_PART)
    expect(boxes(page).nth(0)).to_be_checked()
    expect(boxes(page).nth(1)).to_be_checked()
    assert page.evaluate(COPIES) == []


def test_what_hangs_on_an_answer_is_known_all_the_same(page: Page, site_url: str) -> None:
    """The records say it, where no copy of them is saved."""
    wish(page, site_url, "Don’t remember where I was")
    page.goto(site_url + CHECKS)
    wait_for_python(page)
    page.get_by_label("Yes: a no, a block or a legal order", exact=True).check()
    wait_until_saved(page)
    page.goto(site_url + TALK + "?python=none")
    expect(page.locator("#invitation")).to_be_hidden()
    assert page.evaluate(COPIES) == []


def test_the_exit_erases_nothing_unasked(page: Page, site_url: str) -> None:
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    boxes(page).nth(1).check()
    wait_until_saved(page)
    page.locator("a.exit").click()
    expect(page.get_by_text("a neutral page")).to_be_visible()
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    expect(boxes(page).nth(1)).to_be_checked()
    expect(count(page)).to_contain_text("1 of")


def test_the_exit_erases_all_when_asked(context: BrowserContext, page: Page, site_url: str) -> None:
    """Answers, views, places and what is cached, on the way out; another open page shows it at once."""
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    boxes(page).nth(1).check()
    wait_until_saved(page)
    other = context.new_page()
    other.goto(site_url + FIRST_PART)
    wait_for_python(other)
    expect(boxes(other).nth(1)).to_be_checked()
    wish(page, site_url, "Exit erases what I wrote")
    assert len(stored(page)) > 2
    page.evaluate(CACHE_A_PAGE)
    page.locator("a.exit").click()
    expect(page.get_by_text("a neutral page")).to_be_visible()
    expect(boxes(other).nth(1)).not_to_be_checked()
    other.goto(site_url + OVERVIEW)
    until(other, f"({READ_ALL})().then((all) => Object.keys(all).length === 0)")
    until(other, f"{CACHED}.then((all) => all.length === 0)")
    assert stored(other) == []
    expect(other.locator(".device").get_by_label("Exit erases what I wrote")).to_be_checked()
