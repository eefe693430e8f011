"""The folder, opened by double-click with the network off, does all that the site does."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import READER
from tests.browser.reader import FIRST_PART, boxes, count, wait_for_python, wait_until_saved

ODD = "my guides #2, 100% naïve – 別れ"
LINKS = "[...document.querySelectorAll('a[href], link[href]')].map(({ href }) => href)"
PICTURES = """
Promise.all([...document.images].map((image) => {
  image.loading = 'eager';
  return image.decode().then(() => '', () => image.src);
}))
"""


@pytest.fixture(scope="module")
def folder(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the site to a folder whose name has all that addresses escape."""
    return shutil.copytree(site_folder, tmp_path_factory.mktemp("disk") / ODD)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a reader without a network."""
    context = browser.new_context(**READER, offline=True)
    context.set_default_timeout(20_000)
    yield context
    context.close()


def test_python_starts_and_ticks_survive(page: Page, context: BrowserContext, folder: Path) -> None:
    """A tick is counted by Python, kept over a reload, and found again in a later tab."""
    page.goto((folder / FIRST_PART).as_uri())
    wait_for_python(page)
    assert page.evaluate("window.handrail.boot.source") == "snapshot"
    boxes(page).nth(1).check()
    expect(count(page)).to_contain_text("1 of")
    wait_until_saved(page)
    page.reload()
    wait_for_python(page)
    expect(boxes(page).nth(1)).to_be_checked()
    page.close()
    later = context.new_page()
    later.goto((folder / FIRST_PART).as_uri())
    wait_for_python(later)
    expect(boxes(later).nth(1)).to_be_checked()
    expect(count(later)).to_contain_text("1 of")
    expect(later.locator(".handrail-notice")).to_have_count(0)


def test_search_finds_a_page(page: Page, folder: Path) -> None:
    """What is found can be opened."""
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("textbox", name="Search").press_sequentially("apolog")
    found = page.locator(".md-search-result__link").first
    expect(found).to_be_visible()
    found.click()
    page.wait_for_url("**/guides/**")
    expect(page.locator("h1")).to_be_visible()


def test_every_link_leads_to_a_file_and_every_picture_shows(page: Page, folder: Path) -> None:
    """Pages, style sheets and icons too; and nothing on a page fails to load."""
    failed: list[str] = []
    # What a page still asked for when it was left, such as the search's index, is aborted and no failure.
    page.on("requestfailed", lambda r: failed.append(r.url) if "ABORTED" not in (r.failure or "") else None)
    pages = sorted(path for path in folder.rglob("*.html") if path.name != "404.html")
    for path in pages:
        page.goto(f"{path.as_uri()}?python=none")
        links = [urlsplit(link) for link in page.evaluate(LINKS)]
        targets = {unquote(link.path) for link in links if link.scheme == "file"}
        assert not [target for target in targets if not Path(target).is_file()], path
        assert not any(page.evaluate(PICTURES)), path
    assert len(pages) > 10
    assert not failed


def test_without_the_pack_the_page_works_as_html(context: BrowserContext, folder: Path) -> None:
    """Say, half of the folder was copied."""
    context.route("**/pack-*.js", lambda route: route.abort())
    page = context.new_page()
    page.goto((folder / FIRST_PART).as_uri())
    expect(page.locator("html")).to_have_attribute("data-python", "failed", timeout=20_000)
    expect(page.get_by_text("could not start")).to_have_count(1)
    boxes(page).first.check()
    wait_until_saved(page)
    page.reload()
    expect(boxes(page).first).to_be_checked()


def test_over_http_nothing_of_it_is_fetched(browser: Browser, site_url: str) -> None:
    """Neither Python's pack nor the search's index for pages from disk."""
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url + FIRST_PART)
    wait_for_python(page)
    page.get_by_role("textbox", name="Search").press_sequentially("apolog")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.close()
    assert not [url for url in asked if "/pack-" in url or url.endswith("search_index.js")]
    assert [url for url in asked if url.endswith("search_index.json")]
