"""A page as the site's own Markdown makes it, and where in it each marked text stands."""

from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from handrail.pages.extensions import with_ours
from markdown import Markdown
from mkdocs.config import load_config

from tests.handrail.compositions import MARK

ROOT: Final = Path(__file__).parents[2]
_VOID: Final = {"img", "br", "hr", "input", "col"}


@cache
def _extensions() -> tuple[list[str], dict[str, Any]]:
    """Return the extensions of the site and their settings, as MkDocs and the plugin bring them."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return with_ours(config.markdown_extensions, config.mdx_configs)


def render(text: str) -> str:
    """Render Markdown as MkDocs does for this site."""
    extensions, settings = _extensions()
    return Markdown(extensions=extensions, extension_configs=settings).convert(text)


class Placed(HTMLParser):
    """Where each mark stands: the names of the elements around it, from the outside in.

    Text of a comment stands in `!comment`, that of an attribute in `@name`.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.places: dict[str, list[tuple[str, ...]]] = {}
        self.cards: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = (given.get("class") or "").split()
        if tag == "section" and classes == ["step"]:
            self.cards.append(given.get("data-step") or "")
        kind = next((name for name in ("admonition-title", "admonition", "footnote") if name in classes), "")
        if tag not in _VOID:
            self.stack.append(f"{tag}.{kind}" if kind else tag)
        for name, value in attrs:
            self.found(value or "", f"{tag}@{name}")

    def handle_endtag(self, tag: str) -> None:
        names = [name.partition(".")[0] for name in self.stack]
        if tag in names:
            del self.stack[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        self.found(data)

    def handle_comment(self, data: str) -> None:
        self.found(data, "!comment")

    def found(self, text: str, *within: str) -> None:
        for mark in MARK.findall(text):
            self.places.setdefault(mark, []).append((*self.stack, *within))
