"""What pages cost a reader who has written much: a store of 200 widgets and two megabytes of text.

`python -m benchmarks.much_written` measures this alone.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, sync_playwright

from benchmarks.figure import Figure, median, percentile
from benchmarks.own import CONFIG, OVERVIEW
from scripts.reader import chromium, served

ROUNDS = 9
PARTS = 10
STEPS = 100
"""Each step has two widgets: one of `KINDS`, and the reader's own note."""
EACH = 10_000
"""Characters in each widget."""
KEYS = 120
PASSPHRASE = "four plain words here"  # noqa: S105 - of no store but this one
GUIDE = "guides/counting/"
NOTES = GUIDE + "notes.html"
PAGE = GUIDE + "01-part.html"
OVERVIEW_PAGE = GUIDE + "index.html"
COMMAND = "`python -m benchmarks.much_written`"
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

# A key in each tool of a page, so that the page knows how each of them looks.
TOUCH = """
() => {
  for (const widget of document.querySelectorAll('.widget[data-key]')) {
    const field = widget.querySelector('.widget-view :is(textarea, input:not([type]), input[type=text])');
    field.value += ' More.';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
}
"""
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
# How long each key waits for the frame that shows it, in milliseconds; the browser tells of 16 ms and more.
WATCH_KEYS = """
window.keys = new Map();
new PerformanceObserver((list) => {
  for (const { interactionId, name, duration } of list.getEntries()) {
    if (/^key|input/.test(name) && interactionId) {
      window.keys.set(interactionId, Math.max(duration, window.keys.get(interactionId) ?? 0));
    }
  }
}).observe({ type: 'event', durationThreshold: 16, buffered: true });
"""
# Frames that show the guide's steps, and none of them as begun.
WATCH_FRAMES = """
window.frames_shown = 0;
window.frames_bare = 0;
requestAnimationFrame(function look() {
  if (document.querySelector('.guide-parts li[data-step]')) {
    window.frames_shown += 1;
    if (!document.querySelector('.guide-parts li.is-begun')) window.frames_bare += 1;
  }
  requestAnimationFrame(look);
});
"""
# From the choice of a file to the second frame after what is in it is shown.
WATCH_PREVIEW = """
addEventListener('change', ({ target }) => {
  if (target.dataset.do !== 'import') return;
  const started = performance.now();
  new MutationObserver((_, watch) => {
    watch.disconnect();
    const shown = () => { window.preview = performance.now() - started; };
    requestAnimationFrame(() => requestAnimationFrame(shown));
  }).observe(document.querySelector('[data-preview]'), { childList: true });
}, true);
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
    """Yield what each of the reader's own pages takes with all of that in the store."""
    amount = f"{2 * STEPS} widgets and {2 * STEPS * EACH / 1e6:g} MB of text"
    with _site() as address, sync_playwright() as playwright, chromium(playwright) as browser:
        written, empty = _written(browser, address), browser.new_context()
        times = _notes(written, address)
        spread = f"from {min(times):.0f} to {max(times):.0f} ms"
        note = f"navigation in a warm cache to the second frame, median of {ROUNDS}, {spread}; {COMMAND}"
        yield Figure(f"“My notes” of {amount} shown", median(times), "ms", note, 1000)
        pairs = _paints(written, empty, address)
        own, none = (median(each) for each in zip(*pairs, strict=True))
        later = median([a - b for a, b in pairs])
        note = (
            f"first paint, median difference of {ROUNDS} pairs, {own:.0f} ms against {none:.0f} ms; {COMMAND}"
        )
        yield Figure("… a page of 20 of them, later than with nothing written", later, "ms", note, 100)
        keys = _keys(written, address)
        note = f"key to frame, 95th percentile of {KEYS} from the field’s first moment on; {COMMAND}"
        yield Figure("… a key on that page", percentile(keys, 95), "ms", note, 50)
        shown, bare = _frames(written, address)
        note = f"of {shown} frames with the guide’s steps, {ROUNDS} visits to its overview; {COMMAND}"
        yield Figure("… frames that lack the reader’s progress", bare, "", note, 0)
        saved, file = _exports(written, address)
        note = f"press to download, median of {ROUNDS}, {len(file) / 1e6:.1f} MB; {COMMAND}"
        yield Figure("… saved as a file", median(saved), "ms", note, 1000)
        for where, context, content in (
            ("on another device", empty, file),
            ("where each widget has something else", written, file.replace("We talked", "We walked")),
        ):
            previews = _previews(context, address, content)
            note = f"choice of the file to the second frame, median of {ROUNDS}; {COMMAND}"
            yield Figure(f"… the file’s preview {where}", median(previews), "ms", note, 2000)
        locking, opening, keys = _locked(written, address)
        note = f"the passphrase’s key and all of it sealed, once; {COMMAND}"
        yield Figure("… locked with a passphrase", locking, "ms", note, None)
        note = f"from the press to own answers on that page, median of {ROUNDS}; {COMMAND}"
        yield Figure("… opened again", median(opening), "ms", note, None)
        note = f"key to frame, 95th percentile of {KEYS}; {COMMAND}"
        yield Figure("… a key on that page while a lock is on", percentile(keys, 95), "ms", note, 50)


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


def _written(browser: Browser, address: str) -> BrowserContext:
    """Return a reader's browser in which all of it was written, and seen on its page."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + NOTES)
    page.wait_for_selector("html[data-python=ready]", timeout=60_000)
    page.evaluate(PUT, _records())
    for part in range(1, PARTS + 1):
        page.goto(f"{address}{GUIDE}{part:02}-part.html")
        page.wait_for_selector("html[data-python=ready]", timeout=60_000)
        page.wait_for_timeout(1_000)
        page.evaluate(TOUCH)
        page.wait_for_timeout(2_000)
        page.wait_for_selector("html[data-saved=yes]")
    page.close()
    return context


def _notes(context: BrowserContext, address: str) -> list[float]:
    page = context.new_page()
    page.add_init_script(DRAWN)
    times = []
    for _ in range(ROUNDS + 1):
        page.goto(address + NOTES)
        page.wait_for_selector(".mine-tools", state="visible", timeout=60_000)
        page.wait_for_timeout(1_500)
        times.append(float(page.evaluate("window.drawn")))
        shown = page.evaluate("document.querySelector('.mine').textContent.length")
        if shown < 2 * STEPS * EACH:
            message = f"only {shown} characters are shown"
            raise RuntimeError(message)
    page.close()
    return times[1:]  # the first filled the cache


def _paints(written: BrowserContext, empty: BrowserContext, address: str) -> list[tuple[float, float]]:
    """Return when a page was first painted, with the reader's own answers and with none, in turn."""
    pages = written.new_page(), empty.new_page()

    def paint(page: Page) -> float:
        page.goto(address + PAGE)
        page.wait_for_selector("html[data-python=ready]", timeout=60_000)
        return float(page.evaluate(FIRST_PAINT))

    pairs = [(paint(pages[0]), paint(pages[1])) for _ in range(ROUNDS + 1)]
    for page in pages:
        page.close()
    return pairs[1:]


def _locked(context: BrowserContext, address: str) -> tuple[float, list[float], list[float]]:
    """Return how long locking took, each opening, and keys on an open page; the store stays locked."""
    page = context.new_page()
    page.goto(address + OVERVIEW_PAGE)
    page.click("[data-do=lock]")
    page.wait_for_selector("[data-do=lock-confirm]")
    for field in page.locator(".passphrase input[type=password]").all():
        field.fill(PASSPHRASE)
    started = time.perf_counter()
    page.click("[data-do=lock-confirm]")
    page.wait_for_selector("html[data-lock=open]", state="attached", timeout=60_000)
    locking = (time.perf_counter() - started) * 1000
    opening = []
    page.add_init_script(WATCH_KEYS)
    for _ in range(ROUNDS):
        page.goto(address + PAGE)
        page.fill("[data-lock-card] input[type=password]", PASSPHRASE)
        page.wait_for_timeout(1_000)
        started = time.perf_counter()
        page.click("[data-do=unlock]")
        page.wait_for_selector("html[data-python=ready]", timeout=60_000)
        page.wait_for_selector(".widget[data-widget=journal] .widget-view", state="visible")
        opening.append((time.perf_counter() - started) * 1000)
    keys = _typed(page)
    page.close()
    return locking, opening, keys


def _keys(context: BrowserContext, address: str) -> list[float]:
    page = context.new_page()
    page.add_init_script(WATCH_KEYS)
    page.goto(address + PAGE, wait_until="commit")
    found = _typed(page)
    page.close()
    return found


def _typed(page: Page) -> list[float]:
    page.locator(".widget[data-widget=journal] textarea").first.press("End")
    page.keyboard.type("word " * (KEYS // 5), delay=60)
    page.wait_for_timeout(500)
    found = [float(each) for each in page.evaluate("[...window.keys.values()]")]
    return [0.0] * (KEYS - len(found)) + found  # those that the browser did not tell of took no 16 ms


def _frames(context: BrowserContext, address: str) -> tuple[int, int]:
    page = context.new_page()
    page.add_init_script(WATCH_FRAMES)
    shown = bare = 0
    for _ in range(ROUNDS):
        page.goto(address + OVERVIEW_PAGE)
        page.wait_for_timeout(1_000)
        shown += page.evaluate("window.frames_shown")
        bare += page.evaluate("window.frames_bare")
    page.close()
    return shown, bare


def _exports(context: BrowserContext, address: str) -> tuple[list[float], str]:
    """Return how long each file took, and what is in the last."""
    page = context.new_page()
    page.goto(address + OVERVIEW_PAGE)
    page.wait_for_load_state("networkidle")
    times, content = [], ""
    for _ in range(ROUNDS):
        started = time.perf_counter()
        with page.expect_download() as found:
            page.click("[data-do=export]")
        times.append((time.perf_counter() - started) * 1000)
        content = found.value.path().read_text()
    page.close()
    return times, content


def _previews(context: BrowserContext, address: str, content: str) -> list[float]:
    page = context.new_page()
    page.add_init_script(WATCH_PREVIEW)
    file = FilePayload(name="answers.json", mimeType="application/json", buffer=content.encode())
    times = []
    for _ in range(ROUNDS):
        page.goto(address + OVERVIEW_PAGE)
        page.wait_for_load_state("networkidle")
        page.set_input_files("[data-do=import]", files=file)
        page.wait_for_selector("[data-preview] h3", timeout=30_000)
        page.wait_for_timeout(200)
        times.append(float(page.evaluate("window.preview")))
    page.close()
    return times


if __name__ == "__main__":
    for each in measure():
        print(each.row, flush=True)
