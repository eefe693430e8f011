"""The line breaks, half of the folder is missing, the disk can't be written: the page stays of use."""

import shutil
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from scripts.reader import served
from tests.browser.hosts import Usual
from tests.browser.reader import (
    FIRST_PART,
    OVERVIEW,
    boxes,
    count,
    search_for,
    wait_for_python,
    wait_until_saved,
)

BARE = "Does this page look bare?"


class Breaking(Usual):
    """Drops the connection in the middle of files that `breaks` names by a part of their path."""

    breaks: list[str]

    def __init__(self, *given: Any, breaks: list[str], **named: Any) -> None:
        self.breaks = breaks
        super().__init__(*given, **named)

    def copyfile(self, source, outputfile) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - as in typeshed
        """Send a file, or half of it and then nothing more: no end, just a reset."""
        content = source.read()
        if not any(name in self.path for name in self.breaks):
            outputfile.write(content)
            return
        outputfile.write(content[: len(content) // 2])
        outputfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def breaking(folder: Path, *names: str) -> Iterator[tuple[str, list[str]]]:
    """Serve a folder; gives its address and the list of what breaks, which may change."""
    breaks = list(names)
    with served(folder, partial(Breaking, breaks=breaks)) as address:  # type: ignore[arg-type]
        yield address, breaks


def tick_survives(page: Page) -> None:
    """Tick, and find the tick again after a reload."""
    boxes(page).nth(1).check()
    wait_until_saved(page)
    page.reload()
    expect(boxes(page).nth(1)).to_be_checked()


@pytest.mark.parametrize("part", ["/wasm-", "/memory-"])
def test_a_line_that_breaks_in_the_snapshot_leads_to_the_plain_boot(
    page: Page, site_folder: Path, part: str
) -> None:
    """The reader sees nothing of it; the next visit, on a better line, has the snapshot again."""
    with breaking(site_folder, part) as (address, breaks):
        page.goto(address + FIRST_PART)
        wait_for_python(page)
        assert page.evaluate("window.handrail.boot.source") == "plain"
        boxes(page).nth(1).check()
        expect(count(page)).to_contain_text("1 of")
        wait_until_saved(page)
        breaks.clear()
        page.reload()
        wait_for_python(page)
        assert page.evaluate("window.handrail.boot.source") == "snapshot"
        expect(boxes(page).nth(1)).to_be_checked()


@pytest.mark.parametrize("part", ["pyodide.asm.wasm", "pyodide.asm.js", "python_stdlib.zip", ".whl"])
def test_a_line_that_breaks_in_both_leaves_a_working_page(page: Page, site_folder: Path, part: str) -> None:
    """It says once, quietly, that the tools could not start, and keeps what is ticked."""
    with breaking(site_folder, "/memory-", part) as (address, breaks):
        page.goto(address + FIRST_PART)
        expect(page.locator("html")).to_have_attribute("data-python", "failed", timeout=20_000)
        expect(page.get_by_text("could not start")).to_have_count(1)
        tick_survives(page)
        breaks.clear()
        page.reload()
        wait_for_python(page)
        expect(boxes(page).nth(1)).to_be_checked()
        expect(count(page)).to_contain_text("1 of")


def test_a_line_that_breaks_in_the_worker_leaves_a_working_page(page: Page, site_folder: Path) -> None:
    """Not even the program that would boot has come."""
    with breaking(site_folder, "/worker-") as (address, _):
        page.goto(address + FIRST_PART)
        expect(page.locator("html")).to_have_attribute("data-python", "failed", timeout=20_000)
        tick_survives(page)


def test_a_line_that_breaks_in_a_style_sheet_says_what_is_missing(page: Page, site_folder: Path) -> None:
    """The text is there all the same."""
    with breaking(site_folder, ".css") as (address, _):
        page.goto(address + FIRST_PART)
        expect(page.get_by_text(BARE)).to_be_visible()
        expect(page.get_by_role("heading", name="Why it ended")).to_be_visible()


def state_of(folder: Path) -> dict[str, tuple[int, int, str]]:
    """Return all that a folder holds: name -> mode, time and content."""
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mode,
            path.stat().st_mtime_ns,
            sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
        )
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture
def read_only(site_folder: Path, tmp_path: Path) -> Iterator[Path]:
    """Return a copy of the site that nobody may write to, as on a CD or a locked stick."""
    folder = shutil.copytree(site_folder, tmp_path / "site")
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        path.chmod(path.stat().st_mode & ~0o222)
    yield folder
    for path in paths:
        path.chmod(path.stat().st_mode | 0o200)


def test_nothing_is_ever_written_into_the_folder(context: BrowserContext, read_only: Path) -> None:
    """Widgets, search and ticks work from a folder that can't be written, and leave it as it was."""
    before = state_of(read_only)
    page = context.new_page()
    page.goto((read_only / FIRST_PART).as_uri())
    wait_for_python(page)
    boxes(page).nth(1).check()
    expect(count(page)).to_contain_text("1 of")
    wait_until_saved(page)
    page.reload()
    wait_for_python(page)
    expect(boxes(page).nth(1)).to_be_checked()
    search_for(page, "apolog").click()
    page.wait_for_url("**/guides/**")
    page.close()
    assert state_of(read_only) == before
    assert len(before) > 50


def test_one_page_alone_says_what_is_missing(page: Page, site_folder: Path, tmp_path: Path) -> None:
    """So it is when a ZIP viewer unpacks nothing but what was clicked."""
    for path in ("index.html", OVERVIEW, FIRST_PART):
        alone = tmp_path / path.replace("/", "-")
        shutil.copyfile(site_folder / path, alone)
        page.goto(alone.as_uri())
        expect(page.get_by_text(BARE)).to_be_visible()
        expect(page.get_by_text("unpack the whole folder first")).to_be_in_viewport()


def test_a_whole_folder_says_nothing_of_it(page: Page, site_folder: Path) -> None:
    """Neither to the eye, nor aloud, nor on paper, nor in a search engine's summary."""
    for path in ("index.html", OVERVIEW, FIRST_PART, "404.html"):
        page.goto(f"{(site_folder / path).as_uri()}?python=none")
        sentence = page.get_by_text(BARE)
        expect(sentence).to_have_count(1)
        expect(sentence).to_have_attribute("data-nosnippet", "")
        if path == "404.html":
            continue  # it is served from the root of a host, and finds nothing from disk
        expect(sentence).to_be_hidden()
        assert BARE not in page.locator("body").aria_snapshot()
        page.emulate_media(media="print")
        expect(sentence).to_be_hidden()
        page.emulate_media(media="screen")
