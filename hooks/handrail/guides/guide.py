"""A guide: a folder of Markdown pages as parts and steps, in the terms of schema.org's HowTo."""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Final

from handrail.guides.addresses import address
from handrail.guides.beside import NO_FILES, Files
from handrail.guides.front_matter import BLANKS, Front, PageFront
from handrail.guides.notes import own_notes
from handrail.guides.steps import Step, cut
from handrail.guides.uses import WidgetUse, uses
from handrail.problem import Problem, named
from handrail.reading.attributes import ID
from handrail.reading.inline import slugify
from handrail.reading.schema import FRONT_MATTER, check, drafted
from handrail.reading.source import Source
from handrail.widgets.kinds import Kinds

INDEX: Final = "index.md"
_NUMBERED = re.compile(r"(\d+)-.*\.md")


@dataclass(frozen=True, eq=False)
class Page:
    """A Markdown page of a guide: its index, a part, or a supporting page.

    `notes` has, for each step in order, the reader's own; nothing where the page has none of them.
    """

    source: Source
    title: str
    description: str
    uses: tuple[WidgetUse, ...]
    steps: tuple[Step, ...] = ()
    notes: tuple[WidgetUse, ...] = ()

    @property
    def drawn(self) -> tuple[WidgetUse, ...]:
        """All widgets on it: those that its author put there, and the reader's own note of each step."""
        return (*self.uses, *self.notes)

    @property
    def file(self) -> str:
        """Its address beside the guide's other pages."""
        return posixpath.basename(address(self.source.path))


@dataclass(frozen=True, eq=False)
class Guide:
    """A guide.

    Attributes:
        slug: Its folder below `guides/`; its readers' answers are saved under this name.
        index: The overview; it holds the steps of a guide without part files.
        parts: In order. A guide without part files has one, its index.
        support: The other pages, in the order in which the overview links to them, then by name.

    """

    slug: str
    front: Front
    index: Page
    parts: tuple[Page, ...]
    support: tuple[Page, ...]

    @property
    def folder(self) -> str:
        """Where it lies in the docs folder."""
        return self.index.source.folder

    @property
    def topic_slug(self) -> str:
        """The anchor of its topic on the home page."""
        return slugify(self.front.topic) or "topic"

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every page once: index, parts, support."""
        parts = self.parts if self.parts != (self.index,) else ()
        return (self.index, *parts, *self.support)

    def room_for(self, file: str) -> str | None:
        """Return the path of a page that the build makes in its folder; `None` if its author wrote one."""
        path = f"{self.folder}/{file}" if self.folder else file
        return None if any(path == page.source.path for page in self.pages) else path

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps in order."""
        return tuple(chain.from_iterable(part.steps for part in self.parts))


def is_numbered(name: str) -> bool:
    """Tell whether a file name is a part's, such as `04-talk.md`."""
    return _NUMBERED.fullmatch(name) is not None


def assemble(
    slug: str,
    sources: Iterable[Source],
    kinds: Kinds,
    files: Files = NO_FILES,
) -> tuple[Guide, tuple[Problem, ...]]:
    """Make a guide of the pages of its folder.

    Args:
        slug: Its name.
        sources: Its pages.
        kinds: The widgets that may stand on them.
        files: The YAML files beside its pages.

    Returns:
        The guide, and what is wrong. Where it has no index, or the front matter there is not right, the
        guide has as much of it as is. The rules of `rules.py` are not applied yet.

    """
    by_name = {source.name: source for source in sources}
    problems = [problem for source in by_name.values() for problem in source.problems]
    index = by_name.pop(INDEX, None)
    if index is None:
        first = min(by_name.values(), key=lambda source: source.path)
        what = f"The guide folder `{named(first.folder)}` has no {INDEX}."
        fix = f"Add `{named(first.folder)}/{INDEX}` with the guide's front matter."
        missing = Problem(first.path, 1, "HR104", what, fix)
        problems.append(missing)
        index = Source(f"{first.folder}/{INDEX}", problems=(missing,))
    right, front_problems = _front(Front, index)
    front = right or drafted(Front, index.front, BLANKS)
    numbered = sorted(filter(is_numbered, by_name), key=lambda name: (int(name.split("-")[0]), name))
    pages: dict[str, Page] = {}
    number = 1
    for name in (*numbered, *sorted(set(by_name) - set(numbered))):
        at = number if name in numbered else None
        page, page_problems = _page(by_name[name], at, kinds, files, has_notes=front.notes)
        pages[name] = page
        number += len(page.steps)
        problems += page_problems
    whole, index_problems = _index(index, front, kinds, files, has_steps=not numbered)
    problems += (*front_problems, *index_problems)
    parts = tuple(pages[name] for name in numbered) or (whole,)
    support = tuple(pages[name] for name in _in_order_of_links(set(by_name) - set(numbered), index))
    return Guide(slug, front, whole, parts, support), tuple(problems)


def _in_order_of_links(names: set[str], index: Source) -> list[str]:
    """Order supporting pages as the overview first links to them, the others behind by their names."""
    targets = [link.target.partition("#")[0] for link in index.links]
    return sorted(names, key=lambda n: (targets.index(n) if n in targets else len(targets), n))


def _front[T](kind: type[T], source: Source) -> tuple[T | None, tuple[Problem, ...]]:
    """Check front matter, unless what is wrong with it has been said already."""
    if source.problems and not source.front.values:
        return None, ()
    return check(kind, source.front, source.path, FRONT_MATTER)


def _index(
    source: Source,
    front: Front,
    kinds: Kinds,
    files: Files,
    *,
    has_steps: bool,
) -> tuple[Page, tuple[Problem, ...]]:
    found, problems = uses(source, "overview", kinds, files)
    steps = cut(source, 1) if has_steps else ()
    notes = own_notes(steps, kinds) if front.notes else ()
    return Page(source, front.title, front.summary, found, steps, notes), problems


def _page(
    source: Source, number: int | None, kinds: Kinds, files: Files, *, has_notes: bool
) -> tuple[Page, tuple[Problem, ...]]:
    """Make a page; `number` is that of its first step, or `None` for a supporting page."""
    front, problems = _front(PageFront, source)
    name = source.name.removesuffix(".md")
    found, use_problems = uses(source, name if ID.fullmatch(name) else slugify(name) or "page", kinds, files)
    steps = () if number is None else cut(source, number)
    title, description = (front.title, front.description) if front else ("", "")
    notes = own_notes(steps, kinds) if has_notes and (front is None or front.notes) else ()
    return Page(source, title, description, found, steps, notes), (*problems, *use_problems)
