"""What a reader does before Python is there is kept, and brought to it in order, once."""

from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.reader import (
    FIRST_PART,
    WASM,
    Held,
    boxes,
    count,
    settled,
    wait_for_python,
    wait_until_saved,
)

WATCH_SHIFTS = """
async () => {
  await document.fonts.ready;
  await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)));
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries())
      window.shifts.push([value, sources.map(({ node }) => node?.className || node?.nodeName)]);
  }).observe({ type: 'layout-shift' });
}
"""


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


def with_a_late_script(route: Route) -> None:
    """Answer with a page that an author gave a script at its end, of their own site."""
    response = route.fetch()
    body = response.text().replace("</body>", '<script src="/late.js"></script></body>')
    route.fulfill(response=response, body=body)


def test_clicks_count_before_all_of_the_page_has_come(
    context: BrowserContext, page: Page, site_url: str
) -> None:
    """On a slow line text and boxes are there a second before the last script: a tick made then is kept."""
    script = Held(context, "**/late.js")
    context.route(f"**/{FIRST_PART}", with_a_late_script)
    page.goto(site_url + FIRST_PART, wait_until="commit")
    boxes(page).nth(1).check()
    wait_until_saved(page)
    assert page.evaluate("document.readyState") == "loading"
    script.let_through()
    wait_for_python(page)
    expect(boxes(page).nth(1)).to_be_checked()
    expect(count(page)).to_contain_text("1 of")


def test_clicks_on_a_slow_line_are_kept_and_pythons_coming_shifts_nothing(
    context: BrowserContext, page: Page, site_url: str
) -> None:
    """Ticks are stored at once and counted later; when Python comes, part by part, nothing jumps."""
    python = [Held(context, pattern) for pattern in ("**/worker-*.js", WASM, "**/memory-*.bin")]
    page.goto(site_url + FIRST_PART)
    for box in (0, 2):
        boxes(page).nth(box).check()
    wait_until_saved(page)
    page.evaluate(WATCH_SHIFTS)
    for part in python:
        part.wait(page)
        settled(page)
        part.let_through()
    wait_for_python(page)
    expect(count(page)).to_contain_text("2 of")
    settled(page)
    assert page.evaluate("shifts") == []


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
