"""Mends what is certain in a site's files, and says each change."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Final

from handrail.command.checking import Checked, Finding
from handrail.command.mending import Around, Change, mend
from handrail.command.writing import replace_file
from handrail.gathering import seen

_ROUNDS: Final = 10
"""How often a mend may bring to light what another one mends."""

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

type Chosen = Callable[[Checked], Sequence[Finding]]
"""Which of the findings are meant."""


def fix(check: Callable[[], Checked], chosen: Chosen, project: Path) -> Iterator[str]:
    """Mend what is certain until nothing more is, and yield a line for each change.

    Args:
        check: Looks at the site, anew each time.
        chosen: Which findings to mend.
        project: The folder of the configuration; no file that really lies elsewhere is written.

    """
    for _ in range(_ROUNDS):
        found = check()
        changed = False
        for path, changes in planned(found, chosen(found), project).items():
            _write(path, changes)
            changed = True
            for change in changes:
                yield f"{seen(path).as_posix()}:{change.first + 1}: Mended: {change.says}."
        if not changed:
            return


def planned(found: Checked, findings: Sequence[Finding], project: Path) -> Mapping[Path, Sequence[Change]]:
    """Return the changes that are certain, by file, in order; none of them touches another."""
    plans: dict[Path, Sequence[Change]] = {}
    for name, each in groupby(findings, key=lambda finding: finding.problem.path):
        path = Path(name)
        if not (path.is_file() and path.resolve().is_relative_to(project.resolve())):
            continue
        try:
            lines = [line.rstrip("\r\n") for line in _lines(path)]
        except UnicodeDecodeError:
            continue
        around = _around(found, path, lines)
        changes: list[Change] = []
        for finding in each:
            change = mend(finding.problem, around)
            if change and (not changes or changes[-1].last <= change.first) and change not in changes:
                changes.append(change)
                around = replace(around, taken=around.taken | {change.made})
        if changes:
            plans[path] = changes
    return plans


def _around(found: Checked, path: Path, lines: Sequence[str]) -> Around:
    """Return what is known of the page that lies at a path."""
    catalogue = found.catalogue
    shown = (
        next((p for p in catalogue.pages if seen(Path(found.root) / p) == seen(path)), None)
        if catalogue
        else None
    )
    if not catalogue or shown is None:
        return Around(lines)
    guide, page = catalogue.pages[shown]
    ids = {use.id for each in guide.pages for use in each.drawn}
    ids |= {heading.id for each in guide.pages for heading in each.source.headings}
    return Around(lines, page.title, frozenset(ids))


def _lines(path: Path) -> list[str]:
    """Return a file's lines with their ends, which stay as they are."""
    return _LINE.findall(path.read_bytes().decode("utf-8"))


def _write(path: Path, changes: Sequence[Change]) -> None:
    lines = _lines(path)
    for change in reversed(changes):
        near = lines[min(change.first, len(lines) - 1)]
        end = near[len(near.rstrip("\r\n")) :] or "\n"
        lines[change.first : change.last] = [f"{text}{end}" for text in change.lines]
    replace_file(path.resolve(), "".join(lines).encode())
