"""How long `handrail check` takes for fifty pages, from the command to its last word."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.figure import Figure

RUNS: Final = 9
PAGES: Final = 50
_PARTS: Final = 5
"""Parts of each guide beside its index; each has four steps with tasks, a timer, a footnote and links."""


def measure() -> Iterator[Figure]:
    """Yield the figure; the first run, which writes bytecode, is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        _written(site)
        program = [str(Path(sys.executable).with_name("handrail")), "check"]
        took = []
        for _ in range(RUNS + 1):
            begun = time.perf_counter()
            done = subprocess.run(program, cwd=site, check=True, capture_output=True, text=True)
            took.append((time.perf_counter() - begun) * 1000)
            if done.stdout != f"No problems in {PAGES} pages.\n":
                raise RuntimeError(done.stdout)
    how = f"median of {RUNS} runs, from {min(took[1:]):.0f} to {max(took[1:]):.0f} ms"
    note = f"{how}; `python -m benchmarks.check`"
    yield Figure(f"`handrail check` of {PAGES} pages", median(took[1:]), "ms", note, limit=1000)


def _written(site: Path) -> None:
    (site / "mkdocs.yml").write_text("site_name: A\ntheme: {name: handrail}\nplugins: [handrail]\n")
    pages = PAGES
    while pages:
        guide = site / f"docs/guides/guide-{pages}"
        guide.mkdir(parents=True)
        front = "title: A guide\nsummary: Of it.\ntopic: Things\nreviewed: 2026-11-28\n"
        (guide / "index.md").write_text(f"---\n{front}---\nText.\n")
        pages -= 1
        for part in range(1, min(_PARTS, pages) + 1):
            (guide / f"{part:02}-part.md").write_text(f"---\ntitle: Part {part}\n---\n{_steps(part)}")
            pages -= 1


def _steps(part: int) -> str:
    text = "\n".join("A sentence of some length that says what is to be done here." for _ in range(8))
    steps = (
        f"## Step {part} {step}\n\n{text}[^s{step}] See [above](#step-{part}-1).\n\n"
        f"- [ ] One\n- [ ] Two\n- [ ] Three\n\n"
        f"```timer\nid: t-{part}-{step}\nlengths: [5]\n```\n\n[^s{step}]: A source.\n\n"
        for step in range(1, 5)
    )
    return "".join(steps)


if __name__ == "__main__":
    for figure in measure():
        print(figure.row)
