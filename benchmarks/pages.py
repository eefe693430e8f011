"""What a reader's browser does: bytes before Python, a click's time, how long the page is blocked."""

import gzip
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, Response, sync_playwright

from benchmarks.build import copy_of_project
from benchmarks.figure import Figure, median, percentile
from scripts.reader import chromium, served

KILOBYTE = 1000
CLICKS = 200
BOOTS = 5
TURNS = 5
SLOWER = 4

GUIDE = """\
---
title: Long
summary: A long list.
topic: Measured
reviewed: 2026-11-23
---

## One long step

"""

PAIRS = 9
SIX = (
    "- [ ] One task\n- [ ] Another task\n",
    "```timer\nid: clock\nlengths: [5, 10]\n```\n",
    "```fork\nid: way\nfact: way\nchoices: [{value: a, label: One way}, {value: b, label: Another}]\n```\n",
    "```planner\nid: week\nslots: [{id: body, label: Something for the body}]\n```\n",
    "```draft\nid: letter\nfields: [{id: a, label: What I did}]\n```\n",
    "```worksheet\nid: sheet\ncolumns: [{id: what, label: What}]\nadd: Add\n```\n",
)
"""Six kinds of widgets, as an author writes them."""

TIME_ONE_CLICK = """
async (box) => {
  const count = box.closest('.widget-view').querySelector('.count');
  const shown = new Promise((done) => {
    const watch = new MutationObserver(() => { watch.disconnect(); done(performance.now()); });
    watch.observe(count, { childList: true, characterData: true, subtree: true });
  });
  const started = performance.now();
  box.click();
  return await shown - started;
}
"""

WATCH_LONG_TASKS = """
window.tasks = [];
new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(
  ({ startTime, duration }) => ({ start: startTime, end: startTime + duration })
))).observe({ type: 'longtask', buffered: true });
new MutationObserver(() => {
  const state = document.documentElement.dataset.python;
  if (state === 'booting') window.asked = performance.now();
}).observe(document, { attributeFilter: ['data-python'], subtree: true });
"""

LONGEST_WHILE_BOOTING = """
new Promise((done) => setTimeout(() => done(Math.max(0, ...window.tasks
  .filter(({ end }) => end > window.asked)
  .filter(({ start }) => start < performance.getEntriesByName('handrail-open')[0].startTime)
  .map(({ start, end }) => end - start))), 200))
"""


# When a link was clicked, and when Python had taken over the widgets of the page it leads to.
WATCH_A_TURN = """
addEventListener('click', () => { window.clicked = performance.now(); }, true);
new MutationObserver(() => {
  const state = document.documentElement.dataset.python;
  if (state === 'booting') window.swapped = performance.now();
  if (state === 'ready') window.taken = performance.now();
}).observe(document, { attributeFilter: ['data-python'], subtree: true });
"""


def measure() -> Iterator[Figure]:
    """Yield the figures of the page."""
    with reader_at_site() as (browser, address, site):
        yield _weight(browser, address)
        yield _pictures(site / "guides" / "second-chance")
        yield from _boot(browser, address)
        yield _clicks(browser, address)
        yield _six(browser, address)
        yield from _second_page(browser, address)


@contextmanager
def reader_at_site() -> Iterator[tuple[Browser, str, Path]]:
    """Build and serve a site; yields a Chromium, the site's address and its folder."""
    with (
        TemporaryDirectory() as folder,
        built_site(Path(folder)) as (address, site),
        sync_playwright() as playwright,
        chromium(playwright) as browser,
    ):
        yield browser, address, site


def at_both_speeds(
    name: str, count: str, measured: Callable[[Browser, str, int], list[float]]
) -> Iterator[Figure]:
    """Yield the 95th percentile of an answer's time, as it is and with the page's processor slowed.

    Args:
        name: What is measured.
        count: How many of what it is measured of, as in "40 rows".
        measured: Returns milliseconds, given a browser, the site's address, and how many times slower.

    """
    with reader_at_site() as (browser, address, _site):
        for rate, limit in ((1, 30), (SLOWER, 100)):
            times = measured(browser, address, rate)
            slowed = f", the page’s thread slowed {rate} times by the browser" if rate > 1 else ""
            note = f"95th percentile of {count}{slowed}; median {median(times):.1f} ms"
            yield Figure(f"{name}, slowed" if rate > 1 else name, percentile(times, 95), "ms", note, limit)


@contextmanager
def built_site(folder: Path) -> Iterator[tuple[str, Path]]:
    """Build the flagship and a guide with a list of 30 items; yields their address and their folder."""
    project = copy_of_project(folder / "project", guides=False)
    guides = project / "docs" / "guides"
    guides.mkdir(parents=True)
    for guide in (Path(__file__).parent.parent / "docs" / "guides").iterdir():
        (guides / guide.name).symlink_to(guide)
    (guides / "long").mkdir()
    items = "".join(f"- [ ] Item number {n}\n" for n in range(30))
    (guides / "long" / "index.md").write_text(GUIDE + items)
    for name, fences in (("six", SIX), ("one", SIX[-1:])):
        (guides / name).mkdir()
        (guides / name / "index.md").write_text(GUIDE + "\n".join(fences))
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(build, cwd=project, check=True)
    with served(project / "site") as address:
        yield address, project / "site"


def _weight(browser: Browser, address: str) -> Figure:
    parts = ("01-understand", "02-time-on-your-own", "04-talk", "06-move-on")
    pages = (f"{address}guides/second-chance/{part}.html?python=none" for part in parts)
    heaviest = max(_bytes_to_load(browser, page) for page in pages)
    note = "the heaviest of four part pages, each file gzipped at level 9"
    return Figure("HTML, CSS and JavaScript before Python", heaviest / KILOBYTE, "KB", note, 300)


def _pictures(guide: Path) -> Figure:
    """Return what all pictures of the flagship take."""
    sizes = [len(gzip.compress(path.read_bytes(), 9)) for path in sorted(guide.rglob("*.svg"))]
    note = f"{len(sizes)} files, each gzipped at level 9; the largest has {max(sizes) / KILOBYTE:.1f} KB"
    return Figure("All pictures of the flagship", sum(sizes) / KILOBYTE, "KB", note, 500)


def _bytes_to_load(browser: Browser, address: str) -> int:
    page = browser.new_page()
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108 - Playwright marks it
    page.goto(address)
    page.wait_for_load_state("networkidle")
    size = sum(map(_gzipped, responses))
    page.close()
    return size


def _gzipped(response: Response) -> int:
    kind = response.headers.get("content-type", "")
    if not any(word in kind for word in ("html", "css", "javascript")):
        return 0
    return len(gzip.compress(response.body(), 9))


def _boot(browser: Browser, address: str) -> Iterator[Figure]:
    longest, ready = [], []
    for _ in range(BOOTS):
        page = browser.new_context().new_page()
        page.add_init_script(WATCH_LONG_TASKS)
        page.goto(f"{address}guides/second-chance/02-time-on-your-own.html")
        all_open(page, 0)
        longest.append(page.evaluate(LONGEST_WHILE_BOOTING))
        ready.append(page.evaluate("window.handrail.boot.ms"))
        page.context.close()
    note = f"the worst of {BOOTS} fresh profiles; a long task is one over 50 ms"
    yield Figure("Longest block of the page while Python boots", max(longest), "ms", note, 50)
    yield Figure("Python ready, fresh profile", median(ready) / 1000, "s", f"median of {BOOTS}")


def _clicks(browser: Browser, address: str) -> Figure:
    page = browser.new_page()
    page.goto(f"{address}guides/long/index.html")
    _wait_for_python(page)
    boxes = page.query_selector_all(".widget input[type=checkbox]")
    times = [boxes[n % len(boxes)].evaluate(TIME_ONE_CLICK) for n in range(CLICKS)]
    note = f"95th percentile of {CLICKS} clicks; median {median(times):.1f} ms"
    name = "A click on a list of 30, to the redrawn page"
    return Figure(name, percentile(times, 95), "ms", note, 16)


def _six(browser: Browser, address: str) -> Figure:
    """Open a page with six widgets and one with the last of them in turn, each in a warm profile."""
    pages = {name: browser.new_context().new_page() for name in ("six", "one")}
    times: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(PAIRS + 1):  # the first fills the cache
        for name, page in pages.items():
            page.goto(f"{address}guides/{name}/index.html")
            times[name].append(all_open(page, 0))
    for page in pages.values():
        page.context.close()
    six, one = times["six"][1:], times["one"][1:]
    ratio = median([a / b for a, b in zip(six, one, strict=True)])
    note = (
        f"navigation to all open, each page with a note as well, median of {PAIRS} pairs, "
        f"{median(six):.0f} ms against {median(one):.0f} ms"
    )
    return Figure("A page with six widgets against one with one", ratio, "×", note, 2)


def _second_page(browser: Browser, address: str) -> Iterator[Figure]:
    """Go through the guide's parts as readers do: the pointer rests on the link, then clicks it."""
    page = browser.new_context().new_page()
    page.add_init_script(WATCH_A_TURN)
    page.goto(f"{address}guides/second-chance/01-understand.html")
    _wait_for_python(page)
    from_swap, from_click, to_all = [], [], []
    for _ in range(TURNS):
        page.hover(".turn-next")
        page.wait_for_timeout(400)
        page.evaluate("void (window.taken = 0)")
        page.click(".turn-next")
        while not page.evaluate("window.taken > 0"):  # the page's policy forbids what wait_for_function does
            page.wait_for_timeout(20)
        clicked, swapped, taken = page.evaluate("[clicked, swapped, taken]")
        from_swap.append(taken - swapped)
        from_click.append(taken - clicked)
        to_all.append(all_open(page, swapped) - swapped)
    page.context.close()
    note = f"median of {TURNS} parts, each with 5 to 12 widgets that nobody has used; from its text shown"
    yield Figure("Python ready on the next page over HTTP", median(from_swap), "ms", note, 50)
    note = f"median of {TURNS}, the page fetched while the pointer rested on its link"
    yield Figure("… from the click on the link", median(from_click), "ms", note, 100)
    note = f"median of {TURNS}, from its text shown; meanwhile a click waits for one of them at most"
    yield Figure("… until all its widgets are open", median(to_all), "ms", note)


def all_open(page: Page, since: float) -> float:
    """Wait until Python has taken over all widgets of a page; return when that was.

    Both times are milliseconds since navigation.
    """
    marks = "performance.getEntriesByName('handrail-open').map(({ startTime }) => startTime)"
    while not (found := [mark for mark in page.evaluate(marks) if mark > since]):
        page.wait_for_timeout(20)  # the page's policy forbids what wait_for_function does
    return float(found[0])


def _wait_for_python(page: Page) -> None:
    page.wait_for_selector("html[data-python=ready]", timeout=60_000)
