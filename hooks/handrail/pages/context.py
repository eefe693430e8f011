"""What a page's template sees: its guide's outline, where it stands in it, and where to go on."""

import posixpath
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Final
from urllib.parse import quote

from handrail_widgets.kit.words import Words
from markupsafe import Markup, escape

from handrail.guides.addresses import moved
from handrail.guides.catalogue import Catalogue
from handrail.guides.guide import Guide, Page
from handrail.pages import mine, whole
from handrail.pages.prose import Prose, drawn
from handrail.pages.views import (
    NOTHING,
    GuideView,
    HandrailView,
    LinkView,
    PartView,
    PictureView,
    StepView,
    SupportView,
    TopicView,
)
from handrail.words.template import Translate

HUES: Final = 6
WHOLE_URL: Final = whole.FILE.replace(".md", ".html")
NOTES_URL: Final = mine.FILE.replace(".md", ".html")


def home(catalogue: Catalogue, base: HandrailView) -> HandrailView:
    """Return what the home page's template sees: all topics with their guides."""
    topics = tuple(
        TopicView(escape(topic), escape(guides[0].topic_slug), tuple(_card(guide, "") for guide in guides))
        for topic, guides in catalogue.topics.items()
    )
    return replace(base, kind="home", topics=topics)


def of_guide(
    catalogue: Catalogue,
    guide: Guide,
    page: Page,
    base: HandrailView,
    t: Translate,
) -> HandrailView:
    """Return what the template of a guide's page sees; `t` gives the sentences in it."""
    outline = _whole(guide)
    at = guide.parts.index(page) if page in guide.parts else -1
    kind = "overview" if page is guide.index else "part" if at >= 0 else "support"
    if kind == "part":
        parts = tuple(replace(part, is_here=here == at) for here, part in enumerate(outline.parts))
        outline = replace(outline, parts=parts)
    view = replace(base, kind=kind, guide=outline)
    if kind == "overview":
        neighbours = tuple(_card(other, guide.folder) for other in catalogue.neighbours(guide))
        first = _turn(guide, 0, t) if guide.parts != (guide.index,) else None
        return replace(view, neighbours=neighbours, next=first)
    if kind == "part":
        back = _turn(guide, at - 1, t)
        ahead = _turn(guide, at + 1, t)
        return replace(view, part=outline.parts[at], previous=back, next=ahead)
    return replace(view, checked=_checked(page))


def of_whole(guide: Guide, base: HandrailView, rendered: Mapping[str, str]) -> HandrailView:
    """Return what the template of the page with a whole guide sees.

    Args:
        guide: The guide.
        base: What all pages see.
        rendered: The HTML of pages, with its widgets, by their paths in the docs folder.

    """
    pages = (*guide.parts, *guide.support)
    html = [rendered[page.source.path] for page in pages]
    joined = [*map(Markup, whole.joined([(page.file, own) for page, own in zip(pages, html, strict=True)]))]
    count = len(guide.parts)
    appendix = tuple(
        SupportView(at + 1, NOTHING if "<h1" in html[at] else escape(page.title), joined[at], _checked(page))
        for at, page in enumerate(pages)
        if at >= count
    )
    return replace(base, kind="whole", guide=_whole(guide), contents=tuple(joined[:count]), appendix=appendix)


def _checked(page: Page) -> Markup:
    """Return the day on which a supporting page was checked, or words that stand in its place."""
    return escape(page.source.front.values.get("checked") or "")


def of_notes(guide: Guide, base: HandrailView, words: Words) -> HandrailView:
    """Return what the template of the page with the reader's notes sees."""
    return replace(
        base,
        kind="mine",
        guide=_whole(guide),
        own=tuple(mine.places(guide, words)),
        shapes=mine.shapes(guide),
    )


def _turn(guide: Guide, at: int, t: Translate) -> LinkView:
    """Return the link to a part; before the first and after the last comes the overview."""
    if not 0 <= at < len(guide.parts):
        return LinkView(t("guide.overview"), escape(guide.index.file), NOTHING)
    part = guide.parts[at]
    return LinkView(escape(part.title), escape(part.file), t("guide.part", number=at + 1))


def _card(guide: Guide, folder: str) -> GuideView:
    """Draw a guide as seen from a page in another folder, without its parts."""
    to = f"{quote(posixpath.relpath(guide.folder, folder or '.'))}/"
    front = guide.front
    start = guide.parts[0].file
    return GuideView(
        title=escape(front.title),
        line=escape(front.line),
        picture=PictureView(escape(f"{to}{quote(front.picture.src)}"), escape(front.picture.alt))
        if front.picture
        else None,
        sensitive=front.sensitive,
        summary=escape(front.summary),
        topic=escape(front.topic),
        adults=front.adults,
        reviewed=escape(front.reviewed.isoformat()),
        time=escape(front.time),
        needs=tuple(escape(need) for need in front.needs),
        tips=(),
        wont_promise=escape(front.wont_promise),
        exit_url=escape(front.exit_url),
        slug=escape(guide.slug),
        url=escape(f"{to}{guide.index.file}"),
        start_url=escape(f"{to}{start}"),
        part_count=len(guide.parts) if guide.parts != (guide.index,) else 0,
        step_count=len(guide.steps),
        parts=(),
        support=(),
        gates=(),
        sources=(),
    )


@lru_cache(maxsize=16)  # the pages of a guide are drawn one after another
def _whole(guide: Guide) -> GuideView:
    """Draw a guide as seen from its own pages, which all lie in one folder."""
    front = guide.front
    index = guide.index.source.path
    tips, promise, sources = (
        tuple(Prose(text, index, {}) for text in texts)
        for texts in (front.tips, (front.wont_promise,), front.sources)
    )
    gates = tuple((gate, moved(gate.link, index, index)) for gate in front.gates)
    gated = {to.partition("#")[0] for _, to in gates}
    texts = iter(drawn((*tips, *promise, *_notes(guide), *sources), index))
    return replace(
        _card(guide, guide.folder),
        url=escape(guide.index.file),
        start_url=escape(guide.parts[0].file),
        tips=tuple(islice(texts, len(tips))),
        wont_promise=next(texts),
        parts=tuple(_part(guide, at) for at in range(len(guide.parts))),
        support=tuple(
            LinkView(escape(p.title), escape(p.file)) for p in guide.support if p.file not in gated
        ),
        gates=tuple(LinkView(escape(gate.label), escape(to)) for gate, to in gates),
        sources=tuple(texts),
        whole_url=escape(WHOLE_URL) if whole.page(guide) else NOTHING,
        notes_url=escape(NOTES_URL) if mine.page(guide) else NOTHING,
    )


def _part(guide: Guide, at: int) -> PartView:
    part = guide.parts[at]
    return PartView(
        at + 1,
        len(guide.parts),
        escape(part.title),
        escape(part.file),
        at % HUES + 1,
        is_here=False,
        steps=tuple(
            StepView(step.number, escape(step.title), escape(f"{part.file}#{step.id}")) for step in part.steps
        ),
    )


def _notes(guide: Guide) -> tuple[Prose, ...]:
    """Gather the parts' footnotes, each once.

    A label such as `lewicki2016` names one source however it is worded; a mere number does not.
    """
    notes: dict[str, Prose] = {}
    for part in guide.parts:
        source = part.source
        for note in source.notes:
            text = Prose(note.text, source.path, source.references)
            notes.setdefault(note.text if note.label.isdigit() else note.label, text)
    return tuple(notes.values())
