"""The files of the docs folder: which there are, and which of them no site could be made of."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from handrail.problem import Problem

_ODD: Final = re.compile(r'[#?%\\:"<>|*\x00-\x1f]')


def walked(docs: Path, problems: list[Problem]) -> Iterator[str]:
    """Walk the paths of all files, and add what is wrong with links on the disk to the problems.

    Names that begin with a dot are left out, as MkDocs leaves them out.
    """
    for folder, folders, names in os.walk(docs, followlinks=True):
        below = Path(folder).relative_to(docs).as_posix()
        prefix = "" if below == "." else f"{below}/"
        visible = sorted(name for name in folders if not name.startswith("."))
        circles = {name for name in visible if _leads_back(docs, Path(folder, name))}
        folders[:] = (name for name in visible if name not in circles)
        for name in sorted(circles):
            what = "This link on the disk leads back to a folder that it stands in."
            problems.append(Problem(f"{prefix}{name}", 1, "HR111", what, "Delete it."))
        for name in names:
            if name.startswith("."):
                continue
            path = Path(folder, name)
            if not name.endswith(".md") and path.is_symlink() and not path.exists():
                what = "The file can't be read: it is a link on the disk that leads to no file."
                problems.append(Problem(f"{prefix}{name}", 1, "HR107", what, "Mend or delete it."))
            yield f"{prefix}{name}"


def misnamed(path: str) -> Iterator[Problem]:
    """Tell of a page's name that is no address everywhere, or that MkDocs takes for another page's."""
    if found := _ODD.search(path):
        what = f'The path "{path}" has a "{found[0]}" in it, which ends or changes an address.'
        fix = "Rename it: letters, digits, spaces and the signs - _ . are fine."
        yield Problem(path, 1, "HR110", what, fix)
    if path.endswith("/README.md"):
        what = "MkDocs takes README.md for a second index.md, and leaves it out."
        yield Problem(path, 1, "HR110", what, "Rename it, or move it out of the docs folder.")


def _leads_back(docs: Path, folder: Path) -> bool:
    """Tell whether a folder is a link to one that it stands in, however the way there was."""
    if not folder.is_symlink():
        return False
    target = folder.resolve()
    above = [docs, *(docs / way for way in folder.relative_to(docs).parents)]
    return any(way.resolve().is_relative_to(target) for way in above)
