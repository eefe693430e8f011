"""A step, a part or a whole guide can be printed, with the reader's answers or blank."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

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

WHOLE = "guides/second-chance/whole.html"
PARTS = "guides/second-chance/"
PRINTED = """
window.printed = [];
window.print = () => {
  const pictures = [...document.querySelectorAll('main img')];
  const late = pictures.filter(({ complete, naturalWidth }) => !complete || !naturalWidth);
  window.printed.push([document.documentElement.dataset.paper ?? '', document.readyState, late.length]);
};
"""
WRITTEN = """
(() => {
  dispatchEvent(new Event('beforeprint'));
  const shown = [...document.querySelectorAll('.written')].filter((text) => text.checkVisibility());
  return shown.map((text) => text.innerText);
})()
"""
IN_A_WIDGET = "(link) => Boolean(link.closest('.widget-view'))"
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


def printed(page: Page) -> object:
    """Wait until something is printed; return how the page stood: its paper, its state, pictures to come."""
    until(page, "window.printed.length > 0")
    return page.evaluate("window.printed")


def begin_to_print(page: Page) -> None:
    """Bring the page to paper as browsers do, without their window."""
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")


def end_printing(page: Page) -> None:
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")


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
    wait_for_python(page)
    expect(count(page)).to_contain_text("2 of")
    expect(boxes(page).nth(0)).to_be_checked()


def test_each_part_but_the_first_begins_a_sheet_of_paper(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{WHOLE}?python=none")
    page.emulate_media(media="print")
    breaks = (
        "[...document.querySelectorAll('.whole > .part')].map((part) => getComputedStyle(part).breakBefore)"
    )
    assert page.evaluate(breaks) == ["auto", *["page"] * 8]


def test_the_pages_that_the_parts_send_readers_to_are_on_it_too(page: Page, site_url: str) -> None:
    """Behind the parts, each once; a link to one leads to it on the page, also to a heading of it."""
    page.goto(site_url + WHOLE)
    titles = page.locator(".whole > .part > .part-head > h2.part-title").all_inner_texts()
    assert titles[-3:] == ["Are you safe?", "Before you get in touch", "Find help"]
    leading_out = page.locator('.whole a:is([href^="help"], [href^="safety"], [href^="checks"])')
    assert [link.text_content() for link in leading_out.all() if not link.evaluate(IN_A_WIDGET)] == []
    page.locator(".whole .step").get_by_role("link", name="Are you safe?").first.click()
    expect(page.get_by_role("heading", name="Are you safe?")).to_be_in_viewport()
    expect(page).to_have_url(re.compile("whole.html#part-7$"))


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
    assert printed(page) == [["blank", "complete", 0]]
    boxes(page).nth(0).check()
    expect(page.locator("html")).to_have_attribute("data-python", "idle")
    assert page.evaluate(READ_ALL) == before
    settled(page)
    expect(page.locator(".handrail-notice")).to_have_count(0)
    page.get_by_role("link", name="Back to your own").click()
    expect(boxes(page).nth(1)).to_be_checked()
    expect(boxes(page).nth(0)).not_to_be_checked()


@pytest.mark.parametrize(
    ("part", "tool"),
    [
        ("01-understand", "causes"),
        ("01-understand", "my-line"),
        ("01-understand", "what-i-miss"),
        ("02-time-on-your-own", "quiet-days"),
        ("02-time-on-your-own", "small-week"),
        ("03-be-well", "twelve-questions"),
        ("04-talk", "invitation"),
        ("05-if-you-both-say-yes", "pace"),
        ("05-if-you-both-say-yes", "weekly-check-in"),
        ("06-move-on", "good-of-the-ending"),
        ("safety", "done-to-me"),
    ],
)
@pytest.mark.parametrize("scripts", [True, False])
def test_on_paper_a_tool_in_which_nothing_stands_is_a_sheet_for_the_pen(
    browser: Browser, site_url: str, part: str, tool: str, *, scripts: bool
) -> None:
    """In the place of its controls.

    On the screen it stands only where none can act: for what is all buttons, and for what answers mean.
    """
    page = browser.new_page(java_script_enabled=scripts)
    page.goto(f"{site_url}{PARTS}{part}.html?python=none")
    pen, view = page.locator(f"#{tool} > .for-pen"), page.locator(f"#{tool} > .widget-view")
    expect(pen).to_be_visible(visible=tool == "my-line" or (tool == "pace" and not scripts))
    expect(view).to_be_visible(visible=tool != "my-line" or scripts)
    page.emulate_media(media="print")
    expect(pen).to_be_visible()
    expect(view).to_be_hidden()
    page.close()


def test_on_paper_a_list_to_tick_off_is_as_it_is(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{FIRST_PART}?blank")
    page.emulate_media(media="print")
    expect(boxes(page).first).to_be_visible()


def test_on_paper_a_tool_in_which_something_stands_shows_it(page: Page, site_url: str) -> None:
    """Before Python comes again, too; a blank copy has the sheet for the pen."""
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    page.locator("#causes").get_by_role("textbox").first.fill("We stopped talking")
    wait_until_saved(page)
    pen, rows = page.locator("#causes > .for-pen"), page.locator("#causes .sheet-rows")
    for query in ("", "?python=none"):
        page.goto(site_url + FIRST_PART + query)
        expect(page.locator("#causes")).to_have_attribute("data-saved-at", re.compile("^20"))
        page.emulate_media(media="print")
        expect(rows).to_be_visible()
        expect(pen).to_be_hidden()
        page.emulate_media(media="screen")
    page.goto(f"{site_url}{FIRST_PART}?blank")
    page.emulate_media(media="print")
    expect(pen).to_be_visible()
    expect(rows).to_be_hidden()


def test_a_tool_says_when_what_is_stored_in_it_was_written(page: Page, site_url: str) -> None:
    """As the record has it; nothing where there is none, where nothing was touched and after erasing."""
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    wait_until_open(page)
    touched = page.locator(".widget[data-widget=checklist]").first
    assert page.locator("[data-saved-at]").count() == 0
    boxes(page).nth(1).check()
    expect(count(page)).to_contain_text("1 of")
    wait_until_saved(page)
    saved = [record["saved"] for record in page.evaluate(READ_ALL).values()]
    expect(touched).to_have_attribute("data-saved-at", saved[0])
    assert page.locator("[data-saved-at]").count() == 1
    page.reload()
    expect(touched).to_have_attribute("data-saved-at", saved[0])
    wait_for_python(page)
    erase = touched.locator("[data-do=erase]")
    erase.click()
    page.wait_for_timeout(600)  # a second press that comes at once is a slip
    erase.click()
    expect(page.locator("[data-saved-at]")).to_have_count(0)


def test_what_was_written_is_on_paper_whole(page: Page, site_url: str) -> None:
    """A long text in a small box, and what stands in a fold; a fold in which nothing stands stays closed."""
    page.goto(f"{site_url}{PARTS}02-time-on-your-own.html")
    wait_for_python(page)
    tool = page.locator("#quiet-days")
    tool.locator("summary", has_text="I want to get in touch").click()
    letter = "\n".join(f"Line {at}" for at in range(80))
    tool.locator("[id$='--letter']").fill(letter)
    tool.get_by_label("Date of your last contact").fill("2026-01-05")
    tool.get_by_role("button", name="Begin my quiet days").click()
    expect(tool.get_by_text("of 30 quiet days")).to_be_visible()
    wait_until_saved(page)
    page.goto(f"{site_url}{PARTS}02-time-on-your-own.html?python=none")
    expect(tool).to_have_attribute("data-saved-at", re.compile("^20"))
    expect(tool.locator("details[open]")).to_have_count(0)
    begin_to_print(page)
    expect(tool.locator(".written")).to_have_text(letter)
    expect(tool.locator(".written")).to_be_visible()
    expect(tool.locator("textarea").first).to_be_hidden()
    expect(tool.locator("summary", has_text="Write something down")).to_be_hidden()
    expect(tool.locator("summary", has_text="Your plan")).to_be_visible()
    end_printing(page)
    expect(tool.locator(".written")).to_have_count(0)
    expect(tool.locator("details[open]")).to_have_count(0)


def test_all_sessions_of_a_journal_are_on_paper(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{PARTS}06-move-on.html")
    wait_for_python(page)
    tool = page.locator("#good-of-the-ending")
    tool.get_by_role("textbox").first.fill("Mornings are mine")
    tool.get_by_role("button", name="Close this session").click()
    expect(tool.get_by_role("heading", name="Session 2 of 3")).to_be_visible()
    tool.get_by_role("textbox").first.fill("My sister")
    wait_until_saved(page)
    page.emulate_media(media="print")
    assert [text.rpartition("\n")[2] for text in page.evaluate(WRITTEN)] == ["My sister", "Mornings are mine"]
    expect(tool.locator(".log-entry").nth(2)).to_be_hidden()
    end_printing(page)
    expect(tool.locator(".written", has_text="Mornings are mine")).to_be_hidden()


def test_a_sheet_that_two_sign_has_room_for_it_below_what_they_wrote(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{PARTS}05-if-you-both-say-yes.html")
    wait_for_python(page)
    tool = page.locator("#agreement")
    tool.get_by_role("textbox").first.fill("Sundays")
    wait_until_saved(page)
    page.emulate_media(media="print")
    expect(tool.locator(".pen-signed")).to_be_visible()
    expect(tool.locator(".sheet-rows")).to_be_visible()
    expect(tool.locator(".for-pen table")).to_be_hidden()


def test_one_step_is_printed_where_one_is_read(page: Page, site_url: str) -> None:
    """For just that print; the browser's own command prints the part."""
    page.add_init_script(PRINTED)
    page.goto(site_url + FIRST_PART)
    alone = page.get_by_role("button", name="Print this step")
    expect(alone).to_be_hidden()
    page.get_by_role("button", name="One step at a time").click()
    alone.click()
    assert printed(page) == [["step", "complete", 0]]
    page.emulate_media(media="print")
    assert steps(page) == [1]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert steps(page) == [1, 2, 3]


def test_a_part_is_printed(page: Page, site_url: str) -> None:
    page.add_init_script(PRINTED)
    page.goto(site_url + FIRST_PART)
    page.get_by_role("button", name=re.compile("^Print this part$")).click()
    assert printed(page) == [["", "complete", 0]]
