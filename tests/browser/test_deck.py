"""Cards for two: none before both are happy to, each may be skipped, and who stops is asked again."""

from playwright.sync_api import Page, expect

from tests.browser.reader import wait_for_python, wait_until_saved


def test_cards_are_turned_skipped_and_stopped(page: Page, site_url: str) -> None:
    page.goto(site_url + "guides/second-chance/03-be-well.html")
    wait_for_python(page)
    deck = page.locator("#twelve-questions")
    deck.get_by_label("I say: happy to").check()
    expect(deck.get_by_role("button", name="Show the first card")).to_be_disabled()
    expect(deck.locator(".deck-card")).to_have_count(0)
    deck.get_by_label("They have said themselves: happy to").check()
    deck.get_by_role("button", name="Show the first card").click()
    expect(deck.locator(".deck-card")).to_have_text("What made you laugh this week?")
    deck.get_by_role("button", name="Next card").press("Enter")
    expect(deck.locator(".deck-card")).to_have_text("Which meal could you eat every day?")
    deck.get_by_role("button", name="Skip this one").press("Enter")
    expect(deck.locator(".deck-card")).to_have_text("Which song lifts your mood?")
    expect(deck.get_by_role("button", name="Skip this one")).to_be_focused()
    wait_until_saved(page)
    page.reload()
    wait_for_python(page)
    expect(deck.locator(".deck-card")).to_have_count(0)
    deck.get_by_label("I say: happy to").check()
    deck.get_by_label("They have said themselves: happy to").check()
    deck.get_by_role("button", name="Go on with card 3").click()
    expect(deck.locator(".deck-card")).to_have_text("Which song lifts your mood?")
    deck.get_by_role("button", name="Stop here").click()
    expect(deck.get_by_label("I say: happy to")).not_to_be_checked()
