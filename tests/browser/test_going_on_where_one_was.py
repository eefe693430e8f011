"""A returning reader is led to the step they were at, and sees which lists are done."""

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import FIRST_PART, OVERVIEW, boxes, until, wait_for_python, wait_until_saved
from tests.browser.records import key, put

ONE_LIST = "guides/second-chance/06-move-on.html"
"""Its first step has a list of tasks and nothing else to fill in."""

POSITION = f"handrail:{key('second-chance', '', 'position')}"
AT_SEVEN = {
    "step": "is-there-interest",
    "done": ["why-it-ended", "who-ended-it", "is-there-interest"],
    "begun": ["what-you-feel"],
    "seen": ["why-it-ended", "take-a-month-without-contact"],
    "at": {"number": 7, "of": 23, "page": "02-time-on-your-own.html"},
}

# Notes, at each frame in which the first step is listed, what the page says of where one stands.
WATCH_FRAMES = """
const SAYS = '.guide-start, .guide-place, .guide-card-go, .guide-parts > li:first-child';
window.frames_seen = [];
requestAnimationFrame(function look() {
  const said = [...document.querySelectorAll(SAYS)].map(({ textContent }) => textContent);
  if (document.querySelector('.guide-parts li[data-step="1"], .guide-card-go')) {
    window.frames_seen.push(said.join(' | '));
  }
  requestAnimationFrame(look);
});
"""


def returning(page: Page, site_url: str, **position: Any) -> None:
    """Let the reader have been at step 7."""
    put(page, site_url, {"localStorage": {POSITION: json.dumps({**AT_SEVEN, **position})}})


def listed(page: Page, step: int) -> Locator:
    return page.locator(f".guide-parts li[data-step='{step}']")


def test_the_overview_leads_to_the_last_step(page: Page, site_url: str) -> None:
    """First "Start"; after having read as far as the third step, "Go on with step 3", and there it leads."""
    page.goto(site_url + OVERVIEW)
    start = page.locator("a.guide-start")
    expect(start).to_have_text("Start")
    page.goto(site_url + FIRST_PART)
    page.locator("section[data-step='3']").evaluate("step => step.scrollIntoView()")
    step = page.locator("section[data-step='3'] h2").get_attribute("id")
    until(page, f'Object.values(localStorage).some((saved) => saved.startsWith(\'{{"step":"{step}"\'))')
    page.goto(site_url + OVERVIEW)
    expect(start).to_have_text("Go on with step 3")
    start.click()
    expect(page.locator("section[data-step='3'] h2")).to_be_in_viewport()


def test_a_step_is_marked_when_its_list_is_done(page: Page, site_url: str) -> None:
    """The outline marks it at once, and on the guide's other pages too; an untick takes it back."""
    mark = page.locator(".outline li[data-step='21'].is-done")
    page.goto(site_url + ONE_LIST + "?python=none")
    for box in boxes(page).all():
        expect(mark).to_have_count(0)
        box.check()
    expect(mark).not_to_have_count(0)
    wait_until_saved(page)
    page.goto(site_url + "guides/second-chance/03-be-well.html")
    expect(mark).not_to_have_count(0)
    page.goto(site_url + ONE_LIST)
    boxes(page).first.uncheck()
    expect(mark).to_have_count(0)


def test_the_overview_shows_how_far_each_step_and_part_has_come(page: Page, site_url: str) -> None:
    returning(page, site_url)
    page.goto(f"{site_url}{OVERVIEW}?python=none")
    expect(page.locator(".guide-place")).to_have_text("3 of 23 steps done")
    for step, said in ((1, "(done)"), (3, "(begun)"), (4, "(read)"), (7, "(done)")):
        expect(listed(page, step).get_by_role("link")).to_contain_text(said)
    expect(listed(page, 5)).not_to_contain_text("(")
    expect(page.locator(".guide-parts > li").nth(0)).to_contain_text("✓ 2 of 3")
    expect(page.locator(".guide-parts > li").nth(1)).to_contain_text("✓ 1 of 4")
    expect(page.locator(".guide-parts > li").nth(2)).not_to_contain_text("✓")


def test_nothing_is_said_of_progress_to_somebody_new(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{OVERVIEW}?python=none")
    expect(page.locator("a.guide-start")).to_have_text("Start")
    expect(page.locator(".guide-place")).to_be_hidden()
    expect(page.locator(".guide-parts")).not_to_contain_text("✓")
    page.goto(f"{site_url}index.html")
    expect(page.locator(".guide-card-go").first).to_be_hidden()


def test_the_home_page_leads_on_with_each_guide(page: Page, site_url: str) -> None:
    returning(page, site_url)
    page.goto(f"{site_url}index.html")
    page.get_by_role("link", name="Go on with step 7 · 3 of 23 steps done").click()
    expect(page.locator("#is-there-interest")).to_be_in_viewport()


@pytest.mark.parametrize("place", [OVERVIEW, "index.html"])
def test_where_one_stands_is_there_in_the_first_frame(page: Page, site_url: str, place: str) -> None:
    returning(page, site_url)
    page.add_init_script(WATCH_FRAMES)
    page.goto(site_url + place + "?slowly")
    until(page, "frames_seen.length > 5")
    frames = page.evaluate("frames_seen")
    assert all("step 7" in frame and "3 of 23 steps done" in frame for frame in frames), frames[:3]


@pytest.mark.parametrize(
    "page_of_step", ["https://example.org/", "//example.org/", "../../handbook/", "javascript:1"]
)
def test_a_place_outside_of_the_guide_is_no_link(page: Page, site_url: str, page_of_step: str) -> None:
    returning(page, site_url, at={"number": 7, "of": 23, "page": page_of_step})
    page.goto(f"{site_url}index.html")
    expect(page.locator(".guide-card-facts").first).to_be_visible()
    expect(page.locator(".guide-card-go").first).to_be_hidden()


def test_a_step_is_begun_by_what_is_in_it_and_no_more_once_that_is_erased(page: Page, site_url: str) -> None:
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    begun = page.locator(".outline li[data-step='1'].is-begun")
    expect(begun).to_have_count(0)
    page.locator("#causes").get_by_role("textbox").first.fill("We stopped talking")
    expect(begun).not_to_have_count(0)
    wait_until_saved(page)
    erase = page.locator("#causes [data-do=erase]")
    erase.click()
    page.wait_for_timeout(600)
    erase.click()
    expect(begun).to_have_count(0)
    expect(page.locator(".outline li[data-step='1'].is-seen")).not_to_have_count(0)
