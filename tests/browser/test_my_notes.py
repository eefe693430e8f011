"""All that a reader wrote and ticked in a guide stands on one page: in order, searched, taken along."""

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.reader import (
    FIRST_PART,
    OVERVIEW,
    until,
    wait_for_python,
    wait_until_open,
    wait_until_saved,
)

NOTES = "guides/second-chance/notes.html"
NOTE = "#why-it-ended-note"
PUT = """
([key, value]) => new Promise((done, fail) => {
  const opening = indexedDB.open('handrail');
  opening.onsuccess = () => {
    const move = opening.result.transaction('answers', 'readwrite');
    move.objectStore('answers').put(value, JSON.parse(key));
    move.oncomplete = () => done(opening.result.close());
    move.onerror = () => fail(move.error);
  };
})
"""
COPIED = """
window.copied = [];
Object.defineProperty(navigator, 'clipboard', {
  value: { writeText: async (text) => { window.copied.push(text); } },
});
window.print = () => window.copied.push('printed');
"""


def use(page: Page, site_url: str) -> None:
    """Tick, choose, and write a note, on the first part."""
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    page.get_by_label("I wrote down the causes I can see").check()
    page.locator(f"{NOTE} summary").click()
    page.locator(f"{NOTE} textarea").fill("Café with Anna.\nAsk her.")
    page.locator("#my-line").get_by_label("They ended it").check()
    page.locator(f"{NOTE} textarea").blur()
    wait_until_open(page)
    wait_until_saved(page)


def opened(page: Page, site_url: str, wish: str = "") -> Locator:
    """Open the page; return what is shown of widgets, once it is gathered."""
    page.goto(f"{site_url}{NOTES}{wish}")
    until(page, "performance.getEntriesByName('handrail-notes').length > 0")
    return page.locator(".mine-widget").locator("visible=true")


def put(page: Page, widget: str, value: object, *rest: str) -> None:
    key = [2, "handrail", "/", "second-chance", widget, *rest]
    page.evaluate(PUT, [json.dumps(key), value])


def saved(page: Page) -> tuple[str, str]:
    """Save the notes; return the file's name, and what is in it."""
    with page.expect_download() as download:
        page.locator("[data-do=save-notes]").click()
    return download.value.suggested_filename, Path(download.value.path()).read_text(encoding="utf-8")


def test_what_was_done_stands_there_in_the_guides_order(page: Page, site_url: str) -> None:
    page.goto(site_url + NOTES)
    expect(page.locator(".mine-says")).to_contain_text("Nothing written yet")
    expect(page.locator(".mine-tools")).to_be_hidden()
    use(page, site_url)
    shown = opened(page, site_url)
    expect(shown).to_contain_text(["Tasks", "A note of your own", "How it ended"])
    expect(shown.nth(0).locator(".mine-ticked")).to_have_text("Ticked: I wrote down the causes I can see")
    expect(shown.nth(1).locator(".mine-text")).to_have_text("Café with Anna.\nAsk her.")
    expect(shown.nth(2)).to_contain_text("They ended it")
    headings = page.locator(".mine :is(h2, h3)").locator("visible=true")
    expect(headings).to_have_text(["Understand the break-up", "1 Why it ended", "2 Who ended it"])
    expect(page).to_have_title("Page – Handrail")
    expect(page.get_by_role("link", name="Exit this page").first).to_be_visible()


def test_a_link_leads_to_the_place_where_it_was_written(page: Page, site_url: str) -> None:
    use(page, site_url)
    opened(page, site_url)
    page.get_by_role("link", name="Go there: A note of your own: Why it ended").click()
    expect(page).to_have_url(re.compile(re.escape(f"{FIRST_PART}{NOTE}")))
    field = page.locator(f"{NOTE} textarea")
    expect(field).to_be_in_viewport()
    expect(field).to_have_value("Café with Anna.\nAsk her.")


def test_it_is_found_from_the_overview_and_from_each_part(page: Page, site_url: str) -> None:
    """By a link that turns the page too; Python, which is there by then, is asked again."""
    use(page, site_url)
    for path in (FIRST_PART, OVERVIEW):
        page.goto(site_url + path)
        if path == FIRST_PART:
            wait_for_python(page)
        page.locator("main").get_by_role("link", name="My notes").locator("visible=true").last.click()
        expect(page).to_have_url(site_url + NOTES)
        expect(page.locator(f"{NOTE} .mine-text")).to_have_text("Café with Anna.\nAsk her.")


def test_a_search_leaves_what_holds_the_words(page: Page, site_url: str) -> None:
    """Whatever the capitals and the accents are."""
    use(page, site_url)
    shown = opened(page, site_url)
    page.get_by_label("Search your notes").fill("CAFE WITH")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("Café with Anna.")
    expect(page.locator(".mine-says")).to_have_text("Found in 1 place")
    page.get_by_label("Search your notes").fill("who ended it")
    expect(shown).to_contain_text(["They ended it"])
    page.get_by_label("Search your notes").fill("zebra")
    expect(shown).to_have_count(0)
    expect(page.locator(".mine-says")).to_have_text("Nothing found")
    page.get_by_label("Search your notes").fill("")
    expect(shown).to_have_count(3)


def test_they_are_printed_copied_and_saved_as_markdown(page: Page, site_url: str) -> None:
    page.add_init_script(COPIED)
    use(page, site_url)
    opened(page, site_url)
    page.get_by_label("Search your notes").fill("cafe")
    name, text = saved(page)
    assert re.fullmatch(r"notes-\d{4}-\d\d-\d\d\.md", name)
    assert text == (
        "# My notes: How to Get Your Ex Back\n\n"
        "## Understand the break-up\n\n### 1 Why it ended\n\n#### Tasks\n\n"
        "- [x] I wrote down the causes I can see\n\n"
        "#### A note of your own\n\n> Café with Anna.\n> Ask her.\n\n\n"
        "### 2 Who ended it\n\n#### How it ended\n\n- **Which comes nearest?:** They ended it\n"
    )
    page.locator("[data-do=copy-notes]").click()
    page.locator("[data-do=print-notes]").click()
    until(page, "window.copied.length === 2")
    assert page.evaluate("window.copied") == [text, "printed"]
    expect(page.locator(".mine-says")).to_have_text("Your notes are copied.")


def test_without_python_the_words_are_shown_as_they_are_stored(page: Page, site_url: str) -> None:
    """But for answers that somebody must not see yet."""
    use(page, site_url)
    answers: dict[str, Any] = {"answers": [{"person": 0, "item": "children", "value": "unsayable"}]}
    state = json.dumps({"version": 1, "state": answers})
    compare = page.request.get(site_url + NOTES).text()
    found = re.search(r'id="([\w-]+)" data-key="[^"]*" data-widget="compare"', compare)
    assert found
    put(page, found[1], {"state": state, "pending": [], "saved": None})
    shown = opened(page, site_url, "?python=none")
    expect(page.locator(".mine-says")).to_contain_text("could not start")
    expect(page.locator(NOTE)).to_contain_text("Café with Anna.")
    expect(shown).to_have_count(4)
    expect(page.locator(".mine")).not_to_contain_text("unsayable")


def test_what_the_guide_has_no_more_and_what_was_set_aside_is_not_lost(page: Page, site_url: str) -> None:
    use(page, site_url)
    gone = {"version": 7, "state": {"texts": [["a", "Words from a year ago"]]}}
    put(page, "long-gone", {"state": json.dumps(gone), "pending": [], "saved": None})
    aside = {"state": '{"version": 1, "state": {"text": "Cut off in the mid', "refused": []}
    put(page, "causes", aside, "set-aside", "2026-05-01T10:00:00.000Z", "abc")
    broken = {"version": 99, "state": {"own": [{"id": "own-1", "cells": [["cause", "Of a later build"]]}]}}
    put(page, "causes", {"state": json.dumps(broken), "pending": [], "saved": None})
    opened(page, site_url)
    last = page.locator(".mine-gone")
    expect(last).to_contain_text("No longer in the guide")
    expect(last).to_contain_text("Words from a year ago")
    expect(last).to_contain_text("Set aside on 1 May")
    expect(last).to_contain_text("Cut off in the mid")
    expect(page.locator("#causes")).to_contain_text("Of a later build")
    assert "Words from a year ago" in saved(page)[1]


def test_answers_given_apart_stay_hidden_where_their_tool_is_gone(page: Page, site_url: str) -> None:
    """From the page, a search, paper and a copy, until somebody opens them; so does what nobody knows."""
    use(page, site_url)
    said = [{"is": "Answer", "person": 1, "item": "two-children", "value": "rather-not"}]
    apart = {"version": 1, "state": {"is": "State", "answers": said, "done": [1]}}
    put(page, "where-we-stand", {"state": json.dumps(apart), "pending": [], "saved": None})
    message = {"id": "a", "is": "Answered", "with": {"person": 0, "item": "a-dog", "value": "gladly"}}
    put(page, "gone-too", {"state": None, "pending": [message | {"held": None}], "saved": None})
    strange = {"version": 1, "state": {"secrets": ["Nobody knows"]}}
    put(page, "never-heard-of", {"state": json.dumps(strange), "pending": [], "saved": None})
    opened(page, site_url)
    last = page.locator(".mine-gone")
    expect(last.locator("h4")).to_have_text(["Gone too", "Never heard of", "Where we stand"])
    expect(last.get_by_text("each for themselves")).to_have_count(2)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for hidden in ("Rather not", "Gladly", "Nobody knows"):
        expect(last).not_to_contain_text(hidden)
        assert hidden not in saved(page)[1]
        page.get_by_label("Search your notes").fill(hidden)
        expect(page.locator(".mine-says")).to_have_text("Nothing found")
        page.get_by_label("Search your notes").fill("")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    last.locator("summary").last.click()
    expect(last).to_contain_text("Person 2: Two children Rather not")
    expect(last).not_to_contain_text("Gladly")
    page.get_by_label("Search your notes").fill("rather not")
    expect(page.locator(".mine-says")).to_have_text("Found in 1 place")


def test_a_tool_that_is_gone_is_told_in_plain_words(page: Page, site_url: str) -> None:
    """And what was cut off once stands behind its texts, folded."""
    use(page, site_url)
    ticks = {"version": 1, "state": {"is": "State", "done": ["a-clean-lid"]}}
    put(page, "fill-the-kettle-checklist", {"state": json.dumps(ticks), "pending": [], "saved": None})
    aside = {"state": '{"version":1,"state":{"is":"State","texts":[["thanks","Cut off in', "refused": []}
    put(page, "causes", aside, "set-aside", "2026-05-01T10:00:00.000Z", "abc")
    opened(page, site_url)
    last = page.locator(".mine-gone")
    expect(last.locator("h4")).to_have_text(["Causes · Set aside on 1 May", "Fill the kettle · Tasks"])
    expect(last.locator(".mine-line")).to_have_text(["thanks", "Cut off in", "Ticked: A clean lid"])
    last.get_by_text("More that is stored with it, as it is").click()
    expect(last).to_contain_text('{"version":1')


def test_what_another_tab_writes_comes_in(context: BrowserContext, page: Page, site_url: str) -> None:
    use(page, site_url)
    other = context.new_page()
    opened(other, site_url)
    for text in ("Anna can’t come", "Anna comes after all"):  # the first one might come with Python, too
        page.locator(f"{NOTE} textarea").fill(text)
        expect(other.locator(f"{NOTE} .mine-text")).to_have_text(text)


def test_nothing_written_can_become_markup(page: Page, site_url: str) -> None:
    use(page, site_url)
    page.locator(f"{NOTE} textarea").fill("<img src=x onerror=alert(1)><b>bold</b>")
    wait_until_saved(page)
    opened(page, site_url)
    expect(page.locator(f"{NOTE} .mine-text")).to_have_text("<img src=x onerror=alert(1)><b>bold</b>")
    assert page.locator(".mine-lines img, .mine-lines b").count() == 0
