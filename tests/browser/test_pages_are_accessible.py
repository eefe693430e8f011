"""axe-core finds nothing on any page, by day and by night, wide and small; large text fits."""

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "widgets/runtime/node_modules/axe-core/axe.min.js"
DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = (
    "index.html",
    "offline.html",
    "guides/second-chance/whole.html",
    "guides/second-chance/notes.html",
    *sorted(path.relative_to(DOCS).with_suffix(".html").as_posix() for path in DOCS.rglob("*/*.md")),
)
LARGE = "document.documentElement.style.fontSize = '200%'"
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
RUN = """
axe.run({exclude: ['.md-code__nav']}, {resultTypes: ['violations']}).then(({violations}) => violations)
"""
"""Material's script puts a button to copy into code of the handbook, each in a landmark of the same name."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page: Page, site_url: str, path: str, scheme: Literal["light", "dark"]) -> None:
    page.set_viewport_size({"width": 360 if scheme == "dark" else 1280, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(site_url + path)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate(RUN)
    told = [
        f"{violation['id']}: {node['target']} {node.get('failureSummary', '')}"
        for violation in found
        for node in violation["nodes"]
    ]
    assert not told, "\n".join(told)


@pytest.mark.parametrize("path", PAGES)
def test_text_of_twice_the_size_fits_a_small_phone(page: Page, site_url: str, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site_url}{path}?python=none")
    assert not page.evaluate(SIDEWAYS)
    page.evaluate(LARGE)
    assert not page.evaluate(SIDEWAYS)
