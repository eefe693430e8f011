"""A choice is a fact of the guide, in every tab; it says what follows, and can be taken back."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import READER
from tests.browser.reader import FIRST_PART, until, wait_for_python, wait_until_saved

FACT = "window.handrail.facts['my-line']?.['ended-by']"


def test_a_choice_is_known_on_every_page_and_can_be_taken_back(
    context: BrowserContext, page: Page, site_url: str
) -> None:
    page.goto(site_url + FIRST_PART)
    other = context.new_page()
    other.goto(site_url + "guides/second-chance/06-move-on.html")
    wait_for_python(page)
    fork = page.locator("#my-line")
    fork.get_by_label("I ended it, in anger").check()
    expect(fork.get_by_role("link", name="Go to step 16")).to_have_attribute("href", "04-talk.html#apologise")
    until(page, f"{FACT} === 'me-in-anger'")
    until(other, f"{FACT} === 'me-in-anger'")
    wait_until_saved(page)
    page.reload()
    expect(fork.get_by_label("I ended it, in anger")).to_be_checked()
    wait_for_python(page)
    fork.get_by_role("button", name="Clear my choice").click()
    expect(fork.get_by_label("I ended it, in anger")).not_to_be_checked()
    until(other, f"{FACT} === undefined")


@pytest.mark.parametrize("scripts", [True, False])
def test_what_each_answer_means_is_there_without_python(
    browser: Browser, site_url: str, *, scripts: bool
) -> None:
    context = browser.new_context(**{**READER, "java_script_enabled": scripts})
    page = context.new_page()
    page.goto(f"{site_url}guides/second-chance/checks.html?python=none")
    fork = page.locator("#their-word")
    expect(fork.get_by_role("link", name="Go to Part 6")).to_be_visible()
    expect(fork.get_by_text("Then nothing is settled yet.")).to_be_visible()
    context.close()
