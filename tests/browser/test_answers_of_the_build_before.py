"""A profile written by the build before the second layout of keys opens in this one with nothing lost."""

import json
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import READ_ALL, boxes, count, until, wait_for_python, wait_until_saved
from tests.browser.records import key, layout_1, put
from tests.browser.test_storage_trouble_is_said_aloud import FULL, NO_DATABASE

GUIDE = "guides/second-chance/"
SHORTLY_AFTER = datetime.fromisoformat("2026-11-23T12:05:00+01:00")
OLD = "handrail/handrail/second-chance/"


@pytest.fixture
def reader(page: Page, site_url: str) -> Page:
    """Return the tab of a reader with those records, five minutes after they were written."""
    page.clock.install(time=SHORTLY_AFTER)
    put(page, site_url, layout_1())
    return page


def test_done_steps_and_colours_are_there_without_python(reader: Page, site_url: str) -> None:
    """The outline's marks, and the step to go on with. Views are of the build that drew them."""
    reader.goto(f"{site_url}{GUIDE}01-understand.html?python=none")
    expect(reader.locator(".outline li.is-done[data-step='1']")).not_to_have_count(0)
    expect(reader.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    reader.goto(f"{site_url}{GUIDE}index.html")
    expect(reader.locator("a.guide-start")).to_have_text("Go on with step 15")
    reader.locator("a.guide-start").click()
    expect(reader).to_have_url(f"{site_url}{GUIDE}04-talk.html#find-the-words")


def test_lists_go_on(reader: Page, site_url: str) -> None:
    """Ticks are counted by Python, what was set aside is still there, and a tick that waited is read now."""
    reader.goto(f"{site_url}{GUIDE}01-understand.html")
    wait_for_python(reader)
    lists = reader.locator(".widget[data-widget=checklist]")
    for box in boxes(reader).all():
        expect(box).to_be_checked()
    expect(lists.nth(1).get_by_role("status")).to_contain_text("2 of")
    expect(lists.nth(2).get_by_role("status")).to_contain_text("1 of")
    stored = everything(reader)
    start = key("second-chance", "what-you-feel-checklist", "set-aside")[:-1]
    (aside,) = (name for name in stored if name.startswith(start))
    assert stored[aside]["state"] == '{"version":99,"mine":1}'
    reader.goto(f"{site_url}{GUIDE}03-be-well.html")
    wait_for_python(reader)
    expect(count(reader)).to_contain_text("1 of")
    reader.goto(f"{site_url}{GUIDE}04-talk.html")  # what localStorage held while there was no database
    wait_for_python(reader)
    expect(count(reader)).to_contain_text("1 of")


def test_the_pause_goes_on(reader: Page, site_url: str) -> None:
    """Days, log, letter and friend."""
    reader.goto(f"{site_url}{GUIDE}02-time-on-your-own.html")
    wait_for_python(reader)
    pause = reader.locator(".widget[data-widget=pause]").first
    expect(pause).to_contain_text("3 of 30 quiet days")
    expect(pause).to_contain_text("Looked at their page at noon.")
    letter = "Liebe L.,\nich <wollte> nur sagen: \u201cdanke\u201d. \U0001f331"
    expect(pause.get_by_label("A letter that you don’t send")).to_have_value(letter)
    expect(pause.get_by_label("Friend’s name")).to_have_value("Zoë & Ali")


def test_the_timer_goes_on(reader: Page, site_url: str) -> None:
    """Started at noon for twenty minutes; five are over."""
    reader.goto(f"{site_url}{GUIDE}05-if-you-both-say-yes.html")
    wait_for_python(reader)
    expect(reader.get_by_text("Ends at 12:20")).to_be_visible()


def test_every_record_is_under_todays_key(reader: Page, site_url: str) -> None:
    """As it was. Answers stay under their old keys too, for cached pages of the older build."""
    reader.goto(f"{site_url}{GUIDE}index.html?python=none")
    until(reader, "!Object.keys(localStorage).some((name) => name.startsWith('handrail/'))")
    reader.goto(f"{site_url}{GUIDE}06-move-on.html?python=none")
    wait_until_saved(reader)
    old = layout_1()["database"]
    left = "Object.keys(all).filter((name) => name.startsWith('handrail') && !all[name].owner)"
    until(reader, f"({READ_ALL})().then((all) => {left}.length === 0)")
    stored = everything(reader)
    for name, record in old.items():
        widget, _, mark = name.removeprefix(OLD).partition("#")
        start = key("second-chance", widget)[:-1]
        beside = {at: value for at, value in stored.items() if at.startswith(start)}
        found = [value for at, value in beside.items() if bool(mark) == ("set-aside" in at)]
        assert record in found


def test_a_full_disk_still_shows_the_ticks(page: Page, site_url: str) -> None:
    """Nothing can be moved then; all is read where it is, and a tick is taken along once there is room."""
    put(page, site_url, layout_1())
    page.add_init_script(FULL)
    page.goto(f"{site_url}{GUIDE}01-understand.html")
    wait_for_python(page)
    lists = page.locator(".widget[data-widget=checklist]")
    expect(lists.nth(1).get_by_role("status")).to_contain_text("2 of")
    page.evaluate("window.full = false")
    lists.nth(1).get_by_role("checkbox").nth(2).check()
    expect(lists.nth(1).get_by_role("status")).to_contain_text("3 of")
    wait_until_saved(page)
    page.add_init_script("window.full = false")
    page.reload()
    wait_for_python(page)
    expect(lists.nth(1).get_by_role("status")).to_contain_text("3 of")
    expect(lists.nth(0).get_by_role("checkbox").first).to_be_checked()


def test_a_page_of_the_build_before_goes_on_beside_it(reader: Page, site_url: str) -> None:
    """In an open tab or from a cache: each finds what was done in the other."""
    reader.goto(f"{site_url}{GUIDE}01-understand.html")
    wait_for_python(reader)
    lists = reader.locator(".widget[data-widget=checklist]")
    lists.nth(1).get_by_role("checkbox").nth(2).check()
    expect(lists.nth(1).get_by_role("status")).to_contain_text("3 of")
    wait_until_saved(reader)
    name = f"{OLD}{lists.nth(1).get_attribute('id')}"
    stored = everything(reader)
    today = stored[key("second-chance", name.removeprefix(OLD))]
    assert stored[name] == today | {"owner": "/"}
    late = layout_1()["database"][name] | {"saved": "2026-11-24T12:00:00.000Z"}
    put(reader, site_url, {"database": {name: late}})
    reader.goto(f"{site_url}{GUIDE}01-understand.html")
    wait_for_python(reader)
    expect(lists.nth(1).get_by_role("status")).to_contain_text("2 of")
    asides = [json.dumps(value) for at, value in everything(reader).items() if '"set-aside"' in at]
    assert len(asides) == 1  # the one that is among the records
    lists.nth(1).get_by_role("checkbox").nth(2).check()
    expect(lists.nth(1).get_by_role("status")).to_contain_text("3 of")


def test_without_a_database_what_local_storage_held_goes_on(page: Page, site_url: str) -> None:
    """A record that only localStorage had is found there."""
    page.add_init_script(NO_DATABASE)
    page.goto(f"{site_url}assets/handrail/icon.svg")
    for name, text in layout_1()["localStorage"].items():
        page.evaluate("([name, text]) => localStorage.setItem(name, text)", [name, text])
    page.goto(f"{site_url}{GUIDE}04-talk.html")
    wait_for_python(page)
    expect(count(page)).to_contain_text("1 of")


def everything(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(READ_ALL)
    return found
