"""Material's own scripts, whose names carry a hash that changes with its version."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_SCRIPTS: Final = "assets/javascripts"


class MaterialError(Exception):
    """The installed Material isn't laid out as our templates need it; the text says what to do."""


@dataclass(frozen=True)
class Material:
    """What a page loads of Material, relative to the site's root.

    Attributes:
        script: Search, scheme toggle and scroll spy.
        search: The worker that searches.

    """

    script: str
    search: str


def found(theme: Iterable[Path]) -> Material:
    """Find the scripts of the installed Material.

    Args:
        theme: The theme's folders, the most particular first.

    Raises:
        MaterialError: If one of them isn't there exactly once.

    """
    folders = tuple(theme)
    return Material(_one(folders, "bundle.*.min.js"), _one(folders, "workers/search.*.min.js"))


def _one(folders: tuple[Path, ...], pattern: str) -> str:
    for folder in folders:
        names = [path.relative_to(folder).as_posix() for path in (folder / _SCRIPTS).glob(pattern)]
        if len(names) == 1:
            return names[0]
        if names:
            raise MaterialError(
                f"{folder / _SCRIPTS} has {len(names)} files {pattern}, of which a page loads one: "
                f"{', '.join(sorted(names))}. Install mkdocs-material again, into an empty environment."
            )
    raise MaterialError(
        f"The installed theme has no file {_SCRIPTS}/{pattern}, which every page loads. Install a version of "
        "mkdocs-material that Handrail allows: pip install --upgrade handrail"
    )
