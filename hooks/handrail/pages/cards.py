"""A Python-Markdown extension: step cards, beside the places that widgets are put into.

It wraps each `##` that carries `data-step`, and all below it, into a `<section class="step">`, makes a
figure of its first picture, and puts the footnotes it cites into its notes.
"""

import re
from copy import deepcopy
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from handrail_widgets.kit.words import Words
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from handrail.pages import captions, conditional, places
from handrail.words import english

STEP: Final = "\ue002{}\ue003"
"""Stands in the Markdown before the words of a step's heading, around its number, its id and its note's."""

CARD: Final = re.compile(r'<section aria-labelledby="[^"]*" class="step" data-step="(\d+)">')
"""How the card of a step begins in HTML."""

_STEP = re.compile(r"\ue002(\d+) ([\w.:-]+)(?: ([\w.:-]+))?\ue003")


class StepsExtension(Extension):
    """Registers the processors; its one setting is `words`, the site's sentences."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - Python-Markdown's own signature
        self.config = {"words": [english(), "The site's sentences."]}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Put each where it belongs among Python-Markdown's own.

        A step's heading gets its id after the author's attributes (8) and before toc would make one (5);
        its card is made before MkDocs resolves links (0). Copies of notes are named after that, since MkDocs
        looks for their anchors among those that were there before (5).
        """
        places.register(md)
        md.treeprocessors.register(_Headings(md), "handrail-headings", 7)
        conditional.register(md, before=3)
        md.treeprocessors.register(_Steps(md, self.getConfig("words")), "handrail-steps", 3)
        md.treeprocessors.register(_Copies(md), "handrail-copies", -1)


def makeExtension(**settings: Any) -> StepsExtension:  # noqa: ANN401, N802 - Python-Markdown's own signature
    """Make the extension, as Python-Markdown asks for it by the module's name."""
    return StepsExtension(**settings)


class _Headings(Treeprocessor):
    """Give a step's heading its number and its id, which stand before its words."""

    def run(self, root: Element) -> None:
        for heading in root.iter("h2"):
            if found := _STEP.match(heading.text or ""):
                heading.text = (heading.text or "")[found.end() :]
                heading.set("data-step", found[1])
                heading.set("id", found[2])
                if found[3]:
                    heading.set("data-note", found[3])


class _Steps(Treeprocessor):
    def __init__(self, md: Markdown, words: Words) -> None:
        super().__init__(md)
        self.words = words

    def run(self, root: Element) -> None:
        notes = _Notes(root)
        if any(child.get("data-step") for child in root):
            _wrap(root, notes)
            notes.tidy(root)
        captions.put_in(root, self.words)


class _Copies(Treeprocessor):
    """Give copies of a note, which stand in further steps, ids of their own; each step leads to its own."""

    def run(self, root: Element) -> None:
        seen: set[str] = set()
        for section in root.iter("section"):
            notes = section.find("details[@class='step-notes']/ol")
            for note in () if notes is None else notes:
                if (name := note.get("id", "")) in seen:
                    _rename(note, name, section)
                seen.add(name)


def _wrap(root: Element, notes: "_Notes") -> None:
    children = list(root)
    root[:] = []
    step: Element | None = None
    sections: list[tuple[Element, str]] = []
    for child in children:
        if child is notes.div:
            step = None
        elif child.tag == "h2" and child.get("data-step"):
            note = child.attrib.pop("data-note", "")
            step = _section(child)
            sections.append((step, note))
            root.append(step)
            continue
        (root if step is None else step).append(child)
    marks = {mark.get("id") for section, _ in sections for mark in section.iter("sup")}
    for at, (section, note) in enumerate(sections):
        _set_picture(section, is_lazy=at > 0)
        if note:
            SubElement(section, "div", {"data-slot": "", "id": note})
        notes.move(section, marks)


def _section(heading: Element) -> Element:
    number = heading.attrib.pop("data-step")
    section = Element(
        "section", {"class": "step", "data-step": number, "aria-labelledby": heading.get("id", "")}
    )
    head = SubElement(section, "header", {"class": "step-head"})
    label = SubElement(head, "p", {"class": "step-number"})
    label.text = number
    head.append(heading)
    heading.tail = "\n"
    return section


def _set_picture(section: Element, *, is_lazy: bool) -> None:
    """Move the step's first picture, which stands in a paragraph, below its head."""
    for at, paragraph in enumerate(section):
        image = paragraph.find("img") if paragraph.tag == "p" else None
        if image is None:
            continue
        _take_out(paragraph, image)
        if len(paragraph) == 0 and not (paragraph.text or "").strip():
            del section[at]
        if is_lazy:
            image.set("loading", "lazy")
        figure = Element("figure", {"class": "step-picture"})
        figure.append(image)
        figure.tail = "\n"
        section.insert(1, figure)
        return


def _take_out(parent: Element, child: Element) -> None:
    """Remove an element but leave the text after it."""
    at = list(parent).index(child)
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + (child.tail or "")
    else:
        parent.text = (parent.text or "") + (child.tail or "")
    child.tail = None
    parent.remove(child)


class _Notes:
    """The page's footnotes: those that steps cite go to each of them, the rest stay at the end.

    Python-Markdown numbers them as it comes by them, which is not the order of reading where a note is
    cited in a box; so they are numbered anew.
    """

    def __init__(self, root: Element) -> None:
        self.div = next((child for child in root if child.get("class") == "footnote"), None)
        self.list = self.div.find("ol") if self.div is not None else None
        self.by_id: dict[str, Element] = {}
        if self.list is not None:
            notes = {note.get("id", ""): note for note in self.list}
            cited = [name for link in _citations(root) if (name := _cited(link)) in notes]
            self.by_id = {name: notes[name] for name in dict.fromkeys([*cited, *notes])}
            self.list[:] = list(self.by_id.values())
            self.number(root)

    def number(self, root: Element) -> None:
        numbers = {name: str(number) for number, name in enumerate(self.by_id, 1)}
        for link in _citations(root):
            link.text = numbers.get(_cited(link), link.text)
        for name, note in self.by_id.items():
            note.set("value", numbers[name])

    def move(self, section: Element, marks: set[str | None]) -> None:
        """Put what a step cites into its notes; what a step before it cites too stands in both.

        `marks` are the ids of all places in steps from which notes are cited.
        """
        names = [name for name in dict.fromkeys(map(_cited, _citations(section))) if name in self.by_id]
        if not names or self.list is None:
            return
        details = SubElement(section, "details", {"class": "step-notes"})
        SubElement(details, "summary")
        notes = SubElement(details, "ol")
        away = marks - {mark.get("id") for mark in section.iter("sup")}
        for name in names:
            note = self.by_id[name]
            copied = deepcopy(note)
            if note in self.list:
                self.list.remove(note)
            _lead_back(copied, away)
            notes.append(copied)

    def tidy(self, root: Element) -> None:
        """Take the list at the end away if nothing is left in it."""
        if self.div is not None and self.list is not None and len(self.list) == 0:
            root.remove(self.div)


def _rename(note: Element, name: str, section: Element) -> None:
    """Give the copy of a note an id of its own, and lead the step's citations to it."""
    own = f"{name}.{section.get('data-step')}"
    note.set("id", own)
    for link in _citations(section):
        if _cited(link) == name:
            link.set("href", f"#{own}")


def _lead_back(note: Element, away: set[str | None]) -> None:
    """Take the links out of a note that lead back to other steps, which have a note of their own."""
    for parent in list(note.iter()):
        for link in list(parent):
            if link.get("class") == "footnote-backref" and _cited(link) in away:
                _take_out(parent, link)


def _citations(within: Element) -> list[Element]:
    return [link for link in within.iter("a") if link.get("class") == "footnote-ref"]


def _cited(link: Element) -> str:
    return link.get("href", "").removeprefix("#")
