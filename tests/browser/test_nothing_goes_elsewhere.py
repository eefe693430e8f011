"""Nothing leaves the site: no page asks another host for anything."""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.reader import FIRST_PART, boxes, wait_for_python


def test_no_request_leaves_for_another_host(
    context: BrowserContext,
    page: Page,
    site_folder: Path,
    site_url: str,
) -> None:
    """Every page of the site is opened, one of them used, and all requests are to the site itself."""
    asked: set[str] = set()
    failed: set[str] = set()
    context.on("request", lambda request: asked.add(request.url))
    context.on("response", lambda response: failed.add(response.url) if response.status >= 400 else None)
    pages = sorted(path.relative_to(site_folder).as_posix() for path in site_folder.rglob("*.html"))
    for path in pages:
        page.goto(site_url + path, wait_until="load")
    page.goto(site_url + FIRST_PART)
    boxes(page).first.check()
    wait_for_python(page)
    page.get_by_role("textbox", name="Search").press_sequentially("apolog")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    hosts = {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(site_url).netloc}
    assert not failed
