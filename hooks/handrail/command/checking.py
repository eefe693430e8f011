"""Everything wrong with a site that its files tell: what a build says of them, without a build."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from handrail.command.settings import Site
from handrail.gathering import gather, seen
from handrail.guides import beside, ordinary
from handrail.guides.beside import Beside
from handrail.guides.catalogue import Catalogue
from handrail.guides.disk import walked
from handrail.problem import Problem
from handrail.product import installed
from handrail.reading.source import Source, parse, unreadable
from handrail.widgets.kinds import Kinds, built_in


@dataclass(frozen=True, order=True)
class Finding:
    """A Problem as seen from where the command was given; `warns`: it ends a build only if that is strict."""

    problem: Problem
    warns: bool = False


@dataclass(frozen=True)
class Checked:
    """What was found.

    Attributes:
        findings: Everything wrong, in the order of files and lines.
        pages: How many pages were read.
        catalogue: The guides, for the next time; `None` where Handrail is a guest.
        root: The docs folder as seen from where the command was given.

    """

    findings: tuple[Finding, ...]
    pages: int
    catalogue: Catalogue | None
    root: str


def check(site: Site, before: Catalogue | None = None) -> Checked:
    """Read a site's files and say what is wrong with them; `before` is what was read last time."""
    root = f"{seen(site.docs).as_posix()}/"
    if not site.is_ours:
        pages = _pages(site.docs)
        found = _remarks(site, pages, built_in())
        return Checked(_ordered((), found, root), len(pages), None, root)
    gathered = gather(
        site.docs,
        site.folder,
        modules=lambda: _modules(runtime=bool(site.options.get("runtime", True))),
        language=site.language,
        before=before,
    )
    catalogue = gathered.catalogue
    found = _remarks(site, catalogue.others, catalogue.kinds)
    return Checked(_ordered(gathered.problems, found, root), len(catalogue.sources), catalogue, root)


def _ordered(problems: tuple[Problem, ...], warned: Iterator[Problem], root: str) -> tuple[Finding, ...]:
    told = {_near(problem, root): True for problem in warned}
    told |= {_near(problem, root): False for problem in problems}
    return tuple(sorted(Finding(problem, warns) for problem, warns in told.items()))


def _near(problem: Problem, root: str) -> Problem:
    shown = problem.seen(root)
    return replace(shown, path=seen(Path(shown.path)).as_posix()) if root.startswith("../") else shown


def _modules(*, runtime: bool) -> frozenset[str] | None:
    """Return what the browser's Python has, as far as that is known without building it."""
    if not runtime:
        return None
    # Imported late: only a site with widgets of its own asks.
    from handrail.published.runtime import as_it_lies  # noqa: PLC0415

    there = as_it_lies(installed())
    return frozenset(there.contents["modules"]) if there else None


def _pages(docs: Path) -> Mapping[str, Source]:
    """Read every page of a site on which Handrail is a guest."""
    pages: dict[str, Source] = {}
    for path in sorted(walked(docs, [])):
        if path.endswith(".md"):
            try:
                pages[path] = parse(path, (docs / path).read_bytes())
            except OSError as error:
                pages[path] = unreadable(path, error)
    return pages


def _remarks(site: Site, pages: Mapping[str, Source], kinds: Kinds) -> Iterator[Problem]:
    """Yield what is wrong with widgets on pages that belong to no guide."""
    near = cache(lambda folder: _beside(site.docs, folder))
    manner = ordinary.Manner(kinds, _not_asked, site.fences, task_lists=False)
    for path, source in pages.items():
        text = "\n".join(source.lines[source.body - 1 :])
        if not any(fence.name in kinds for fence in source.fences):
            continue
        given = ordinary.Given(path, text, "", source.body - 1, near(source.folder))
        yield from (said.problem for said in ordinary.find(given, manner).remarks if said.problem)


def _not_asked(text: str) -> str:
    """Return the words of a task: lists are not looked at here, since they are never wrong."""
    return text


def _beside(docs: Path, folder: str) -> Mapping[str, Beside]:
    files = sorted(path for path in (docs / folder).iterdir() if path.suffix in beside.ENDINGS)
    found: dict[str, Beside] = {}
    for path in files:
        shown = path.relative_to(docs).as_posix()
        try:
            found[path.name] = beside.parse(shown, path.read_bytes())
        except OSError as error:
            found[path.name] = beside.unreadable(shown, error)
    return found
