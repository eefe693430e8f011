"""Python's first view is the one drawn at build: taking over changes and moves nothing."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.reader import WASM, Held, settled, wait_for_python

# A date field's latest date is today, which nobody knew at build; it is not to be seen.
WATCH = """
async () => {
  await document.fonts.ready;
  await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)));
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries())
      window.shifts.push([value, sources.map(({ node }) => node?.className || node?.nodeName)]);
  }).observe({ type: 'layout-shift' });
  window.changes = [];
  new MutationObserver((list) => {
    for (const { target, type, attributeName } of list) {
      if (!target.parentElement?.closest('.widget-view') || attributeName === 'max') continue;
      window.changes.push([type, attributeName, target.outerHTML ?? target.data]);
    }
  }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
}
"""


@pytest.mark.parametrize("part", ["01-understand", "02-time-on-your-own", "05-if-you-both-say-yes"])
def test_taking_over_moves_nothing(context: BrowserContext, page: Page, site_url: str, part: str) -> None:
    """From the finished page to Python ready nothing shifts, and no widget's HTML is touched."""
    wasm = Held(context, WASM)
    page.goto(f"{site_url}guides/second-chance/{part}.html")
    expect(page.locator("html")).to_have_attribute("data-python", "booting")
    page.evaluate(WATCH)
    wasm.let_through()
    wait_for_python(page)
    settled(page)
    assert page.evaluate("changes") == []
    assert page.evaluate("shifts") == []
