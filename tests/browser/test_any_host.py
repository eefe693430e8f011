"""The folder works on any host: below a path, behind nginx, with wrong types, under the strictest policy."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from scripts.reader import served
from scripts.setup import nginx
from tests.browser import hosts
from tests.browser.reader import (
    FIRST_PART,
    boxes,
    count,
    refusals,
    search_for,
    wait_for_python,
    wait_until_saved,
)
from tests.conftest import ROOT

NO_NGINX = "nginx is not on this machine; `make browsers` brings it on Debian"
PICTURES = """
Promise.all([...document.images].map((image) => {
  image.loading = 'eager';
  return image.decode().then(() => true);
}))
"""
HASHED = re.compile(r"-[0-9a-f]{12}[./]")


@pytest.fixture(scope="module")
def below_a_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site as built for an address below a path, which 404.html has to know."""
    folder = tmp_path_factory.mktemp("below")
    config = folder / "mkdocs.yml"
    config.write_text(
        f"INHERIT: {ROOT}/mkdocs.yml\nsite_url: https://name.example/repo/\ndocs_dir: {ROOT}/docs\n"
        f"theme: {{custom_dir: {ROOT}/overrides}}\nhooks: [{ROOT}/hooks/handrail_hooks.py]\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(folder / "site")]
    subprocess.run(command, check=True)
    return folder / "site"


def serving(name: str, folder: Path, scratch: Path) -> AbstractContextManager[str]:
    """Return a host of that name, not started yet."""
    if name == "nginx":
        return hosts.behind_nginx(folder, scratch)
    if name == "http.server":
        return hosts.pythons_own(folder)
    kinds = {
        "below": hosts.Below,
        "strict": hosts.Strict,
        "text": hosts.Ignorant,
        "bytes": hosts.Cautious,
        "shortening": hosts.Shortening,
    }
    return served(folder, kinds[name])


@pytest.fixture(
    scope="module", params=["below", "nginx", "http.server", "strict", "text", "bytes", "shortening"]
)
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the site's address on each kind of host, ending in a slash."""
    if request.param == "nginx" and not nginx():
        pytest.skip(NO_NGINX)
    built = "below_a_path" if request.param == "below" else "site_folder"
    folder = request.getfixturevalue(built)
    with serving(request.param, folder, tmp_path_factory.mktemp("scratch")) as address:
        yield f"{address}repo/" if request.param == "below" else address


@pytest.fixture
def page(context: BrowserContext, page: Page) -> Iterator[Page]:
    """Return a tab in which nothing fails to load and no policy is broken."""
    refused = refusals(context)
    failed: list[str] = []
    page.on("response", lambda r: failed.append(r.url) if r.status >= 400 else None)
    yield page
    assert not refused
    assert [url for url in failed if "nowhere" not in url] == []


def test_text_pictures_and_search_are_there(page: Page, host: str) -> None:
    """From the first page to what was searched for, and back to the first page."""
    page.goto(host)
    page.get_by_role("link", name="How to Get Your Ex Back").first.click()
    page.get_by_role("main").get_by_role("link", name="Start").first.click()
    expect(page.get_by_role("heading", name="Why it ended")).to_be_visible()
    assert all(page.evaluate(PICTURES))
    search_for(page, "apolog").click()
    expect(page.locator("main h1")).to_have_text("Talk about it")
    page.locator(".site-name").click()
    expect(page.get_by_role("link", name="How to Get Your Ex Back").first).to_be_visible()


def test_python_comes_from_the_snapshot_and_stays(page: Page, host: str) -> None:
    """A tick is counted and kept over a reload; the next page's tools are ready at once."""
    page.goto(host + FIRST_PART)
    wait_for_python(page)
    assert page.evaluate("window.handrail.boot.source") == "snapshot"
    boxes(page).nth(1).check()
    expect(count(page)).to_contain_text("1 of")
    wait_until_saved(page)
    page.reload()
    wait_for_python(page)
    expect(boxes(page).nth(1)).to_be_checked()
    page.evaluate("window.mark = 'same document'")
    page.locator(".turn-next").click()
    expect(page.locator("main h1")).to_have_text("Time on your own")
    wait_for_python(page)
    assert page.evaluate("window.mark") == "same document"
    page.go_back()
    expect(boxes(page).nth(1)).to_be_checked()


def test_python_comes_without_the_snapshot(page: Page, host: str) -> None:
    """Whatever type the host gives to WebAssembly."""
    page.goto(f"{host}{FIRST_PART}?python=plain")
    wait_for_python(page)
    assert page.evaluate("window.handrail.boot.source") == "plain"
    boxes(page).nth(1).check()
    expect(count(page)).to_contain_text("1 of")


def test_one_can_leave(context: BrowserContext, page: Page, host: str) -> None:
    """The way out leads where the guide says."""
    context.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="elsewhere"))
    page.goto(host + FIRST_PART)
    page.locator("a.exit[data-exit]").click()
    expect(page.get_by_text("elsewhere")).to_be_visible()


def test_an_unknown_address_leads_back(page: Page, host: str, request: pytest.FixtureRequest) -> None:
    """The page for it has its looks, and a way home. Python's own server has none such."""
    if "http.server" in request.node.name:
        pytest.skip("python -m http.server has a page of its own")
    page.goto(f"{host}guides/nowhere/at-all.html")
    expect(page.locator(".bare")).to_be_hidden()
    page.locator(".site-name").click()
    expect(page.get_by_role("link", name="How to Get Your Ex Back").first).to_be_visible()


def test_a_host_that_unpacks_files_gets_a_plain_python(page: Page, site_folder: Path) -> None:
    """It says `Content-Encoding: gzip` of what we would unpack; then Python starts the other way."""
    with served(site_folder, hosts.Unpacking) as address:
        page.goto(address + FIRST_PART)
        wait_for_python(page)
        assert page.evaluate("window.handrail.boot.source") == "plain"


@pytest.mark.skipif(not nginx(), reason=NO_NGINX)
def test_the_handbook_s_nginx_caches_what_never_changes_and_nothing_else(
    site_folder: Path, tmp_path: Path
) -> None:
    """Files with a hash in their names for a year, all others not unasked; and it packs and guards them."""
    with hosts.behind_nginx(site_folder, tmp_path) as address:
        for file in sorted(path for path in site_folder.rglob("*") if path.is_file()):
            path = file.relative_to(site_folder).as_posix()
            hashed = path.startswith("assets/handrail/") and HASHED.search(path)
            _, headers, _ = hosts.asked(address + path)
            cached = "public, max-age=31536000, immutable" if hashed else "no-cache"
            assert headers["Cache-Control"] == cached, path
            assert headers["Content-Security-Policy"] == hosts.STRICT, path
        status, headers, body = hosts.asked(f"{address}assets/handrail/page-000000000000.js")
        assert status == 404
        assert b"<html" in body
        assert "Cache-Control" not in headers
        _, headers, _ = hosts.asked(address + FIRST_PART, **{"Accept-Encoding": "gzip"})
        assert headers["Content-Encoding"] == "gzip"
        for wasm in site_folder.rglob("*.wasm"):
            _, headers, _ = hosts.asked(address + wasm.relative_to(site_folder).as_posix())
            assert headers["Content-Type"] == "application/wasm"
