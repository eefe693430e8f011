"""A draft quotes what to look at again, as it is typed; it is sent once; nothing typed is lost."""

from playwright.sync_api import Page, expect

from tests.browser.reader import wait_for_python, wait_until_saved

TALK = "guides/second-chance/04-talk.html"


def test_what_undoes_an_apology_is_quoted_as_it_is_typed(page: Page, site_url: str) -> None:
    page.goto(site_url + TALK)
    wait_for_python(page)
    letter = page.locator("#apology")
    did = letter.get_by_label("What I did")
    did.press_sequentially("I am sorry, but")
    expect(letter.locator("[data-flag=but]")).to_contain_text("“sorry, but” takes the apology back.")
    expect(did).to_be_focused()
    expect(did).to_have_accessible_description(
        "Name it, as plainly as you can. “sorry, but” takes the apology back. "
        "End the sentence before it, and leave the rest out."
    )
    did.press("End")
    for _ in ", but":
        did.press("Backspace")
    expect(letter.locator("[data-flag]")).to_have_count(0)
    expect(letter.locator("[data-mark=regret]")).to_have_class("mark mark-there")
    did.press_sequentially(" that I shouted.\n<b>bold</b> שלום 👩‍👩‍👧")
    wait_until_saved(page)
    page.reload()
    wait_for_python(page)
    expect(letter.get_by_label("What I did")).to_have_value(
        "I am sorry that I shouted.\n<b>bold</b> שלום 👩‍👩‍👧"
    )
    expect(letter.locator("b")).to_have_count(0)


def test_what_is_typed_before_python_is_looked_at_when_it_comes(page: Page, site_url: str) -> None:
    page.goto(site_url + TALK + "?python=none")
    page.locator("#apology").get_by_label("What I did").fill("Sorry if that was loud.")
    wait_until_saved(page)
    page.goto(site_url + TALK)
    wait_for_python(page)
    expect(page.locator("#apology [data-flag=sorry-if]")).to_contain_text("“Sorry if”")


def test_an_invitation_is_sent_once_and_its_wait_has_an_end(page: Page, site_url: str) -> None:
    page.clock.set_fixed_time("2026-11-23T12:00:00+01:00")
    page.goto(site_url + TALK)
    wait_for_python(page)
    letter = page.locator("#invitation")
    letter.get_by_label("What it is about").fill("I would like to talk about us.")
    letter.get_by_role("button", name="It is sent").click()
    letter.get_by_role("button", name="Yes, it is sent").click()
    expect(letter.get_by_role("status").first).to_contain_text("by 7 December 2026")
    expect(letter.get_by_label("What it is about")).not_to_be_editable()
    expect(letter.get_by_role("button", name="It is sent")).to_have_count(0)
    wait_until_saved(page)
    page.clock.set_fixed_time("2026-12-07T08:00:00+01:00")
    page.reload()
    wait_for_python(page)
    expect(letter.get_by_role("status").first).to_contain_text("The wait ended on 7 December 2026")


def test_an_opening_goes_into_an_empty_reply_and_can_be_changed_for_another(
    page: Page, site_url: str
) -> None:
    page.goto(site_url + "guides/second-chance/02-time-on-your-own.html")
    wait_for_python(page)
    reply = page.locator("#reply")
    reply.get_by_role("button", name="Begin: Not now").click()
    expect(reply.get_by_label("My reply")).to_have_value(
        "Thanks for your message. I need some quiet time now."
    )
    reply.get_by_role("button", name="Use this instead: Practical only").click()
    expect(reply.get_by_label("My reply")).to_have_value(
        "I can bring the keys on Friday. Otherwise I’m having a quiet month."
    )
    reply.get_by_label("My reply").press_sequentially(" All the best.")
    expect(reply.get_by_role("button", name="instead")).to_have_count(0)


WATCH_WHAT_IS_SAID = """
window.said = [];
new MutationObserver((all) => {
  for (const { target, addedNodes } of all) {
    const places = [target, ...addedNodes].map((node) => node.nodeType === 1 ? node : node.parentElement);
    const place = places.map((each) => each?.closest('[role=status], [aria-live]')).find(Boolean);
    if (place) said.push(place.textContent);
  }
}).observe(document.body, { subtree: true, childList: true, characterData: true });
"""


def test_a_key_that_changes_nothing_that_is_said_is_not_read_aloud(page: Page, site_url: str) -> None:
    """A screen reader reads a status anew whenever its nodes change, whatever stands in them."""
    page.goto(site_url + TALK)
    wait_for_python(page)
    did = page.locator("#apology").get_by_label("What I did")
    did.press_sequentially("I am sorry, but")
    expect(page.locator("#apology [data-flag=but]")).to_be_visible()
    did.press_sequentially(" th")
    wait_until_saved(page)
    page.evaluate(WATCH_WHAT_IS_SAID)
    did.press_sequentially("at")
    wait_until_saved(page)
    expect(page.locator("#apology .count").first).to_contain_text("5")
    assert page.evaluate("window.said") == []
    did.press_sequentially(". Sorry if")
    expect(page.locator("#apology [data-flag=sorry-if]")).to_be_visible()
    assert page.evaluate("window.said.length") > 0
