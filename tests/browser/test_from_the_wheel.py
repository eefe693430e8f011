"""A site that was built from the wheel, without Node, does in the browser what a site does."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.reader import served
from tests.browser.reader import boxes, count, wait_for_python, wait_until_saved
from tests.handrail.sample import TEA, written
from tests.installed import CONFIG, PLACE, install, wheel_in

PART = "guides/tea/01-boil.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the guide to tea with the wheel, in an environment that has nothing else."""
    folder = tmp_path_factory.mktemp("wheel") / PLACE
    written(folder / "docs", TEA)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return install(wheel_in(folder), sys.executable, folder / "venv").build(folder)


@pytest.fixture(params=["host", "disk"])
def address(request: pytest.FixtureRequest, built: Path) -> Iterator[str]:
    if request.param == "disk":
        yield (built / PART).as_uri()
        return
    with served(built) as host:
        yield host + PART


def test_a_tick_is_counted_by_python_and_found_again(page: Page, address: str) -> None:
    page.goto(address)
    wait_for_python(page)
    boxes(page).nth(1).check()
    expect(count(page)).to_contain_text("1 of")
    wait_until_saved(page)
    page.reload()
    expect(boxes(page).nth(1)).to_be_checked()
    wait_for_python(page)
    expect(count(page)).to_contain_text("1 of")
    assert page.evaluate("window.handrail.boot.source") == "snapshot"
