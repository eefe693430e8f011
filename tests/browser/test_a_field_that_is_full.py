"""A field says when it is nearly full, takes no key beyond, and drops nothing that was written.

Keys and a paste go through the keyboard and the browser's own clipboard.
"""

import pytest
from handrail_widgets.kit.html import MOST_SIGNS
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.reader import FIRST_PART, wait_for_python, wait_until_open, wait_until_saved

TALK = "guides/second-chance/04-talk.html"


@pytest.fixture
def letter(context: BrowserContext, page: Page, site_url: str) -> Locator:
    """Return a field of several lines on a page where Python answers, and let the page use the clipboard."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site_url + TALK)
    wait_for_python(page)
    wait_until_open(page)
    return page.locator("#apology").get_by_label("What I did")


def room(field: Locator) -> Locator:
    """Return the line below a field that says how much room there is."""
    return field.locator("xpath=following-sibling::*[1][@data-room]")


def copy(page: Page, text: str) -> None:
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)


def test_from_nine_tenths_on_a_line_says_what_is_left_in_round_numbers(page: Page, letter: Locator) -> None:
    letter.fill("a" * 89_999)
    expect(room(letter)).to_have_count(0)
    letter.press("End")
    page.keyboard.type("b")
    expect(room(letter)).to_have_text("About 10,000 more characters fit in here.")
    expect(room(letter)).to_have_attribute("role", "status")
    page.keyboard.type("c")
    expect(room(letter)).to_have_text("About 9,000 more characters fit in here.")
    page.keyboard.type("defg")
    expect(room(letter)).to_have_text("About 9,000 more characters fit in here.")
    letter.fill("a" * 99_995)
    expect(room(letter)).to_have_text("Fewer than 10 more characters fit in here.")
    wait_until_saved(page)
    expect(page.locator("#apology .widget-view").get_by_text("fit in here")).to_have_count(1)
    letter.fill("a few words")
    expect(room(letter)).to_have_count(0)


def test_a_key_beyond_is_not_taken_and_the_line_says_where_to_go_on(page: Page, letter: Locator) -> None:
    letter.fill("a" * (MOST_SIGNS - 1))
    letter.press("End")
    page.keyboard.type("yz")
    expect(letter).to_have_value("a" * (MOST_SIGNS - 1) + "y")
    expect(room(letter)).to_have_text(
        "This field is full: it holds 100,000 characters, and all that you wrote is in it. "
        "The last key was not taken. You can go on in another field, or in the note at the end of this step."
    )
    page.keyboard.press("Enter")
    expect(letter).to_have_value("a" * (MOST_SIGNS - 1) + "y")
    page.keyboard.press("Backspace")
    page.keyboard.press("Control+A")
    page.keyboard.type("b")
    expect(letter).to_have_value("b")
    expect(room(letter)).to_have_count(0)


def test_what_is_pasted_and_does_not_fit_stays_in_the_clipboard_whole(page: Page, letter: Locator) -> None:
    letter.fill("a" * 60_000)
    letter.press("End")
    copy(page, "b" * 45_000)
    page.keyboard.press("Control+V")
    expect(room(letter)).to_contain_text("What you pasted has 45,000 characters, and 40,000 fit in here.")
    expect(letter).to_have_value("a" * 60_000)
    page.keyboard.press("Control+A")  # what is selected gives way, so now it fits
    page.keyboard.press("Control+V")
    expect(letter).to_have_value("b" * 45_000)
    expect(room(letter)).to_have_count(0)
    page.keyboard.press("Control+Z")
    expect(letter).to_have_value("a" * 60_000)


def test_a_text_of_exactly_the_limit_is_pasted_saved_and_there_again(page: Page, letter: Locator) -> None:
    text = "0123456789" * (MOST_SIGNS // 10)
    copy(page, text.replace("9", "\r\n"))  # lines of another system: the browser makes one sign of each pair
    letter.focus()
    page.keyboard.press("Control+V")
    expect(letter).to_have_value(text.replace("9", "\n"))
    expect(room(letter)).to_contain_text("This field is full")
    wait_until_saved(page)
    page.reload()
    wait_for_python(page)
    expect(letter).to_have_value(text.replace("9", "\n"))


def test_what_an_input_method_writes_is_kept_and_said(page: Page, letter: Locator) -> None:
    """It has no other place for its text: that is taken, though no key is any more."""
    letter.fill("a" * (MOST_SIGNS - 2))
    letter.press("End")
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "にほんご", "selectionStart": 4, "selectionEnd": 4})
    keyboard.send("Input.insertText", {"text": "日本語で"})
    expect(letter).to_have_value("a" * (MOST_SIGNS - 2) + "日本語で")
    expect(room(letter)).to_contain_text("This is longer than the 100,000 characters")
    expect(room(letter)).to_contain_text("All of it is kept")
    page.keyboard.type("z")
    expect(letter).to_have_value("a" * (MOST_SIGNS - 2) + "日本語で")
    page.keyboard.press("Backspace")
    expect(letter).to_have_value("a" * (MOST_SIGNS - 2) + "日本語")
    wait_until_saved(page)
    page.reload()
    wait_for_python(page)
    expect(letter).to_have_value("a" * (MOST_SIGNS - 2) + "日本語")
    letter.focus()
    expect(room(letter)).to_contain_text("This is longer than the 100,000 characters")


def test_words_that_come_in_one_piece_are_kept_and_said(page: Page, letter: Locator) -> None:
    """As from dictation, which has them nowhere else."""
    letter.fill("a" * (MOST_SIGNS - 2))
    letter.press("End")
    page.keyboard.insert_text("and so on")
    expect(letter).to_have_value("a" * (MOST_SIGNS - 2) + "and so on")
    expect(room(letter)).to_contain_text("This is longer than the 100,000 characters")


def test_a_line_of_text_has_the_same_limit_also_without_python(
    context: BrowserContext, page: Page, site_url: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site_url}{FIRST_PART}?python=none")
    line = page.locator("#causes input[data-on-input]").first
    line.fill("a" * (MOST_SIGNS - 3))
    copy(page, "b\r\nc")  # a line has a space for a break
    line.press("End")
    page.keyboard.press("Control+V")
    expect(line).to_have_value("a" * (MOST_SIGNS - 3) + "b c")
    page.keyboard.type("e")
    expect(line).to_have_value("a" * (MOST_SIGNS - 3) + "b c")
    expect(room(line)).to_contain_text("The last key was not taken.")
    wait_until_saved(page)


def test_each_field_for_text_of_the_page_has_the_limit(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{TALK}?python=none")
    texts = page.locator(".widget textarea, .widget input:is(:not([type]), [type=text], [type=tel])")
    assert texts.count() > 5
    assert set(texts.evaluate_all("(all) => all.map((each) => each.dataset.most)")) == {str(MOST_SIGNS)}
