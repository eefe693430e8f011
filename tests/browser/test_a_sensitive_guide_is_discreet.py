"""No history or tab says what a sensitive guide is about, and what is cached of it can be forgotten."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.changing import Changing, changing
from tests.browser.reader import FIRST_PART, OVERVIEW, boxes, until, wait_for_python, wait_until_saved
from tests.browser.test_offline import CACHED, keep

pytestmark = pytest.mark.workers

WORKERS = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
TELLING = re.compile(r"\bex\b|break-up|apolog|partner|get back|talk about", re.IGNORECASE)
HEADS = "title, meta[name=description], meta[property^='og:'], meta[name^='twitter:'], link[rel=icon]"


def test_no_head_of_a_page_says_what_the_guide_is_about(page: Page, site_url: str) -> None:
    for name in ("index", "01-understand", "04-talk", "safety", "checks", "help"):
        page.goto(f"{site_url}guides/second-chance/{name}.html")
        heads = page.locator("head").locator(HEADS)
        head = " ".join(heads.evaluate_all("(all) => all.map((each) => each.outerHTML)"))
        assert "<title>" in head
        assert TELLING.search(head) is None, head
        assert TELLING.search(page.url) is None
        expect(page.get_by_role("heading", level=1)).not_to_be_empty()


def test_other_pages_are_called_by_their_names(page: Page, site_url: str) -> None:
    page.goto(site_url + "handbook/how-it-works.html")
    expect(page).to_have_title("How it works – Handrail")


def test_the_way_out_can_forget_what_is_cached_and_keeps_what_was_written(
    page: Page, context: BrowserContext, site_folder: Path
) -> None:
    context.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="elsewhere"))
    with changing(site_folder) as host:
        written_and_left(page, host)


def leave_and_forget(page: Page) -> None:
    page.locator("details.gates > summary").click()
    page.get_by_role("link", name="Exit, and forget what is cached").locator("visible=true").click()
    expect(page.get_by_text("elsewhere")).to_be_visible()


def written_and_left(page: Page, host: Changing) -> None:
    page.goto(host.address + FIRST_PART)
    wait_for_python(page)
    boxes(page).first.check()
    wait_until_saved(page)
    until(page, f"{CACHED}.then((all) => all.length >= 3)")
    leave_and_forget(page)
    page.goto(host.address + "of-no-page.txt")  # which no service worker would answer, and cache
    until(page, f"{CACHED}.then((all) => all.length === 0)")
    until(page, f"{WORKERS}.then((count) => count === 0)")
    page.goto(host.address + FIRST_PART)
    expect(boxes(page).first).to_be_checked()


@pytest.mark.parametrize("held", ["sw.js", "offline.html", "01-understand"])
def test_what_is_still_on_its_way_is_forgotten_too(
    held: str, page: Page, context: BrowserContext, open_site: Path
) -> None:
    """A service worker that isn't there yet, one that is being installed, one that caches what was read."""
    context.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="elsewhere"))
    with changing(open_site) as host:
        page.goto(host.address + FIRST_PART)
        host.held, host.asked = held, []
        while not any(held in path for path in host.asked):
            page.wait_for_timeout(20)
        leave_and_forget(page)
        host.released.set()
        page.wait_for_timeout(1_500)  # for what comes now
        page.goto(host.address + "of-no-page.txt")
        assert page.evaluate("caches.keys()") == []
        until(page, f"{WORKERS}.then((count) => count === 0)")


def test_a_kept_guide_is_not_kept_any_more(page: Page, context: BrowserContext, site_folder: Path) -> None:
    context.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="elsewhere"))
    with changing(site_folder) as host:
        keep(page, host)
        leave_and_forget(page)
        page.goto(host.address + OVERVIEW)
        expect(page.get_by_role("button", name=re.compile("Keep this guide offline"))).to_be_visible()


def test_a_guide_that_is_not_sensitive_has_no_such_way(page: Page, site_url: str) -> None:
    page.goto(site_url)
    expect(page.locator("[data-exit]")).to_have_count(0)
