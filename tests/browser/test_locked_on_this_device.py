"""What is stored here can be locked: without the passphrase nobody reads it, and with it all is as it was."""

import json
import secrets
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, expect

from scripts.engines import Tab, missing, opened, wait
from tests.browser.accessible import fits_with_text_twice_as_large, found_by_axe
from tests.browser.carrying import ALL, without_logs
from tests.browser.changing import changing
from tests.browser.conftest import READER
from tests.browser.profile import holding
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
from tests.browser.test_nothing_is_left_in_the_profile import COPIES, LOGGED, visiting
from tests.browser.test_storage_trouble_is_said_aloud import NO_DATABASE

PASSPHRASE = "four plain wörds here"  # noqa: S105 - of no site but the tests'
SECRET = "Zqwhat nobody else shall read"  # noqa: S105 - the same
CAUSE = "#causes input[type=text]"
NOTES = "guides/second-chance/notes.html"
# The store takes one value more.
FULL_SOON = """
(() => {
  let room = 1;
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    room -= 1;
    if (room < 0 && this.name === 'answers') throw new DOMException('full', 'QuotaExceededError');
    return put.apply(this, given);
  };
})()
"""


def write(page: Page, address: str, text: str = SECRET) -> None:
    """Tick a box and name a cause, in the first part."""
    page.goto(address + FIRST_PART)
    wait_for_python(page)
    boxes(page).nth(1).check()
    page.locator(CAUSE).first.fill(text)
    page.locator(CAUSE).first.blur()
    expect(count(page)).to_contain_text("1 of")
    wait_until_saved(page)


def fill_in_a_lock(page: Page, address: str, passphrase: str = PASSPHRASE) -> None:
    """Ask for a lock on the overview, and type its passphrase; only the button that confirms is left."""
    page.goto(address + OVERVIEW)
    page.locator("[data-do=lock]").click()
    page.get_by_label("A passphrase", exact=True).fill(passphrase)
    page.get_by_label("The same again").fill(passphrase)


def lock(page: Page, address: str) -> None:
    fill_in_a_lock(page, address)
    page.locator("[data-do=lock-confirm]").click()
    expect(page.locator("[data-do=lock-now]")).to_be_focused()
    is_locked(page, "open")


def unlock(page: Page, passphrase: str = PASSPHRASE) -> None:
    page.get_by_label("Your passphrase").fill(passphrase)
    page.locator("[data-do=unlock]").click()


def is_locked(page: Page, how: Literal["open", "shut"]) -> None:
    expect(page.locator("html")).to_have_attribute("data-lock", how)


def is_all_there(page: Page) -> None:
    """What `write` wrote is on the first part, and the outline knows of it."""
    wait_for_python(page)
    expect(page.locator(CAUSE).first).to_have_value(SECRET)
    expect(boxes(page).nth(1)).to_be_checked()
    expect(count(page)).to_contain_text("1 of")


def is_nothing_there(page: Page) -> None:
    assert SECRET not in page.content()
    assert page.evaluate("[...document.querySelectorAll('input')].every(({ value }) => value !== '1')")
    expect(page.locator(CAUSE)).to_have_count(page.locator(CAUSE).count())
    for field in page.locator(CAUSE).all():
        assert field.input_value() == ""
        expect(field).to_be_hidden()


def test_once_it_is_locked_no_store_holds_what_was_written(page: Page, site_url: str) -> None:
    """Neither what was there before, nor what is written later; nor where the reader was."""
    write(page, site_url)
    plain = page.evaluate(ANYWHERE)
    assert SECRET in plain
    assert "understand.html" in plain
    lock(page, site_url)
    page.goto(site_url + FIRST_PART)
    unlock(page)
    wait_for_python(page)
    page.locator(CAUSE).nth(1).fill(SECRET + " and more")
    boxes(page).nth(2).check()
    wait_until_saved(page)
    page.wait_for_timeout(300)
    stored = page.evaluate(ANYWHERE)
    assert SECRET not in stored
    assert "understand.html" not in stored
    records = [value for name, value in page.evaluate(f"({READ_ALL})()").items() if "lock" not in name]
    assert records
    assert all(set(value) == {"saved", "state", "sealed"} for value in records)


def test_without_the_passphrase_a_page_shows_nothing_and_with_it_all(
    page: Page, context: BrowserContext, site_url: str
) -> None:
    """The guide itself can be read; a wrong passphrase is told, and opens nothing."""
    write(page, site_url)
    lock(page, site_url)
    page.close()
    later = context.new_page()
    later.goto(site_url + FIRST_PART)
    is_locked(later, "shut")
    expect(later.get_by_role("heading", name="What you wrote is locked")).to_be_visible()
    expect(later.locator(".widget-locked").first).to_be_visible()
    expect(later.locator("h1")).to_be_visible()
    later.wait_for_timeout(500)
    is_nothing_there(later)
    unlock(later, "four plain words here")
    expect(later.get_by_role("alert").filter(has_text="doesn’t open it")).to_be_visible()
    is_locked(later, "shut")
    is_nothing_there(later)
    unlock(later)
    is_all_there(later)
    expect(later.locator("main")).to_be_focused()
    expect(later.locator(".lock-card")).to_be_hidden()
    expect(later.locator("li[data-step].is-begun, li[data-step] [data-mark]").first).to_be_attached()
    later.goto(site_url + NOTES)
    expect(later.locator(".mine-says")).to_have_text(
        "Your notes are locked. Open them with your passphrase, above."
    )
    unlock(later)
    expect(later.locator(".mine-line").filter(has_text=SECRET)).to_be_visible()


def test_the_next_page_that_is_turned_to_is_open_too(page: Page, site_url: str) -> None:
    """Over HTTP pages are exchanged within the document, which has the key; nothing else keeps it."""
    write(page, site_url)
    lock(page, site_url)
    page.locator(f"a[href$='{Path(FIRST_PART).name}']").locator("visible=true").first.click()
    is_all_there(page)
    assert page.evaluate("Object.keys(sessionStorage).filter((name) => name.includes('key'))") == []


def test_locking_it_now_takes_all_of_it_from_the_page(page: Page, site_url: str) -> None:
    write(page, site_url)
    lock(page, site_url)
    with page.expect_navigation():
        page.locator("[data-do=lock-now]").click()
    is_locked(page, "shut")
    assert SECRET not in page.content()
    for needed in ("export", "import", "show-pictures", "lock", "lock-off"):
        expect(page.locator(f"[data-do={needed}]")).to_be_hidden()


def test_another_open_tab_is_locked_too(page: Page, context: BrowserContext, site_url: str) -> None:
    write(page, site_url)
    other = context.new_page()
    other.goto(site_url + OVERVIEW)
    with page.expect_navigation():
        lock(other, site_url)
    is_locked(page, "shut")
    is_nothing_there(page)
    unlock(page)
    is_all_there(page)
    with page.expect_navigation():
        take_off(other)
    is_all_there(page)


def take_off(page: Page) -> None:
    page.locator("[data-do=lock-off]").click()
    page.wait_for_timeout(600)
    page.locator("[data-do=lock-off]").click()
    expect(page.locator("html:not([data-lock])")).to_be_attached()


def test_the_lock_comes_off_and_nothing_is_lost(page: Page, site_url: str) -> None:
    """What was stored before it, and how it looked, is stored again."""
    write(page, site_url)
    before = without_logs(page.evaluate(ALL))
    copies = page.evaluate("({ ...localStorage })")
    lock(page, site_url)
    take_off(page)
    assert without_logs(page.evaluate(ALL)) == before
    assert page.evaluate("({ ...localStorage })").keys() == copies.keys()
    page.goto(site_url + FIRST_PART)
    is_all_there(page)


def test_who_lost_the_passphrase_can_erase_all_and_begin_anew(page: Page, site_url: str) -> None:
    write(page, site_url)
    lock(page, site_url)
    page.goto(site_url + OVERVIEW)
    is_locked(page, "shut")
    button = page.locator(".device [data-do=erase]")
    button.click()
    page.wait_for_timeout(600)
    with page.expect_navigation():
        button.click()
    assert page.evaluate(f"({READ_ALL})()") == {}
    write(page, site_url, "anew")
    assert "anew" in page.evaluate(ANYWHERE)


def test_where_there_is_no_room_nothing_is_locked_and_that_is_said(page: Page, site_url: str) -> None:
    write(page, site_url)
    before = page.evaluate(ANYWHERE)
    fill_in_a_lock(page, site_url)
    page.evaluate(FULL_SOON)
    page.locator("[data-do=lock-confirm]").click()
    expect(page.get_by_role("alert").filter(has_text="could not be locked")).to_be_visible()
    expect(page.locator("html:not([data-lock])")).to_be_attached()
    after = page.evaluate(ANYWHERE)
    assert json.loads(after)[0] == json.loads(before)[0]
    page.goto(site_url + FIRST_PART)
    is_all_there(page)


def test_a_lock_that_was_half_put_on_is_whole_once_it_was_opened(page: Page, site_url: str) -> None:
    """The page died between the lock and what it locks: the passphrase is known, and seals the rest."""
    write(page, site_url)
    plain = page.evaluate(f"({READ_ALL})()")
    lock(page, site_url)
    page.evaluate(
        """(plain) => new Promise((done) => {
          const opening = indexedDB.open('handrail');
          opening.onsuccess = () => {
            const put = opening.result.transaction('answers', 'readwrite').objectStore('answers');
            put.clear();
            for (const [name, value] of Object.entries(plain)) put.put(value, JSON.parse(name));
            put.transaction.oncomplete = () => { opening.result.close(); done(); };
          };
        })""",
        plain,
    )
    page.goto(site_url + FIRST_PART)
    is_locked(page, "shut")
    is_nothing_there(page)
    unlock(page)
    is_all_there(page)
    until(page, f"{ANYWHERE}.then((text) => !text.includes({json.dumps(SECRET)}))")
    page.reload()
    unlock(page)
    is_all_there(page)


def test_without_indexeddb_it_is_locked_too(context: BrowserContext, page: Page, site_url: str) -> None:
    context.add_init_script(NO_DATABASE)
    write(page, site_url)
    lock(page, site_url)
    assert SECRET not in page.evaluate("JSON.stringify({ ...localStorage })")
    page.goto(site_url + FIRST_PART)
    is_nothing_there(page)
    unlock(page)
    is_all_there(page)


def test_from_a_folder_the_tab_keeps_the_key_until_the_exit(browser: Browser, site_folder: Path) -> None:
    """There each page is loaded whole; another tab asks, and so does the next visit after the exit."""
    context = browser.new_context(**READER)
    context.set_default_timeout(20_000)
    context.route("https://**", lambda route: route.fulfill(body="elsewhere"))
    address = site_folder.as_uri() + "/"
    page = context.new_page()
    write(page, address)
    lock(page, address)
    page.goto(address + FIRST_PART)
    is_locked(page, "open")
    is_all_there(page)
    other = context.new_page()
    other.goto(address + FIRST_PART)
    is_locked(other, "shut")
    page.locator(".exit-bar a.exit").click()
    expect(page.get_by_text("elsewhere")).to_be_visible()
    page.goto(address + FIRST_PART)
    is_locked(page, "shut")
    context.close()


def test_locked_things_are_in_no_file_of_the_profile_but_the_log_of_copies(
    engine: BrowserType, site_folder: Path, tmp_path: Path
) -> None:
    """What is written after the lock is put on is in none at all."""
    before, after = (f"Zq{secrets.token_hex(12)}" for _ in range(2))
    with changing(site_folder) as host, visiting(engine, tmp_path) as (_, page):
        write(page, host.address, before)
        page.wait_for_timeout(LOGGED)
        assert before in set().union(*holding(tmp_path, [before]).values())
        lock(page, host.address)
        page.goto(host.address + FIRST_PART)
        unlock(page)
        wait_for_python(page)
        page.locator(CAUSE).nth(1).fill(after)
        wait_until_saved(page)
        page.wait_for_timeout(LOGGED)
    assert holding(tmp_path, [after]) == {}
    assert [name for name in holding(tmp_path, [before]) if not name.startswith(COPIES)] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_card_and_the_fields_are_accessible(
    page: Page, site_url: str, scheme: Literal["light", "dark"]
) -> None:
    """The axe finds nothing, and all fits a narrow screen with text twice as large."""
    page.set_viewport_size({"width": 360 if scheme == "dark" else 1280, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    fill_in_a_lock(page, site_url)
    assert not found_by_axe(page)
    page.locator("[data-do=lock-confirm]").click()
    is_locked(page, "open")
    assert not found_by_axe(page)
    page.goto(site_url + FIRST_PART)
    unlock(page, "another one")
    expect(page.get_by_role("alert").filter(has_text="doesn’t open it")).to_be_visible()
    assert not found_by_axe(page)
    assert fits_with_text_twice_as_large(page)


def test_a_key_is_all_that_is_needed(page: Page, site_url: str) -> None:
    """From a tool to the field, and back into the guide, by keyboard alone."""
    write(page, site_url)
    lock(page, site_url)
    page.goto(site_url + FIRST_PART)
    page.locator("[data-do=show-lock]").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your passphrase")).to_be_focused()
    page.keyboard.type(PASSPHRASE)
    page.keyboard.press("Enter")
    is_all_there(page)
    expect(page.locator("#handrail-announcer")).to_have_text("Your answers are open.")


def run_in(tab: Tab, script: str, then: str) -> None:
    tab.evaluate(f"void ({script})")
    wait(tab, then)


@pytest.mark.filterwarnings(
    "ignore:setting remote_server_addr:DeprecationWarning"
)  # Selenium warns of itself
@pytest.mark.parametrize("name", ["firefox", "webkit"])
def test_it_locks_and_opens_elsewhere(name: str, site_url: str) -> None:
    if why := missing(name):
        pytest.skip(f"{name} {why}; `make browsers` installs it on Debian, as root")
    fill = "document.querySelector('{}').value = " + json.dumps(PASSPHRASE)
    with opened(name) as engine, engine.reader() as tab:
        tab.open(site_url + FIRST_PART)
        wait(tab, "document.documentElement.dataset.python === 'ready'")
        tab.click(".widget[data-widget=checklist] input[type=checkbox]")
        wait(tab, "document.documentElement.dataset.saved === 'yes'")
        wait(
            tab,
            "document.querySelector('.widget[data-widget=checklist]').textContent.includes('1 of')",
        )
        tab.open(site_url + OVERVIEW)
        tab.click("[data-do=lock]")
        wait(tab, "document.querySelector('[data-do=lock-confirm]')")
        for at in ("0", "1"):
            tab.evaluate(f"void ({fill.format(f'#passphrase-store-{at}')})")
        tab.click("[data-do=lock-confirm]")
        wait(tab, "document.documentElement.dataset.lock === 'open'")
        tab.evaluate(f"void {ANYWHERE}.then((text) => {{ window.stored = text; }})")
        wait(tab, "window.stored")
        assert '"done"' not in tab.evaluate("window.stored")
        tab.open(site_url + FIRST_PART)
        wait(
            tab,
            "document.documentElement.dataset.lock === 'shut' && document.querySelector('[data-do=unlock]')",
        )
        assert not tab.evaluate("Boolean(document.querySelector('.widget input:checked'))")
        tab.evaluate(f"void ({fill.format('#passphrase-open-0')})")
        tab.click("[data-do=unlock]")
        wait(tab, "document.querySelector('.widget[data-widget=checklist] input:checked')")
