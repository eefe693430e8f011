"""The policy in each page stops what was smuggled in, and nothing that the site itself does."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from handrail.published.policy import guarded
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect

from scripts.reader import served
from tests.browser.conftest import READER
from tests.browser.reader import (
    FIRST_PART,
    boxes,
    count,
    refusals,
    search_for,
    wait_for_python,
    wait_until_saved,
)

KINDS = (
    "index.html",
    "guides/second-chance/index.html",
    FIRST_PART,
    "guides/second-chance/safety.html",
    "handbook/numbers.html",
    "handbook/looks.html",
    "404.html",
)
SMUGGLED = """
() => {
  const add = (name) => document.body.appendChild(document.createElement(name));
  const handler = '<img src="missing:" onerror="window.ran = true">';
  const tries = [
    () => { add('script').textContent = 'window.ran = true'; },
    () => { add('script').append('window.ran = true'); },
    () => { add('script').src = 'data:text/javascript,window.ran = true'; },
    () => { document.body.insertAdjacentHTML('beforeend', handler); },
    () => { document.createElement('img').setAttribute('onerror', 'window.ran = true'); },
    () => { setTimeout('window.ran = true'); },
    () => { add('iframe').srcdoc = handler.replace('window', 'top'); },
  ];
  const refused = tries.map((each) => { try { each(); return false; } catch { return true; } });
  const picture = add('img');
  picture.src = 'missing:';
  return new Promise((done) => {
    const all = () => done([window.ran ?? 'nothing ran', refused.filter(Boolean).length]);
    picture.addEventListener('error', () => setTimeout(all, 50)); // earlier pictures failed before this one
  });
}
"""
SINKS = """
() => {
  const made = document.createElement('div');
  const draw = (html) => { made.innerHTML = html; };
  const whole = (address) => new URL(address, document.baseURI).href;
  const script = (address) => { document.createElement('script').src = whole(address); };
  const tries = {
    'a handler': () => draw('<img src="missing:" onerror="1">'),
    'a frame': () => draw('<p><iframe src="index.html"></iframe>'),
    'a link that is a script': () => draw('<a href="javascript:1">a</a>'),
    'a style sheet': () => draw('<link rel="stylesheet" href="a.css">'),
    'a script from elsewhere': () => script('https://elsewhere.example/a.js'),
    'a worker out of text': () => { new Worker('data:text/javascript,1'); },
    'another policy': () => { trustedTypes.createPolicy('other', { createHTML: (text) => text }); },
    'our policy again': () => { trustedTypes.createPolicy('handrail', { createHTML: (text) => text }); },
    'text': () => draw('a &amp; b'),
    'what a widget may draw': () => draw('<p class="note"><mark>a</mark> <a href="index.html">b</a></p>'),
    'a script of the site': () => script('a.js'),
  };
  return Object.keys(tries).filter((name) => { try { tries[name](); return true; } catch { return false; } });
}
"""
FOLLOWED = """
() => {
  const link = document.createElement('a');
  link.href = 'https://helpline.example/';
  document.querySelector('main').append(link);
  link.click();
}
"""
TRIES = 6
"""All that is smuggled in is refused at once, but for the text of a script: that never runs."""

SCHEME = "document.body.dataset.mdColorScheme"
STYLED = '<p id="own" style="color: rgb(1, 2, 3)">styled</p><script>window.own = true</script></main>'


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, site_folder: Path) -> str:
    """Return the site's address, on a host and on disk, ending in a slash."""
    if request.param == "http":
        return str(request.getfixturevalue("site_url"))
    return f"{site_folder.as_uri()}/"


@pytest.fixture
def refused(context: BrowserContext) -> Iterator[list[str]]:
    """Return what the policy forbade, which at the end of the test has to be nothing."""
    found = refusals(context)
    yield found
    assert not found


@pytest.mark.usefixtures("refused")
def test_no_page_asks_for_what_its_policy_forbids(page: Page, address: str) -> None:
    """Each kind of page opens, and its widgets start."""
    for path in KINDS:
        page.goto(address + path)
        expect(page.locator("h1")).to_have_count(1)
        if page.locator(".widget[data-key]").count():
            wait_for_python(page)


@pytest.mark.usefixtures("refused")
def test_all_that_a_reader_does_is_allowed(page: Page, address: str) -> None:
    """Tick, choose the colours, search, follow what was found, go on, leave."""
    page.goto(address + FIRST_PART)
    wait_for_python(page)
    boxes(page).first.check()
    expect(count(page)).to_contain_text("1 of")
    wait_until_saved(page)
    page.get_by_title("Switch to light").click()
    page.get_by_title("Switch to dark").click()
    search_for(page, "apolog").click()
    expect(page.locator("main h1")).to_have_text("Talk about it")
    assert page.evaluate(SCHEME) == "slate"
    page.goto(address + FIRST_PART)
    page.locator(".turn-next").click()
    expect(page.locator("h1")).to_have_text("Time on your own")
    wait_for_python(page)


@pytest.mark.usefixtures("refused")
def test_the_plain_boot_is_allowed(page: Page, site_url: str) -> None:
    """Pyodide's own files too make no code out of text."""
    page.goto(f"{site_url}{FIRST_PART}?python=plain")
    wait_for_python(page)
    assert page.evaluate("window.handrail.boot.source") == "plain"
    boxes(page).first.check()
    expect(count(page)).to_contain_text("1 of")


def test_a_script_put_into_a_page_does_not_run(context: BrowserContext, page: Page, address: str) -> None:
    """Neither as an element nor as a handler nor made out of text."""
    refused = refusals(context)
    for path in KINDS:
        page.goto(f"{address}{path}?python=none")
        assert page.evaluate(SMUGGLED) == ["nothing ran", TRIES], path
    assert refused


def test_text_becomes_markup_or_a_script_only_by_the_pages_own_rules(page: Page, address: str) -> None:
    """Whoever asks: a script that runs here already, ours or another's, is not led to more than this."""
    for path in KINDS:
        if address.startswith("file:") and path == "404.html":
            continue  # its addresses are a host's: from disk nothing of it is loaded
        page.goto(f"{address}{path}?python=none")
        assert page.evaluate(SINKS) == ["text", "what a widget may draw", "a script of the site"], path


def test_no_other_site_is_told_where_a_reader_comes_from(
    context: BrowserContext, page: Page, site_url: str
) -> None:
    """A helpline that a page links to does not learn the page's name, nor that of its site.

    Pages from disk have no name that a browser would tell.
    """
    asked: list[Request] = []

    def answer(route: Route) -> None:
        asked.append(route.request)
        route.fulfill(body="a helpline")

    context.route("https://helpline.example/**", answer)
    for path in KINDS:
        page.goto(f"{site_url}{path}?python=none")
        page.evaluate(FOLLOWED)
        expect(page.get_by_text("a helpline")).to_be_visible()
    assert len(asked) == len(KINDS)
    assert not [request for request in asked if "referer" in request.all_headers()]


def test_the_reader_s_colours_are_there_at_first_paint(
    context: BrowserContext, page: Page, address: str
) -> None:
    """Before Material's script, which comes last, has even been asked for."""
    page.goto(address + FIRST_PART)
    page.get_by_title("Switch to light").click()
    page.get_by_title("Switch to dark").click()
    assert page.evaluate(SCHEME) == "slate"
    context.route("**/bundle.*.min.js", lambda route: route.abort())
    page.goto(address + "index.html")
    assert page.evaluate(SCHEME) == "slate"


@pytest.fixture
def styled(site_folder: Path, tmp_path: Path) -> Path:
    """Return a site where one page has a style and a script of its author's own."""
    folder = shutil.copytree(site_folder, tmp_path / "site")
    page = folder / "guides/second-chance/02-time-on-your-own.html"
    bare = re.sub(r"\s*<meta http-equiv[^>]*>", "", page.read_text(encoding="utf-8"))
    page.write_text(guarded(bare.replace("</main>", STYLED)), encoding="utf-8")
    return folder


def test_what_an_author_wrote_into_a_page_works(browser: Browser, styled: Path) -> None:
    """Opened, and come to from a page whose policy knows nothing of it."""
    with served(styled) as address:
        context = browser.new_context(**READER)
        refused = refusals(context)
        page = context.new_page()
        page.goto(address + FIRST_PART)
        wait_for_python(page)
        page.locator(".turn-next").click()
        expect(page.locator("#own")).to_have_css("color", "rgb(1, 2, 3)")
        assert page.evaluate("window.own")
        assert not refused
        context.close()
