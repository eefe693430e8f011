"""A stored state that can't be read is moved aside and reported; it is never lost."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.reader import FIRST_PART, READ_ALL, boxes, count, wait_for_python, wait_until_saved

SPOIL = """
(key) => new Promise((resolve, reject) => {
  const opening = indexedDB.open('handrail');
  opening.onsuccess = () => {
    const transaction = opening.result.transaction('answers', 'readwrite');
    const spoilt = { state: '{"version":99,"mine":1}', pending: [], saved: null };
    transaction.objectStore('answers').put(spoilt, JSON.parse(key));
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
  };
})
"""


def test_unreadable_state_is_set_aside(page: Page, site_url: str) -> None:
    """The old text is found under another key, the page says so, and the widget starts afresh."""
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    boxes(page).nth(0).check()
    expect(count(page)).to_contain_text("1 of")
    wait_until_saved(page)
    (key,) = stored(page)
    page.evaluate(SPOIL, key)
    page.reload()
    wait_for_python(page)
    expect(page.locator(".widget-problem")).to_contain_text("set aside")
    expect(boxes(page).nth(0)).not_to_be_checked()
    boxes(page).nth(1).check()
    expect(count(page)).to_contain_text("1 of")
    wait_until_saved(page)
    kept = stored(page)
    (aside,) = (name for name in kept if name.startswith(f'{key[:-1]},"set-aside"'))
    assert kept[aside]["state"] == '{"version":99,"mine":1}'
    assert '"version":99' not in kept[key]["state"]


def test_what_is_set_aside_can_be_erased_with_its_tool(page: Page, site_url: str) -> None:
    """Also where nothing new was ticked since."""
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    boxes(page).nth(0).check()
    wait_until_saved(page)
    (key,) = stored(page)
    page.evaluate(SPOIL, key)
    page.reload()
    wait_for_python(page)
    expect(page.locator(".widget-problem")).to_contain_text("set aside")
    assert [name for name in stored(page) if '"set-aside"' in name]
    erase = page.locator(".widget:has(.widget-problem) [data-do=erase]")
    erase.click()
    page.wait_for_timeout(600)
    erase.click()
    expect(erase).to_have_count(0)
    assert stored(page) == {}


def stored(page: Page) -> dict[str, Any]:
    """Return all that is in the store, by key."""
    found: dict[str, Any] = page.evaluate(READ_ALL)
    return found
