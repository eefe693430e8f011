"""Where answers can't be kept the page says so and goes on working."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.reader import FIRST_PART, READ_ALL, boxes, count, wait_for_python, wait_until_saved

FORBIDDEN = "Object.defineProperty(window, '{}', {{get() {{ throw new Error('forbidden') }}}})"
NO_DATABASE, NO_STORAGE = map(FORBIDDEN.format, ("indexedDB", "localStorage"))
FULL = """
window.full = true;
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...given) {
  if (window.full) throw new DOMException('full', 'QuotaExceededError');
  return put.apply(this, given);
};
"""


def test_without_a_database_answers_go_to_local_storage(page: Page, site_url: str) -> None:
    """No IndexedDB: a tick survives a reload all the same, and nobody is troubled."""
    page.add_init_script(NO_DATABASE)
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    boxes(page).nth(0).check()
    expect(count(page)).to_contain_text("1 of")
    wait_until_saved(page)
    page.reload()
    wait_for_python(page)
    expect(boxes(page).nth(0)).to_be_checked()
    expect(page.get_by_text("Not being saved")).to_have_count(0)


def test_answers_move_on_when_the_database_is_back(
    context: BrowserContext, page: Page, site_url: str
) -> None:
    """What localStorage kept meanwhile is taken along, and nothing that either held is deleted."""
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    boxes(page).nth(0).check()
    expect(count(page)).to_contain_text("1 of")
    wait_until_saved(page)
    page.close()
    without = context.new_page()
    without.add_init_script(NO_DATABASE)
    without.goto(site_url + FIRST_PART)
    wait_for_python(without)
    boxes(without).nth(1).check()
    boxes(without).nth(2).check()
    expect(count(without)).to_contain_text("2 of")
    wait_until_saved(without)
    without.close()
    back = context.new_page()
    back.goto(site_url + FIRST_PART)
    wait_for_python(back)
    expect(count(back)).to_contain_text("2 of")
    expect(boxes(back).nth(2)).to_be_checked()
    kept = back.evaluate(READ_ALL)
    assert any('"set-aside"' in key for key in kept)


def test_without_any_storage_the_page_says_so(context: BrowserContext, site_url: str) -> None:
    """Neither store: ticking works, and a notice says that nothing is being saved."""
    page = (
        context.new_page()
    )  # Material's own scripts complain of it, so not the page that is watched for errors
    page.add_init_script(NO_DATABASE)
    page.add_init_script(NO_STORAGE)
    page.goto(site_url + FIRST_PART)
    expect(page.locator("html")).to_have_attribute("data-saved", "off")
    expect(page.get_by_text("Not being saved").first).to_be_in_viewport()
    wait_for_python(page)
    boxes(page).nth(0).check()
    expect(count(page)).to_contain_text("1 of")
    boxes(page).nth(1).check()
    expect(count(page)).to_contain_text("2 of")


def test_a_full_store_says_so_and_recovers(page: Page, site_url: str) -> None:
    """The disk fills up: the notice comes, nothing is lost meanwhile, and all is kept once there is room."""
    page.add_init_script(FULL)
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    boxes(page).nth(0).check()
    expect(page.locator("html")).to_have_attribute("data-saved", "off")
    expect(page.locator(".handrail-notice")).to_contain_text("Not being saved")
    expect(count(page)).to_contain_text("1 of")
    page.evaluate("window.full = false")
    boxes(page).nth(1).check()
    wait_until_saved(page)
    expect(page.locator(".handrail-notice")).to_have_count(0)
    page.add_init_script("window.full = false")
    page.reload()
    wait_for_python(page)
    expect(count(page)).to_contain_text("2 of")
