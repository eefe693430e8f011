"""How tests look whether a page can be used: by axe-core, and by whether it fits."""

from pathlib import Path

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
"""The pages of the flagship site."""

LARGE = "document.documentElement.style.fontSize = '200%'"
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
RUN = """
axe.run({exclude: ['.md-code__nav']}, {resultTypes: ['violations']}).then(({violations}) => violations)
"""
"""Material's script puts a button to copy into code of the handbook, each in a landmark of the same name."""


def found_by_axe(page: Page) -> str:
    """Return what axe-core finds wrong with a page as it stands, a line for each place; empty if nothing."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    told = [
        f"{violation['id']} ({violation['impact']}): {node['target']} {node.get('failureSummary', '')}"
        for violation in page.evaluate(RUN)
        for node in violation["nodes"]
    ]
    return "\n".join(told)


def fits_with_text_twice_as_large(page: Page) -> bool:
    """Double the text; return whether the page still needs no scrolling sideways."""
    page.evaluate(LARGE)
    return not page.evaluate(SIDEWAYS)
