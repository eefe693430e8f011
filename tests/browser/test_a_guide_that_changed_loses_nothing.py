"""What was written into a guide is there when the guide has changed: in its place, or in “My notes”.

Two rows of the table of `test_never_lost.py`. Each round has a newer guide of its own, made by chance.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.changing import changing
from tests.browser.faults.killed import Round, seeded
from tests.browser.faults.older import FOLDER, PARTS, PLACES, Fates, Place, fate_of, fates_by, files
from tests.browser.reader import WASM, Held, until, wait_for_python, wait_until_open, wait_until_saved
from tests.browser.test_never_lost import ROUNDS, SIGNS, readers, told
from tests.browser.written import built

__all__ = ["readers"]

FOUND = "[...document.querySelectorAll('.mine-line')].map((line) => line.textContent)"
HELD = """
(id) => {
  const control = document.getElementById(id);
  return control?.type === 'checkbox' ? String(control.checked) : control?.value;
}
"""


def write(page: Page, place: Place, text: str) -> None:
    """Tick, or type into a field, folded or not."""
    control = page.locator(f"[id='{place.field}']")
    fold = page.locator(".note-fold, details", has=control)
    if place.ticked:
        control.check()
        return
    if not control.is_visible():
        fold.locator("summary").click()
    control.fill(text)


def in_notes(context: BrowserContext, address: str) -> list[str]:
    """Return the lines of “My notes” as Python reads them."""
    page = context.new_page()
    page.goto(f"{address}{FOLDER}notes.html")
    wait_for_python(page)
    until(page, "performance.getEntriesByName('handrail-notes').length > 0")
    until(page, "document.querySelector('.mine-says').textContent === ''")
    lines: list[str] = page.evaluate(FOUND)
    page.close()
    return lines


def in_file(context: BrowserContext, address: str) -> str:
    """Return what stands in the file that the reader saves."""
    page = context.new_page()
    page.goto(f"{address}{FOLDER}index.html")
    with page.expect_download() as download:
        page.locator("[data-do=export]").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    page.close()
    return text


def in_places(context: BrowserContext, address: str) -> dict[str, str]:
    """Return what stands in all fields of the guide's parts, by their ids, once Python has taken over."""
    page = context.new_page()
    found: dict[str, str] = {}
    for part in PARTS:
        page.goto(address + part)
        if page.locator(".widget:not([data-widget=note])").count():  # notes alone start no Python
            wait_for_python(page)
            wait_until_open(page)
        held = {place.field: page.evaluate(HELD, place.field) for place in PLACES}
        found |= {name: text for name, text in held.items() if text is not None}
    wait_until_saved(page)
    page.close()
    return found


def is_told(place: Place, text: str, lines: list[str]) -> bool:
    """Tell whether a text is among the lines; of a tick, its words or at least its id."""
    if place.ticked:
        return any("Ticked" in line and place.thing in line.lower().replace(" ", "-") for line in lines)
    return any(text in line for line in lines)


def one_round(
    context: BrowserContext, folders: tuple[Path, Path], fates: Fates, chance: Random, *, ready: bool
) -> Round:
    """Write into some places of the older guide, put the newer one in its place, and look for all of it."""
    done = {
        place: "".join(chance.choices(SIGNS, k=12)) for place in chance.sample(PLACES, k=chance.randint(4, 9))
    }
    with changing(folders[0]) as host:
        held = None if ready else Held(context, WASM)
        page = context.new_page()
        page.goto(host.address + PARTS[0])
        if ready:
            wait_for_python(page)
            wait_until_open(page)
        for place, text in done.items():
            write(page, place, text)
        wait_until_saved(page)
        page.close()
        if held:
            held.let_through()
        host.folder = folders[1]
        visited = in_places(context, host.address) if chance.random() < 0.5 else None
        lines = in_notes(context, host.address)
        there = visited or in_places(context, host.address)
        file = in_file(context, host.address)
    result = Round(0, "", "")
    for place, text in done.items():
        left = fate_of(place, fates) != "removed"
        in_place = not left or there.get(place.field) == ("true" if place.ticked else text)
        kept = place.thing if place.ticked else text
        result.typed += text
        result.found += text if in_place and kept in file and is_told(place, text, lines) else ""
        if not (in_place and kept in file and is_told(place, text, lines)):
            print(place, text, f"in place: {in_place}, in the file: {kept in file}, notes: {lines}")
    result.acknowledged = result.typed
    return result


@pytest.mark.parametrize("ready", [True, False], ids=["python there", "python on its way"])
def test_what_was_renamed_or_removed_is_still_there(
    readers: Callable[[], BrowserContext], tmp_path: Path, *, ready: bool
) -> None:
    """In its place under the old id, or, where that is gone, in “My notes”; and in the file in any case."""
    chance = seeded(f"renamed {ready}")
    older = built(tmp_path / "older", files({}))
    rounds = []
    for number in range(ROUNDS):
        fates = fates_by(chance)
        newer = built(tmp_path / f"newer-{number}", files(fates))
        context = readers()
        rounds.append(one_round(context, (older, newer), fates, chance, ready=ready))
        context.close()
        shutil.rmtree(newer.parent)
    had = "Python had answered" if ready else "Python had not come"
    told(f"Things of the guide are renamed or removed, {had}", rounds)
