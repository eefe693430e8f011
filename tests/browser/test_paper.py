"""A step, a part or a whole guide can be printed, with the reader's answers or blank."""

import re

from playwright.sync_api import Page, expect

from tests.browser.reader import (
    FIRST_PART,
    OVERVIEW,
    READ_ALL,
    boxes,
    count,
    wait_for_python,
    wait_until_saved,
)

WHOLE = "guides/second-chance/whole.html"
PRINTED = """
window.printed = [];
window.print = () => {
  window.printed.push([document.documentElement.dataset.paper ?? '', document.readyState]);
};
"""
DANGLING = """
[...document.querySelectorAll('main a[href^="#"]')].map((link) => decodeURIComponent(link.hash.slice(1)))
  .filter((id) => !document.getElementById(id))
"""
TWICE = """
(() => {
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  return ids.filter((id, at) => ids.indexOf(id) !== at);
})()
"""


def steps(page: Page) -> list[int]:
    """Return the numbers of the steps that are seen."""
    seen = page.locator("section.step").locator("visible=true")
    return [int(each.get_attribute("data-step") or 0) for each in seen.all()]


def test_a_page_has_the_whole_guide(page: Page, site_url: str) -> None:
    """All steps in order, each id once, no link into nothing; found from the overview and from each part."""
    for path in (FIRST_PART, OVERVIEW):
        page.goto(site_url + path)
        page.get_by_role("link", name="The whole guide on one page").click()
        expect(page).to_have_url(site_url + WHOLE)
    assert steps(page) == list(range(1, 24))
    assert page.evaluate(TWICE) == []
    assert page.evaluate(DANGLING) == []
    assert page.locator("h1").count() == 1


def test_its_tools_are_those_of_the_parts(page: Page, site_url: str) -> None:
    """A tick there is a tick here, and the other way round."""
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    boxes(page).nth(1).check()
    wait_until_saved(page)
    page.goto(site_url + WHOLE)
    expect(boxes(page).nth(1)).to_be_checked()
    wait_for_python(page)
    boxes(page).nth(0).check()
    expect(count(page)).to_contain_text("2 of")
    wait_until_saved(page)
    page.goto(site_url + FIRST_PART)
    expect(boxes(page).nth(0)).to_be_checked()


def test_each_part_but_the_first_begins_a_sheet_of_paper(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{WHOLE}?python=none")
    page.emulate_media(media="print")
    breaks = (
        "[...document.querySelectorAll('.whole > .part')].map((part) => getComputedStyle(part).breakBefore)"
    )
    assert page.evaluate(breaks) == ["auto", *["page"] * 5]


def test_a_blank_copy_shows_and_stores_nothing_of_the_readers(page: Page, site_url: str) -> None:
    """It is printed at once; what was written is back on the page itself."""
    page.add_init_script(PRINTED)
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    boxes(page).nth(1).check()
    wait_until_saved(page)
    before = page.evaluate(READ_ALL)
    page.get_by_role("link", name="Print it blank").click()
    expect(page).to_have_url(f"{site_url}{FIRST_PART}?blank")
    expect(page.locator("[data-blank]")).to_be_visible()
    expect(boxes(page).nth(1)).not_to_be_checked()
    assert page.evaluate("window.printed") == [["", "complete"]]
    boxes(page).nth(0).check()
    expect(page.locator("html")).to_have_attribute("data-python", "idle")
    assert page.evaluate(READ_ALL) == before
    page.get_by_role("link", name="Back to your own").click()
    expect(boxes(page).nth(1)).to_be_checked()
    expect(boxes(page).nth(0)).not_to_be_checked()


def test_a_blank_worksheet_has_room_for_the_pen(page: Page, site_url: str) -> None:
    """On paper alone: a table with a head and empty rows, in the place of the form."""
    page.goto(f"{site_url}{FIRST_PART}?python=none")
    table, rows = page.locator("#causes .for-pen"), page.locator("#causes .sheet-rows")
    expect(table).to_be_hidden()
    page.emulate_media(media="print")
    expect(table).to_be_visible()
    expect(rows).to_be_hidden()
    assert table.locator("tbody tr").count() >= 4
    expect(table.locator("thead")).to_contain_text("(mine / theirs / both / from outside)")


def test_a_worksheet_with_something_in_it_is_printed_as_it_is(page: Page, site_url: str) -> None:
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    page.locator("#causes").get_by_role("textbox").first.fill("We stopped talking")
    expect(page.locator("#causes .for-pen")).to_have_count(0)
    page.emulate_media(media="print")
    expect(page.locator("#causes .sheet-rows")).to_be_visible()


def test_one_step_is_printed_where_one_is_read(page: Page, site_url: str) -> None:
    """For just that print; the browser's own command prints the part."""
    page.add_init_script(PRINTED)
    page.goto(site_url + FIRST_PART)
    alone = page.get_by_role("button", name="Print this step")
    expect(alone).to_be_hidden()
    page.get_by_role("button", name="One step at a time").click()
    alone.click()
    assert page.evaluate("window.printed") == [["step", "complete"]]
    page.emulate_media(media="print")
    assert steps(page) == [1]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert steps(page) == [1, 2, 3]


def test_a_part_is_printed(page: Page, site_url: str) -> None:
    page.add_init_script(PRINTED)
    page.goto(site_url + FIRST_PART)
    page.get_by_role("button", name=re.compile("^Print this part$")).click()
    assert page.evaluate("window.printed") == [["", "complete"]]
