"""HTML as a browser would take it apart, to see what a view really says."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from handrail_widgets.kit.markup import VOID

_PHRASING = {"p", "span", "label", "button", "h3", "h4", "legend", "summary", "b", "em", "strong", "small"}
_BLOCKS = {"div", "p", "ul", "ol", "section", "article", "form", "fieldset", "table", "h3", "h4", "details"}
_NEVER_IN_ITSELF = {"a", "button", "form", "label"}


@dataclass
class Node:
    """One element: its attributes by name, its elements and texts in order."""

    tag: str
    attributes: dict[str, str | None]
    children: list["Node | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    @property
    def tags(self) -> list[str]:
        return [self.tag, *(tag for c in self.children if isinstance(c, Node) for tag in c.tags)]

    @property
    def ids(self) -> list[str]:
        own = [self.attributes["id"] or ""] if "id" in self.attributes else []
        return own + [name for c in self.children if isinstance(c, Node) for name in c.ids]

    def all(self, tag: str) -> list["Node"]:
        """Return the elements of a tag within this one, in the order of the document."""
        within = [c for c in self.children if isinstance(c, Node)]
        return [found for c in within for found in ([c] if c.tag == tag else []) + c.all(tag)]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"<{tag}> has an attribute twice: {attrs}"
        outside = [node.tag for node in self.open]
        assert not (tag in _BLOCKS and _PHRASING & {*outside}), f"<{tag}> can't stand in {outside}"
        assert not (tag in _NEVER_IN_ITSELF and tag in outside), f"<{tag}> can't stand in itself"
        node = Node(tag, dict(attrs))
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        at = self.open[-1]
        if at.tag in ("textarea", "pre") and not at.children:
            data = data.removeprefix("\n")  # as a browser does
        if data and at.children and isinstance(at.children[-1], str):
            at.children[-1] += data
        elif data:
            at.children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def parse(html: str, *, strictly: bool = True) -> Node:
    """Return what stands in the HTML; fail if it is not balanced or, `strictly`, nested wrongly."""
    reader = _Reader() if strictly else _Lenient()
    reader.feed(html)
    reader.close()
    assert reader.open == [reader.root], f"<{reader.open[-1].tag}> is never closed"
    return reader.root


class _Lenient(_Reader):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)
