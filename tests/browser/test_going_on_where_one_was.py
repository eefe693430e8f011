"""A returning reader is led to the step they were at, and sees which lists are done."""

from playwright.sync_api import Page, expect

from tests.browser.reader import FIRST_PART, OVERVIEW, boxes, until, wait_until_saved

ONE_LIST = "guides/second-chance/06-move-on.html"
"""Its first step has a list of tasks and nothing else to fill in."""


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
