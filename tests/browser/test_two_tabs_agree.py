"""Two tabs of one page show the same, and neither overwrites what the other kept."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.reader import FIRST_PART, boxes, count, wait_for_python, wait_until_saved


def test_two_tabs_agree(context: BrowserContext, page: Page, site_url: str) -> None:
    """A tick in one tab appears in the other, and a tick there keeps the first one's."""
    other = context.new_page()
    for tab in (page, other):
        tab.goto(site_url + FIRST_PART)
        wait_for_python(tab)
    boxes(page).nth(0).check()
    expect(boxes(other).nth(0)).to_be_checked()
    expect(count(other)).to_contain_text("1 of")
    boxes(other).nth(1).check()
    for tab in (page, other):
        expect(boxes(tab).nth(1)).to_be_checked()
        expect(count(tab)).to_contain_text("2 of")


def test_clicks_at_the_same_moment_all_count(context: BrowserContext, page: Page, site_url: str) -> None:
    """Both tabs tick without having heard of each other: the store ends with both ticks."""
    other = context.new_page()
    for tab in (page, other):
        # Deaf tabs: nobody tells them anything, so that only the transaction can save them.
        tab.add_init_script("window.BroadcastChannel = undefined")
        tab.add_init_script("addEventListener('storage', (e) => e.stopImmediatePropagation())")
        tab.goto(site_url + FIRST_PART)
        wait_for_python(tab)
    boxes(page).nth(0).check()
    expect(count(page)).to_contain_text("1 of")
    wait_until_saved(page)
    boxes(other).nth(1).check()
    expect(count(other)).to_contain_text("2 of")
    expect(boxes(other).nth(0)).to_be_checked()
    wait_until_saved(other)
    page.reload()
    wait_for_python(page)
    expect(count(page)).to_contain_text("2 of")


def test_tabs_without_python_agree_too(context: BrowserContext, page: Page, site_url: str) -> None:
    """Where Python never comes, a tick in one tab still appears in the other."""
    other = context.new_page()
    for tab in (page, other):
        tab.goto(site_url + FIRST_PART + "?python=none")
        expect(tab.locator("html")).to_have_attribute("data-python", "failed")
    boxes(page).nth(0).check()
    expect(boxes(other).nth(0)).to_be_checked()
