"""A Python-Markdown extension: blocks that hang on facts, put around what stands in them.

What a block hangs on stands in its attributes: `data-when` names the fact, `data-by` the widget that it
comes from, and `data-is` or `data-is-not` the values. The page's script hides what does not apply
(widgets/runtime/reader/conditions.ts); without it everything shows, below the words that say whom it is for.
"""

import json
import re
from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.treeprocessors import Treeprocessor

from handrail.guides.facts import Published
from handrail.guides.guide import Page
from handrail.reading.conditions import Condition

BLOCK: Final = re.compile(r'<div class="when"[^>]* data-line="(\d+)"')
"""How a block begins in HTML, with its line in the file."""

_LABEL: Final = "label"
_MARK: Final = re.compile("\ue004(.*)\ue005")
_CLOSE: Final = "\ue004\ue005"


def marks(page: Page, facts: Mapping[str, tuple[Published, ...]]) -> dict[int, tuple[int, str]]:
    """Return what takes the place of lines that open and close blocks: first line -> (last, mark)."""
    found: dict[int, tuple[int, str]] = {}
    for block in page.source.conditions:
        found[block.line] = (block.head, f"\n\ue004{json.dumps(_described(block, facts))}\ue005\n")
        found[block.last] = (block.last, f"\n{_CLOSE}\n")
    return found


def _described(block: Condition, facts: Mapping[str, tuple[Published, ...]]) -> dict[str, str]:
    by = facts[block.fact][0].use.id if block.fact in facts else ""
    values = {"data-is-not" if block.unless else "data-is": " ".join(block.values)}
    return {
        "data-line": str(block.line),
        "data-when": block.fact,
        "data-by": by,
        **values,
        _LABEL: block.label,
    }


def register(md: Markdown, before: float) -> None:
    """Read marks among Python-Markdown's blocks; make elements of them before another tree processor runs.

    Args:
        md: The instance.
        before: The priority of that tree processor.

    """
    md.parser.blockprocessors.register(_Marks(md.parser), "handrail-marks", 86)
    md.treeprocessors.register(_Blocks(md), "handrail-blocks", before + 0.5)


class _Marks(BlockProcessor):
    """Keep the place of a mark in the tree."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Python-Markdown's signature
        return _MARK.fullmatch(block.strip()) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        found = _MARK.fullmatch(blocks.pop(0).strip())
        if found:
            SubElement(parent, "div", {"data-mark": found[1]})


class _Blocks(Treeprocessor):
    """Put what stands between two marks into elements of its own."""

    def run(self, root: Element) -> None:
        if not any("data-mark" in child.attrib for child in root):
            return
        children, root[:] = list(root), []
        around = [root]
        for child in children:
            mark = child.get("data-mark")
            if mark is None:
                around[-1].append(child)
            elif mark:
                attributes = json.loads(mark)
                label = attributes.pop(_LABEL)
                block = SubElement(around[-1], "div", {"class": "when", **attributes})
                SubElement(block, "p", {"class": "when-label"}).text = label
                around.append(block)
            elif len(around) > 1:
                block = around.pop()
                if all(map(_is_tool, block)):
                    block.set("data-tools", "")


def _is_tool(child: Element) -> bool:
    """Tell whether something in a block is a tool, such a block, or the words that say whom it is for.

    The style sheet wants to know where nothing else stands. It could ask with `:has()`, but a browser
    would then ask anew, and look through the whole page, whenever a tool is drawn.
    """
    return child.get("data-slot") == "" or child.get("class") in {"when", "when-label"}
