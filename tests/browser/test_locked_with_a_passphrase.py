"""A file of answers can be locked: it opens with its passphrase alone, here and elsewhere."""

import json
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from scripts.engines import missing, opened
from tests.browser.accessible import fits_with_text_twice_as_large, found_by_axe
from tests.browser.carrying import (
    ALL,
    CAUSE,
    LIST,
    choose,
    file_of,
    saved,
    take,
    taken_over_by,
    without_logs,
    write_here,
)
from tests.browser.reader import FIRST_PART, OVERVIEW, READ_ALL, count, wait_for_python
from tests.reader.answers import SCHEMA
from tests.reader.test_locked_file import flipped, opened_by_the_handbook

PASSPHRASE = "four plain wörds here"  # noqa: S105 - of no file but the tests'
NO_CRYPTO = "Object.defineProperty(crypto, 'subtle', { value: undefined })"
SAYS = ".carry-says"


def locked_file(page: Page, site_url: str, folder: Path, passphrase: str = PASSPHRASE) -> Path:
    """Save all that this reader has as a locked file."""
    page.goto(site_url + OVERVIEW)
    page.get_by_label("Lock the file with a passphrase").check()
    page.get_by_label("A passphrase", exact=True).fill(passphrase)
    page.get_by_label("The same again").fill(passphrase)
    return saved(page, folder)


def unlock(page: Page, passphrase: str = PASSPHRASE) -> None:
    """Type the passphrase of the file that was chosen."""
    page.get_by_label("The passphrase of this file").fill(passphrase)
    page.locator("[data-do=import-open]").click()


def test_a_locked_file_opens_by_the_handbook_and_on_another_device(
    page: Page, elsewhere: Page, site_url: str, tmp_path: Path
) -> None:
    """Its name and what stands in it in the clear say nothing; with the passphrase everything is there."""
    write_here(page, site_url, 0, 2, cause=CAUSE)
    file = locked_file(page, site_url, tmp_path)
    text = file.read_text("utf-8")
    assert file.name.startswith("answers-")
    assert not [
        word for word in (CAUSE, LIST, "second-chance", "checklist", "handrail-answers") if word in text
    ]
    found = json.loads(text)
    SCHEMA.validate(found)
    inside = json.loads(opened_by_the_handbook(found, PASSPHRASE))
    SCHEMA.validate(inside)
    assert CAUSE in json.dumps(inside)
    choose(elsewhere, site_url + OVERVIEW, file)
    expect(elsewhere.get_by_label("The passphrase of this file")).to_be_focused()
    unlock(elsewhere)
    expect(elsewhere.get_by_role("heading", name="What is in the file")).to_be_focused()
    take(elsewhere)
    assert without_logs(elsewhere.evaluate(ALL)) == without_logs(page.evaluate(ALL))
    elsewhere.goto(site_url + FIRST_PART)
    wait_for_python(elsewhere)
    expect(count(elsewhere)).to_contain_text("2 of")
    expect(elsewhere.locator("#causes").get_by_role("textbox").first).to_have_value(CAUSE)


def test_a_passphrase_that_does_not_fit_touches_nothing(
    page: Page, elsewhere: Page, site_url: str, tmp_path: Path
) -> None:
    """It is said beside the field, where it can be typed again; and the file may be left."""
    write_here(page, site_url, 1)
    file = locked_file(page, site_url, tmp_path)
    choose(elsewhere, site_url + OVERVIEW, file)
    unlock(elsewhere, PASSPHRASE.upper())
    field = elsewhere.get_by_label("The passphrase of this file")
    expect(elsewhere.get_by_role("alert").filter(has_text="doesn’t open the file")).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    assert elsewhere.evaluate(ALL) == "{}"
    field.fill(PASSPHRASE)
    expect(field).not_to_have_attribute("aria-invalid", "true")
    field.press("Enter")
    expect(elsewhere.locator("[data-do=import-take]")).to_be_visible()
    choose(elsewhere, site_url + OVERVIEW, file)
    elsewhere.locator("[data-do=import-leave]").click()
    expect(elsewhere.locator(SAYS)).to_have_text("Nothing has been changed.")
    assert elsewhere.evaluate(ALL) == "{}"


def test_a_damaged_locked_file_is_said_to_be_damaged(page: Page, site_url: str, tmp_path: Path) -> None:
    """Before anybody is asked for a passphrase: a flipped bit, half a file, a trillion iterations."""
    write_here(page, site_url, 1)
    file = locked_file(page, site_url, tmp_path)
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    bad = [
        json.dumps({**found, "sealed": flipped(found["sealed"], 7)}),
        json.dumps(found)[:300],
        json.dumps({**found, "key": {**found["key"], "iterations": 10**12}}),
    ]
    before = page.evaluate(ALL)
    for text in bad:
        choose(page, site_url + OVERVIEW, text)
        expect(page.locator(SAYS)).to_contain_text("can’t be read. It is damaged")
        expect(page.locator(".carry-preview")).to_be_empty()
    assert page.evaluate(ALL) == before


def test_what_is_no_passphrase_is_said_and_no_file_is_saved(page: Page, site_url: str) -> None:
    """None, a short one, one that was typed differently; the right one can be looked at on demand."""
    page.goto(site_url + OVERVIEW)
    downloads: list[str] = []
    page.on("download", lambda found: downloads.append(found.suggested_filename))
    page.get_by_label("Lock the file with a passphrase").check()
    first, again = page.get_by_label("A passphrase", exact=True), page.get_by_label("The same again")
    expect(first).to_be_focused()
    for text, other, says in (
        ("", "", "Type the passphrase first."),
        ("seven77", "seven77", "8 letters or signs at least"),
        (PASSPHRASE, PASSPHRASE + " ", "The two differ."),
    ):
        first.fill(text)
        again.fill(other)
        page.locator("[data-do=export]").click()
        expect(page.get_by_role("alert").filter(has_text=says)).to_be_visible()
    expect(again).to_be_focused()
    expect(first).to_have_attribute("type", "password")
    page.get_by_label("Show the passphrase").check()
    expect(first).to_have_attribute("type", "text")
    page.wait_for_timeout(500)
    assert not downloads


def test_without_web_crypto_nothing_is_locked_and_a_line_says_why(
    page: Page, elsewhere: Page, site_url: str, tmp_path: Path
) -> None:
    """As on plain http: the choice is not there, a locked file is left alone, others open as ever."""
    write_here(page, site_url, 1)
    file = locked_file(page, site_url, tmp_path)
    elsewhere.add_init_script(NO_CRYPTO)
    choose(elsewhere, site_url + OVERVIEW, file)
    expect(elsewhere.locator(SAYS)).to_contain_text("This file is locked, and can’t be opened here")
    expect(elsewhere.get_by_label("Lock the file with a passphrase")).to_be_hidden()
    expect(elsewhere.get_by_text("It can’t be locked with a passphrase here")).to_be_visible()
    record = {"state": '{"done":[]}', "pending": [], "saved": "2026-11-23T11:00:00.000Z"}
    choose(elsewhere, site_url + OVERVIEW, file_of({LIST: record}))
    take(elsewhere)
    assert list(elsewhere.evaluate(f"({READ_ALL})()").values()) == [record]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_fields_are_accessible(page: Page, site_url: str, scheme: Literal["light", "dark"]) -> None:
    """When a file is locked: axe finds nothing, and it fits a narrow screen with text twice as large."""
    page.set_viewport_size({"width": 360 if scheme == "dark" else 1280, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(site_url + OVERVIEW)
    page.get_by_label("Lock the file with a passphrase").check()
    page.get_by_label("A passphrase", exact=True).fill("short")
    page.locator("[data-do=export]").click()
    assert not found_by_axe(page)
    assert fits_with_text_twice_as_large(page)


@pytest.mark.filterwarnings(
    "ignore:setting remote_server_addr:DeprecationWarning"
)  # Selenium warns of itself
def test_a_locked_file_opens_in_firefox(page: Page, site_url: str, tmp_path: Path) -> None:
    """Every record comes as it was."""
    if why := missing("firefox"):
        pytest.skip(f"firefox {why}; `make browsers` installs it on Debian, as root")
    write_here(page, site_url, 0, 2, cause=CAUSE)
    file = locked_file(page, site_url, tmp_path)
    before = without_logs(page.evaluate(ALL))
    with opened("firefox") as engine, engine.reader() as tab:
        assert taken_over_by(tab, site_url, file, PASSPHRASE) == before
