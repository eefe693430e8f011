"""Of a sensitive guide nothing that was read is cached; a reader who keeps the guide has all of it."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.changing import Changing, changing, next_build, told
from tests.browser.reader import FIRST_PART, OVERVIEW, until, wait_for_python
from tests.browser.test_offline import ACTIVE, CACHED, UNREAD, cached, keep, update

pytestmark = pytest.mark.workers

SAFETY = "guides/second-chance/safety.html"
HAS_PYTHON = f"{CACHED}.then((all) => all.some((url) => url.includes('/memory-')))"


@pytest.fixture
def host(site_folder: Path) -> Iterator[Changing]:
    with changing(site_folder) as host:
        yield host


def of_the_guide(page: Page) -> list[str]:
    """Return the addresses in the guide's folder of which something is cached, pictures included."""
    return [url for url in cached(page) if "/guides/second-chance/" in url and "/handrail-kept/" not in url]


def read_some(page: Page, host: Changing) -> None:
    """Read pages without a service worker, with one, and by turning from one to the next."""
    page.goto(host.address + FIRST_PART)
    wait_for_python(page)
    until(page, ACTIVE)
    until(page, HAS_PYTHON)
    page.goto(host.address + SAFETY)
    page.goto(host.address + OVERVIEW)
    page.goto(host.address + FIRST_PART)
    wait_for_python(page)
    page.locator(".turn-next").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Time on your own"))
    wait_for_python(page)
    for picture in page.locator("main img").all():
        picture.scroll_into_view_if_needed()
    page.wait_for_timeout(1_000)  # for what would still be on its way into a cache


def test_nothing_that_was_read_is_cached(page: Page, host: Changing) -> None:
    """No page and no picture of it; what all pages need is."""
    read_some(page, host)
    assert of_the_guide(page) == []
    assert [url for url in cached(page) if url.endswith("/offline.html") or "/page-" in url]


def test_the_page_in_the_place_of_others_names_none_that_was_only_read(page: Page, host: Changing) -> None:
    read_some(page, host)
    host.line = "down"
    page.goto(host.address + FIRST_PART)
    expect(page.get_by_role("heading", level=1)).to_have_text("This page needs a network")
    expect(page.locator("main")).to_contain_text("isn’t kept on this device")
    expect(page.locator("[data-cached-pages] a[href*='second-chance']")).to_have_count(0)
    expect(page.locator("[data-cached-pages] a").first).to_be_visible()  # the home page is there


def test_the_overview_says_that_pages_are_not_kept_unasked(page: Page, host: Changing) -> None:
    page.goto(host.address + OVERVIEW)
    offline = page.locator("[data-offline]")
    expect(offline).to_contain_text("The pages you read here are not kept on this device")
    expect(offline).not_to_contain_text("Pages you have read open without a network")


def test_a_guide_that_is_kept_opens_whole_and_is_brought_up_to_date(
    page: Page, host: Changing, tmp_path: Path
) -> None:
    """Asked for, it is as any other guide: its pages and pictures are there, and stay with the next build."""
    keep(page, host)
    files = page.evaluate("fetch('offline.json').then((answer) => answer.json())")["files"]
    own = [address for address, _ in files if "second-chance" in address]
    assert len(of_the_guide(page)) == len(own) > 20
    update(page, host, next_build(host.folder, tmp_path / "b", "b"))
    assert len(of_the_guide(page)) == len(own)  # the new service worker lets go of nothing that was asked for
    page.goto(host.address + UNREAD)
    wait_for_python(page)
    until(page, "document.querySelector('meta[name=handrail-build]').content === 'b'.repeat(12)")
    host.line = "down"
    page.reload()
    wait_for_python(page)
    assert page.evaluate("document.querySelector('meta[name=handrail-build]').content") == "b" * 12
    page.goto(host.address + SAFETY)
    expect(page.get_by_role("heading", level=1)).to_have_text("Are you safe?")


def test_once_removed_it_is_as_if_never_asked_for(page: Page, host: Changing) -> None:
    keep(page, host)
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator("[data-offline]")).to_contain_text("Removed")
    read_some(page, host)
    assert [url for url in cached(page) if "second-chance" in url] == []


def older(site: Path, target: Path) -> Path:
    """Copy a site as builds were before: its service worker caches whatever is read."""
    shutil.copytree(site, target)
    facts, code = told(target)
    facts["guides"] = {}
    (target / "sw.js").write_text(f"const HANDRAIL = {json.dumps(facts)};\n{code}", encoding="utf-8")
    return target


def test_what_an_older_build_cached_unasked_goes_when_the_new_one_takes_over(
    page: Page, host: Changing, tmp_path: Path
) -> None:
    newer = next_build(host.folder, tmp_path / "b", "b")
    host.folder = older(host.folder, tmp_path / "a")
    page.goto(host.address + FIRST_PART)
    until(page, ACTIVE)
    page.goto(host.address + SAFETY)
    until(page, f"{CACHED}.then((all) => all.some((url) => url.endsWith('/safety')))")
    update(page, host, newer)
    until(page, f"{CACHED}.then((all) => !all.some((url) => url.includes('second-chance')))")


def test_what_an_older_build_kept_comes_again_by_itself(page: Page, host: Changing, tmp_path: Path) -> None:
    """Nothing noted that it was asked for, so it went with the rest; the first page read brings it back."""
    newer = next_build(host.folder, tmp_path / "b", "b")
    host.folder = older(host.folder, tmp_path / "a")
    keep(page, host)
    page.evaluate(
        "caches.open('handrail/pages').then(async (cache) => { for (const key of await cache.keys())"
        " if (key.url.includes('/handrail-kept/')) await cache.delete(key); })"
    )
    update(page, host, newer)
    until(page, f"{CACHED}.then((all) => !all.some((url) => url.endsWith('/safety')))")
    page.goto(host.address + OVERVIEW)
    expect(page.locator("[data-offline]")).to_contain_text("This whole guide opens")
    host.line = "down"
    page.goto(host.address + UNREAD)
    wait_for_python(page)
