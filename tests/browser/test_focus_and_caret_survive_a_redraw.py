"""A redraw never takes the reader out of what they are doing: field, caret, text, focus."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.reader import WASM, Held, settled, wait_for_python, wait_until_saved

PAGE = "guides/second-chance/02-time-on-your-own.html"
OTHER = "What else is allowed"


def opened(page: Page, site_url: str) -> None:
    page.goto(site_url + PAGE)
    wait_for_python(page)
    page.get_by_role("checkbox", name="Other", exact=True).check()
    page.get_by_label(OTHER).click()


def test_typing_is_never_disturbed(page: Page, site_url: str) -> None:
    """Every key redraws the widget; the text, typed in the middle of other text, stays whole."""
    opened(page, site_url)
    field = page.get_by_label(OTHER)
    field.press_sequentially("the  and the cat", delay=5)
    for _ in range(len(" and the cat")):
        field.press("ArrowLeft")
    field.press_sequentially("dog", delay=15)
    wait_until_saved(page)
    settled(page)
    expect(field).to_have_value("the dog and the cat")
    expect(field).to_be_focused()
    assert field.evaluate("field => field.selectionStart") == len("the dog")
    page.reload()
    wait_for_python(page)
    expect(page.get_by_label(OTHER)).to_have_value("the dog and the cat")


def test_another_tab_does_not_touch_the_field_one_is_in(
    context: BrowserContext, page: Page, site_url: str
) -> None:
    """The other tab's text comes only when the reader has left the field; ticks come at once."""
    opened(page, site_url)
    field = page.get_by_label(OTHER)
    field.press_sequentially("mine")
    wait_until_saved(page)
    field.evaluate("field => field.setSelectionRange(1, 3)")
    other = context.new_page()
    other.goto(site_url + PAGE)
    wait_for_python(other)
    other.get_by_label(OTHER).fill("theirs")
    other.get_by_label("Children").check()
    expect(page.get_by_label("Children")).to_be_checked()
    expect(field).to_have_value("mine")
    assert field.evaluate("field => [field.selectionStart, field.selectionEnd]") == [1, 3]
    field.evaluate("field => field.blur()")
    expect(field).to_have_value("theirs")


def test_python_taking_over_does_not_disturb_typing(
    context: BrowserContext, page: Page, site_url: str
) -> None:
    """The reader is in the middle of a number when Python comes: caret and text stay."""
    wasm = Held(context, WASM)
    page.goto(site_url + PAGE)
    field = page.get_by_label("Days, from")
    field.fill("45")
    expect(page.locator("html")).to_have_attribute("data-python", "booting")
    wasm.let_through()
    wait_for_python(page)
    expect(field).to_be_focused()
    field.press("End")
    field.press_sequentially("1")
    expect(field).to_have_value("451")


def test_focus_stays_on_a_button_that_changes(page: Page, site_url: str) -> None:
    """Pressed with the keyboard, "Start" becomes "Pause" under the same focus."""
    page.goto(site_url + "guides/second-chance/05-if-you-both-say-yes.html")
    wait_for_python(page)
    timer = page.locator(".widget[data-widget=timer]").first
    timer.get_by_role("button", name="Start").press("Enter")
    expect(timer.get_by_role("button", name="Pause")).to_be_focused()
    page.keyboard.press("Enter")
    expect(timer.get_by_role("button", name="Resume")).to_be_focused()


def test_no_field_is_entered_when_the_pressed_button_is_gone(page: Page, site_url: str) -> None:
    """A form gives way to what it set up: the focus rests on the widget, and no keyboard opens."""
    page.goto(site_url + PAGE)
    wait_for_python(page)
    page.get_by_label("Date of your last contact").fill("2026-01-05")
    page.get_by_role("button", name="Begin my quiet days").press("Enter")
    expect(page.get_by_text("Write something down")).to_be_visible()
    expect(page.locator("#quiet-days .widget-view")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.widget')?.id") == "quiet-days"


def test_a_press_shows_what_it_led_to(page: Page, site_url: str) -> None:
    """On a phone the button is far below: what is wrong comes into the window, then what the form made."""
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(site_url + PAGE)
    wait_for_python(page)
    begin = page.get_by_role("button", name="Begin my quiet days")
    begin.click()
    expect(page.get_by_text("A good guess is fine.").first).to_be_in_viewport()
    page.get_by_label("Date of your last contact").fill("2026-01-05")
    begin.click()
    expect(page.get_by_role("heading", name="Your quiet days")).to_be_in_viewport()
    expect(page.get_by_text("Write something down")).to_be_visible()


def test_what_to_do_after_a_slip_is_asked_where_it_was_saved(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(site_url + PAGE)
    wait_for_python(page)
    page.get_by_label("Date of your last contact").fill("2026-01-05")
    page.get_by_role("button", name="Begin my quiet days").click()
    page.get_by_text("Write something down").click()
    page.get_by_label("I looked them up").check()
    page.get_by_role("button", name="Save to my log").click()
    expect(page.get_by_role("heading", name="What would you like to do now?")).to_be_in_viewport()
