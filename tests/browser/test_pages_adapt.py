"""Narrow windows, wider text, less motion, forced colours, keys alone: the pages adapt to each."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessible import PAGES, SIDEWAYS, fits_with_text_twice_as_large
from tests.browser.conftest import a_reader, a_tab
from tests.browser.reader import FIRST_PART, boxes, wait_for_python, wait_until_saved

TALK = "guides/second-chance/04-talk.html"
# The text spacing that WCAG 1.4.12 asks pages to bear, in a style sheet that the page's policy lets pass.
SPACED: Final = """
(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
})()
"""
# Elements with words of their own of which a part can neither be seen nor scrolled to.
CUT: Final = """
[...document.querySelectorAll('main *, header *, nav *, aside *')].filter((each) => {
  const { overflowX, overflowY, clipPath, display } = getComputedStyle(each);
  const hides = [overflowX, overflowY].some((how) => how === 'hidden' || how === 'clip');
  const words = [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  if (!hides || !words || clipPath !== 'none' || display === 'inline') return false;
  if (!each.checkVisibility()) return false;
  return each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1;
}).map((each) => `${each.tagName}.${each.className}: ${each.textContent.slice(0, 40)}`)
"""
# What is pressed, links within a sentence left out, and is smaller than WCAG 2.5.8 lets it be.
SMALL: Final = """
[...document.querySelectorAll('button, summary, select, input, textarea, a.button, nav a, aside a')]
  .map((each) => [each, (each.closest('label') ?? each).getBoundingClientRect()])
  .filter(([each]) => each.checkVisibility({ opacityProperty: true }))
  .filter(([each, { width, height }]) => width > 2 && (width < 24 || height < 24))
  .map(([each, { width, height }]) => `${each.outerHTML.slice(0, 80)}: ${width} by ${height}`)
"""
# What has the focus: its name, and whether it can be seen, with a line about it, and lies under nothing.
FOCUSED: Final = """
(() => {
  const found = document.activeElement;
  if (!found || found === document.body) return null;
  const label = found.closest('label.choice, label.tick, .tick > label');
  const seen = label ?? found;
  const box = [...seen.getClientRects()].find(({ width, height }) => width > 1 && height > 1);
  const lined = [found, label].filter(Boolean).some((each) => getComputedStyle(each).outlineStyle !== 'none');
  if (!box) return { name: seen.outerHTML.slice(0, 90), seen: false, lined };
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 20)];
  const top = document.elementFromPoint(x, y);
  const around = seen.closest('.scheme') ?? seen; // its labels are what is seen of it
  const isSeen = !!top && (around.contains(top) || top.contains(seen));
  return { name: seen.outerHTML.slice(0, 90), seen: isSeen, lined };
})()
"""


@pytest.fixture(scope="module", params=PAGES)
def opened(request: pytest.FixtureRequest, browser: Browser, site_url: str) -> Iterator[Page]:
    """Return each page as it is without Python, opened once: nothing on it is touched."""
    with a_reader(browser) as context, a_tab(context) as page:
        page.goto(f"{site_url}{request.param}?python=none")
        yield page


@pytest.fixture
def small(opened: Page) -> Iterator[Page]:
    """Return each page on a small phone; what a test changes of its look is taken back."""
    opened.set_viewport_size({"width": 360, "height": 740})
    opened.evaluate("void (window.sheets = [...document.adoptedStyleSheets])")
    yield opened
    opened.evaluate(
        "(document.adoptedStyleSheets = window.sheets, document.documentElement.removeAttribute('style'))"
    )


def test_a_window_of_320_pixels_needs_no_scrolling_sideways(opened: Page) -> None:
    """As wide as one of 1280 pixels is at four times the size."""
    opened.set_viewport_size({"width": 320, "height": 256})
    assert not opened.evaluate(SIDEWAYS)


def test_wider_spaced_text_is_cut_nowhere(small: Page) -> None:
    small.evaluate(SPACED)
    assert not small.evaluate(SIDEWAYS)
    assert small.evaluate(CUT) == []


def test_what_is_pressed_is_large_enough(small: Page) -> None:
    assert small.evaluate(SMALL) == []


def test_text_of_twice_the_size_fits_a_small_phone(small: Page) -> None:
    assert not small.evaluate(SIDEWAYS)
    assert fits_with_text_twice_as_large(small)


def test_who_wants_less_motion_sees_none(page: Page, site_url: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site_url}{FIRST_PART}?python=none")
    page.evaluate("document.addEventListener('transitionrun', () => { window.moved = true; })")
    boxes(page).first.check()
    page.locator("details.step-notes > summary").first.click()
    assert page.evaluate("document.getAnimations().length") == 0
    assert not page.evaluate("window.moved ?? false")


def test_forced_colours_show_what_is_chosen(page: Page, site_url: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    way = page.locator("#my-line .choice")
    way.first.get_by_role("radio").check()
    appearance = "control => getComputedStyle(control).appearance"
    assert way.first.get_by_role("radio").evaluate(appearance) == "auto"
    assert boxes(page).first.evaluate(appearance) == "auto"
    border = "choice => getComputedStyle(choice).borderTopColor"
    assert way.first.evaluate(border) != way.nth(1).evaluate(border)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_tab_key_leads_through_a_page_and_each_stop_is_seen(
    page: Page, site_url: str, width: int
) -> None:
    """Each has a line about it, and lies under nothing, such as the bar with the exit control."""
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{site_url}{TALK}?python=none")
    stops: list[dict[str, Any]] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found is None:
            break
        stops.append(found)
    assert 40 < len(stops) < 400
    assert [stop for stop in stops if not stop["seen"]] == []
    assert [stop for stop in stops if not stop["lined"]] == []


def test_a_worksheet_is_filled_in_with_keys_alone(page: Page, site_url: str) -> None:
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    sheet = page.locator("#causes")
    sheet.get_by_label("What caused trouble").focus()
    page.keyboard.type("Money")
    page.keyboard.press("Tab")
    page.keyboard.type("Letters from the bank")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(sheet.get_by_label("theirs")).to_be_checked()
    sheet.get_by_role("button", name="Add a cause").focus()
    page.keyboard.press("Enter")
    expect(sheet.get_by_label("What caused trouble")).to_have_value("")
    expect(sheet.locator(".sheet-open").get_by_text("Money")).to_be_visible()
    wait_until_saved(page)
