"""After everything is erased, no storage of the browser has it, nor have its files, but the log of copies.

Chromium writes localStorage to a log that pages can't have tidied up: the copies for the first paint may be
found there for a while. A reader who had no such copies saved has nothing in any file.
"""

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, BrowserType, Page, expect

from tests.browser.changing import Changing, changing
from tests.browser.conftest import LAUNCH, READER
from tests.browser.profile import holding
from tests.browser.reader import FIRST_PART, OVERVIEW, READ_ALL, boxes, wait_for_python
from tests.browser.test_offline import cached, keep

LIST = "why-it-ended-checklist"
FIELDS = {
    FIRST_PART: "#causes input[type=text]",  # a worksheet
    "guides/second-chance/02-time-on-your-own.html": "#reply textarea",  # a draft
    "guides/second-chance/04-talk.html": "#both-sides textarea",  # a journal
}
COPIES = "Default/Local Storage/leveldb/"
DATABASE = "Default/IndexedDB/"
REACHABLE = """
Promise.all([
  indexedDB.databases().then((all) => all.map(({ name }) => name)),
  Object.keys(localStorage),
  Object.keys(sessionStorage),
  caches.keys(),
  navigator.serviceWorker.getRegistrations().then((all) => all.map(({ scope }) => scope)),
  document.cookie,
]).then((all) => all.flat().filter(Boolean))
"""
TIDIED = 20.0
"""Seconds in which a page has the database's files tidied up; on an idle machine it takes one."""
LOGGED = 8_000
"""Milliseconds after which Chromium has written localStorage to its files; it waits five seconds."""


@contextmanager
def visiting(engine: BrowserType, profile: Path) -> Iterator[tuple[BrowserContext, Page]]:
    """Start Chromium with a profile, as a reader comes back to their own."""
    told = {**READER, **LAUNCH, "service_workers": "allow"}
    context = engine.launch_persistent_context(profile, **told)
    context.set_default_timeout(20_000)
    context.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="elsewhere"))
    try:
        yield context, context.new_page()
    finally:
        context.close()


@pytest.fixture
def host(site_folder: Path) -> Iterator[Changing]:
    with changing(site_folder) as host:
        yield host


def wait_until_saved(page: Page) -> None:
    """Wait for a real disk, which may be busy."""
    expect(page.locator("html")).to_have_attribute("data-saved", "yes", timeout=30_000)


def write_all_over(page: Page, host: Changing) -> list[str]:
    """Write another text into each of several tools, tick a box, keep the guide; return the texts."""
    keep(page, host)
    texts = []
    for path, selector in FIELDS.items():
        page.goto(host.address + path)
        wait_for_python(page)
        for field in page.locator(selector).locator("visible=true").all()[:2]:
            texts.append(f"Zq{secrets.token_hex(12)}")
            field.fill(texts[-1])
            field.press_sequentially(" and")  # a state for each key
        wait_until_saved(page)
    page.goto(host.address + FIRST_PART)
    wait_for_python(page)
    boxes(page).nth(1).check()
    wait_until_saved(page)
    page.wait_for_timeout(LOGGED)
    return texts


def erase_everything(page: Page, host: Changing) -> None:
    page.goto(host.address + OVERVIEW)
    button = page.locator(".device [data-do=erase]")
    button.click()
    page.wait_for_timeout(600)
    with page.expect_navigation():
        button.click()


def erase_and_exit(page: Page, _: Changing) -> None:
    page.locator("details.gates > summary").click()
    button = page.locator(".exit-bar [data-do=erase-and-exit]")
    button.click()
    page.wait_for_timeout(600)
    button.click()
    expect(page.get_by_text("elsewhere")).to_be_visible()
    page.wait_for_timeout(500)  # what letting go has not done within its second goes on without the page


@pytest.mark.parametrize("erase", [erase_everything, erase_and_exit])
def test_what_was_erased_is_in_no_storage_and_in_no_file_but_the_log_of_copies(
    erase: Callable[[Page, Changing], None], engine: BrowserType, host: Changing, tmp_path: Path
) -> None:
    with visiting(engine, tmp_path) as (_, page):
        texts = write_all_over(page, host)
        before = holding(tmp_path, [*texts, LIST])
        for text in texts:  # or nothing would be proved by what isn't found below
            assert any(name.startswith(DATABASE) and text in found for name, found in before.items())
        assert any(name.startswith(DATABASE) and LIST in found for name, found in before.items())
        erase(page, host)
    after = holding(tmp_path, texts)
    assert [name for name in after if not name.startswith(COPIES)] == []
    assert holding(tmp_path / DATABASE, [LIST]) == {}
    with visiting(engine, tmp_path) as (_, page):
        page.goto(host.address + "of-no-page.txt")
        if erase is erase_and_exit:  # else a page is still there, and began anew
            assert page.evaluate(REACHABLE) == []
        assert page.evaluate(f"({READ_ALL})()") == {}
        assert page.evaluate("Object.keys(localStorage)") == []
        assert not [url for url in cached(page) if "second-chance" in url]


def test_without_copies_what_was_erased_is_in_no_file_at_all(
    engine: BrowserType, host: Changing, tmp_path: Path
) -> None:
    with visiting(engine, tmp_path) as (_, page):
        page.goto(host.address + OVERVIEW)
        page.locator(".device").get_by_label("Don’t remember where I was").check()
        texts = write_all_over(page, host)
        before = holding(tmp_path, texts)
        assert set().union(*before.values()) == set(texts)
        assert [name for name in before if not name.startswith(DATABASE)] == []
        erase_everything(page, host)
    assert holding(tmp_path, texts) == {}


def test_in_a_tab_that_saves_nothing_what_was_written_reaches_no_file(
    engine: BrowserType, host: Changing, tmp_path: Path
) -> None:
    with visiting(engine, tmp_path) as (_, page):
        page.goto(host.address + OVERVIEW)
        page.locator(".device").get_by_label("Save nothing in this tab").check()
        page.goto(host.address + FIRST_PART)
        wait_for_python(page)
        text = f"Zq{secrets.token_hex(12)}"
        page.locator("#causes input[type=text]").first.fill(text)
        boxes(page).nth(1).check()
        page.wait_for_timeout(LOGGED)
    assert holding(tmp_path, [text]) == {}


def test_one_tool_that_was_erased_is_in_no_file_of_the_database(
    engine: BrowserType, host: Changing, tmp_path: Path
) -> None:
    """What stands in another one stays."""
    gone, kept = (f"Zq{secrets.token_hex(12)}" for _ in range(2))
    with visiting(engine, tmp_path) as (_, page):
        page.goto(host.address + FIRST_PART)
        wait_for_python(page)
        page.locator("#causes input[type=text]").first.fill(gone)
        page.locator("[data-widget=note] details > summary").first.click()
        page.locator("[data-widget=note] textarea").first.fill(kept)
        wait_until_saved(page)
        page.wait_for_timeout(LOGGED)
        assert {gone, kept} == set().union(*holding(tmp_path / DATABASE, [gone, kept]).values())
        button = page.locator("#causes [data-do=erase]")
        button.click()
        page.wait_for_timeout(600)
        button.click()
        expect(button).to_have_count(0)
        ends = time.monotonic() + TIDIED
        while time.monotonic() < ends:  # the files are tidied up while the page is read on
            page.wait_for_timeout(1_000)
            with suppress(OSError, IndexError, ValueError):  # a table may be half written
                if gone not in set().union(*holding(tmp_path / DATABASE, [gone]).values()):
                    break
    assert set().union(*holding(tmp_path / DATABASE, [gone, kept]).values()) == {kept}
