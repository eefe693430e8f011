"""How a reader takes answers along, in words that tests share: written here, saved, chosen, taken over."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from scripts.engines import Tab, wait
from tests.browser.reader import (
    FIRST_PART,
    OVERVIEW,
    READ_ALL,
    boxes,
    count,
    wait_for_python,
    wait_until_saved,
)

GUIDE = "second-chance"
LIST = "why-it-ended-checklist"
LIST_NAME = "Checklist: Why it ended"
CAUSE = "We stopped talking"
ALL = f"({READ_ALL})().then((all) => JSON.stringify(all))"


def write_here(page: Page, site_url: str, *ticks: int, cause: str = "") -> None:
    """Tick some boxes of the first list, and name a cause."""
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    for tick in ticks:
        boxes(page).nth(tick).check()
    if cause:
        page.locator("#causes").get_by_role("textbox").first.fill(cause)
        page.locator("#causes").get_by_role("textbox").first.blur()
    if ticks:
        expect(count(page)).to_contain_text(f"{len(ticks)} of")
    wait_until_saved(page)


def saved(page: Page, folder: Path) -> Path:
    """Press what saves a file, on the overview; return where it lies."""
    with page.expect_download() as found:
        page.locator("[data-do=export]").click()
    target = folder / found.value.suggested_filename
    found.value.save_as(target)
    return target


def saved_file(page: Page, site_url: str, folder: Path) -> Path:
    """Save all that this reader has as a file."""
    page.goto(site_url + OVERVIEW)
    return saved(page, folder)


def choose(page: Page, address: str, file: Path | str) -> None:
    """Open a file, or one with this text, on the overview."""
    page.goto(address)
    field = page.locator("[data-do=import]")
    if isinstance(file, Path):
        field.set_input_files(file)
    else:
        field.set_input_files({"name": "a.json", "mimeType": "application/json", "buffer": file.encode()})


def take(page: Page) -> None:
    """Take over what is in the file."""
    page.locator("[data-do=import-take]").click()
    expect(page.locator(".carry-says")).to_contain_text("Taken over.")


def file_of(widgets: dict[str, Any], guide: str = GUIDE, **more: Any) -> str:
    """Return the text of a file that somebody made."""
    head = {
        "format": "handrail-answers",
        "version": 1,
        "written": "2026-11-28T10:00:00.000Z",
        "site": "handrail",
    }
    return json.dumps({**head, "guides": {guide: {"widgets": widgets, **more}}})


def without_logs(text: str) -> Any:
    """Return all records without the count of what each has taken in, which is of one browser."""
    records = json.loads(text)
    return {
        key: {name: each for name, each in value.items() if name != "taken"} for key, value in records.items()
    }


def taken_over_by(tab: Tab, site_url: str, file: Path, passphrase: str | None = None) -> Any:
    """Open a file in another engine, by its passphrase if it is locked; return all records there are then."""
    tab.open(site_url + OVERVIEW)
    tab.choose("[data-do=import]", file)
    if passphrase is not None:
        wait(tab, "document.querySelector('[data-do=import-open]')")
        tab.evaluate(
            f"void (document.querySelector('.carry-preview input').value = {json.dumps(passphrase)})"
        )
        tab.click("[data-do=import-open]")
    wait(tab, "document.querySelector('[data-do=import-take]')")
    tab.click("[data-do=import-take]")
    wait(tab, "document.querySelector('.carry-says').textContent.startsWith('Taken over.')")
    tab.evaluate(f"void {ALL}.then((text) => {{ window.all = text; }})")
    wait(tab, "window.all")
    return without_logs(tab.evaluate("window.all"))
