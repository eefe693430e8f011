"""Python's start: against stock Pyodide, from disk against HTTP, and how many bytes it takes.

`python -m benchmarks.boot` measures these alone.
"""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.figure import Figure, median
from benchmarks.pages import built_site
from scripts.engines import Tab, missing, opened, wait

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1e6
ROUNDS = 5
PAGE = "guides/second-chance/02-time-on-your-own.html"
COMMAND = "`node benchmarks/python_boot.mjs`"
HOST = ("node", "benchmarks/python_boot.mjs", "--host")
# How many times stock's time each start may take.
LIMITS: Mapping[str, Mapping[str, float | None]] = {
    "chromium": {"fresh": 0.25, "again": 0.20},
    "firefox": {"fresh": 0.35, "again": None},
    "webkit": {"fresh": 0.35, "again": None},
}
AGAINST_STOCK = "Python over HTTP against stock Pyodide, "
NAMES = {"chromium": "Chromium", "firefox": "Firefox", "webkit": "WebKitGTK"}
WHEN = {"fresh": "fresh profile", "again": "warm cache"}
# A page's time, from navigation: when Python had taken over all its widgets.
OPEN = "performance.getEntriesByName('handrail-open')[0]?.startTime ?? 0"


def measure() -> Iterator[Figure]:
    """Yield the figures of Python's start; tell on standard output which engines are missing."""
    engines = []
    for engine in LIMITS:
        if why := missing(engine):
            print(f"{NAMES[engine]} is left out, {why}")
        else:
            engines.append(engine)
    yield from _against_stock([engine for engine in engines if engine != "webkit"])
    if "webkit" in engines:
        yield from _starts("webkit", _webkit(), "`python -m benchmarks.boot`")
    with TemporaryDirectory() as folder, built_site(Path(folder)) as (address, site):
        for engine in engines:
            yield _from_disk(engine, address + PAGE, (site / PAGE).as_uri())


def _against_stock(engines: list[str]) -> Iterator[Figure]:
    command = ["node", "benchmarks/python_boot.mjs", "--engines", ",".join(engines), "--rounds", str(ROUNDS)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    found = json.loads(done.stdout)
    for engine in engines:
        yield from _starts(engine, found[engine], COMMAND)
    ours, stock = found["chromium"]["ours"]["memory"], found["chromium"]["stock"]["memory"]
    note = f"the wasm's memory, {ours / MEGABYTE:.0f} MB against {stock / MEGABYTE:.0f} MB; {COMMAND}"
    yield Figure("Memory after the start against stock Pyodide", ours / stock, "×", note, 1)
    sizes = found["bytes"]
    parts = ("worker", "wasm", "memory")
    note = ", ".join(f"{part} {sizes[part] / MEGABYTE:.2f} MB" for part in parts)
    note = f"{note}; stock Pyodide {sizes['stock'] / MEGABYTE:.2f} MB; {COMMAND}"
    total = sum(sizes[part] for part in parts) / MEGABYTE
    yield Figure("Bytes for Python over the wire, gzipped", total, "MB", note, 4.0)
    yield Figure("Python's pack for pages from disk", sizes["pack"] / MEGABYTE, "MB", COMMAND, 7.5)


def _webkit() -> dict[str, dict[str, float]]:
    """Do what python_boot.mjs does with the others: stock and ours in turn, each twice in a new profile."""
    rounds: dict[str, list[list[float]]] = {"ours": [], "stock": []}
    with _host() as (address, workers), opened("webkit") as engine:
        for _ in range(ROUNDS):
            for name, worker in workers.items():
                with engine.reader() as tab:
                    rounds[name].append([_boot(tab, address, worker) for _ in WHEN])
    return {
        name: dict(zip(WHEN, map(median, zip(*times, strict=True)), strict=True))
        for name, times in rounds.items()
    }


@contextmanager
def _host() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Serve the benchmark's page; gives its address, and those of the two workers."""
    with subprocess.Popen(HOST, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as host:
        if not host.stdin or not host.stdout:
            raise RuntimeError("the host was started without its pipes")
        served = json.loads(host.stdout.readline())
        yield served["address"], served["workers"]
        host.stdin.close()  # it ends


def _boot(tab: Tab, address: str, worker: str) -> float:
    """Return the milliseconds from asking for this worker to its first answer."""
    tab.open(address)
    tab.evaluate(f"void boot({json.dumps(worker)}).then((result) => {{ window.result = result; }})")
    wait(tab, "window.result", 60)
    result = tab.evaluate("window.result")
    if not result.get("html"):
        raise RuntimeError(f"{worker} did not start: {result}")
    return float(result["ms"])


def _starts(engine: str, found: Mapping[str, Any], command: str) -> Iterator[Figure]:
    for kind, limit in LIMITS[engine].items():
        ours, stock = found["ours"][kind], found["stock"][kind]
        note = f"medians of {ROUNDS}, {ours:.0f} ms against {stock:.0f} ms; {command}"
        name = f"{AGAINST_STOCK}{NAMES[engine]}, {WHEN[kind]}"
        yield Figure(name, ours / stock, "×", note, limit)


def _from_disk(engine: str, http: str, disk: str) -> Figure:
    """Compare, up to all tools open, a page from disk with the same over HTTP in a warm cache."""
    times: dict[str, list[float]] = {http: [], disk: []}
    with opened(engine) as browser, browser.reader() as tab:
        for _ in range(ROUNDS + 1):  # the first fills the cache
            for address, found in times.items():
                tab.open(address)
                wait(tab, OPEN, 60)
                found.append(float(tab.evaluate(OPEN)))
    ours, theirs = median(times[disk][1:]), median(times[http][1:])
    note = f"navigation to all tools open, medians of {ROUNDS}, {ours:.0f} ms against {theirs:.0f} ms"
    name = f"Python from file:// against HTTP in a warm cache, {NAMES[engine]}"
    return Figure(name, ours / theirs, "×", note, 1.5)


if __name__ == "__main__":
    for each in measure():
        print(each.row, flush=True)
