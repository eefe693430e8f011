"""All guides of a site: found, read and checked together, and ordered by topic."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path

from handrail.guides import beside, facts, imported, links, rules, slips
from handrail.guides.beside import Beside, Files
from handrail.guides.disk import misnamed, walked
from handrail.guides.guide import Guide, Page, assemble, is_numbered
from handrail.guides.links import Places
from handrail.problem import Problem
from handrail.reading.source import Source, digested, parse, unreadable
from handrail.widgets.kinds import Kinds

GUIDES = "guides"
"""The folder of the docs folder that holds the guides, at any depth."""

HOME = "index.md"
"""The page that a site begins with; the build makes it where nobody wrote one."""

NEIGHBOURS = 6
"""How many guides of the same topic an overview names; naming all would cost the square of their number."""


@dataclass(frozen=True, eq=False)
class Folder:
    """What a folder's pages came to: a guide, and what is wrong within it."""

    sources: tuple[Source, ...]
    beside: Files
    guide: Guide
    problems: tuple[Problem, ...]


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Every guide, in the order of their folders, and everything wrong with them.

    Attributes:
        guides: The guides.
        problems: What is wrong, sorted.
        folders: Each guide folder, by its path, and what its pages came to.
        others: The pages outside guides, by their paths.
        kinds: The widgets that pages could use.

    """

    guides: tuple[Guide, ...] = ()
    problems: tuple[Problem, ...] = ()
    folders: Mapping[str, Folder] = field(default_factory=dict)
    others: Mapping[str, Source] = field(default_factory=dict)
    kinds: Kinds = field(default_factory=dict)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every page that was read, by its path."""
        inside = (source for folder in self.folders.values() for source in folder.sources)
        return {**self.others, **{source.path: source for source in inside}}

    @cached_property
    def topics(self) -> Mapping[str, tuple[Guide, ...]]:
        """The guides of each topic; topics in the order of their names."""
        topics: dict[str, list[Guide]] = {}
        for guide in self.guides:
            topics.setdefault(guide.front.topic, []).append(guide)
        return {topic: tuple(topics[topic]) for topic in sorted(topics)}

    @cached_property
    def pages(self) -> Mapping[str, tuple[Guide, Page]]:
        """Every page of every guide, by its path in the docs folder."""
        return {page.source.path: (guide, page) for guide in self.guides for page in guide.pages}

    @cached_property
    def beside(self) -> frozenset[str]:
        """The paths of the files that widgets name: they are read by the build, and no reader gets them."""
        uses = ((guide.folder, use) for guide, page in self.pages.values() for use in page.uses)
        return frozenset(f"{folder}/{name}" for folder, use in uses for name in use.beside)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """Where each guide stands within its topic."""
        return {g.slug: at for guides in self.topics.values() for at, g in enumerate(guides)}

    def neighbours(self, guide: Guide) -> tuple[Guide, ...]:
        """Name the guides of the same topic that come next, going round at the end."""
        others = self.topics[guide.front.topic]
        at = self._places[guide.slug]
        count = min(len(others) - 1, NEIGHBOURS)
        return tuple(others[(at + step) % len(others)] for step in range(1, count + 1))


def read(
    docs: Path, kinds: Kinds, generated: Iterable[str] = (), before: Catalogue | None = None
) -> Catalogue:
    """Read every guide below a docs folder, and check all there is to check.

    Args:
        docs: The docs folder.
        kinds: The widgets that pages may use.
        generated: Pages that the build makes where nobody wrote them: links may lead to them too.
        before: What was read last time. A page whose bytes are the same is not taken apart again, and a
            guide of such pages alone is the same guide. What is returned holds nothing else of it.

    """
    before = before or Catalogue()
    problems: list[Problem] = []
    files = frozenset(walked(docs, problems))
    pages = _folders(files)
    folders = {
        folder: _folder(docs, folder, paths, _beside(docs, folder, files, before), kinds=kinds, before=before)
        for folder, paths in pages.items()
    }
    inside = {path for paths in pages.values() for path in paths}
    outside = sorted(file for file in files - inside if file.endswith(".md"))
    others = {path: _source(docs, path, before) for path in outside}
    guides = tuple(folder.guide for folder in folders.values())
    of_guides = {page.source.path: page for guide in guides for page in guide.pages}
    places = Places(files.union(generated, of_guides), of_guides)
    problems += (problem for folder in folders.values() for problem in folder.problems)
    problems += (p for folder in folders for p in imported.undecided(docs, folder, files))
    problems += (problem for source in others.values() for problem in _unreadable(source))
    problems += (problem for guide in guides for problem in links.dead(guide, places))
    return Catalogue(guides, tuple(sorted(set(problems))), folders, others, kinds)


def _folder(  # noqa: PLR0913 - a folder, what is in it, and what may be known already
    docs: Path, folder: str, paths: list[str], files: Files, *, kinds: Kinds, before: Catalogue
) -> Folder:
    """Read a guide's folder, unless all is as it was."""
    sources = tuple(_source(docs, path, before) for path in paths)
    known = before.folders.get(folder)
    if known and known.sources == sources and known.beside == files and before.kinds == kinds:
        return known
    guide, found = assemble(folder.removeprefix(f"{GUIDES}/"), sources, kinds, files)
    named = chain.from_iterable(map(misnamed, paths))
    kept = chain(rules.broken(guide), rules.broken(guide, slips.SLIPS), facts.blocks_hang_on_facts(guide))
    return Folder(sources, files, guide, (*found, *named, *kept))


def _beside(docs: Path, folder: str, files: frozenset[str], before: Catalogue) -> Files:
    """Read the YAML files of a guide's folder, unless their bytes are as they were."""
    known = before.folders[folder].beside if folder in before.folders else {}
    found: dict[str, Beside] = {}
    for path in sorted(files):
        if path.rpartition("/")[0] == folder and path.endswith(beside.ENDINGS):
            name = path.rpartition("/")[2]
            try:
                data = (docs / path).read_bytes()
            except OSError as error:
                found[name] = beside.unreadable(path, error)
                continue
            same = name in known and known[name].digest == digested(data)
            found[name] = known[name] if same else beside.parse(path, data)
    return found


def _source(docs: Path, path: str, before: Catalogue) -> Source:
    """Read a file, unless its bytes are as they were."""
    try:
        data = (docs / path).read_bytes()
    except OSError as error:
        return unreadable(path, error)
    known = before.sources.get(path)
    return known if known and known.digest == digested(data) else parse(path, data)


def _folders(files: frozenset[str]) -> Mapping[str, list[str]]:
    """Find the guide folders: those with numbered parts, and those with pages and no guides below."""
    folders: dict[str, list[str]] = {}
    for file in sorted(files):
        folder, _, name = file.rpartition("/")
        if name.endswith(".md") and folder.startswith(f"{GUIDES}/"):
            folders.setdefault(folder, []).append(file)
    above = {folder[:at] for folder in folders for at, sign in enumerate(folder) if sign == "/"}
    return {
        folder: paths
        for folder, paths in folders.items()
        if folder not in above or any(is_numbered(path.rpartition("/")[2]) for path in paths)
    }


def _unreadable(source: Source) -> Iterator[Problem]:
    """Pages outside guides are MkDocs' own; only what would stop MkDocs with a traceback is ours."""
    return (problem for problem in source.problems if problem.code in {"HR101", "HR102", "HR107"})
