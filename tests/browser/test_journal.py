"""A journal of several sessions is written, closed and opened again, with a clock."""

from playwright.sync_api import Page, expect

from tests.browser.reader import wait_for_python, wait_until_saved

MOVE_ON = "guides/second-chance/06-move-on.html"


def test_three_sessions_are_written_one_after_the_other(page: Page, site_url: str) -> None:
    page.goto(site_url + MOVE_ON)
    wait_for_python(page)
    journal = page.locator("#good-of-the-ending")
    journal.get_by_role("button", name="Start 15 minutes").click()
    field = journal.get_by_label("Relief: what no longer weighs on me?")
    field.press_sequentially("Quiet evenings.")
    expect(field).to_be_focused()
    journal.get_by_label("Worse").check()
    journal.get_by_role("button", name="Close this session").click()
    expect(journal.get_by_role("heading", name="Session 2 of 3")).to_be_visible()
    expect(field).to_be_hidden()
    expect(journal.get_by_role("group", name="How was it after session 1?")).to_be_visible()
    second = journal.get_by_label("Regained: what or whom do I have back?")
    second.fill("My Sundays.")
    journal.get_by_role("group", name="How is it now?").get_by_label("Worse").check()
    expect(journal.locator(".widget-view").get_by_text("It is wise to stop here.")).to_be_visible()
    wait_until_saved(page)
    page.reload()
    wait_for_python(page)
    expect(second).to_have_value("My Sundays.")
    journal.get_by_text("1 of 3 sessions written").click()
    journal.get_by_role("button", name="Open session 1").click()
    expect(field).to_have_value("Quiet evenings.")
    expect(journal.locator("[role=timer]")).to_be_visible()


def test_the_days_to_come_are_a_file_that_gives_nothing_away(page: Page, site_url: str) -> None:
    page.goto(site_url + MOVE_ON)
    wait_for_python(page)
    journal = page.locator("#good-of-the-ending")
    journal.get_by_text("In your calendar").click()
    with page.expect_download() as download:
        journal.get_by_role("button", name="Save 3 dates as a calendar file").click()
    assert download.value.suggested_filename == "check-in.ics"
    text = download.value.path().read_text(encoding="utf-8")
    assert text.count("SUMMARY:Check-in") == 3
    assert "ending" not in text
