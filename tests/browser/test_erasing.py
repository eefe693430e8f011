"""What a reader wrote can be taken along as a file, and erased: of one tool, or all of it, in two presses."""

import json
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.reader import (
    ANYWHERE,
    FIRST_PART,
    OVERVIEW,
    READ_ALL,
    boxes,
    count,
    until,
    wait_for_python,
    wait_until_saved,
)
from tests.browser.test_offline import CACHE_A_PAGE, CACHED

LIST = "why-it-ended-checklist"


def used(page: Page, site_url: str) -> Locator:
    """Tick a box and write a cause; return the button that erases the list."""
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    boxes(page).nth(1).check()
    page.locator("#causes").get_by_role("textbox").first.fill("We stopped talking")
    wait_until_saved(page)
    return page.locator(f"#{LIST}").locator("[data-do=erase]")


def erase_everything(page: Page) -> None:
    """Press the button twice; the page is loaded anew then."""
    button = page.locator(".device [data-do=erase]")
    button.click()
    page.wait_for_timeout(600)
    with page.expect_navigation():
        button.click()


def test_one_tool_is_erased_in_two_presses(context: BrowserContext, page: Page, site_url: str) -> None:
    """Another tab shows it at once; other tools keep what is theirs; nothing of it is left."""
    erase = used(page, site_url)
    other = context.new_page()
    other.goto(site_url + FIRST_PART)
    wait_for_python(other)
    expect(boxes(other).nth(1)).to_be_checked()
    page.bring_to_front()
    erase.click()
    expect(erase).to_have_text("Erase it for good? Press again")
    page.wait_for_timeout(600)
    erase.click()
    expect(boxes(page).nth(1)).not_to_be_checked()
    expect(count(page)).to_contain_text("0 of")
    expect(erase).to_have_count(0)
    expect(page.locator(f"#{LIST} .widget-view")).to_be_focused()
    expect(boxes(other).nth(1)).not_to_be_checked()
    assert LIST not in page.evaluate(ANYWHERE)
    assert "We stopped talking" in page.evaluate(ANYWHERE)
    boxes(page).nth(0).check()
    expect(count(page)).to_contain_text("1 of")
    wait_until_saved(page)
    page.reload()
    expect(boxes(page).nth(0)).to_be_checked()
    expect(boxes(page).nth(1)).not_to_be_checked()


def test_a_slip_of_the_finger_erases_nothing(page: Page, site_url: str) -> None:
    """Neither a double click, nor a press that is thought better of."""
    erase = used(page, site_url)
    erase.dblclick()
    expect(erase).to_have_text("Erase it for good? Press again")
    boxes(page).nth(0).focus()
    expect(erase).to_have_text("Erase")
    page.wait_for_timeout(600)
    erase.click()
    expect(erase).to_have_text("Erase it for good? Press again")
    expect(boxes(page).nth(1)).to_be_checked()


def test_everything_is_erased_in_two_presses(page: Page, site_url: str) -> None:
    """Answers, views, places, settings and what is cached."""
    used(page, site_url)
    page.get_by_role("button", name="One step at a time").click()
    page.goto(site_url + OVERVIEW)
    page.evaluate(CACHE_A_PAGE)
    erase_everything(page)
    until(page, f"{ANYWHERE}.then((all) => all === '[{{}},{{}},{{}}]')")
    until(page, f"{CACHED}.then((all) => all.length === 0)")
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    expect(boxes(page).nth(1)).not_to_be_checked()
    expect(page.locator("html")).not_to_have_attribute("data-reading", "first")


def test_what_was_written_is_saved_as_a_file(page: Page, site_url: str, tmp_path: Path) -> None:
    """With a name that says nothing of the guide, and all answers in it."""
    used(page, site_url)
    page.goto(site_url + OVERVIEW)
    with page.expect_download() as found:
        page.get_by_role("button", name="Save what I wrote as a file").click()
    name = found.value.suggested_filename
    assert name.startswith("answers-2")
    found.value.save_as(tmp_path / name)
    told = json.loads((tmp_path / name).read_text(encoding="utf-8"))
    answers = told["guides"]["second-chance"]["widgets"]
    assert set(answers) == {LIST, "causes"}
    assert "We stopped talking" in json.dumps(answers["causes"])  # in its state, or waiting for Python


def test_a_tab_that_saves_nothing_can_still_erase_what_was_saved(page: Page, site_url: str) -> None:
    used(page, site_url)
    page.goto(site_url + OVERVIEW)
    page.locator(".device").get_by_label("Save nothing in this tab").check()
    expect(page.locator(".device").get_by_label("Save nothing in this tab")).to_be_checked()
    erase_everything(page)
    until(page, f"({READ_ALL})().then((all) => Object.keys(all).length === 0)")
