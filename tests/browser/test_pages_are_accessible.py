"""axe-core finds nothing on any page, by day and by night, wide and small."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.accessible import PAGES, found_by_axe
from tests.browser.conftest import a_reader, a_tab


@pytest.fixture(scope="module", params=PAGES)
def shown(request: pytest.FixtureRequest, browser: Browser, site_url: str) -> Iterator[Page]:
    """Return each page as somebody new sees it, opened once: nothing on it is touched."""
    with a_reader(browser, reduced_motion="reduce") as context, a_tab(context) as page:
        page.goto(site_url + request.param)
        yield page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(shown: Page, scheme: Literal["light", "dark"]) -> None:
    shown.set_viewport_size({"width": 360 if scheme == "dark" else 1280, "height": 800})
    shown.emulate_media(color_scheme=scheme)
    assert not found_by_axe(shown)
