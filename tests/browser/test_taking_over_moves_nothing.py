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

REHEARSED = """
const post = Worker.prototype.postMessage;
window.rehearsed = [];
Worker.prototype.postMessage = function (asked, ...rest) {
  for (const { do: what, id, messages } of Array.isArray(asked) ? asked.map((each) => JSON.parse(each)) : [])
    if (what === 'dispatch' && messages.length === 0) window.rehearsed.push(id);
  return post.call(this, asked, ...rest);
};
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


def test_python_runs_through_each_tool_before_the_first_click_and_nothing_comes_of_it(
    page: Page, site_url: str
) -> None:
    """The code of a click is slow the first time. Nothing is drawn or stored for it."""
    page.add_init_script(REHEARSED)
    page.goto(f"{site_url}guides/second-chance/02-time-on-your-own.html")
    page.evaluate(WATCH)
    wait_for_python(page)
    names = page.eval_on_selector_all(".widget[data-key]", "all => all.map((each) => each.dataset.key)")
    for _ in range(100):
        if len(page.evaluate("rehearsed")) >= 2 * len(names):
            break
        page.wait_for_timeout(50)
    assert set(page.evaluate("rehearsed")) == set(names)
    settled(page)
    assert page.evaluate("changes") == []
    assert page.locator("[data-saved-at]").count() == 0
