"""Short Markdown texts that stand outside their page, such as a footnote on the overview."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX
from markupsafe import Markup

from handrail.guides.addresses import moved


@dataclass(frozen=True)
class Prose:
    """A text of one paragraph.

    Attributes:
        text: Its Markdown.
        page: The page that it was written on, as a path in the docs folder: its links start there.
        references: The targets of that page's reference links, by their labels.

    """

    text: str
    page: str
    references: Mapping[str, str]


def drawn(texts: tuple[Prose, ...], shown: str) -> tuple[Markup, ...]:
    """Render texts for the page on which they are shown, a path in the docs folder.

    MkDocs resolves links in pages alone, so it is done here. Raw HTML stays the author's right.
    """
    return tuple(_inline(text, shown) for text in texts)


@cache
def _renderer() -> "tuple[Any, _Links]":
    """Return what renders all texts, one after the other: to make it takes longer than to render one."""
    links = _Links()
    return Markdown(extensions=["attr_list", links], output_format="html"), links


def _inline(prose: Prose, shown: str) -> Markup:
    markdown, links = _renderer()
    links.page, links.shown = prose.page, shown
    markdown.reset()
    markdown.references = {label: (target, None) for label, target in prose.references.items()}
    html = str(markdown.convert(prose.text))
    if html.startswith("<p>") and html.count("<p>") == 1:
        html = html.removeprefix("<p>").removesuffix("</p>")
    return Markup(html)  # noqa: S704 - the author's Markdown


class _Links(Extension):
    """Makes links lead from the page that is shown to where they led from the page they were written on."""

    def __init__(self) -> None:
        super().__init__()
        self.page = self.shown = ""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.treeprocessors.register(_Moved(self), "handrail-moved", 0)


class _Moved(Treeprocessor):
    def __init__(self, links: _Links) -> None:
        super().__init__()
        self.links = links

    def run(self, root: Element) -> None:
        for element in root.iter():
            name = {"a": "href", "img": "src"}.get(element.tag)
            target = element.get(name or "")
            if name and target and STX not in target:  # a mail's address, hidden from robots
                element.set(name, moved(target, self.links.page, self.links.shown))
