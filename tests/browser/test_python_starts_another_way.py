"""The snapshot failing, at once or later, starts Python from library and wheel; that failing leaves HTML."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.reader import FIRST_PART, boxes, count, wait_for_python, wait_until_saved

# What the worker lacks or does wrong; each is put before its own text.
WITHOUT_STREAMS = "delete self.DecompressionStream;"
BREAKS_LATER = """
const send = self.postMessage.bind(self);
self.postMessage = (said) => {
  const ticked = Array.isArray(said) && said.some((reply) => reply.includes("1 of "));
  if (ticked && self._createPyodideModule) throw new Error("unreachable");
  send(said);
};
"""


@pytest.fixture
def assets(site_folder: Path) -> Path:
    """Return the folder with the runtime's files."""
    return site_folder / "assets/handrail"


def one(assets: Path, pattern: str) -> bytes:
    """Return the content of the one file of that name."""
    (found,) = assets.glob(pattern)
    return found.read_bytes()


def source(page: Page) -> str:
    """Wait for Python; return how it came."""
    wait_for_python(page)
    return str(page.evaluate("window.handrail.boot.source"))


def send(context: BrowserContext, pattern: str, body: bytes, type_: str = "application/octet-stream") -> None:
    """Answer with these bytes instead."""
    context.route(pattern, lambda route: route.fulfill(body=body, content_type=type_))


def worker_with(context: BrowserContext, assets: Path, code: str) -> None:
    """Put code before the worker's own."""
    send(context, "**/worker-*.js", code.encode() + one(assets, "worker-*.js"), "text/javascript")


def test_python_comes_from_the_snapshot(page: Page, site_url: str) -> None:
    """Nothing of the plain boot is fetched for it."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url + FIRST_PART)
    assert source(page) == "snapshot"
    assert not [url for url in asked if "pyodide" in url or ".whl" in url]


def test_a_reader_can_ask_for_the_plain_boot(page: Page, site_url: str) -> None:
    """With ?python=plain nothing of the snapshot is fetched."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site_url}{FIRST_PART}?python=plain")
    assert source(page) == "plain"
    assert not [url for url in asked if url.endswith(".bin")]


def truncated(context: BrowserContext, assets: Path) -> None:
    """Send half of the memory."""
    memory = one(assets, "memory-*.bin")
    send(context, "**/memory-*.bin", memory[: len(memory) // 2])


def wasm_cut_off(context: BrowserContext, assets: Path) -> None:
    """Send half of the wasm."""
    wasm = one(assets, "wasm-*.bin")
    send(context, "**/wasm-*.bin", wasm[: len(wasm) // 2])


def of_another_build(context: BrowserContext, assets: Path) -> None:
    """Send a memory with the seal of another build."""
    memory = gzip.decompress(one(assets, "memory-*.bin"))
    (seal,) = re.findall(rb'"handrail":\s*"([0-9a-f]{12})"', memory)
    send(context, "**/memory-*.bin", gzip.compress(memory.replace(seal, b"0" * len(seal)), 1))


def wasm_blocked(context: BrowserContext, _: Path) -> None:
    """Keep the snapshot's wasm back, as filters do."""
    context.route("**/wasm-*.bin", lambda route: route.abort())


def no_streams(context: BrowserContext, assets: Path) -> None:
    """Take the worker's DecompressionStream away."""
    worker_with(context, assets, WITHOUT_STREAMS)


@pytest.mark.parametrize("broken", [truncated, wasm_cut_off, of_another_build, wasm_blocked, no_streams])
def test_a_broken_snapshot_leads_to_the_plain_boot(
    context: BrowserContext,
    page: Page,
    site_folder: Path,
    site_url: str,
    broken: Callable[[BrowserContext, Path], None],
) -> None:
    """Python comes all the same, and works."""
    broken(context, site_folder / "assets/handrail")
    page.goto(site_url + FIRST_PART)
    assert source(page) == "plain"
    boxes(page).first.check()
    expect(count(page)).to_contain_text("1 of")


def test_without_webassembly_the_page_works_as_html(
    context: BrowserContext, site_folder: Path, site_url: str
) -> None:
    """Neither boot can do without; ticks are kept."""
    worker_with(context, site_folder / "assets/handrail", "delete self.WebAssembly;")
    works_as_html(context.new_page(), site_url)


def test_without_workers_the_page_works_as_html(context: BrowserContext, site_url: str) -> None:
    """Some browsers and policies have none."""
    context.add_init_script("window.Worker = class { constructor() { throw new Error('no workers') } }")
    works_as_html(context.new_page(), site_url)


def works_as_html(page: Page, site_url: str) -> None:
    """Tick, and find the tick again."""
    page.goto(site_url + FIRST_PART)
    expect(page.locator("html")).to_have_attribute("data-python", "failed", timeout=20_000)
    boxes(page).first.check()
    wait_until_saved(page)
    page.reload()
    expect(boxes(page).first).to_be_checked()


def test_a_snapshot_that_breaks_later_is_taken_over(
    context: BrowserContext, page: Page, site_folder: Path, site_url: str
) -> None:
    """A click on which Python breaks is answered by another of its kind, once, and nothing is said."""
    worker_with(context, site_folder / "assets/handrail", BREAKS_LATER)
    page.goto(site_url + FIRST_PART)
    assert source(page) == "snapshot"
    boxes(page).nth(1).check()
    expect(page.locator("html")).to_have_attribute("data-python", "booting")
    boxes(page).nth(2).check()  # while nobody is there
    assert source(page) == "snapshot"
    expect(count(page)).to_contain_text("2 of")
    wait_until_saved(page)
    expect(page.locator(".handrail-notice")).to_have_count(0)
    page.reload()
    expect(boxes(page).nth(1)).to_be_checked()
    expect(boxes(page).nth(2)).to_be_checked()
