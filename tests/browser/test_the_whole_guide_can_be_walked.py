"""A reader walks the whole guide on a phone, and finds again what they did on the way."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import READER
from tests.browser.reader import OVERVIEW, wait_for_python, wait_until_saved

PHONE: dict[str, Any] = {**READER, "viewport": {"width": 360, "height": 740}, "has_touch": True}
STEPS = 23
PARTS = 6
FIELDS = ".widget[data-widget=worksheet] input[type=text], .widget[data-widget=draft] textarea"
# Whether each picture in sight of a step came, and how far the page is wider than the screen.
SEEN = """
(step) => ({
  pictures: [...step.querySelectorAll('img')].map((img) => img.complete && img.naturalWidth > 0),
  overflow: document.documentElement.scrollWidth - innerWidth,
})
"""
WRITTEN = """
() => {
  const fields = [...document.querySelectorAll('input, textarea')];
  return [document.body.innerText, ...fields.map(({ value }) => value)].join('\\n');
}
"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a reader with a phone."""
    context = browser.new_context(**PHONE)
    context.set_default_timeout(20_000)
    yield context
    context.close()


def test_every_step_is_reached_used_and_found_again(page: Page, site_url: str) -> None:
    page.goto(site_url + OVERVIEW)
    page.get_by_role("link", name="Start", exact=True).click()
    page.wait_for_url("**/01-understand.html*")
    page.get_by_role("button", name="One step at a time").click()
    done: dict[str, list[str]] = {}
    for number in range(1, STEPS + 1):
        step = page.locator(f"section.step[data-step='{number}']")
        expect(step).to_be_visible()
        wait_for_python(page)
        look(step)
        done.setdefault(page.url.partition("#")[0], []).extend(use(step, number))
        wait_until_saved(page)
        if number < STEPS:
            go_on(page, number)
    assert len(done) == PARTS
    assert sum(map(len, done.values())) > STEPS
    for address, marks in done.items():
        page.goto(address)
        page.get_by_role("button", name="All steps").click()
        wait_for_python(page)
        written = page.evaluate(WRITTEN)
        for mark in marks:
            if mark.startswith("[id="):
                expect(page.locator(mark)).to_be_checked()
            else:
                assert mark in written, address
        page.get_by_role("button", name="One step at a time").click()


def look(step: Locator) -> None:
    """See that its picture comes, and that nothing of it stands beside the screen."""
    step.locator("img").first.scroll_into_view_if_needed()
    expect(step.locator("img").first).to_have_js_property("complete", True)  # noqa: FBT003 - a value
    seen = step.evaluate(SEEN)
    assert seen["pictures"][0]
    assert seen["overflow"] <= 0


def use(step: Locator, number: int) -> list[str]:
    """Tick a box and write a line, where there are any; give the id of the one and the words of the other."""
    done = []
    box = step.locator(".widget[data-widget=checklist] input[type=checkbox]:visible").first
    if box.count():
        box.check()
        done.append(f"[id='{box.get_attribute('id')}']")
    field = step.locator(FIELDS).locator("visible=true").first
    if field.count():
        field.fill(f"Words of step {number}")
        done.append(f"Words of step {number}")
    expect(step.locator(".widget-problem:visible")).to_have_count(0)
    return done


def go_on(page: Page, number: int) -> None:
    """Take the way on to the next step, in this part or in the next one."""
    link = page.get_by_role("navigation", name="Steps").get_by_role("link", name=f"Step {number + 1}")
    if not link.count():
        link = page.get_by_role("navigation", name="Previous and next").get_by_role("link").last
    link.click()
