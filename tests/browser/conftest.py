"""A real Chromium, and a reader at it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, sync_playwright

from scripts.reader import launch_options, shell_options
from tests.browser.changing import made_open

# Python starts some forty times here; compiled lazily, each start takes a third less.
LAZY = "--js-flags=--wasm-lazy-compilation"
LAUNCH = launch_options(LAZY)
READER: dict[str, Any] = {
    "locale": "en-GB",
    "timezone_id": "Europe/Berlin",
    "viewport": {"width": 900, "height": 900},
    "service_workers": "block",  # Playwright can't answer for a host through one; see the mark `workers`
}


@contextmanager
def a_reader(browser: Browser, **wishes: Any) -> Iterator[BrowserContext]:
    """Give a reader who has never been here, in Berlin; by wishes, as Playwright has them, another one."""
    context = browser.new_context(**READER | wishes)
    context.set_default_timeout(20_000)
    try:
        yield context
    finally:
        with suppress(Exception):  # a test may have closed it
            context.close()


@contextmanager
def a_tab(context: BrowserContext) -> Iterator[Page]:
    """Give a tab. An uncaught error on its pages fails the test."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert not errors


@pytest.fixture(scope="session")
def open_site(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the flagship site as it would be if its guide were not a sensitive one."""
    return made_open(site_folder, tmp_path_factory.mktemp("open") / "site")


@pytest.fixture(scope="session")
def engine() -> Iterator[BrowserType]:
    """Return Chromium, not started yet, for tests that need a profile of their own."""
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def browser(engine: BrowserType) -> Iterator[Browser]:
    """Return Chromium, started once: the one without windows, if there is one, whose pages are less work."""
    browser = engine.launch(**shell_options(LAZY))
    yield browser
    browser.close()


@pytest.fixture
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """Return a reader who has never been here, in Berlin; by the mark `workers`, one with service workers."""
    wishes = {"service_workers": "allow"} if request.node.get_closest_marker("workers") else {}
    with a_reader(browser, **wishes) as context:
        yield context


@pytest.fixture
def elsewhere(browser: Browser) -> Iterator[Page]:
    """Return a tab of the same reader on another device."""
    with a_reader(browser) as context, a_tab(context) as page:
        yield page


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Return their tab. An uncaught error on the page fails the test."""
    with a_tab(context) as page:
        yield page
