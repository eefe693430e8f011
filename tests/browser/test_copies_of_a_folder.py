"""Chromium gives all files on a device one store: each copy of a folder has its own answers all the same."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import READER
from tests.browser.reader import FIRST_PART, READ_ALL, boxes, count, wait_for_python, wait_until_saved
from tests.browser.records import PUT, layout_1


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a reader without a network."""
    context = browser.new_context(**READER, offline=True)
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture
def folder(site_folder: Path, tmp_path: Path) -> Path:
    """Return a copy of the site, without what only HTTP needs."""
    only_http = shutil.ignore_patterns("*.bin", "pyodide-*")
    return shutil.copytree(site_folder, tmp_path / "my guides #1", ignore=only_http)


def opened(page: Page, folder: Path) -> None:
    page.goto((folder / FIRST_PART).as_uri())
    wait_for_python(page)


def ticked(page: Page, folder: Path) -> None:
    opened(page, folder)
    boxes(page).nth(1).check()
    expect(count(page)).to_contain_text("1 of")
    wait_until_saved(page)


def test_two_copies_share_no_answers(page: Page, folder: Path, tmp_path: Path) -> None:
    """A second copy starts afresh, and what is ticked in it is not in the first."""
    ticked(page, folder)
    copy = shutil.copytree(folder, tmp_path / "copy")
    opened(page, copy)
    expect(boxes(page).nth(1)).not_to_be_checked()
    boxes(page).nth(2).check()
    expect(count(page)).to_contain_text("1 of")
    wait_until_saved(page)
    opened(page, folder)
    expect(boxes(page).nth(1)).to_be_checked()
    expect(boxes(page).nth(2)).not_to_be_checked()


def test_a_folder_that_was_moved_finds_its_answers(page: Page, folder: Path, tmp_path: Path) -> None:
    """No site lies where they were given any more, so they are this one's."""
    ticked(page, folder)
    moved = folder.rename(tmp_path / "elsewhere")
    opened(page, moved)
    expect(boxes(page).nth(1)).to_be_checked()
    expect(count(page)).to_contain_text("1 of")
    roots = {name.split('"')[3] for name in page.evaluate(READ_ALL)}
    assert roots == {f"{moved}/"}


def test_pages_from_disk_say_who_can_read_them(
    browser: Browser, page: Page, folder: Path, site_url: str
) -> None:
    """From disk, and nowhere else."""
    says = "any HTML file that you open from this device can read"
    page.goto((folder / FIRST_PART).as_uri() + "?python=none")
    expect(page.get_by_text(says)).to_be_visible()
    online = browser.new_page()
    online.goto(f"{site_url}{FIRST_PART}?python=none")
    expect(online.get_by_text(says)).to_be_hidden()
    online.close()


def test_of_two_folders_that_are_gone_none_is_taken(page: Page, folder: Path, tmp_path: Path) -> None:
    """Which of them this one was can't be known; what they hold stays where it is."""
    ticked(page, folder)
    second = shutil.copytree(folder, tmp_path / "second")
    ticked(page, second)
    third = shutil.copytree(folder, tmp_path / "third")
    shutil.rmtree(folder)
    shutil.rmtree(second)
    opened(page, third)
    expect(boxes(page).nth(1)).not_to_be_checked()
    kept: dict[str, Any] = page.evaluate(READ_ALL)
    assert len(kept) == 2


def test_answers_of_the_build_before_go_to_the_copy_that_is_opened_first(
    page: Page, folder: Path, tmp_path: Path
) -> None:
    """They were shared by all copies; nothing of them is lost."""
    copy = shutil.copytree(folder, tmp_path / "copy")
    page.goto((folder / "assets/handrail/icon.svg").as_uri())
    page.evaluate(PUT, json.dumps(layout_1()))
    opened(page, folder)
    for box in boxes(page).all():
        expect(box).to_be_checked()
    opened(page, copy)
    expect(boxes(page).nth(1)).not_to_be_checked()
