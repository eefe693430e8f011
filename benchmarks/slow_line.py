"""A slow line: when the page can be read, whether a tick made then counts, what Python's coming moves.

`python -m benchmarks.slow_line` measures these alone.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from benchmarks.figure import Figure, median
from benchmarks.pages import built_site
from scripts.reader import chromium, served
from scripts.slowline import SlowLine

ROUNDS = 3
TICKS = 3
PAGE = "guides/second-chance/02-time-on-your-own.html"
PHONE: ViewportSize = {"width": 390, "height": 844}
COMMAND = "`python -m benchmarks.slow_line`"

WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { startTime, value } of list.getEntries()) window.shifts.push({ startTime, value });
}).observe({ type: 'layout-shift', buffered: true });
"""
# Text is drawn, in both of its typefaces; the sheets block the first paint.
READABLE = """
performance.getEntriesByName('first-contentful-paint').length > 0
&& ['Atkinson', 'Vollkorn'].every((name) => [...document.fonts].some(
  ({ family, status }) => family.includes(name) && status === 'loaded'))
"""
# The frame in which they are drawn, in milliseconds from navigation.
DRAWN = """
() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))
"""
BOXES = ".widget[data-widget=checklist] input[type=checkbox]"
COUNTED = ".widget[data-widget=checklist] [role=status]"


def measure() -> Iterator[Figure]:
    """Yield the figures of the slow line; each round takes half a minute."""
    with (
        TemporaryDirectory() as folder,
        built_site(Path(folder)) as (_address, site),
        served(site, SlowLine) as address,
        sync_playwright() as playwright,
        chromium(playwright) as browser,
    ):
        rounds = [_round(browser, address + PAGE) for _ in range(ROUNDS)]
    readable, lost, moved, ready = zip(*rounds, strict=True)
    line = f"1.5 Mbit/s and 150 ms, nothing compressed, {ROUNDS} fresh profiles; {COMMAND}"
    yield Figure("Page readable on a slow line", median(readable) / 1000, "s", f"median, {line}", 3)
    note = f"of {TICKS} made as soon as it was readable; the sum, {line}"
    yield Figure("… ticks that Python, when it came, did not count", sum(lost), "", note, 0)
    note = f"from readable to a second after Python; the worst, {line}"
    yield Figure("… what Python's coming moved, as layout shift", max(moved), "", note, 0)
    yield Figure("… Python ready", median(ready) / 1000, "s", f"median, {line}")


def _round(browser: Browser, address: str) -> tuple[float, int, float, float]:
    """Return when it was readable, how many ticks were lost, what moved, and when Python was ready."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.add_init_script(WATCH_SHIFTS)
    page.goto(address, wait_until="commit")
    while not page.evaluate(READABLE):  # the page's policy forbids what wait_for_function does
        page.wait_for_timeout(20)
    readable = float(page.evaluate(DRAWN))
    ticked = page.evaluate(
        f"[...document.querySelectorAll('{BOXES}')].slice(0, {TICKS}).map((box) => box.click()).length"
    )
    page.wait_for_selector("html[data-python=ready]", timeout=120_000)
    page.wait_for_timeout(1_000)
    counted = int(page.locator(COUNTED).first.inner_text().split()[0])
    moved = page.evaluate(
        f"shifts.filter((each) => each.startTime > {readable}).reduce((sum, each) => sum + each.value, 0)"
    )
    ready = float(page.evaluate("performance.getEntriesByName('handrail-ready')[0].startTime"))
    context.close()
    return readable, ticked - counted, float(moved), ready


if __name__ == "__main__":
    for each in measure():
        print(each.row, flush=True)
