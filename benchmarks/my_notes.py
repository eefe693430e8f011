"""How soon "My notes" shows all of a store of 200 widgets and two megabytes of text.

`python -m benchmarks.my_notes` measures this alone.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from benchmarks.figure import Figure, median
from benchmarks.own import CONFIG, OVERVIEW
from scripts.reader import chromium, served

ROUNDS = 9
PARTS = 10
STEPS = 100
"""Each step has two widgets: one of `KINDS`, and the reader's own note."""
EACH = 10_000
"""Characters in each widget."""
PAGE = "guides/counting/notes.html"
SENTENCE = "We talked for an hour, and I wrote down what I had heard, as closely as I could. "
KINDS = (
    ("journal", "prompts: [{id: a, label: What happened}, {id: b, label: What comes next}]\nsessions: 4"),
    ("worksheet", "columns: [{id: what, label: What}, {id: ok, label: Done, kind: tick}]\nadd: Add"),
    ("draft", "fields: [{id: a, label: What I did}, {id: b, label: What I will do}]"),
)
PUT = """
(records) => new Promise((done, fail) => {
  const opening = indexedDB.open('handrail');
  opening.onsuccess = () => {
    const move = opening.result.transaction('answers', 'readwrite');
    for (const [key, value] of records) move.objectStore('answers').put(value, key);
    move.oncomplete = () => done(opening.result.close());
    move.onerror = () => fail(move.error);
  };
})
"""
# The second frame after all of it stands in the page, in milliseconds from navigation.
DRAWN = """
new PerformanceObserver((list, observer) => {
  if (!list.getEntriesByName('handrail-notes').length) return;
  observer.disconnect();
  requestAnimationFrame(() => requestAnimationFrame(() => { window.drawn = performance.now(); }));
}).observe({ type: 'mark', buffered: true });
"""


def text(size: int) -> str:
    """Return so many characters of sentences."""
    return (SENTENCE * (size // len(SENTENCE) + 1))[:size]


def state(kind: str) -> dict[str, object]:
    """Return what a widget of a kind holds of the reader's: `EACH` characters."""
    if kind == "note":
        return {"text": text(EACH)}
    if kind == "draft":
        return {"texts": [["a", text(EACH // 2)], ["b", text(EACH // 2)]]}
    if kind == "journal":
        texts = [["a", text(EACH // 8)], ["b", text(EACH // 8)]]
        return {"sessions": [{"texts": texts, "after": "", "done": "2026-11-20"} for _ in range(4)]}
    cells = [["what", text(EACH // 20)], ["ok", "yes"]]
    return {"own": [{"id": f"own-{number}", "cells": cells} for number in range(20)], "made": 20}


def kind_of(step: int) -> tuple[str, str]:
    """Return the kind of widget in a step, and its settings."""
    return KINDS[step % len(KINDS)]


def measure() -> Iterator[Figure]:
    """Yield the time from navigation until all of it is shown."""
    with _site() as address, sync_playwright() as playwright, chromium(playwright) as browser:
        times = _times(browser, address)
    size = 2 * STEPS * EACH / 1e6
    note = (
        f"navigation in a warm cache to the second frame, median of {ROUNDS}, from {min(times):.0f} to "
        f"{max(times):.0f} ms; `python -m benchmarks.my_notes`"
    )
    name = f"“My notes” of {2 * STEPS} widgets and {size:g} MB of text shown"
    yield Figure(name, median(times), "ms", note, 1000)


@contextmanager
def _site() -> Iterator[str]:
    with TemporaryDirectory() as name:
        project = Path(name)
        guide = project / "docs" / "guides" / "counting"
        guide.mkdir(parents=True)
        (project / "mkdocs.yml").write_text(CONFIG)
        (project / "docs" / "index.md").write_text("# Measured\n")
        (guide / "index.md").write_text(OVERVIEW)
        for part in range(PARTS):
            steps = range(part * STEPS // PARTS, (part + 1) * STEPS // PARTS)
            body = "\n".join(map(_step, steps))
            (guide / f"{part + 1:02}-part.md").write_text(f"---\ntitle: Part {part + 1}\n---\n\n{body}")
        build = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        subprocess.run(build, cwd=project, check=True)
        with served(project / "site") as address:
            yield address


def _step(step: int) -> str:
    kind, settings = kind_of(step)
    return f"## Step number {step} {{#step-{step}}}\n\n```{kind}\nid: tool-{step}\n{settings}\n```\n"


def _records() -> list[list[object]]:
    found: list[list[object]] = []
    for step in range(STEPS):
        for widget, kind in ((f"tool-{step}", kind_of(step)[0]), (f"step-{step}-note", "note")):
            stored = json.dumps({"version": 1, "state": state(kind)})
            key = [2, "measured", "/", "counting", widget]
            found.append([key, {"state": stored, "pending": [], "saved": "2026-11-20T10:00:00.000Z"}])
    return found


def _times(browser: Browser, address: str) -> list[float]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + PAGE)
    page.wait_for_selector("html[data-python=ready]", timeout=60_000)
    page.evaluate(PUT, _records())
    page.add_init_script(DRAWN)
    times = []
    for _ in range(ROUNDS + 1):
        page.goto(address + PAGE)
        page.wait_for_selector(".mine-tools", state="visible", timeout=60_000)
        page.wait_for_timeout(1_500)
        times.append(float(page.evaluate("window.drawn")))
        shown = page.evaluate("document.querySelector('.mine').textContent.length")
        if shown < 2 * STEPS * EACH:
            message = f"only {shown} characters are shown"
            raise RuntimeError(message)
    context.close()
    return times[1:]  # the first filled the cache


if __name__ == "__main__":
    for each in measure():
        print(each.row, flush=True)
