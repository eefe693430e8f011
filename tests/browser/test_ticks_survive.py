"""A tick that is shown as kept is kept: through a reload and through a crash of the whole browser."""

from contextlib import suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, BrowserType, Error, Page, expect

from tests.browser.conftest import LAUNCH, READER
from tests.browser.reader import FIRST_PART, boxes, count, wait_for_python, wait_until_saved


def test_ticks_survive_a_reload(page: Page, site_url: str) -> None:
    """A tick made with Python is there after a reload, and counted once."""
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    boxes(page).nth(1).check()
    expect(count(page)).to_contain_text("1 of")
    wait_until_saved(page)
    page.reload()
    wait_for_python(page)
    expect(boxes(page).nth(1)).to_be_checked()
    expect(count(page)).to_contain_text("1 of")


def test_ticks_survive_a_killed_tab(engine: BrowserType, site_url: str, tmp_path: Path) -> None:
    """A tick made an instant before the browser is killed is there when it starts again."""
    killed = reader(engine, tmp_path)
    page = killed.pages[0]
    page.goto(site_url + FIRST_PART)
    boxes(page).nth(0).check()  # before Python: it is only a waiting message
    wait_for_python(page)
    boxes(page).nth(2).check()
    wait_until_saved(page)
    with suppress(Error):  # it can't answer: that is the point
        killed.new_cdp_session(page).send("Browser.crash")
    with suppress(Error):
        killed.close()

    back = reader(engine, tmp_path)
    page = back.pages[0]
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    expect(boxes(page).nth(0)).to_be_checked()
    expect(boxes(page).nth(2)).to_be_checked()
    expect(count(page)).to_contain_text("2 of")
    back.close()


def reader(engine: BrowserType, profile: Path) -> BrowserContext:
    """Start a browser on a profile that lasts."""
    return engine.launch_persistent_context(profile, **LAUNCH, **READER)
