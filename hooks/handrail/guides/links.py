"""The rules that look beyond one guide: where links lead, and whether pictures are there."""

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from handrail.guides import settings_links
from handrail.guides.addresses import resolved
from handrail.guides.front_matter import RENDERED
from handrail.guides.guide import Guide, Page
from handrail.problem import Problem, named
from handrail.reading.inline import suggestion
from handrail.reading.settings import Settings
from handrail.reading.spans import Span, find

_CAPITALS: Final = "Write it in the same way: most hosts tell capitals from small letters."
_OUTSIDE: Final = ("http", "https", "mailto", "tel", "sms", "geo", "data")


@dataclass(frozen=True)
class Places:
    """Where links may lead: every file of the docs folder, and the pages of all guides by path."""

    files: frozenset[str]
    pages: Mapping[str, Page]

    @cached_property
    def anchors(self) -> dict[str, frozenset[str]]:
        """The anchors of each page of a guide that could be read to its end."""
        return {path: _anchors(page) for path, page in self.pages.items() if page.source.is_whole}

    @cached_property
    def small(self) -> dict[str, str]:
        """The files by their paths in small letters."""
        return {file.casefold(): file for file in sorted(self.files, reverse=True)}

    @cached_property
    def folders(self) -> dict[str, list[str]]:
        """The files of each folder."""
        folders: dict[str, list[str]] = {}
        for file in self.files:
            folders.setdefault(posixpath.dirname(file), []).append(file)
        return folders


def dead(guide: Guide, places: Places) -> Iterator[Problem]:
    """Yield what is wrong with a guide's links and pictures."""
    for page in guide.pages:
        for image in page.source.images:
            yield from _image(page, image, places)
        for link in (*page.source.links, *_in_settings(page)):
            yield from _link(page, link, places)
    front = guide.index.source.front
    for where, target in settings_links.links(guide.front):
        yield from _link(guide.index, Span(front.line(where), target, target), places)
    if picture := guide.front.picture:
        span = Span(front.line(("picture", "src")), picture.src, picture.alt)
        yield from _image(guide.index, span, places)
    for text, line in _texts(guide.index.source.front):
        found = find((text,), line)
        for image in found.images:
            yield from _image(guide.index, image, places)
        for link in found.links:
            yield from _link(guide.index, link, places)


def _in_settings(page: Page) -> Iterator[Span]:
    """Walk the links that stand in the settings of a page's widgets."""
    return (Span(line, target, target) for use in page.uses for target, line in use.links)


def _texts(front: Settings) -> Iterator[tuple[str, int]]:
    """Walk the texts of the front matter that are Markdown, each with its line."""
    for name in RENDERED:
        value = front.values.get(name)
        for at, text in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(text, str):
                yield " ".join(text.split("\n")), front.line((name, at))


def _image(page: Page, image: Span, places: Places) -> Iterator[Problem]:
    path = page.source.path
    if not image.words:
        what = f"The image {image.target} has no alt text."
        fix = "Say between the square brackets what is going on in it: `![Two people talk](...)`."
        yield Problem(path, image.line, "HR501", what, fix)
    try:
        scheme, _, relative, *_ = urlsplit(image.target)
    except ValueError:
        what = f"The address {image.target} can't be read."
        yield Problem(path, image.line, "HR502", what, "Write the picture's file name.")
        return
    if scheme in _OUTSIDE or image.target.startswith("//"):
        return
    target = resolved(path, relative)
    if target not in places.files:
        what = f"The image {image.target} is not there."
        fix = f"{_nearest(page, target, places)} Put the file at `{named(target)}`."
        if there := alike(path, target, places):
            what, fix = f'The image {image.target} is called "{there}" on the disk.', _CAPITALS
        yield Problem(path, image.line, "HR502", what, fix)


def _link(page: Page, link: Span, places: Places) -> Iterator[Problem]:
    path = page.source.path
    try:
        scheme, host, relative, _, anchor = urlsplit(link.target)
    except ValueError:
        what = f"The address {link.target} can't be read."
        yield Problem(path, link.line, "HR503", what, "Write a page's file name or a full address.")
        return
    if scheme or host:
        return
    target = resolved(path, relative) if relative else path
    if target not in places.files:
        what = f"The link to {link.target} leads to no file."
        fix = f"{_nearest(page, target, places)} Link to a page by its file name, such as `02-next.md`."
        if there := alike(path, target, places):
            what, fix = f'The file that {link.target} leads to is called "{there}" on the disk.', _CAPITALS
        yield Problem(path, link.line, "HR503", what, fix)
    elif anchor and target in places.anchors and unquote(anchor) not in places.anchors[target]:
        what = f'{named(target)} has no step or heading "#{anchor}".'
        near = suggestion(anchor, (a for a in places.anchors[target] if ":" not in a))
        fix = f"{near} Use the heading's words in small letters, joined by hyphens."
        yield Problem(path, link.line, "HR504", what, fix)


def alike(page: str, target: str, places: Places) -> str:
    """Return how a page must name the file whose path differs from a target's in capitals alone, or ""."""
    there = places.small.get(target.casefold())
    return quote(posixpath.relpath(there, posixpath.dirname(page) or ".")) if there else ""


def _nearest(page: Page, target: str, places: Places) -> str:
    """Suggest a file of the same folder."""
    names = {posixpath.basename(file): file for file in places.folders.get(posixpath.dirname(target), ())}
    near = get_close_matches(posixpath.basename(target), names, n=1, cutoff=0.7)
    return f'Did you mean "{posixpath.relpath(names[near[0]], page.source.folder)}"?' if near else ""


def _anchors(page: Page) -> frozenset[str]:
    """Every id that the built page has, as far as its source says."""
    headings = page.source.headings
    taken = {heading.id for heading in headings if heading.explicit or heading in _heads(page)}
    made: set[str] = set()
    count: Counter[str] = Counter()
    for heading in headings:
        if heading.id in taken:
            made.add(heading.id)
            continue
        count[heading.id] += 1
        again = count[heading.id] - 1
        made.add(f"{heading.id}_{again}" if again else heading.id)
    notes = {f"fn:{note.label}" for note in page.source.notes}
    return frozenset(made | notes | {use.id for use in page.uses} | page.source.anchors)


def _heads(page: Page) -> tuple[object, ...]:
    return tuple(step.heading for step in page.steps)
