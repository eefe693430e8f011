"""What a reader does before Python is there is kept, and brought to it in order, once."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.reader import FIRST_PART, WASM, Held, boxes, count, wait_for_python, wait_until_saved


def test_early_clicks_are_replayed(context: BrowserContext, page: Page, site_url: str) -> None:
    """Ticks and an untick made while the wasm is still on the line all count when Python comes."""
    wasm = Held(context, WASM)
    page.goto(site_url + FIRST_PART)
    before = count(page).text_content()
    boxes(page).nth(0).check()
    boxes(page).nth(1).check()
    boxes(page).nth(0).uncheck()
    expect(page.locator("html")).to_have_attribute("data-python", "booting")
    assert count(page).text_content() == before
    wasm.let_through()
    wait_for_python(page)
    expect(boxes(page).nth(0)).not_to_be_checked()
    expect(boxes(page).nth(1)).to_be_checked()
    expect(count(page)).to_contain_text("1 of")


def test_early_clicks_outlive_their_page(context: BrowserContext, page: Page, site_url: str) -> None:
    """A click whose page is closed before Python came is replayed at the next visit."""
    wasm = Held(context, WASM)
    page.goto(site_url + FIRST_PART)
    boxes(page).nth(2).check()
    wait_until_saved(page)
    page.close()
    wasm.let_through()
    later = context.new_page()
    later.goto(site_url + FIRST_PART)
    wait_for_python(later)
    expect(boxes(later).nth(2)).to_be_checked()
    expect(count(later)).to_contain_text("1 of")
