"""Each step ends with a note of the reader's own: one line until it is used, and nobody waits for it."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.reader import (
    FIRST_PART,
    settled,
    until,
    wait_for_python,
    wait_until_open,
    wait_until_saved,
)

ID = "why-it-ended-note"
FOLD = f"#{ID} details"


def other_widgets_gone(route: Route) -> None:
    """Answer with a page of which the notes alone are widgets: the others have lost their keys."""
    answer = route.fetch()
    html = re.sub(r' data-key="[^"]*(?<!-note)"', "", answer.text())
    route.fulfill(response=answer, body=html)


@pytest.fixture
def notes_alone(page: Page) -> Page:
    """Return the tab of a reader of pages whose only widgets are notes."""
    page.route(re.compile(r"/guides/.*\.html$"), other_widgets_gone)
    return page


def test_a_note_is_there_before_the_first_paint_of_the_next_visit(page: Page, site_url: str) -> None:
    page.goto(site_url + FIRST_PART)
    assert page.locator("section.step").count() == page.locator(".step > [data-widget=note]").count()
    expect(page.locator(FOLD)).not_to_have_attribute("open", "")
    page.locator(f"{FOLD} > summary").click()
    page.get_by_label("A note of your own").first.fill("Ask my sister\nabout May")
    wait_until_saved(page)
    wait_for_python(page)
    expect(page.locator(f"#{ID} [data-saved-line]")).to_contain_text("Saved on this device")
    page.goto(f"{site_url}{FIRST_PART}?python=none")
    expect(page.locator(FOLD)).to_have_attribute("open", "")
    expect(page.get_by_label("A note of your own").first).to_have_value("Ask my sister\nabout May")


def test_a_note_counts_for_nothing(page: Page, site_url: str) -> None:
    """The step is done when its list is, whatever stands in its note."""
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    step = page.locator("section.step").nth(1)
    step.locator("[data-widget=note] summary").click()
    step.get_by_label("A note of your own").fill("Done, I think")
    step.get_by_label("I ended it, in anger").check()
    for box in step.get_by_role("checkbox").all():
        box.check()
    expect(page.locator(".outline li[data-step='2']").first).to_have_class(re.compile("is-done"))
    step.get_by_label("A note of your own").fill("")
    wait_until_saved(page)
    expect(page.locator(".outline li[data-step='2']").first).to_have_class(re.compile("is-done"))


def test_a_page_of_notes_alone_starts_no_python_until_one_is_used(notes_alone: Page, site_url: str) -> None:
    page = notes_alone
    page.goto(site_url + FIRST_PART)
    until(page, "document.readyState === 'complete'")
    page.wait_for_timeout(3_500)  # Python never comes later than three seconds after the page is whole
    expect(page.locator("html")).to_have_attribute("data-python", "idle")
    page.locator(f"{FOLD} > summary").click()
    page.get_by_label("A note of your own").first.press_sequentially("Tea")
    wait_for_python(page)
    wait_until_saved(page)
    page.evaluate("localStorage.clear()")  # the copy for the first paint is lost
    page.reload()
    wait_for_python(page)
    expect(page.get_by_label("A note of your own").first).to_have_value("Tea")


def test_on_paper_there_are_the_notes_in_which_something_stands(page: Page, site_url: str) -> None:
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    page.locator(f"{FOLD} > summary").click()
    page.get_by_label("A note of your own").first.fill("Ask my sister")
    wait_until_saved(page)
    wait_until_open(page)
    page.emulate_media(media="print")
    settled(page)
    shown = page.locator("[data-widget=note]").locator("visible=true")
    expect(shown).to_have_count(1)
    expect(shown.locator("textarea")).to_have_value("Ask my sister")
