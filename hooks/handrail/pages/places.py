"""A Python-Markdown extension that keeps the places of widgets, and nothing else.

It is all that a site with a theme of its own gets of ours; `cards.py` brings it to guides.
"""

import re
from collections.abc import Mapping
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

PLACE: Final = "\ue000{}\ue001"
"""Stands in the Markdown where a widget goes, around its id, before which may stand whose it is."""

SLOT: Final = re.compile(r'<div data-slot="([^"]*)" id="([\w.:-]+)"></div>')
"""What a place becomes in HTML: whose widget, and its id, so that MkDocs knows the anchor."""

_PLACE: Final = re.compile(r"\ue000(?:(\S+) )?([\w.:-]+)\ue001")


class PlacesExtension(Extension):
    """Registers the processor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Places are found within lists (90), and before they would be indented code (80)."""
        register(md)


def makeExtension(**settings: Any) -> PlacesExtension:  # noqa: ANN401, N802 - Python-Markdown's own signature
    """Make the extension, as Python-Markdown asks for it by the module's name."""
    return PlacesExtension(**settings)


def register(md: Markdown) -> None:
    """Let a Markdown keep places; twice is once."""
    md.parser.blockprocessors.register(_Places(md.parser), "handrail-places", 85)


def filled(html: str, drawn: Mapping[tuple[str, str], str]) -> str:
    """Put widgets where their places are: by whose they are, and their id. Places of others stay."""
    if not drawn:
        return html
    return SLOT.sub(lambda found: drawn.get((found[1], found[2]), found[0]), html)


class _Places(BlockProcessor):
    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        return _PLACE.fullmatch(block.strip()) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        found = _PLACE.fullmatch(blocks.pop(0).strip())
        if found:
            SubElement(parent, "div", {"data-slot": found[1] or "", "id": found[2]})
