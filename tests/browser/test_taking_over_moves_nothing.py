"""Python's first view is the one drawn at build: taking over changes and moves nothing."""

import pytest
from playwright.sync_api import Page

from tests.browser.reader import wait_for_python

WATCH = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources, startTime } of list.getEntries())
    window.shifts.push([value, startTime, sources.map(({ node }) => node?.className || node?.nodeName)]);
}).observe({ type: 'layout-shift', buffered: true });
window.changes = [];
addEventListener('DOMContentLoaded', () => {
  const changes = new MutationObserver((list) => {
    for (const { target, type, attributeName } of list) {
      if (target.parentElement?.closest('.widget-view')) window.changes.push([type, attributeName, target.outerHTML]);
    }
  });
  changes.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
});
"""


@pytest.mark.parametrize("part", ["01-understand", "02-time-on-your-own", "05-if-you-both-say-yes"])
def test_taking_over_moves_nothing(page: Page, site_url: str, part: str) -> None:
    """From the first frame to Python ready nothing shifts, and no widget's HTML is touched."""
    page.add_init_script(WATCH)
    page.goto(f"{site_url}guides/second-chance/{part}.html")
    wait_for_python(page)
    page.wait_for_timeout(200)
    assert page.evaluate("changes") == []
    assert page.evaluate("shifts") == []
