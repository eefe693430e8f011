"""What own widgets cost: Python's start with three of them, and an edit until it shows in `serve`."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.figure import Figure, median
from benchmarks.pages import all_open
from scripts.reader import chromium, served

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 31
EDITS = 7
PATIENCE = 60
"""Seconds for a server to answer, and for an edit to show."""
PAGE = "guides/counting/01-count.html"
OWN = "```{name}\nid: {name}\n```\n"
NAMES = ("counter", "tally", "meter")
TIMERS = "\n".join(f"```timer\nid: timer-{number}\nlengths: [5]\n```\n" for number in range(len(NAMES)))

CONFIG = f"""\
INHERIT: {ROOT}/mkdocs.yml
site_name: Measured
theme: {{custom_dir: {ROOT}/overrides}}
hooks: [{ROOT}/hooks/handrail_hooks.py]
extra: {{handrail: {{site: measured}}, footer: []}}
"""
OVERVIEW = """\
---
title: Count
summary: Count things.
topic: Measured
reviewed: 2026-11-27
---

Count.
"""
PART = """\
---
title: Count
---

## Count something

- [ ] One
- [ ] Two

"""
WIDGET = '''\
"""A widget of fifty lines, as an author would write it."""

from dataclasses import dataclass, replace

from handrail_widgets.kit.html import Element, button, div, p
from handrail_widgets.kit.widget import Widget, WidgetConfig


@dataclass(frozen=True, kw_only=True)
class Config(WidgetConfig):
    """What the author may set."""

    most: int = 10


@dataclass(frozen=True)
class State:
    """What the reader did."""

    count: int = 0


@dataclass(frozen=True)
class Counted:
    """The reader counted so many more."""

    more: int


@dataclass(frozen=True)
class Cleared:
    """The reader began again."""


type Message = Counted | Cleared


def init(config: Config) -> State:
    """Begin with nothing."""
    return State()


def update(state: State, message: Message) -> State:
    """Count, or begin again."""
    match message:
        case Counted(more):
            return replace(state, count=state.count + more)
        case Cleared():
            return State()


def view(state: State) -> Element:
    """Show the count and two buttons."""
    return div[
        p(class_="count", role="status")[f"{state.count} counted"],
        button(class_="button", on_click=Counted(1))["One more"],
        button(class_="button", on_click=Cleared())["Begin again"],
    ]


NAME = Widget("NAME", Config, init, update, view)
'''


def measure() -> Iterator[Figure]:
    """Yield what three own widgets add to Python's start beside three of ours, and how soon an edit shows."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright, chromium(playwright) as browser:
        own = written(Path(folder) / "own", "\n".join(OWN.format(name=name) for name in NAMES), NAMES)
        yield _start(browser, built(written(Path(folder) / "ours", TIMERS)), built(own))
        yield _edit(browser, own)


def written(project: Path, fences: str, own: tuple[str, ...] = ()) -> Path:
    """Write a site whose one page holds a checklist and these fences; `own` are its own widgets' names."""
    guide = project / "docs/guides/counting"
    guide.mkdir(parents=True)
    (project / "mkdocs.yml").write_text(CONFIG)
    (project / "docs/index.md").write_text("# Measured\n")
    (guide / "index.md").write_text(OVERVIEW)
    (guide / "01-count.md").write_text(PART + fences)
    for name in own:
        (project / "widgets").mkdir(exist_ok=True)
        (project / "widgets" / f"{name}.py").write_text(WIDGET.replace("NAME", name))
    return project


def built(project: Path) -> Path:
    """Build a site; gives its folder."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    return project / "site"


def _start(browser: Browser, ours: Path, own: Path) -> Figure:
    """Open both pages in turn, in one profile each whose cache is warm."""
    times: dict[Path, list[float]] = {ours: [], own: []}
    with served(ours) as one, served(own) as other:
        pages = {site: browser.new_context(service_workers="block").new_page() for site in times}
        for _ in range(ROUNDS + 1):  # the first fills the cache
            for site, address in ((ours, one), (own, other)):
                pages[site].goto(address + PAGE)
                times[site].append(all_open(pages[site], 0))
    fewer, more = times[ours][1:], times[own][1:]
    note = (
        f"navigation to all tools open in Chromium, warm cache, {median(more):.0f} ms against "
        f"{median(fewer):.0f} ms with three timers in their place, median difference of {ROUNDS} pairs"
    )
    added = median([each - other for each, other in zip(more, fewer, strict=True)])
    return Figure("Three own widgets of fifty lines, added to Python's start", added, "ms", note, 30)


def _edit(browser: Browser, project: Path) -> Figure:
    file = project / "widgets" / f"{NAMES[0]}.py"
    times = []
    with _serving(project) as address:
        page = browser.new_context(service_workers="block").new_page()
        page.goto(address + PAGE)
        for number in range(EDITS + 1):  # the first edit finds nothing warm
            page.wait_for_selector("html[data-python=ready]", timeout=PATIENCE * 1000)
            shown = f"counted {number} times"
            started = time.perf_counter()
            file.write_text(WIDGET.replace("NAME", NAMES[0]).replace("} counted", f"}} {shown}"))
            _wait_for(page, shown)
            times.append((time.perf_counter() - started) * 1000)
            time.sleep(1)  # an author looks at what they did
    note = f"from writing the file to the page that shows it, median of {EDITS} edits"
    return Figure("An edit of an own widget in `serve`", median(times[1:]), "ms", note, 1000)


def _wait_for(page: Page, text: str) -> None:
    page.get_by_text(text).wait_for(timeout=PATIENCE * 1000)


@contextmanager
def _serving(project: Path) -> Iterator[str]:
    """Run `mkdocs serve` on a free port until the `with` ends; gives the site's address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    address = f"http://127.0.0.1:{port}/"
    with subprocess.Popen(
        command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _wait_until_answered(address)
            yield address
        finally:
            server.terminate()


def _wait_until_answered(address: str) -> None:
    ends = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(address).close()  # noqa: S310 - this machine's own server
        except OSError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.1)
        else:
            return


if __name__ == "__main__":
    for each in measure():
        print(each.row, flush=True)
