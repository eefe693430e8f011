"""How long a build takes: against stock Material, and as guides grow in number."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figure import Figure, median

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
FEW, MANY = 50, 400
GROWTH_RUNS = 3

STOCK = """\
site_name: Stock
theme: {name: material, font: false}
use_directory_urls: false
plugins: [search]
markdown_extensions: [admonition, attr_list, footnotes, md_in_html, tables, toc,
  pymdownx.superfences, {pymdownx.tasklist: {custom_checkbox: true}}]
validation: {omitted_files: ignore, unrecognized_links: ignore, anchors: ignore}
"""

GUIDE = """\
---
title: Guide {number}
summary: One of many guides.
topic: Topic {topic}
reviewed: 2026-11-23
---
A guide for measuring.
"""

PART = """\
---
title: Part {part} of guide {number}
---
An introduction of a few words.

## First step of {part}

Text that takes a moment to read, with a [link](index.md) and a note.[^one]

- [ ] Do the first thing
- [ ] Do the second thing

## Second step of {part}

!!! tip
    Something to know.

```timer
id: timer-{part}
title: A timer
lengths: [5, 10]
```

[^one]: A source (2020). One study.
"""


def measure() -> Iterator[Figure]:
    """Yield the figures of the build."""
    with TemporaryDirectory() as folder:
        yield from _against_stock(Path(folder))
    with TemporaryDirectory() as folder:
        yield from _growth(Path(folder))


def _against_stock(folder: Path) -> Iterator[Figure]:
    ours, stock = copy_of_project(folder / "ours"), folder / "stock"
    stock.mkdir()
    shutil.copytree(ROOT / "docs", stock / "docs")
    (stock / "mkdocs.yml").write_text(STOCK)
    _seconds(ours), _seconds(stock)  # the first build fills caches
    pairs = [(_seconds(ours), _seconds(stock)) for _ in range(RUNS)]
    our, their = (median(times) for times in zip(*pairs, strict=True))
    ratio = median([a / b for a, b in pairs])
    note = f"median of {RUNS} pairs, {our:.2f} s against {their:.2f} s"
    yield Figure("Build of the flagship against stock Material", ratio, "×", note, 1.5)
    hooks = [_seconds_in_hooks(ours) for _ in range(RUNS)]
    yield Figure("… of which our own hooks", median(hooks), "s", f"median of {RUNS} builds")


def _growth(folder: Path) -> Iterator[Figure]:
    """Compare what one more page costs, with the fixed cost of starting taken off."""
    sites = {}
    for guides in (1, FEW, MANY):
        project = copy_of_project(folder / str(guides), guides=False)
        sites[guides] = (project, write_guides(project / "docs" / "guides", guides))
    times: dict[int, list[float]] = {guides: [] for guides in sites}
    for _ in range(GROWTH_RUNS):
        for guides, (project, _pages) in sites.items():
            times[guides].append(_seconds(project))
    fixed, base = median(times[1]), sites[1][1]
    few, many = ((median(times[guides]) - fixed) / (sites[guides][1] - base) * 1000 for guides in (FEW, MANY))
    note = f"median of {GROWTH_RUNS} builds each, {few:.1f} ms and {many:.1f} ms for one more page"
    yield Figure(f"Time per page, {MANY} guides against {FEW}", many / few, "×", note, 1.2)


def copy_of_project(folder: Path, *, guides: bool = True) -> Path:
    """Return a folder with the project's site in it; the runtime's built files are shared."""
    folder.mkdir()
    for name in ("mkdocs.yml", "hooks", "overrides", "widgets"):
        (folder / name).symlink_to(ROOT / name)
    if guides:
        (folder / "docs").symlink_to(ROOT / "docs")
    return folder


def write_guides(folder: Path, count: int) -> int:
    """Write so many small guides and return the number of their pages."""
    parts = 3
    for number in range(count):
        guide = folder / f"guide-{number}"
        guide.mkdir(parents=True)
        (guide / "index.md").write_text(GUIDE.format(number=number, topic=number % 12))
        for part in range(1, parts + 1):
            (guide / f"{part:02}-part.md").write_text(PART.format(part=part, number=number))
    return count * (parts + 1)


def _seconds(project: Path) -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "site-measured"]
    subprocess.run(command, cwd=project, check=True, capture_output=True, env=_environment())
    return time.perf_counter() - started


def _environment() -> dict[str, str]:
    """Return the environment in which Python keeps its bytecode, as it does wherever it isn't told not to."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _seconds_in_hooks(project: Path) -> float:
    script = Path(__file__).parent / "hook_time.py"
    command = [sys.executable, str(script)]
    answer = subprocess.run(
        command, cwd=project, check=True, capture_output=True, text=True, env=_environment()
    )
    return float(answer.stdout.split()[-1])
