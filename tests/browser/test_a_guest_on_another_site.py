"""A site with a theme of its own gets one line, and what is ticked on it stays; it looks as it did."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.reader import served
from tests.browser.reader import boxes, count, wait_for_python, wait_until_saved
from tests.other_sites import THEMES, site

PAGE = "setup/install/"
LOOKS = """
() => ["h1", "h2", ".col-md-9 > p, article > p, .section > p, [role=main] p", "nav", "pre code", "a"].map((one) => {
  const found = document.querySelector(one);
  return found ? [one, Object.fromEntries([...getComputedStyle(found)].filter((name) => !/^(-|height|block-size|inline-size|width|perspective|transform)/.test(name)).map((name) => [name, getComputedStyle(found).getPropertyValue(name)]))] : [one];
})
"""  # noqa: E501 - one expression


@dataclass(frozen=True)
class Sites:
    """A site with the line and without it."""

    kind: str
    said: str
    guest: Path
    without: Path


def build(project: Path) -> tuple[Path, str]:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", project / "site"],
        cwd=project,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return project / "site", done.stderr


@pytest.fixture(scope="module", params=THEMES)
def sites(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    folder = tmp_path_factory.mktemp(request.param)
    guest, said = build(site(folder / "guest", request.param))
    without, _ = build(site(folder / "without", request.param, "[search]"))
    return Sites(request.param, said, guest, without)


@pytest.fixture
def address(sites: Sites) -> Iterator[str]:
    with served(sites.guest) as host:
        yield host


def test_a_tick_survives_a_reload(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    boxes(page).nth(1).check()
    wait_for_python(page)
    expect(count(page)).to_contain_text("1 of 3")
    wait_until_saved(page)
    page.reload()
    expect(boxes(page).nth(1)).to_be_checked()


def test_a_timer_fence_starts(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    timer = page.locator(".widget[data-widget=timer]")
    timer.get_by_role("button").first.click()
    wait_for_python(page)
    expect(timer.locator(".time-left")).to_contain_text("1")


def test_a_strict_build_passes_and_says_what_will_not_remember(sites: Sites) -> None:
    assert "setup/links.md:3: This task list won't remember what is ticked: a task holds a link" in sites.said


def test_a_list_that_will_not_remember_stays_as_it_was(sites: Sites) -> None:
    if sites.kind != "instant":
        links = "setup/links/index.html"
        assert (sites.guest / links).read_bytes() == (sites.without / links).read_bytes()


def test_pages_without_widgets_are_the_same_bytes(sites: Sites) -> None:
    if sites.kind == "instant":
        pytest.skip("there every page brings the script, since later ones don't run")
    for path in ("about/index.html", "more/index.html"):
        assert (sites.guest / path).read_bytes() == (sites.without / path).read_bytes()


def test_the_sites_own_elements_look_the_same(sites: Sites, page: Page, address: str) -> None:
    page.goto(address + PAGE)
    wait_for_python(page)
    ours = page.evaluate(LOOKS)
    with served(sites.without) as host:
        page.goto(host + PAGE)
        assert page.evaluate(LOOKS) == ours


def test_material_exchanges_a_page_and_its_widgets_answer(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("exchanged")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    project = site(folder, "instant")
    config = project / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("https://works.example", f"http://127.0.0.1:{port}"), "utf-8"
    )
    built, _ = build(project)
    server = subprocess.Popen(
        [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "-d", built],
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(50):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            page.wait_for_timeout(100)
        page.set_viewport_size({"width": 1280, "height": 900})  # tabs are a wide screen's
        page.goto(f"http://127.0.0.1:{port}/more/")
        page.wait_for_timeout(1000)  # Material fetches the site's map before it exchanges anything
        page.evaluate("window.stayed = true")
        page.locator(".md-tabs__link", has_text="Setup").click()
        boxes(page).nth(0).check()
        expect(count(page)).to_contain_text("1 of 3")
        wait_until_saved(page)
        page.locator(".md-tabs__link", has_text="About").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("About")
        page.locator(".md-tabs__link", has_text="Setup").click()
        expect(boxes(page).nth(0)).to_be_checked()
        assert page.evaluate("window.stayed") is True
    finally:
        server.terminate()
        server.wait()
