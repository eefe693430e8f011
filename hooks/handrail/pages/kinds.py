"""The kinds of pages, each with its template."""

from typing import Final

TEMPLATES: Final = {
    "home": "home.html",
    "overview": "overview.html",
    "part": "part.html",
    "support": "support.html",
    "whole": "whole.html",
    "mine": "mine.html",
    "offline": "offline.html",
}
"""Kind -> file in `overrides/`; whatever is no other kind is a page, with `main.html`."""
