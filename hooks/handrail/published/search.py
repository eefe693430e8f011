"""The search's index: what it leaves out, what it consists of, and its copy for pages from disk."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

INDEX: Final = "search/search_index.json"

LEFT_OUT: Final = "search:\n  exclude: true\n"
"""In the front matter of a page, keeps it out of the index."""


def left_out(title: str) -> str:
    """Return the Markdown of a page that no search finds; its text stands in its template."""
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n{LEFT_OUT}---\n"


def files(folder: Path) -> Iterator[str]:
    """Yield what searching a built site takes, relative to its root; nothing where it has no search."""
    if (folder / INDEX).is_file():
        yield INDEX
        workers = folder / "assets" / "javascripts" / "workers"
        yield from (path.relative_to(folder).as_posix() for path in sorted(workers.glob("search.*.js")))


def write(folder: Path) -> None:
    """Write the index once more as a script, as which Material's search reads it on pages from disk."""
    index = folder / INDEX
    if index.is_file():
        index.with_suffix(".js").write_bytes(b"var __index = " + index.read_bytes())
