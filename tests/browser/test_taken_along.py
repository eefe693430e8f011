"""What a reader wrote goes to another device as a file: they see first what is in it; nothing is lost."""

import json
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from scripts.engines import missing, opened, wait
from tests.browser.accessible import fits_with_text_twice_as_large, found_by_axe
from tests.browser.carrying import (
    ALL,
    CAUSE,
    GUIDE,
    LIST,
    LIST_NAME,
    choose,
    file_of,
    saved_file,
    take,
    taken_over_by,
    without_logs,
    write_here,
)
from tests.browser.conftest import READER
from tests.browser.reader import (
    FIRST_PART,
    OVERVIEW,
    READ_ALL,
    boxes,
    count,
    until,
    wait_for_python,
    wait_until_saved,
)
from tests.browser.records import key, put
from tests.browser.test_storage_trouble_is_said_aloud import FULL, NO_DATABASE
from tests.reader.answers import SCHEMA

CHECKS = "guides/second-chance/checks.html"
LONG = f"{CAUSE}, in the evening first, then at breakfast. In the end we said only what had to be said."
PLACE = f"handrail:{key(GUIDE, '', 'position')}"
NUDGE = "[data-nudge]"
# Counts how often a page asks its browser to keep its storage.
COUNT_PERSIST = """
(() => {
  window.asked = 0;
  navigator.storage.persisted = () => Promise.resolve(false);
  navigator.storage.persist = () => Promise.resolve(Boolean(window.asked += 1));
})()
"""


def asides(page: Page) -> list[Any]:
    """Return all that is set aside in this browser."""
    found: dict[str, Any] = page.evaluate(f"({READ_ALL})()")
    return [value for name, value in found.items() if "set-aside" in name]


def test_the_file_is_what_the_handbook_says(page: Page, site_url: str, tmp_path: Path) -> None:
    """Its schema holds; and in it are the names that the reader knows."""
    write_here(page, site_url, 1, cause=CAUSE)
    until(page, "JSON.stringify(localStorage).includes('position')")
    found = json.loads(saved_file(page, site_url, tmp_path).read_text("utf-8"))
    SCHEMA.validate(found)
    guide = found["guides"][GUIDE]
    assert guide["title"].startswith("How to")
    assert guide["place"]["step"]
    assert {(each["type"], each["title"]) for each in guide["widgets"].values()} == {
        ("checklist", LIST_NAME),
        ("worksheet", "Cause map"),
    }


def test_a_file_brings_everything_to_another_device(
    page: Page, elsewhere: Page, site_url: str, tmp_path: Path
) -> None:
    """On the overview, where no Python runs: shown first, then taken over, and told to a tab that is open."""
    write_here(page, site_url, 0, 2, cause=CAUSE)
    page.locator("#who-ended-it").evaluate("(heading) => heading.scrollIntoView()")
    until(page, "JSON.stringify(localStorage).includes('who-ended-it')")
    file = saved_file(page, site_url, tmp_path)
    other = elsewhere.context.new_page()
    other.goto(site_url + FIRST_PART)
    wait_for_python(other)
    choose(elsewhere, site_url + OVERVIEW, file)
    expect(elsewhere.get_by_role("heading", name="What is in the file")).to_be_focused()
    preview = elsewhere.locator(".carry-preview")
    expect(preview).to_contain_text(LIST_NAME)
    expect(preview).to_contain_text("Cause map")
    expect(preview.get_by_role("radio")).to_have_count(0)
    assert elsewhere.evaluate(ALL) == "{}"
    take(elsewhere)
    expect(elsewhere.locator(".carry-says")).to_have_text("Taken over. 2 tools have changed.")
    expect(elsewhere.locator(".carry-says")).to_be_focused()
    expect(elsewhere.locator(".guide-start")).to_contain_text("Go on with step")
    expect(boxes(other).nth(2)).to_be_checked()
    expect(count(other)).to_contain_text("2 of")
    expect(other.locator("#causes").get_by_role("textbox").first).to_have_value(CAUSE)
    elsewhere.goto(site_url + FIRST_PART)
    wait_for_python(elsewhere)
    expect(boxes(elsewhere).nth(0)).to_be_checked()
    expect(count(elsewhere)).to_contain_text("2 of")
    assert not asides(elsewhere)


@pytest.mark.filterwarnings(
    "ignore:setting remote_server_addr:DeprecationWarning"
)  # Selenium warns of itself
@pytest.mark.parametrize("name", ["firefox", "webkit"])
def test_a_file_carries_everything_from_chromium_to_another_browser(
    page: Page, site_url: str, tmp_path: Path, name: str
) -> None:
    """Every record as it was, and the place in the guide; and Python goes on from there."""
    if why := missing(name):
        pytest.skip(f"{name} {why}; `make browsers` installs it on Debian, as root")
    write_here(page, site_url, 0, 2, cause=CAUSE)
    page.locator("#who-ended-it").evaluate("(heading) => heading.scrollIntoView()")
    until(page, "JSON.stringify(localStorage).includes('who-ended-it')")
    file = saved_file(page, site_url, tmp_path)
    before = without_logs(page.evaluate(ALL))
    place = page.evaluate(f"localStorage[{json.dumps(PLACE)}]")
    with opened(name) as engine, engine.reader() as tab:
        assert taken_over_by(tab, site_url, file) == before
        assert tab.evaluate(f"localStorage[{json.dumps(PLACE)}]") == place
        tab.open(site_url + FIRST_PART)
        wait(tab, "document.documentElement.dataset.python === 'ready'")
        wait(tab, f"document.querySelector('#{LIST} [role=status]').textContent.startsWith('2 of')")
        assert tab.evaluate("document.querySelector('#causes :is(textarea, input)').value") == CAUSE


def test_ones_own_file_brings_nothing(page: Page, site_url: str, tmp_path: Path) -> None:
    write_here(page, site_url, 1, cause=CAUSE)
    file = saved_file(page, site_url, tmp_path)
    before = page.evaluate(ALL)
    choose(page, site_url + OVERVIEW, file)
    expect(page.locator(".carry-says")).to_have_text("All that is in this file is here already.")
    assert page.evaluate(ALL) == before


@pytest.mark.parametrize("wanted", ["", "device", "file"])
def test_where_both_changed_the_reader_chooses(
    page: Page, elsewhere: Page, site_url: str, tmp_path: Path, wanted: str
) -> None:
    """What was saved later is proposed; the other is set aside, and opening the file again adds nothing."""
    write_here(page, site_url, 0)
    file = saved_file(page, site_url, tmp_path)
    write_here(elsewhere, site_url, 1, 2)
    choose(elsewhere, site_url + OVERVIEW, file)
    choice = elsewhere.get_by_role("group", name=LIST_NAME)
    expect(choice.get_by_role("radio")).to_have_count(2)
    expect(choice.get_by_role("radio", name="From this device")).to_be_checked()
    expect(choice).to_contain_text("1 of 4 done")
    expect(choice).to_contain_text("2 of 4 done")
    if wanted:
        choice.locator(f"[value={wanted}]").check()
    take(elsewhere)
    (aside,) = asides(elsewhere)
    elsewhere.goto(site_url + FIRST_PART)
    wait_for_python(elsewhere)
    if wanted == "file":
        expect(count(elsewhere)).to_contain_text("1 of")
        assert aside["standing"]["progress"] == [2, 4]
    else:
        expect(count(elsewhere)).to_contain_text("2 of")
        assert aside["standing"]["progress"] == [1, 4]
    choose(elsewhere, site_url + OVERVIEW, file)
    if wanted != "file":
        elsewhere.locator("[data-do=import-take]").click()
    expect(elsewhere.locator(".carry-says")).not_to_be_empty()
    assert len(asides(elsewhere)) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_preview_is_accessible(page: Page, site_url: str, scheme: Literal["light", "dark"]) -> None:
    """axe finds nothing, it is done by keyboard alone, and fits a narrow screen with text twice as large."""
    page.set_viewport_size({"width": 360 if scheme == "dark" else 1280, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    record = {"state": "1", "pending": [], "saved": "2026-11-23T11:00:00.000Z"}
    put(page, site_url, {"database": {key(GUIDE, LIST): record}})
    choose(page, site_url + OVERVIEW, file_of({LIST: {**record, "state": "2"}, "a-" * 60: record}))
    expect(page.get_by_role("heading", name="What is in the file")).to_be_focused()
    assert not found_by_axe(page)
    assert fits_with_text_twice_as_large(page)
    for press in ("Tab", "ArrowDown", "Tab", "Enter"):
        page.keyboard.press(press)
    expect(page.locator(".carry-says")).to_have_text("Taken over. 2 tools have changed.")


def test_a_file_may_be_left(page: Page, site_url: str) -> None:
    choose(page, site_url + OVERVIEW, file_of({LIST: {"state": "{}", "pending": [], "saved": None}}))
    page.locator("[data-do=import-leave]").click()
    expect(page.locator(".carry-says")).to_have_text("Nothing has been changed.")
    expect(page.locator(".carry-preview")).to_be_empty()
    assert page.evaluate(ALL) == "{}"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("no JSON", "can’t be read"),
        (file_of({LIST: {"state": 5}}), "can’t be read"),
        ('{"type": "FeatureCollection"}', "holds something else"),
        (file_of({}).replace('"version": 1', '"version": 2'), "newer version"),
        (" " * 50_000_001, "larger than 50.0 MB"),
    ],
    ids=["no-json", "damaged", "foreign", "newer", "large"],
)
def test_a_file_that_is_none_is_refused_in_plain_words(
    page: Page, site_url: str, tmp_path: Path, text: str, says: str
) -> None:
    """And nothing is touched."""
    write_here(page, site_url, 1)
    before = page.evaluate(ALL)
    file = tmp_path / "a.json"
    file.write_text(text, encoding="utf-8")
    choose(page, site_url + OVERVIEW, file)
    expect(page.locator(".carry-says")).to_contain_text(says)
    expect(page.locator(".carry-preview")).to_be_empty()
    assert page.evaluate(ALL) == before


def test_a_file_from_before_there_were_versions_opens(page: Page, site_url: str) -> None:
    record = {"state": '{"done":[]}', "pending": [], "saved": "2026-11-23T11:00:00.000Z"}
    entry = {"guide": GUIDE, "widget": LIST, "kind": "answers", "rest": [], "value": record}
    text = json.dumps({"layout": 2, "site": "handrail", "entries": [entry]})
    choose(page, site_url + OVERVIEW, text)
    take(page)
    assert list(page.evaluate(f"({READ_ALL})()").values()) == [record]


def test_what_the_site_has_no_place_for_is_stored_and_said(page: Page, site_url: str) -> None:
    """A guide that isn't here, from a site of another name; its markup stays text."""
    record = {"state": '"brewed"', "pending": [], "saved": "2026-11-23T11:00:00.000Z"}
    text = file_of({"pot": {**record, "title": "<b>Pot</b>"}}, "tea", title="How to Make Tea")
    choose(page, site_url + OVERVIEW, text.replace('"site": "handrail"', '"site": "old-name"'))
    preview = page.locator(".carry-preview")
    expect(preview).to_contain_text("It comes from a site called “old-name”.")
    expect(preview.get_by_role("heading", name="How to Make Tea")).to_be_visible()
    expect(preview).to_contain_text("This guide isn’t on this site.")
    expect(preview).to_contain_text("<b>Pot</b>")
    take(page)
    assert page.evaluate(f"({READ_ALL})()") == {key("tea", "pot"): record}


def test_what_was_set_aside_comes_along_once(page: Page, site_url: str) -> None:
    aside = {"moment": "2026-11-23T11:00:00.000Z", "found": {"state": "lost", "why": "unreadable"}}
    text = file_of({LIST: {"setAside": [aside]}})
    choose(page, site_url + OVERVIEW, text)
    expect(page.locator(".carry-preview")).to_contain_text("1 thing that was set aside comes along.")
    take(page)
    choose(page, site_url + OVERVIEW, text)
    expect(page.locator(".carry-says")).to_have_text("All that is in this file is here already.")
    assert asides(page) == [aside["found"]]


def test_a_damaged_record_is_in_the_file_and_comes_back_from_it(
    page: Page, elsewhere: Page, site_url: str, tmp_path: Path
) -> None:
    """As it was found, beside the part of it that can be read."""
    damaged = {"state": '{"done":[]}', "pending": "lost", "saved": "2026-11-23T11:00:00.000Z"}
    put(page, site_url, {"database": {key(GUIDE, LIST): damaged}})
    file = saved_file(page, site_url, tmp_path)
    SCHEMA.validate(json.loads(file.read_text("utf-8")))
    choose(elsewhere, site_url + OVERVIEW, file)
    take(elsewhere)
    assert asides(elsewhere) == [damaged]


def test_it_opens_from_a_folder_without_a_network(
    browser: Browser, page: Page, site_url: str, site_folder: Path, tmp_path: Path
) -> None:
    write_here(page, site_url, 1)
    file = saved_file(page, site_url, tmp_path)
    context = browser.new_context(**READER, offline=True)
    disk = context.new_page()
    choose(disk, (site_folder / OVERVIEW).as_uri(), file)
    expect(disk.locator(".carry-preview")).to_contain_text(LIST_NAME)
    take(disk)
    disk.goto((site_folder / FIRST_PART).as_uri())
    expect(boxes(disk).nth(1)).to_be_checked()
    context.close()


def test_a_tab_that_saves_nothing_opens_no_file(page: Page, site_url: str) -> None:
    page.goto(site_url + OVERVIEW)
    with page.expect_navigation():
        page.locator("[data-do=save-nothing]").check()
    expect(page.locator("[data-do=import]")).to_be_disabled()
    expect(page.locator(".carry-says")).to_contain_text("no file can be opened")


def test_one_line_asks_for_a_file_once_much_was_written(page: Page, site_url: str, tmp_path: Path) -> None:
    """Not before, and no longer once there is one, until as much again was written and a week has passed."""
    page.goto(site_url + OVERVIEW)
    expect(page.locator(NUDGE)).to_be_hidden()
    record = {"state": json.dumps("x" * 3_900), "pending": [], "saved": "2026-11-23T11:00:00.000Z"}
    put(page, site_url, {"database": {key(GUIDE, "a"): record}})
    page.goto(site_url + OVERVIEW)
    page.wait_for_timeout(500)
    expect(page.locator(NUDGE)).to_be_hidden()
    put(page, site_url, {"database": {key(GUIDE, "b"): {**record, "state": json.dumps("x" * 200)}}})
    page.goto(site_url + OVERVIEW)
    expect(page.locator(NUDGE)).to_be_visible()
    saved_file(page, site_url, tmp_path)
    expect(page.locator(NUDGE)).to_be_hidden()
    put(page, site_url, {"database": {key(GUIDE, "c"): {**record, "state": json.dumps("x" * 4_100)}}})
    page.clock.set_system_time("2030-01-01")
    page.goto(site_url + OVERVIEW)
    expect(page.locator(NUDGE)).to_be_visible()
    saved_file(page, site_url, tmp_path)
    page.clock.set_system_time("2030-03-01")
    page.goto(site_url + OVERVIEW)
    page.wait_for_timeout(500)
    expect(page.locator(NUDGE)).to_be_hidden()


def test_the_browser_is_asked_to_keep_what_is_worth_it(
    context: BrowserContext, page: Page, site_url: str
) -> None:
    """Once, when a field is left in which much stands; never while a page loads."""
    context.add_init_script(COUNT_PERSIST)
    write_here(page, site_url, 1, cause=CAUSE)
    assert page.evaluate("asked") == 0
    for text in (LONG, f"{LONG} And so on."):
        page.locator("#causes").get_by_role("textbox").first.fill(text)
        page.locator("#causes").get_by_role("textbox").first.blur()
        until(page, "asked === 1")
    page.reload()
    wait_for_python(page)
    assert page.evaluate("asked") == 0


def answer(page: Page, question: str, says: str) -> None:
    """Answer one of the questions on the page of checks."""
    page.locator(f"#{question}").get_by_role("radio", name=says).check()
    wait_until_saved(page)


def test_the_open_page_shows_at_once_what_came(
    page: Page, elsewhere: Page, site_url: str, tmp_path: Path
) -> None:
    """By Python; what was done on it since the preview stays, and what it comes before is set aside."""
    page.goto(site_url + CHECKS)
    wait_for_python(page)
    answer(page, "their-word", "No, none")
    answer(page, "sure", "Yes, on a calm")
    file = saved_file(page, site_url, tmp_path)
    elsewhere.goto(site_url + CHECKS)
    wait_for_python(elsewhere)
    elsewhere.locator("[data-do=import]").set_input_files(file)
    expect(elsewhere.locator(".carry-preview")).to_contain_text("New here: A no, a block or an order")
    elsewhere.locator("#sure").get_by_role("radio").nth(1).check()
    wait_until_saved(elsewhere)
    take(elsewhere)
    expect(elsewhere.locator("#their-word").get_by_role("radio", name="No, none")).to_be_checked()
    expect(elsewhere.locator("#their-word .widget-view")).to_contain_text("Then nothing is settled yet.")
    expect(elsewhere.locator("#sure").get_by_role("radio").nth(1)).to_be_checked()
    until(elsewhere, "window.handrail.facts['their-word']?.['their-word'] === 'open'")
    (aside,) = asides(elsewhere)
    widgets = json.loads(file.read_text("utf-8"))["guides"][GUIDE]["widgets"]
    assert aside["state"] == widgets["sure"]["state"]


def test_without_a_database_a_file_is_saved_and_opened(
    page: Page, elsewhere: Page, site_url: str, tmp_path: Path
) -> None:
    for each in (page, elsewhere):
        each.add_init_script(NO_DATABASE)
    write_here(page, site_url, 1)
    file = saved_file(page, site_url, tmp_path)
    write_here(elsewhere, site_url, 0, 2)
    choose(elsewhere, site_url + OVERVIEW, file)
    elsewhere.locator("[value=file]").check()
    take(elsewhere)
    elsewhere.goto(site_url + FIRST_PART)
    expect(count(elsewhere)).to_contain_text("1 of")
    assert "set-aside" in elsewhere.evaluate("Object.keys(localStorage).join()")


def test_what_finds_no_room_is_named_and_stays_as_it_was(
    page: Page, elsewhere: Page, site_url: str, tmp_path: Path
) -> None:
    write_here(page, site_url, 1)
    file = saved_file(page, site_url, tmp_path)
    elsewhere.add_init_script(FULL)
    choose(elsewhere, site_url + OVERVIEW, file)
    elsewhere.locator("[data-do=import-take]").click()
    says = elsewhere.locator(".carry-says")
    expect(says).to_have_text(f"This could not be stored here, and is as it was: {LIST_NAME}")
    assert elsewhere.evaluate(ALL) == "{}"


def test_what_could_not_be_stored_is_in_the_file_all_the_same(
    page: Page, site_url: str, tmp_path: Path
) -> None:
    page.add_init_script(FULL)
    page.goto(site_url + CHECKS)
    wait_for_python(page)
    page.locator("#sure").get_by_role("radio").first.check()
    expect(page.locator("html")).to_have_attribute("data-saved", "off")
    with page.expect_download() as found:
        page.locator("[data-do=export]").click()
    found.value.save_as(tmp_path / "a.json")
    told = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert list(told["guides"][GUIDE]["widgets"]) == ["sure"]
