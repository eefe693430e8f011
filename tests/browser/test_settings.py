"""How a reader wants the pages to be: larger text, no sound, no keys; chosen once, in one place."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.reader import FIRST_PART, OVERVIEW, until, wait_for_python
from tests.browser.test_effects import LISTEN, NOON, TIMER
from tests.browser.test_exit_leaves_at_once import elsewhere

SIZE = "parseFloat(getComputedStyle(document.body).fontSize)"
# Notes, at each frame in which there is text, how large it is.
WATCH_FRAMES = """
window.frames_seen = [];
requestAnimationFrame(function look() {
  const { body } = document;
  if (document.querySelector('h1')) window.frames_seen.push(parseFloat(getComputedStyle(body).fontSize));
  requestAnimationFrame(look);
});
"""


def test_the_settings_are_one_press_away_from_each_page_of_a_guide(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{FIRST_PART}?python=none")
    page.get_by_role("link", name="Settings").click()
    expect(page.get_by_role("heading", name="Settings")).to_be_in_viewport()


def test_larger_text_is_there_from_the_first_frame_on_each_page(page: Page, site_url: str) -> None:
    page.goto(site_url + OVERVIEW)
    before = page.evaluate(SIZE)
    page.get_by_label("Size of the text").select_option("Largest")
    assert page.evaluate(SIZE) == before * 1.3
    page.add_init_script(WATCH_FRAMES)
    page.goto(f"{site_url}{FIRST_PART}?slowly")
    until(page, "frames_seen.length > 5")
    assert {round(size, 3) for size in page.evaluate("frames_seen")} == {round(before * 1.3, 3)}
    page.goto(site_url + OVERVIEW)
    expect(page.get_by_label("Size of the text")).to_have_value("largest")
    page.get_by_label("Size of the text").select_option("As the browser has it")
    assert page.evaluate(SIZE) == before


def test_colours_are_chosen_here_and_in_the_head_and_agree(page: Page, site_url: str) -> None:
    page.goto(site_url + OVERVIEW)
    colours = page.get_by_label("Colours")
    expect(colours).to_have_value("0")
    colours.select_option("Dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator(".scheme label:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "auto")
    expect(colours).to_have_value("0")
    colours.select_option("Light")
    page.goto(site_url + FIRST_PART)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.go_back()
    expect(page.get_by_label("Colours")).to_have_value("1")


def test_without_sound_a_clock_ends_in_words_alone(page: Page, site_url: str) -> None:
    page.goto(site_url + OVERVIEW)
    page.get_by_label("No sound").check()
    page.add_init_script(LISTEN)
    page.clock.install(time=NOON)
    page.goto(site_url + TIMER)
    wait_for_python(page)
    timer = page.locator(".widget[data-widget=timer]").first
    timer.get_by_role("button", name="Start 20 minutes").click()
    page.clock.fast_forward("20:01")
    expect(timer).to_contain_text("done at 12:20")
    assert page.evaluate("tones") == []


def test_without_shortcuts_keys_neither_leave_nor_turn(
    context: BrowserContext, page: Page, site_url: str
) -> None:
    elsewhere(context)
    page.goto(site_url + OVERVIEW)
    page.get_by_label("No shortcuts with keys").check()
    page.goto(f"{site_url}{FIRST_PART}?python=none")
    page.locator("button[data-reading=step]").click()
    page.keyboard.press("ArrowRight")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_timeout(500)  # long enough to have left
    expect(page.locator("section[data-step='1']")).to_be_visible()
    expect(page.locator("section[data-step='2']")).to_be_hidden()
    page.goto(site_url + OVERVIEW)
    page.get_by_label("No shortcuts with keys").uncheck()
    page.goto(f"{site_url}{FIRST_PART}?python=none")
    page.keyboard.press("ArrowRight")
    expect(page.locator("section[data-step='2']")).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Shift")
    expect(page.get_by_text("elsewhere")).to_be_visible()
