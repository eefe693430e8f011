"""HTML, read: what browsers show of it. Nothing that acts is taken over."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handrail.importing.document import (
    Block,
    Code,
    Document,
    Dropped,
    Facts,
    Heading,
    Item,
    Line,
    Listing,
    Paragraph,
    Picture,
    Quote,
    RefusedError,
    Run,
    Table,
    texts,
    trimmed,
    words,
)

_DEEPEST: Final = 150
_ACTIVE: Final = {
    "script": "script",
    "iframe": "frame",
    "frame": "frame",
    "object": "embedded program",
    "embed": "embedded program",
    "applet": "embedded program",
    "canvas": "drawing by a script",
    "svg": "drawing within the page",
}
"""What is dropped and counted; no text of an author's stands in it."""
_SILENT: Final = frozenset(
    {
        "style",
        "template",
        "noscript",
        "link",
        "meta",
        "base",
        "head",
        "title",
        "-comment",
        "!doctype",
        "param",
        "source",
        "track",
    }
)
_CONTROLS: Final = frozenset(
    {"button", "select", "textarea", "input", "option", "datalist", "progress", "meter", "dialog"}
)
_MEDIA: Final = {"video": "video", "audio": "sound"}
_BLOCKS: Final = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figure figcaption footer "  # noqa: SIM905 - names, as a text
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary "
    "table tbody td tfoot th thead tr ul caption label".split()
)
_STRONG: Final = frozenset({"b", "strong"})
_EMPHASIS: Final = frozenset({"em", "i", "cite", "dfn", "var"})
_CODE: Final = frozenset({"code", "kbd", "samp", "tt", "math"})
_BY_CLASS: Final = {
    "advertisement": re.compile(
        r"(?:^|[\s_-])(?:ads?|advert\w*|adsbygoogle|adunit|adslot|sponsor(?:ed)?|promo(?:tion|ted)?|taboola|outbrain)(?:$|[\s_-])"
    ),
    "cookie banner": re.compile(r"cookie|consent|gdpr"),
    "share line": re.compile(r"(?:^|[\s_-])(?:share|sharing|social)(?:$|[\s_-])"),
    "navigation": re.compile(
        r"(?:^|[\s_-])(?:breadcrumbs?|navbar|pagination|skip-link|toc|menu)(?:$|[\s_-])"
    ),
    "call to subscribe": re.compile(r"(?:^|[\s_-])(?:newsletter|subscribe|signup)(?:$|[\s_-])"),
}
_SHORTEST_DRAWING: Final = 400
_SHORTEST_PICTURE: Final = 160
"""Characters of a picture within the page; what has fewer is a dot, or an empty drawing."""
_SOUND: Final = ("http", "https", "mailto", "tel")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SAVED_FROM: Final = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)")


@dataclass(frozen=True)
class _Look:
    """How text looks where it stands."""

    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: str = ""


_PLAIN: Final = _Look()


@dataclass
class _Reader:
    base: str
    dropped: list[Dropped] = field(default_factory=list)
    active: Counter[str] = field(default_factory=Counter)
    unlinked: list[str] = field(default_factory=list)

    def blocks(self, node: LexborNode, look: _Look = _PLAIN, depth: int = 0) -> list[Block]:  # noqa: C901 - one turn for each make of node
        """Read what stands in a node as blocks; text between blocks is a paragraph."""
        if depth > _DEEPEST:
            raise RefusedError(
                f"The page nests more than {_DEEPEST} elements in one another.",
                "Open it in a browser, copy its text into a file `how-to.txt`, and import that.",
            )
        made: list[Block] = []
        line: list[Run] = []

        def flush() -> None:
            if words(tuple(line)):
                made.append(Paragraph(_spaced(line)))
            line.clear()

        for child in node.iter(include_text=True, skip_empty=False):
            self.handlers(child)
            if not self.is_shown(child):
                continue
            tag = child.tag or ""
            if tag == "-text":
                line.append(
                    Run(
                        _collapsed(child.text_content or ""), look.strong, look.emphasis, look.code, look.link
                    )
                )
            elif tag == "br":
                line.append(Run("\n"))
            elif tag == "img":
                flush()
                made += self.picture(child)
            elif tag in _BLOCKS or self.holds_blocks(child, depth):
                flush()
                made += self.block(child, look, depth)
            else:
                inner = self.blocks(child, self.looked(child, look), depth + 1)
                # It holds no block, so what came of it is one paragraph at most, and its text goes on here.
                for block in inner:
                    if isinstance(block, Paragraph):
                        line += _kept_space(child, block.line)
                    else:
                        flush()
                        made.append(block)
        flush()
        return made

    def holds_blocks(self, node: LexborNode, depth: int) -> bool:
        if depth > _DEEPEST:
            return False
        return any(
            (child.tag in _BLOCKS) or child.tag == "img" or self.holds_blocks(child, depth + 1)
            for child in node.iter()
        )

    def handlers(self, node: LexborNode) -> None:
        if not (node.tag or "").startswith("-"):
            self.active["handler"] += sum(name.startswith("on") for name in node.attributes)

    def is_shown(self, node: LexborNode) -> bool:
        """Tell whether a node is read; what isn't is dropped by name, unless nobody ever sees it."""
        tag = node.tag or ""
        if tag == "-text":
            return True
        if tag in _ACTIVE:
            self.active[_ACTIVE[tag]] += 1
            return False
        if tag in _SILENT or tag.startswith("-"):
            return False
        name = self.name_of(node, tag)
        if not name:
            return True
        said = " ".join((node.text(deep=True, separator=" ") or "").split())
        for inner in node.css("*"):
            self.handlers(inner)
        if said or name in _MEDIA.values():
            self.dropped.append(Dropped(name, said or name))
        return False

    def name_of(self, node: LexborNode, tag: str) -> str:  # noqa: PLR0911 - one for each name
        """Return by what name a node is dropped, or ""."""
        given = node.attributes
        if tag in _MEDIA:
            return _MEDIA[tag]
        if tag in _CONTROLS:
            return "" if tag == "input" and given.get("type") == "checkbox" else "control"
        if tag == "form" and not node.css_first("h1, h2, h3, h4, ol, ul, article, main"):
            return "control"
        if tag == "nav" or given.get("role") == "navigation":
            return "navigation"
        if tag == "footer" and not _stands_in(node, ("article", "main", "blockquote", "section", "figure")):
            return "foot of the page"
        if (
            "hidden" in given
            or _HIDDEN.search(given.get("style") or "")
            or given.get("aria-hidden") == "true"
        ):
            return "hidden text"
        if tag in ("body", "html", "main", "article"):
            return ""
        named = f"{given.get('class') or ''} {given.get('id') or ''}".lower()
        return next((name for name, pattern in _BY_CLASS.items() if pattern.search(named)), "")

    def looked(self, node: LexborNode, look: _Look) -> _Look:
        tag = node.tag or ""
        if tag == "a":
            return replace(look, link=self.address(node.attributes.get("href") or "", node))
        if tag in _STRONG:
            return replace(look, strong=True)
        if tag in _EMPHASIS:
            return replace(look, emphasis=True)
        return replace(look, code=True) if tag in _CODE else look

    def address(self, href: str, node: LexborNode) -> str:
        """Return a link's whole address; "" where it leads nowhere that can be known, or does something."""
        href = "".join(href.split())
        if not href or href.startswith("#"):
            return ""
        try:
            whole = urljoin(self.base, href)
            scheme = urlsplit(whole).scheme.lower()
        except ValueError:
            scheme = whole = ""
        if scheme in _SOUND:
            return whole
        if scheme in ("javascript", "vbscript", "data"):
            self.active["script"] += 1
        else:
            said = " ".join((node.text(deep=True) or "").split())
            self.unlinked.append(f"{href} (“{said[:60]}”)")
        return ""

    def block(self, node: LexborNode, look: _Look, depth: int) -> list[Block]:  # noqa: PLR0911 - one for each make
        tag = node.tag or ""
        level = _level(node, tag)
        if level:
            return self.heading(node, level, depth)
        match tag:
            case "ul" | "ol" | "menu":
                return self.listing(node, depth, is_ordered=tag == "ol")
            case "table":
                return self.table(node, depth)
            case "pre":
                text = (node.text(deep=True) or "").strip("\n")
                return [Code(text, _language(node))] if text.strip() else []
            case "blockquote":
                inner = self.blocks(node, depth=depth + 1)
                return [Quote(tuple(inner))] if inner else []
            case "figure":
                return self.figure(node, depth)
            case "dt" | "summary" | "legend":
                return self.blocks(node, replace(look, strong=True), depth + 1)
            case "a":
                return self.blocks(node, self.looked(node, look), depth + 1)
            case _:
                return self.blocks(node, self.looked(node, look), depth + 1)

    def heading(self, node: LexborNode, level: int, depth: int) -> list[Block]:
        inner = self.blocks(node, depth=depth + 1)
        said = [run for block in inner if isinstance(block, Paragraph) for run in (*block.line, Run(" "))]
        rest = [block for block in inner if not isinstance(block, Paragraph)]
        return [*([Heading(level, _spaced(said))] if words(tuple(said)) else []), *rest]

    def listing(self, node: LexborNode, depth: int, *, is_ordered: bool) -> list[Block]:
        items: list[Item] = []
        number = _number(node.attributes.get("start")) or 1
        for child in node.iter(include_text=True):
            self.handlers(child)
            if not self.is_shown(child):
                continue
            is_item = child.tag == "li"
            number = (_number(child.attributes.get("value")) or number) if is_item else number
            if child.tag == "-text":
                said = _collapsed(child.text_content or "")
                inner: list[Block] = [Paragraph((Run(said),))] if said.strip() else []
            else:
                inner = (
                    self.blocks(child, depth=depth + 1) if is_item else self.block(child, _PLAIN, depth + 1)
                )
            if not inner:
                continue
            ticks = is_item and bool(child.css("input[type=checkbox]"))
            if is_item or not items:
                items.append(Item(tuple(inner), ticks, number if is_ordered else None))
                number += 1
            else:  # what stands between items belongs to the one above
                items[-1] = replace(items[-1], blocks=(*items[-1].blocks, *inner))
        return [Listing(tuple(items), is_ordered)] if items else []

    def table(self, node: LexborNode, depth: int) -> list[Block]:
        """Read a table; one that only arranges blocks is read as those."""
        rows = [row for row in node.css("tr") if _nearest(row, "table") == node]
        cells = [[cell for cell in row.iter() if cell.tag in ("td", "th")] for row in rows]
        wide = max(map(len, cells), default=0)
        read = [[self.blocks(cell, depth=depth + 1) for cell in row] for row in cells]
        caption = [
            block
            for each in node.iter()
            if each.tag == "caption"
            for block in self.blocks(each, depth=depth + 1)
        ]
        flat = all(isinstance(block, Paragraph) for row in read for cell in row for block in cell)
        if wide < 2 or not flat:  # noqa: PLR2004 - one column
            return [*caption, *(block for row in read for cell in row for block in cell)]
        lines = [tuple(_cell(cell) for cell in row) for row in read]
        has_head = all(cell.tag == "th" for cell in cells[0]) or _nearest(rows[0], "thead") is not None
        kept = [row for row in lines if any(words(cell) for cell in row)]
        if not kept:
            return caption
        head = kept[0] if has_head and kept[0] == lines[0] else ()
        return [*caption, Table(head, tuple(kept[1:] if head else kept))]

    def figure(self, node: LexborNode, depth: int) -> list[Block]:
        inner: list[Block] = []
        caption: Line = ()
        for child in node.iter(include_text=True):
            if child.tag == "figcaption":
                said = self.blocks(child, depth=depth + 1)
                lines = [block.line for block in said if isinstance(block, Paragraph)]
                caption = _joined(lines)
                inner += (block for block in said if not isinstance(block, Paragraph))
        for child in node.iter(include_text=True):
            if child.tag != "figcaption" and self.is_shown(child):
                if child.tag == "img":
                    inner += self.picture(child)
                elif child.tag == "-text":
                    inner += (
                        [Paragraph((Run(child.text_content or ""),))]
                        if (child.text_content or "").strip()
                        else []
                    )
                else:
                    inner += (
                        self.blocks(child, depth=depth + 1)
                        if child.tag not in ("pre", "table", "blockquote")
                        else self.block(child, _PLAIN, depth + 1)
                    )
        pictures = [at for at, block in enumerate(inner) if isinstance(block, Picture)]
        if pictures and words(caption):
            last = inner[pictures[-1]]
            inner[pictures[-1]] = replace(last, caption=caption) if isinstance(last, Picture) else last
        elif words(caption):
            inner.append(Paragraph(caption))
        return inner

    def picture(self, node: LexborNode) -> list[Block]:
        given = node.attributes
        sources = [given.get(name) or "" for name in ("data-src", "data-original", "data-lazy-src", "src")]
        sources.append((given.get("srcset") or given.get("data-srcset") or "").split(" ")[0].rstrip(","))
        src = next((each.strip() for each in sources if each.strip() and not _is_blank(each)), "")
        alt = " ".join((given.get("alt") or "").split())
        if _is_blank(src) or not src or _number(given.get("width")) == 1:
            if alt:
                self.dropped.append(Dropped("words of a picture that isn't there", alt))
            return []
        rights = given.get("data-credit") or given.get("data-license") or ""
        return [Picture(src, alt, (), rights)]


def read(source: str) -> Document:
    """Read a page of HTML.

    Raises:
        RefusedError: If it nests deeper than a page does.

    """
    tree = LexborHTMLParser(source)
    metas = {
        (m.attributes.get("name") or m.attributes.get("property") or "").lower(): m.attributes.get("content")
        or ""
        for m in tree.css("meta")
    }
    reader = _Reader(_base(tree, source, metas))
    body = tree.body
    blocks = reader.blocks(body) if body else []
    reader.active["script"] += len(tree.css("head script:not([type='application/ld+json'])"))
    remarks = list(_told(reader.active, reader.unlinked))
    title = tree.css_first("title")
    said = " ".join((title.text() or "").split()) if title else ""
    facts = Facts(title=said, reviewed=_day(metas), rights=metas.get("copyright", "") or _licence(tree))
    summary = " ".join((metas.get("description") or metas.get("og:description") or "").split())
    if summary and summary not in " ".join(texts(blocks)):
        reader.dropped.append(Dropped("description for search engines", summary))
    return Document(tuple(blocks), facts, tuple(reader.dropped), tuple(remarks))


def structured(source: str) -> tuple[str, ...]:
    """Return the JSON-LD that stands in a page."""
    found = LexborHTMLParser(source).css("script[type='application/ld+json']")
    return tuple(node.text() or "" for node in found)


def _told(active: Mapping[str, int], unlinked: list[str]) -> Iterator[str]:
    gone = [f"{count} {name}{'s' if count > 1 else ''}" for name, count in sorted(active.items()) if count]
    if gone:
        yield f"Left out, since nothing in a guide acts by itself: {', '.join(gone)}."
    if unlinked:
        yield (
            f"{len(unlinked)} links lead to places of the other site that can't be known here; "
            f"their words stay: {'; '.join(unlinked)}."
        )


def _base(tree: LexborHTMLParser, source: str, metas: Mapping[str, str]) -> str:
    saved = _SAVED_FROM.search(source[:2000])
    canonical, base = tree.css_first("link[rel=canonical]"), tree.css_first("base[href]")
    given = (
        base.attributes.get("href") if base else "",
        canonical.attributes.get("href") if canonical else "",
        metas.get("og:url"),
        saved[1] if saved else "",
    )
    return next((each for each in given if each and each.startswith(("http://", "https://"))), "")


def _day(metas: Mapping[str, str]) -> str:
    given = (
        metas.get("article:modified_time")
        or metas.get("last-modified")
        or metas.get("article:published_time")
        or ""
    )
    found = re.match(r"\d{4}-\d{2}-\d{2}", given)
    return found[0] if found else ""


def _licence(tree: LexborHTMLParser) -> str:
    node = tree.css_first("a[rel~=license], link[rel~=license]")
    return (node.attributes.get("href") or "") if node else ""


def _collapsed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _spaced(line: list[Run]) -> Line:
    """Return a line without white space twice, nor at its ends or about its breaks."""
    made: list[Run] = []
    for run in line:
        said = run.text
        if not made or made[-1].text.endswith((" ", "\n")):
            said = said.lstrip(" ")
        if said.startswith("\n") and made:
            made[-1] = replace(made[-1], text=made[-1].text.rstrip(" "))
        if said:
            made.append(replace(run, text=said))
    return trimmed(tuple(made))


def _kept_space(node: LexborNode, line: Line) -> Line:
    """Give a line that was trimmed the white space back that the node begins and ends with."""
    whole = node.text(deep=True) or ""
    before = (Run(" "),) if whole[:1].isspace() else ()
    return (*before, *line, Run(" ")) if whole[-1:].isspace() else (*before, *line)


def _joined(lines: list[Line]) -> Line:
    made: Line = ()
    for line in lines:
        made = (*made, Run(" "), *line) if made else line
    return made


def _cell(blocks: list[Block]) -> Line:
    flat = _joined([block.line for block in blocks if isinstance(block, Paragraph)])
    return tuple(replace(run, text=run.text.replace("\n", " ")) for run in flat)


def _level(node: LexborNode, tag: str) -> int:
    if re.fullmatch(r"h[1-6]", tag):
        return int(tag[1])
    if node.attributes.get("role") == "heading":
        return _number(node.attributes.get("aria-level")) or 2
    return 0


def _number(given: str | None) -> int:
    return int(given) if given and given.isdecimal() and len(given) < 6 else 0  # noqa: PLR2004 - no step has it


def _language(node: LexborNode) -> str:
    inner = node.css_first("code")
    named = f"{node.attributes.get('class') or ''} {(inner.attributes.get('class') or '') if inner else ''}"
    found = re.search(r"\b(?:language|lang|highlight)-([\w+#-]+)", named)
    return found[1] if found else ""


def _is_blank(src: str) -> bool:
    """Tell whether an address stands in for a picture that a script would load later."""
    short = _SHORTEST_DRAWING if src.startswith("data:image/svg") else _SHORTEST_PICTURE
    return src.startswith("data:image/") and len(src) < short


def _stands_in(node: LexborNode, tags: tuple[str, ...]) -> bool:
    above = node.parent
    while above is not None:
        if above.tag in tags:
            return True
        above = above.parent
    return False


def _nearest(node: LexborNode, tag: str) -> LexborNode | None:
    above = node.parent
    while above is not None and above.tag != tag:
        if above.tag == "table":
            return None
        above = above.parent
    return above
