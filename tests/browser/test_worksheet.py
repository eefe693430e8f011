"""A worksheet takes rows, moves and deletes them, gives them back, counts them, and shows another."""

import re

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.reader import FIRST_PART, boxes, until, wait_for_python, wait_until_saved

BOTH_SAY_YES = "guides/second-chance/05-if-you-both-say-yes.html"


def causes(page: Page, site_url: str) -> Locator:
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    sheet = page.locator("#causes")
    sheet.get_by_label("What caused trouble").fill("We talked less")
    sheet.get_by_label("both").check()
    sheet.get_by_role("button", name="Add a cause").click()
    expect(sheet.get_by_text("Cause 2")).to_be_visible()
    sheet.get_by_label("What caused trouble").fill("Money")
    sheet.get_by_label("It has changed").check()
    return sheet


def test_rows_are_added_and_counted_and_stay(page: Page, site_url: str) -> None:
    sheet = causes(page, site_url)
    expect(sheet.get_by_text("Changed: 1 · Still there: 1")).to_be_visible()
    sheet.get_by_label("It has changed").uncheck()
    expect(sheet.get_by_text("Changed: 0 · Still there: 2")).to_be_visible()
    wait_until_saved(page)
    page.reload()
    wait_for_python(page)
    closed = sheet.get_by_role("button", name="We talked less both")
    expect(closed).to_have_attribute("aria-expanded", "false")
    expect(sheet.get_by_label("What caused trouble")).to_have_value("Money")


def test_a_row_is_moved_deleted_and_put_back(page: Page, site_url: str) -> None:
    sheet = causes(page, site_url)
    rows = sheet.locator(".sheet-open")
    sheet.get_by_role("button", name="Move up").click()
    expect(rows).to_have_text(["Cause 1", "We talked lessboth"])
    expect(page.locator("#handrail-announcer")).to_have_text("Row 1 of 2")
    sheet.get_by_role("button", name="Delete this row").click()
    expect(rows).to_have_text(["We talked lessboth"])
    wait_until_saved(page)
    page.reload()
    wait_for_python(page)
    sheet.get_by_role("button", name="Put it back").click()
    expect(rows).to_have_text(["Cause 1", "We talked lessboth"])
    expect(sheet.get_by_label("What caused trouble")).to_have_value("Money")


def test_the_map_of_the_first_step_stands_beside_the_new_one_and_follows_it(
    context: BrowserContext, page: Page, site_url: str
) -> None:
    sheet = causes(page, site_url)
    wait_until_saved(page)
    other = context.new_page()
    other.goto(site_url + BOTH_SAY_YES)
    wait_for_python(other)
    now = other.locator("#causes-now")
    then = now.locator("section", has_text="Then")
    expect(then.get_by_role("listitem")).to_have_text(["We talked lessboth", "MoneyIt has changed"])
    expect(then).to_contain_text("Changed: 1 · Still there: 1")
    expect(then.locator("input, button")).to_have_count(0)
    sheet.get_by_label("What caused trouble").fill("Money and time")
    expect(then).to_contain_text("Money and time")
    now.get_by_label("What caused trouble").fill("Jealousy")
    wait_until_saved(other)
    expect(sheet.get_by_label("What caused trouble")).to_have_value("Money and time")


def test_what_controls_somebody_is_quoted_beside_the_field(page: Page, site_url: str) -> None:
    page.goto(site_url + BOTH_SAY_YES)
    wait_for_python(page)
    sheet = page.locator("#agreement")
    sheet.get_by_role("button", name="Phones").click()
    view = sheet.get_by_label("The first one’s view")
    view.fill("We share our passwords")
    expect(sheet.locator("[data-flag=passwords]")).to_contain_text("“passwords”")
    expect(view).to_have_accessible_description(re.compile("private life"))
    view.fill("No phones at the table")
    expect(sheet.locator("[data-flag]")).to_have_count(0)


def test_a_day_to_look_again_is_said_in_words_and_goes_into_a_calendar(page: Page, site_url: str) -> None:
    page.clock.set_fixed_time("2026-11-23T12:00:00+01:00")
    page.goto(site_url + BOTH_SAY_YES)
    wait_for_python(page)
    sheet = page.locator("#agreement")
    sheet.get_by_label("Look at it again").select_option("In 2 weeks")
    expect(sheet.get_by_text("Look again on Monday 7 December 2026.")).to_be_visible()
    sheet.get_by_text("In your calendar").click()
    with page.expect_download() as download:
        sheet.get_by_role("button", name="Save 1 date as a calendar file").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert "20261207" in text
    assert "agreement" not in text


def test_a_sheet_of_the_authors_rows_is_filled_in_before_python_is_there(page: Page, site_url: str) -> None:
    page.goto(site_url + "guides/second-chance/04-talk.html")
    card = page.locator("#talk-card")
    card.get_by_label("My opening").fill("Thank you for coming.")
    wait_for_python(page)
    wait_until_saved(page)
    page.reload()
    expect(card.get_by_label("My opening")).to_have_value("Thank you for coming.")


def test_a_sheet_does_not_keep_its_step_from_being_done(page: Page, site_url: str) -> None:
    """Which rows apply, only the reader knows; nor does a box in it count before Python has come."""
    for python in ("?python=none", ""):
        page.goto(site_url + FIRST_PART + python)
        mark = page.locator(".outline li[data-step='1'].is-done")
        for box in boxes(page).all():
            box.check()
        expect(mark).not_to_have_count(0)
        boxes(page).first.uncheck()
        expect(mark).to_have_count(0)


def test_a_long_sheet_is_printed_whole(page: Page, site_url: str) -> None:
    """Of 65 rows 30 are drawn; before the page is printed, by keys or by a button, all are."""
    page.add_init_script("window.print = () => { window.printed = (window.printed ?? 0) + 1; }")
    sheet = causes(page, site_url)
    for number in range(3, 66):
        sheet.get_by_role("button", name="Add a cause").click()
        expect(sheet.locator(".sheet-open", has_text=f"Cause {number}")).to_be_visible()
        sheet.get_by_label("What caused trouble").fill(f"The cause of number {number}")
    wait_until_saved(page)
    page.reload()
    wait_for_python(page)
    expect(sheet.locator(".sheet-row")).to_have_count(30)
    expect(sheet.get_by_role("button", name="Show earlier rows (35 in all)")).to_be_visible()
    page.emulate_media(media="print")
    expect(sheet.get_by_text("35 earlier rows are not on this sheet.")).to_be_visible()
    page.emulate_media(media="screen")
    expect(sheet.get_by_text("35 earlier rows are not on this sheet.")).to_be_hidden()
    page.keyboard.press("Control+P")
    until(page, "window.printed === 1")
    expect(sheet.locator(".sheet-row")).to_have_count(65)
    page.reload()
    wait_for_python(page)
    expect(sheet.locator(".sheet-row")).to_have_count(30)
    page.locator('[data-do="print"]').first.click()
    until(page, "window.printed === 1")
    expect(sheet.locator(".sheet-row")).to_have_count(65)
