"""A returning reader never sees a frame without their own ticks, with Python or without."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.reader import FIRST_PART, WASM, boxes, count, until, wait_for_python, wait_until_saved

# Notes, at each frame in which the second box can be seen, whether it is ticked.
WATCH_FRAMES = """
window.frames_seen = [];
requestAnimationFrame(function look() {
  const box = document.querySelectorAll('.widget[data-widget=checklist] input[type=checkbox]')[1];
  if (box && getComputedStyle(box).visibility === 'visible') window.frames_seen.push(box.checked);
  requestAnimationFrame(look);
});
"""


@pytest.mark.parametrize("line", ["", "?slowly"])
@pytest.mark.parametrize("python", ["ready", "never"])
def test_own_ticks_at_first_paint(
    context: BrowserContext,
    page: Page,
    site_url: str,
    python: str,
    line: str,
) -> None:
    """The tick is in every frame: on a fast and a slow line, drawn by Python before or only waiting."""
    if python == "never":
        context.route(WASM, lambda route: route.abort())
    page.goto(site_url + FIRST_PART)
    if python == "ready":
        wait_for_python(page)
    boxes(page).nth(1).check()
    if python == "ready":
        expect(count(page)).to_contain_text("1 of")
    wait_until_saved(page)
    page.close()

    context.unroute_all()
    context.route("**/worker-*.js", lambda route: route.abort())
    later = context.new_page()
    later.add_init_script(WATCH_FRAMES)
    later.goto(site_url + FIRST_PART + line)
    until(later, "frames_seen.length > 5")
    frames = later.evaluate("frames_seen")
    assert all(frames), frames
    if python == "ready":
        expect(count(later)).to_contain_text("1 of")
