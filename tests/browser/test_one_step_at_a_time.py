"""A part can be read one step at a time: at the same address, by links, keys and strokes."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import READER
from tests.browser.reader import FIRST_PART, wait_for_python, wait_until_saved

PHONE: dict[str, Any] = {**READER, "viewport": {"width": 360, "height": 740}, "has_touch": True}
STROKE = """
([dx, dy]) => {
  const target = document.querySelector('section.step p:not([class])');
  const touch = (x, y) => [new Touch({ identifier: 1, target, clientX: 180 + x, clientY: 400 + y })];
  target.dispatchEvent(new TouchEvent('touchstart', { bubbles: true, touches: touch(0, 0) }));
  target.dispatchEvent(new TouchEvent('touchend', { bubbles: true, changedTouches: touch(dx, dy) }));
}
"""


def shown(page: Page) -> list[str]:
    """Return the numbers of the steps that can be seen."""
    return [
        step.get_attribute("data-step") or ""
        for step in page.locator("section.step").all()
        if step.is_visible()
    ]


def one_at_a_time(page: Page, site_url: str, address: str = FIRST_PART) -> Locator:
    """Open a part and choose to read it so; return the ways on."""
    page.goto(site_url + address)
    page.get_by_role("button", name="One step at a time").click()
    expect(page.get_by_role("button", name="One step at a time")).to_have_attribute("aria-pressed", "true")
    return page.get_by_role("navigation", name="Steps")


def test_a_part_is_whole_unless_the_reader_says_otherwise(page: Page, site_url: str) -> None:
    page.goto(site_url + FIRST_PART)
    assert shown(page) == ["1", "2", "3"]
    expect(page.get_by_role("button", name="All steps")).to_have_attribute("aria-pressed", "true")


def test_next_and_back_lead_on_and_the_browsers_back_too(page: Page, site_url: str) -> None:
    steps = one_at_a_time(page, site_url)
    assert shown(page) == ["1"]
    expect(steps.get_by_role("link")).to_have_text(["Step 2Who ended it"])
    steps.get_by_role("link", name="Who ended it").click()
    expect(page).to_have_url(site_url + FIRST_PART + "#who-ended-it")
    assert shown(page) == ["2"]
    expect(page.get_by_role("heading", name="Who ended it").first).to_be_focused()
    expect(page.get_by_role("heading", name="Who ended it").first).to_be_in_viewport()
    expect(page.get_by_text("Before you think about asking your ex")).to_be_hidden()
    expect(steps.get_by_role("link")).to_have_count(2)
    page.go_back()
    expect(page.locator("section.step[data-step='2']")).to_be_hidden()
    assert shown(page) == ["1"]


def test_an_address_of_a_step_or_of_something_in_it_shows_that_step(page: Page, site_url: str) -> None:
    one_at_a_time(page, site_url)
    for anchor, number in (
        ("what-you-feel", "3"),
        ("my-line", "2"),
        ("fn:dailey2009", "3"),
        ("gates-folded", "1"),
        ("nowhere", "1"),
    ):
        page.goto("about:blank")
        page.goto(f"{site_url}{FIRST_PART}#{anchor}")
        expect(page.locator(f"[data-step='{number}']").last).to_be_visible()
        assert shown(page) == [number], anchor


def test_skipping_to_the_content_leaves_the_step_that_is_read(page: Page, site_url: str) -> None:
    steps = one_at_a_time(page, site_url)
    steps.get_by_role("link", name="Who ended it").click()
    expect(page.locator("section.step[data-step='2']")).to_be_visible()
    page.get_by_role("link", name="Skip to the text").press("Enter")
    expect(page).to_have_url(site_url + FIRST_PART + "#content")
    page.wait_for_timeout(200)  # long enough for another step to come, were there one
    assert shown(page) == ["2"]


def test_the_choice_stays_and_can_be_taken_back(page: Page, site_url: str) -> None:
    one_at_a_time(page, site_url)
    page.goto(site_url + "guides/second-chance/04-talk.html")
    expect(page.locator("section.step[data-step='13']")).to_be_visible()
    assert shown(page) == ["13"]
    page.get_by_role("button", name="All steps").click()
    assert shown(page) == ["13", "14", "15", "16"]
    page.reload()
    assert shown(page) == ["13", "14", "15", "16"]


def test_the_ways_to_other_parts_stand_at_the_ends(page: Page, site_url: str) -> None:
    steps = one_at_a_time(page, site_url)
    parts = page.get_by_role("navigation", name="Previous and next")
    expect(parts.get_by_role("link")).to_have_text(["Overview"])
    steps.get_by_role("link", name="Who ended it").click()
    expect(parts).to_be_hidden()
    steps.get_by_role("link", name="What you feel").click()
    parts.get_by_role("link", name="Time on your own").click()
    page.wait_for_url("**/02-time-on-your-own.html")
    expect(page.locator("section.step[data-step='4']")).to_be_visible()
    assert shown(page) == ["4"]


def test_arrows_lead_on_but_not_while_typing(page: Page, site_url: str) -> None:
    one_at_a_time(page, site_url)
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(site_url + FIRST_PART + "#who-ended-it")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(site_url + FIRST_PART + "#why-it-ended")
    page.locator("#causes").get_by_label("What caused trouble").press("ArrowRight")
    expect(page).to_have_url(site_url + FIRST_PART + "#why-it-ended")
    page.get_by_role("button", name="All steps").click()
    page.keyboard.press("ArrowRight")
    assert shown(page) == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("stroke", "number"), [((-120, 10), "2"), ((-120, 90), "1"), ((-40, 0), "1"), ((120, 0), "1")]
)
def test_a_stroke_to_the_side_leads_on(
    browser: Browser, site_url: str, stroke: tuple[int, int], number: str
) -> None:
    context = browser.new_context(**PHONE)
    page = context.new_page()
    one_at_a_time(page, site_url)
    page.evaluate(STROKE, list(stroke))
    expect(page.locator(f"section.step[data-step='{number}']")).to_be_visible()
    assert shown(page) == [number]
    context.close()


def test_no_other_step_is_seen_before_the_page_is_whole(page: Page, site_url: str) -> None:
    one_at_a_time(page, site_url)
    page.add_init_script("""
      window.seen = new Set();
      const look = () => {
        for (const step of document.querySelectorAll('section.step'))
          if (step.getClientRects().length) window.seen.add(step.dataset.step);
      };
      new MutationObserver(look).observe(document, { childList: true, subtree: true });
    """)
    page.goto("about:blank")
    page.goto(f"{site_url}{FIRST_PART}#what-you-feel")
    wait_for_python(page)
    assert page.evaluate("[...window.seen]") == ["3"]


def test_tools_of_hidden_steps_keep_what_was_written(page: Page, site_url: str) -> None:
    steps = one_at_a_time(page, site_url)
    wait_for_python(page)
    page.locator("#causes").get_by_label("What caused trouble").fill("Money")
    steps.get_by_role("link", name="Who ended it").click()
    wait_until_saved(page)
    page.go_back()
    expect(page.locator("#causes").get_by_label("What caused trouble")).to_have_value("Money")


def test_the_whole_part_is_printed(page: Page, site_url: str) -> None:
    one_at_a_time(page, site_url)
    page.emulate_media(media="print")
    assert shown(page) == ["1", "2", "3"]
    expect(page.locator(".reading, .step-turn").first).to_be_hidden()


def test_without_scripts_a_part_is_whole_and_offers_nothing_else(browser: Browser, site_url: str) -> None:
    context = browser.new_context(**{**READER, "java_script_enabled": False})
    page = context.new_page()
    page.goto(site_url + FIRST_PART)
    assert shown(page) == ["1", "2", "3"]
    expect(page.locator(".reading")).to_be_hidden()
    context.close()
