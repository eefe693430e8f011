"""Looks at a site's files again and again, and says when one has changed."""

import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from handrail.gathering import WORDS
from handrail.widgets.module import FOLDER as WIDGETS

PAUSE: Final = 0.3
"""Seconds between two looks; a look at some hundred files takes a few thousandths of one."""

type Stamp = Mapping[str, tuple[int, int]]
"""When each file was written, in nanoseconds, and its length in bytes, by its path."""


def stamp(config: Path, docs: Path) -> Stamp:
    """Look at all files that a check reads, and at pictures, which are only looked for."""
    folders = (docs, config.parent / WIDGETS, config.parent / WORDS)
    files = [str(config), *(path for folder in folders for path in _files(folder))]
    found: dict[str, tuple[int, int]] = {}
    for path in files:
        try:
            state = os.stat(path)  # noqa: PTH116 - of many files, thrice a second
        except OSError:
            continue  # gone between two calls, or a link that leads nowhere
        found[path] = state.st_mtime_ns, state.st_size
    return found


def _files(folder: Path) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (os.path.join(place, name) for name in names if not name.startswith("."))  # noqa: PTH118


def changes(config: Path, docs: Path, before: Stamp) -> Iterator[Stamp]:
    """Yield the state of the files whenever it isn't the one before, for good."""
    while True:
        if (now := stamp(config, docs)) != before:
            before = now
            yield now
        time.sleep(PAUSE)
