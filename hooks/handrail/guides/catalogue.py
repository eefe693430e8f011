"""All guides of a site: found, read and checked together, and ordered by topic."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from handrail.guides import links, rules
from handrail.guides.disk import misnamed, walked
from handrail.guides.guide import Guide, Page, assemble, is_numbered
from handrail.guides.links import Places
from handrail.problem import Problem
from handrail.reading.source import Source, parse, unreadable
from handrail.widgets.kinds import Kinds

GUIDES = "guides"
"""The folder of the docs folder that holds the guides, at any depth."""

NEIGHBOURS = 6
"""How many guides of the same topic an overview names; naming all would cost the square of their number."""


@dataclass(frozen=True)
class Catalogue:
    """Every guide, in the order of their folders, and everything wrong with them."""

    guides: tuple[Guide, ...]
    problems: tuple[Problem, ...]

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
    def _places(self) -> Mapping[str, int]:
        """Where each guide stands within its topic."""
        return {g.slug: at for guides in self.topics.values() for at, g in enumerate(guides)}

    def neighbours(self, guide: Guide) -> tuple[Guide, ...]:
        """Name the guides of the same topic that come next, going round at the end."""
        others = self.topics[guide.front.topic]
        at = self._places[guide.slug]
        count = min(len(others) - 1, NEIGHBOURS)
        return tuple(others[(at + step) % len(others)] for step in range(1, count + 1))


def read(docs: Path, kinds: Kinds, generated: Iterable[str] = ()) -> Catalogue:
    """Read every guide below a docs folder, and check all there is to check.

    Args:
        docs: The docs folder.
        kinds: The widgets that pages may use.
        generated: Pages that the build makes where nobody wrote them: links may lead to them too.

    """
    problems: list[Problem] = []
    files = frozenset(walked(docs, problems))
    guides: list[Guide] = []
    folders = _folders(files)
    for folder, paths in folders.items():
        sources = [_source(docs, path) for path in paths]
        guide, found = assemble(folder.removeprefix(f"{GUIDES}/"), sources, kinds)
        problems += found
        if guide:
            guides.append(guide)
    inside = {path for paths in folders.values() for path in paths}
    for path in sorted(file for file in files - inside if file.endswith(".md")):
        problems += _unreadable(_source(docs, path))
    places = Places(
        files.union(generated), {page.source.path: page for guide in guides for page in guide.pages}
    )
    problems += (problem for path in sorted(inside) for problem in misnamed(path))
    for guide in guides:
        problems += rules.broken(guide)
        problems += links.dead(guide, places)
    return Catalogue(tuple(guides), tuple(sorted(set(problems))))


def _source(docs: Path, path: str) -> Source:
    try:
        data = (docs / path).read_bytes()
    except OSError as error:
        return unreadable(path, error)
    return parse(path, data)


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
