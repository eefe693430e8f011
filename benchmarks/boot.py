"""Python's start: against stock Pyodide, from disk against HTTP, and how many bytes it takes."""

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from benchmarks.figure import Figure, median
from benchmarks.pages import reader_at_site

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1e6
ROUNDS = 5
PAGE = "guides/second-chance/02-time-on-your-own.html"
COMMAND = "`node benchmarks/python_boot.mjs`"
# How many times stock's time each start may take.
LIMITS: Mapping[str, Mapping[str, float | None]] = {
    "chromium": {"fresh": 0.25, "again": 0.20},
    "firefox": {"fresh": 0.35, "again": None},
}
WHEN = {"fresh": "fresh profile", "again": "warm cache"}

NOTE_WHEN_READY = """
new MutationObserver(() => {
  if (document.documentElement.dataset.python === 'ready') window.ready ??= performance.now();
}).observe(document, { attributeFilter: ['data-python'], subtree: true });
"""


def measure() -> Iterator[Figure]:
    """Yield the figures of Python's start."""
    yield from _against_stock()  # before our own browser is up, which would take part of the machine
    with reader_at_site() as (browser, address, site):
        yield _from_disk(browser, address, (site / PAGE).as_uri())


def _against_stock() -> Iterator[Figure]:
    engines = [engine for engine in LIMITS if engine == "chromium" or shutil.which("firefox-esr")]
    command = ["node", "benchmarks/python_boot.mjs", "--engines", ",".join(engines), "--rounds", str(ROUNDS)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)
    for engine in engines:
        yield from _starts(engine, found[engine])
    ours, stock = found["chromium"]["ours"]["memory"], found["chromium"]["stock"]["memory"]
    note = f"the wasm's memory, {ours / MEGABYTE:.0f} MB against {stock / MEGABYTE:.0f} MB; {COMMAND}"
    yield Figure("Memory after the start against stock Pyodide", ours / stock, "×", note, 1)
    sizes = found["bytes"]
    parts = ("worker", "wasm", "memory")
    note = ", ".join(f"{part} {sizes[part] / MEGABYTE:.2f} MB" for part in parts)
    note = f"{note}; stock Pyodide {sizes['stock'] / MEGABYTE:.2f} MB; {COMMAND}"
    total = sum(sizes[part] for part in parts) / MEGABYTE
    yield Figure("Bytes for Python over the wire, gzipped", total, "MB", note, 5.5)
    yield Figure("Python's pack for pages from disk", sizes["pack"] / MEGABYTE, "MB", COMMAND, 7.5)


def _starts(engine: str, found: Mapping[str, Any]) -> Iterator[Figure]:
    for kind, limit in LIMITS[engine].items():
        ours, stock = found["ours"][kind], found["stock"][kind]
        note = f"medians of {ROUNDS}, {ours} ms against {stock} ms; {COMMAND}"
        name = f"Python over HTTP against stock Pyodide, {engine.title()}, {WHEN[kind]}"
        yield Figure(name, ours / stock, "×", note, limit)


def _from_disk(browser: Browser, address: str, file: str) -> Figure:
    """Compare, from navigation to ready, a page from disk with the same over HTTP in a warm cache."""
    context = browser.new_context()
    context.add_init_script(NOTE_WHEN_READY)
    times: dict[str, list[float]] = {address + PAGE: [], file: []}
    for _ in range(ROUNDS + 1):  # the first fills the cache
        for url, found in times.items():
            page = context.new_page()
            page.goto(url)
            page.wait_for_selector("html[data-python=ready]", timeout=60_000)
            found.append(page.evaluate("window.ready"))
            page.close()
    context.close()
    http, disk = (median(found[1:]) for found in times.values())
    note = f"navigation to ready, medians of {ROUNDS}, {disk:.0f} ms against {http:.0f} ms"
    return Figure("Python from file:// against HTTP in a warm cache, Chromium", disk / http, "×", note, 1.5)
