"""The same short promises in Chromium, Firefox and WebKitGTK, from a host and from a folder on disk."""

import json
import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from scripts.engines import Chromium, Engine, Tab, missing, opened, wait, without_network
from scripts.reader import Host, served
from tests.browser.changing import changing
from tests.browser.hosts import Strict, Usual
from tests.browser.reader import FIRST_PART
from tests.conftest import ROOT

# Selenium warns of itself.
pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")

ON_A_HOST = pytest.mark.parametrize("place", ["http"], indirect=True)
TIMER_PART = "guides/second-chance/05-if-you-both-say-yes.html"
BOX = ".widget[data-widget=checklist] input[type=checkbox]"
COUNT = ".widget[data-widget=checklist] [role=status]"
TIMER = ".widget[data-widget=timer]"
PYTHON = "document.documentElement.dataset.python"
SAVED = "document.documentElement.dataset.saved === 'yes'"
SEARCHED = """
(() => {
  const field = document.querySelector('[data-md-component=search-query]');
  field.focus();
  field.value = 'apolog';
  field.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true }));
  return true;
})()
"""
SMUGGLED = """
(() => {
  const handler = '<img src="missing:" onerror="window.ran = true">';
  const add = (name) => document.body.appendChild(document.createElement(name));
  const tries = [
    () => { add('script').textContent = 'window.ran = true'; },
    () => { add('script').append('window.ran = true'); },
    () => { document.body.insertAdjacentHTML('beforeend', handler); },
  ];
  for (const each of tries) try { each(); } catch { /* the engine has Trusted Types */ }
  const picture = add('img');
  picture.addEventListener('error', () => { window.waited = true; });
  picture.src = 'missing:';
  return true;
})()
"""
FIVE_MINUTES_LATER = """
void (globalThis.Date = class extends Date {
  constructor(...given) { given.length ? super(...given) : super(Date.earlier() + 300_000); }
  static earlier = Date.now;
  static now() { return Date.earlier() + 300_000; }
})
"""


# Sets window.cached once the page, and the last and largest file that it needs, are cached.
WATCH_WHAT_IS_CACHED = """
void (async () => {
  const wanted = [location.href.replace('.html', ''), '/memory-'];
  while (!window.cached) {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const urls = (await Promise.all(caches_.map((cache) => cache.keys()))).flat().map(({ url }) => url);
    window.cached = wanted.every((part) => urls.some((url) => url.includes(part)));
    await new Promise((done) => setTimeout(done, 100));
  }
})()
"""

# What smuggled code would try within Python's worker; it tells the page what became of it.
TRIED = """
const tried = {};
try { tried.made = String((0, eval)("'made'")); } catch { tried.made = "refused"; }
fetch("%s").then(() => { tried.asked = "answered"; }, () => { tried.asked = "refused"; });
const channel = new BroadcastChannel("tried");
setInterval(() => channel.postMessage(tried), 50);
"""
LISTEN = "void (new BroadcastChannel('tried').onmessage = ({ data }) => { window.tried = data; })"


class Open(Usual):
    """Answers pages of every other site."""

    def end_headers(self) -> None:
        """Let anybody read the answer."""
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


@pytest.fixture(scope="module", params=["http", "file"])
def place(request: pytest.FixtureRequest) -> str:
    """Return where the site is read."""
    return str(request.param)


@pytest.fixture(scope="module", params=["chromium", "firefox", "webkit"])
def browser_of(request: pytest.FixtureRequest, place: str) -> Iterator[Engine]:
    """Return a running browser of each engine that is installed here; from disk, it has no network."""
    if why := missing(request.param):
        pytest.skip(f"{request.param} {why}; `make browsers` installs it on Debian, as root")
    if request.param == "chromium":
        yield Chromium(request.getfixturevalue("browser"), offline=place == "file")
    else:
        with without_network() if place == "file" else nullcontext(), opened(request.param) as engine:
            yield engine


@pytest.fixture
def tab(browser_of: Engine) -> Iterator[Tab]:
    """Return the tab of a reader who has never been here."""
    with browser_of.reader() as tab:
        yield tab


@pytest.fixture
def address(request: pytest.FixtureRequest, place: str, site_folder: Path) -> str:
    """Return the site's address, on a host and on disk, ending in a slash."""
    if place == "http":
        return str(request.getfixturevalue("site_url"))
    return f"{site_folder.as_uri()}/"


def python_comes(address: str) -> bool:
    """Tell whether Python must start: over HTTP always, from disk if the build makes a pack for that."""
    built = json.loads((ROOT / "widgets/runtime/dist/manifest.json").read_text(encoding="utf-8"))
    return address.startswith("http") or any(name.rpartition("/")[2].startswith("pack") for name in built)


def text(tab: Tab, selector: str) -> str:
    return str(tab.evaluate(f"document.querySelector({json.dumps(selector)})?.textContent ?? ''"))


def ticked(tab: Tab) -> list[bool]:
    return list(
        tab.evaluate(f"[...document.querySelectorAll({json.dumps(BOX)})].slice(0, 2).map((b) => b.checked)")
    )


def test_a_part_is_read_and_its_ticks_stay(tab: Tab, address: str) -> None:
    """Text, pictures and fonts are there; what is ticked at once is counted, and kept over a reload."""
    tab.open(address + FIRST_PART)
    tab.click(BOX)
    assert text(tab, "h1") == "Understand the break-up"
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    wait(
        tab,
        "[...document.fonts].some((font) => font.family.includes('Atkinson') && font.status === 'loaded')",
    )
    wait(tab, "['ready', 'failed'].includes(" + PYTHON + ")")
    if python_comes(address):
        assert tab.evaluate(PYTHON) == "ready"
        wait(tab, f"document.querySelector('{COUNT}').textContent.startsWith('1 of')")
    wait(tab, SAVED)
    assert ticked(tab) == [True, False]
    tab.reload()
    assert ticked(tab) == [True, False]
    tab.click(BOX)
    wait(tab, SAVED)
    tab.reload()
    assert ticked(tab) == [False, False]


def test_a_timer_runs_and_survives_a_reload(tab: Tab, address: str) -> None:
    """Started, it counts by the clock; reloaded, it ends when it would have ended."""
    if not python_comes(address):
        pytest.skip("this build has no Python for pages from disk")
    tab.open(address + TIMER_PART)
    wait(tab, f"{PYTHON} === 'ready'")
    tab.click(f"{TIMER} button.button")
    wait(tab, f"document.querySelector('{TIMER} [role=timer]')?.textContent.includes('minutes left')")
    ends = tab.evaluate(f"document.querySelector('{TIMER}').textContent.match(/Ends at [\\d:]+/)[0]")
    tab.evaluate(FIVE_MINUTES_LATER)
    wait(tab, f"document.querySelector('{TIMER} [role=timer]').textContent.includes('14:5')")
    wait(tab, SAVED)
    tab.reload()
    assert ends in text(tab, TIMER)
    wait(tab, f"{PYTHON} === 'ready'")
    wait(tab, f"document.querySelector('{TIMER} [role=timer]')?.textContent.includes('20 minutes left')")
    assert ends in text(tab, TIMER)


@ON_A_HOST
def test_python_stays_on_the_next_page_and_back(tab: Tab, site_url: str) -> None:
    """The document, and Python in it, outlive a click; back has scroll and ticks again."""
    tab.open(site_url + FIRST_PART)
    wait(tab, f"{PYTHON} === 'ready'")
    tab.evaluate("void (window.mark = 'same document')")
    tab.click(BOX)
    wait(tab, SAVED)
    tab.click(".turn-next")
    wait(tab, "document.querySelector('h1').textContent === 'Time on your own'")
    wait(tab, f"{PYTHON} === 'ready' && scrollY === 0")
    tab.click(BOX)
    wait(tab, f"document.querySelector('{COUNT}').textContent.startsWith('1 of')")
    tab.evaluate("history.back()")
    wait(tab, "document.querySelector('h1').textContent === 'Understand the break-up'")
    wait(tab, f"{PYTHON} === 'ready' && scrollY > 500")
    assert ticked(tab) == [True, False]
    assert tab.evaluate("window.mark") == "same document"


def test_search_finds_a_page(tab: Tab, address: str) -> None:
    """From disk too, where a frame stands in for the worker that the search asks for."""
    tab.open(address + FIRST_PART)
    tab.evaluate(SEARCHED)
    wait(tab, "document.querySelector('.md-search-result__link')?.href.includes('/guides/')")


def test_a_script_put_into_a_page_does_not_run(tab: Tab, address: str) -> None:
    """The page's own policy holds in each engine, wherever the page comes from."""
    tab.open(f"{address}{FIRST_PART}?python=none")
    tab.evaluate(SMUGGLED)
    wait(tab, "window.waited")
    assert tab.evaluate("window.ran ?? 'nothing ran'") == "nothing ran"


@ON_A_HOST
@pytest.mark.parametrize("host", [Usual, Strict])
def test_pythons_worker_obeys_a_policy(tab: Tab, site_folder: Path, tmp_path: Path, host: type[Host]) -> None:
    """The page's, or the host's own: no code out of text, and nothing asked of another host."""
    with served(site_folder, Open) as elsewhere:
        site = shutil.copytree(site_folder, tmp_path / "site")
        (worker,) = site.glob("assets/handrail/worker-*.js")
        worker.write_text(TRIED % elsewhere + worker.read_text(encoding="utf-8"), encoding="utf-8")
        with served(site, host) as address:
            tab.open(address + FIRST_PART)
            tab.evaluate(LISTEN)
            wait(tab, f"{PYTHON} === 'ready'")
            wait(tab, "window.tried?.asked")
            assert tab.evaluate("[handrail.boot.source, tried.made, tried.asked]") == [
                "snapshot",
                "refused",
                "refused",
            ]


@ON_A_HOST
def test_a_page_that_was_read_works_without_a_network(tab: Tab, open_site: Path) -> None:
    """The host is gone; the page, Python and the tick are there."""
    with changing(open_site) as host:
        tab.open(host.address + FIRST_PART)
        wait(tab, f"{PYTHON} === 'ready'")
        tab.click(BOX)
        wait(tab, SAVED)
        tab.evaluate(WATCH_WHAT_IS_CACHED)
        wait(tab, "window.cached")
        host.line = "down"
        tab.reload()
        wait(tab, f"{PYTHON} === 'ready'")
        assert ticked(tab) == [True, False]
        tab.click(f"li:nth-child(2) > label > {BOX.rpartition(' ')[2]}")
        wait(tab, f"document.querySelector('{COUNT}').textContent.startsWith('2 of')")
