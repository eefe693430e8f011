"""Without Python a page reads, ticks and keeps its ticks, and says quietly what is missing."""

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.browser.reader import FIRST_PART, WASM, boxes, count, wait_for_python, wait_until_saved

BROKEN = {
    "the worker is missing": "**/worker-*.js",
    "the wasm is missing": WASM,
    "the standard library is missing": "**/python_stdlib.zip",
    "the widgets are missing": "**/*.whl",
}


@pytest.mark.parametrize("missing", BROKEN.values(), ids=list(BROKEN))
def test_python_failing_leaves_a_working_page(
    context: BrowserContext,
    site_url: str,
    missing: str,
) -> None:
    """The page says so once, ticks, keeps the tick over a reload, and Python reads it when it is back."""
    page = context.new_page()  # Pyodide's own errors are expected on it
    for pattern in ("**/*.bin", missing):  # the snapshot, and what a plain boot needs
        context.route(pattern, lambda route: route.abort())
    page.goto(site_url + FIRST_PART)
    expect(page.locator("html")).to_have_attribute("data-python", "failed", timeout=20_000)
    expect(page.get_by_text("could not start")).to_have_count(1)
    expect(page.get_by_text("could not start")).to_be_in_viewport()
    boxes(page).nth(0).check()
    wait_until_saved(page)
    ticked = page.locator(".widget[data-widget=checklist]").first
    expect(ticked.get_by_text("This tool could not start")).to_be_in_viewport()
    expect(page.get_by_text("could not start")).to_have_count(1)  # no longer at the foot as well
    expect(ticked.locator("[data-saved-line]")).to_contain_text("Saved on this device")
    page.reload()
    expect(boxes(page).nth(0)).to_be_checked()
    expect(page.locator(".count").first).to_be_hidden(timeout=20_000)  # nobody has counted this tick yet
    context.unroute_all()
    page.reload()
    wait_for_python(page)
    expect(boxes(page).nth(0)).to_be_checked()
    expect(count(page)).to_contain_text("1 of")
    expect(page.get_by_text("could not start")).to_have_count(0)


def test_a_tool_touched_before_python_failed_says_so_itself(context: BrowserContext, site_url: str) -> None:
    """Whoever ticked while Python was on its way is told beside that list, and only there."""
    page = context.new_page()
    held: list[Route] = []
    broken = False

    def wait(route: Route) -> None:
        if broken:
            route.abort()
        else:
            held.append(route)

    context.route("**/worker-*.js", wait)
    page.goto(site_url + FIRST_PART)
    boxes(page).nth(0).check()
    wait_until_saved(page)
    expect(page.get_by_text("could not start")).to_have_count(0)
    broken = True
    for route in held:
        route.abort()
    ticked = page.locator(".widget[data-widget=checklist]").first
    expect(ticked.get_by_text("This tool could not start")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("could not start")).to_have_count(1)
