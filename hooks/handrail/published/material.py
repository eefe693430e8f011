"""What pages load of Material: scripts, whose names carry a hash that changes with its version."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_SCRIPTS: Final = "assets/javascripts"
_LUNR: Final = f"{_SCRIPTS}/lunr/"


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


def is_unused(path: str, languages: Iterable[str]) -> bool:
    """Tell whether Material brings a file that no page of ours ever loads.

    Args:
        path: Relative to the site's root.
        languages: Those that the search is for, as its worker has them.

    """
    if not path.startswith("assets/"):
        return False
    return (
        path.endswith(".map")
        or path.startswith("assets/stylesheets/")
        or (path.startswith(_LUNR) and path.removeprefix(_LUNR) not in _lunr(frozenset(languages)))
    )


def _lunr(languages: frozenset[str]) -> frozenset[str]:
    """Return what the search's worker imports for languages, as its `setupSearchLanguages` has it."""
    others = languages - {"en"}
    files = {f"min/lunr.{language}.min.js" for language in others}
    files |= {"tinyseg.js"} if "ja" in languages else set()
    files |= {"wordcut.js"} if languages & {"hi", "th"} else set()
    files |= {"min/lunr.multi.min.js"} if len(languages) > 1 else set()
    return frozenset(files | {"min/lunr.stemmer.support.min.js"} if files else files)
