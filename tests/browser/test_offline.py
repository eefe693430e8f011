"""What was read opens without a network; a guide is kept whole; no update mixes builds or loses a word.

Here the guide is made one that is not sensitive; see test_a_sensitive_guide_leaves_no_trace.py for those.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.changing import Changing, changing, next_build
from tests.browser.reader import FIRST_PART, OVERVIEW, boxes, count, until, wait_for_python, wait_until_saved

pytestmark = pytest.mark.workers

SECOND_PART = "guides/second-chance/02-time-on-your-own.html"
UNREAD = "guides/second-chance/04-talk.html"
CACHED = """
caches.keys()
  .then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))
  .then((all) => all.flat().map(({ url }) => url))
"""
CACHE_A_PAGE = """
caches.open('handrail/pages').then((cache) => cache.put('/read', new Response('read'))).then(() => null)
"""
IS_CACHED = (
    CACHED
    + """
.then((all) => all.includes(location.href.replace('.html', '')) && all.some((u) => u.includes('/memory-')))
"""
)
BUILD = "document.querySelector('meta[name=handrail-build]').content"
ACTIVE = """
navigator.serviceWorker.getRegistration()
  .then((r) => !r.installing && !r.waiting && r.active?.state === 'activated')
"""
PARCEL = 'handrail:[2,"handrail","/","second-chance","","parcel"]'
VERSION = f"JSON.parse(localStorage.getItem('{PARCEL}')).version"
UPDATE = "navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => null)"
MARK = "void (window.mark = 'same document')"


@pytest.fixture
def host(open_site: Path) -> Iterator[Changing]:
    with changing(open_site) as host:
        yield host


@pytest.fixture
def builds(open_site: Path, tmp_path: Path) -> list[Path]:
    """Return two later builds of the site."""
    return [next_build(open_site, tmp_path / letter, letter) for letter in "bc"]


def cached(page: Page) -> list[str]:
    """Return the addresses of all that is cached."""
    return list(page.evaluate(CACHED))


def read(page: Page, address: str) -> None:
    """Open a page, and wait until it, and what it needs, is cached."""
    page.goto(address)
    wait_for_python(page)
    until(page, ACTIVE)
    until(page, IS_CACHED)


def update(page: Page, host: Changing, build: Path) -> None:
    """Bring another build online, and let its service worker take over."""
    host.folder = build
    page.evaluate(UPDATE)
    letter = build.name * 12
    until(page, f"{CACHED}.then((all) => all.some((url) => url.endsWith('handrail-builds/{letter}')))")
    until(page, ACTIVE)


def scripts(host: Changing) -> set[str]:
    """Return the addresses of the page's and the worker's script as the host has them now."""
    found = (path for kind in ("page", "worker") for path in host.folder.glob(f"assets/handrail/{kind}-*.js"))
    return {host.address + path.relative_to(host.folder).as_posix() for path in found}


def test_a_page_that_was_read_works_without_a_network(page: Page, host: Changing) -> None:
    """After one visit: its text, its look, its pictures, Python, and what the reader did."""
    read(page, host.address + FIRST_PART)
    boxes(page).nth(1).check()
    wait_until_saved(page)
    host.line = "down"
    page.reload()
    wait_for_python(page)
    assert page.evaluate("window.handrail.boot.source") == "snapshot"
    expect(boxes(page).nth(1)).to_be_checked()
    boxes(page).nth(2).check()
    expect(count(page)).to_contain_text("2 of")
    assert page.evaluate(
        "getComputedStyle(document.body).getPropertyValue('--hairline')"
    )  # of the style sheets


def test_a_page_that_was_not_read_says_so_and_names_those_that_were(page: Page, host: Changing) -> None:
    """The way on is to a page that opens, or to try again."""
    read(page, host.address + FIRST_PART)
    host.line = "down"
    page.goto(host.address + UNREAD)
    expect(page.get_by_role("heading", level=1)).to_have_text("This page needs a network")
    page.get_by_role("link", name="Understand the break-up").click()
    wait_for_python(page)
    page.go_back()
    host.line = "up"
    page.get_by_role("link", name="Try again").click()
    expect(page).to_have_url(host.address + UNREAD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Talk about it")


def test_an_address_that_leads_elsewhere_is_not_offered_again(page: Page, host: Changing) -> None:
    """Anybody may write the address of the page that stands for another."""
    read(page, host.address + FIRST_PART)
    page.goto(f"{host.address}offline.html?page=https://elsewhere.example/")
    expect(page.get_by_text("Pages you can read now")).to_be_visible()
    expect(page.get_by_role("link", name="Try again")).to_have_count(0)


def test_a_network_that_does_not_answer_is_not_waited_for(page: Page, host: Changing) -> None:
    """A page that was read comes from the device."""
    read(page, host.address + FIRST_PART)
    host.line = "stuck"
    page.goto(host.address + FIRST_PART, wait_until="commit")
    wait_for_python(page)
    host.over.set()


def test_pictures_further_down_are_there_without_a_network(page: Page, host: Changing) -> None:
    """They were never in sight while there was one."""
    read(page, host.address + FIRST_PART)
    lazy = page.locator("img[loading=lazy]")
    until(page, f"{CACHED}.then((all) => all.filter((url) => url.endsWith('.svg')).length > {lazy.count()})")
    host.line = "down"
    page.goto(host.address + FIRST_PART)
    for picture in lazy.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", value=True)
        assert picture.evaluate("(image) => image.naturalWidth") > 0


def test_a_hotels_login_takes_no_pages_place(page: Page, host: Changing) -> None:
    """It answers for every address; it is shown, and not cached."""
    read(page, host.address + FIRST_PART)
    host.line = "hotel"
    page.goto(host.address + FIRST_PART)
    expect(page.get_by_role("heading", level=1)).to_have_text("Please log in")
    host.line = "down"
    page.goto(host.address + FIRST_PART)
    wait_for_python(page)


def test_a_service_worker_that_was_killed_comes_back(
    page: Page, context: BrowserContext, host: Changing
) -> None:
    """Browsers end it whenever they like."""
    read(page, host.address + FIRST_PART)
    session = context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    host.line = "down"
    page.reload()
    wait_for_python(page)


def offer(page: Page) -> str:
    expect(page.locator("[data-offline] button")).to_contain_text("Keep this guide")
    return page.locator("[data-offline] button").inner_text()


def keep(page: Page, host: Changing) -> None:
    """Keep the whole guide from its first page."""
    page.goto(host.address + OVERVIEW)
    until(page, ACTIVE)
    offer(page)
    page.locator("[data-offline] button").click()
    expect(page.locator("[data-offline]")).to_contain_text("This whole guide opens", timeout=20_000)


def test_what_is_there_already_is_not_counted_again(page: Page, host: Changing) -> None:
    """Whoever has read a page has Python: most of it."""
    read(page, host.address + FIRST_PART)
    page.goto(host.address + OVERVIEW)
    files = page.evaluate("fetch('offline.json').then((answer) => answer.json())")["files"]
    whole = sum(size for _, size in files) / 1e6
    (told,) = re.findall(r"([\d.]+) MB", offer(page))
    assert float(told) < whole - 3


def test_a_site_is_put_among_the_apps_where_the_browser_offers_it(page: Page, host: Changing) -> None:
    """Asked once, and no longer offered then; nothing of the browser's covers the page."""
    page.goto(host.address + OVERVIEW)
    button = page.get_by_role("button", name="Put it among your apps")
    expect(button).to_be_hidden()
    offers = """() => {
      const event = new Event('beforeinstallprompt', { cancelable: true });
      event.prompt = async () => { window.asked = (window.asked ?? 0) + 1; };
      dispatchEvent(event);
      return event.defaultPrevented;
    }"""
    assert page.evaluate(offers)
    button.click()
    expect(button).to_be_hidden()
    assert page.evaluate("window.asked") == 1


def test_a_guide_is_kept_whole(page: Page, host: Changing) -> None:
    """Its size is told beforehand; then every page of it opens, Python included, though none was read."""
    page.goto(host.address + OVERVIEW)
    until(page, ACTIVE)
    files = page.evaluate("fetch('offline.json').then((answer) => answer.json())")["files"]
    assert f"{sum(size for _, size in files) / 1e6:.1f} MB" in offer(page)
    for address, size in files:
        assert (host.folder / re.sub(r"\?.*", "", address)).stat().st_size == size
    keep(page, host)
    host.line = "down"
    pages = [address for address, _ in files if address.endswith(".html") and "second-chance" in address]
    assert len(pages) > 8
    for address in pages:
        page.goto(host.address + address)
        expect(page.locator("h1")).not_to_have_text("This page needs a network")
        if page.locator(".widget[data-key]").count():
            wait_for_python(page)
    page.goto(host.address + OVERVIEW)
    expect(page.locator("[data-offline]")).to_contain_text("This whole guide opens")


def test_a_line_that_breaks_is_said_and_what_came_is_not_fetched_again(page: Page, host: Changing) -> None:
    """Half of the memory came; the reader goes on later."""
    page.goto(f"{host.address}{OVERVIEW}?python=none")
    until(page, ACTIVE)
    offer(page)
    host.breaks_after = 1_200_000
    page.locator("[data-offline] button").click()
    expect(page.locator("[data-offline]")).to_contain_text("Not all of it came")
    host.breaks_after = None
    host.asked.clear()
    page.locator("[data-offline] button").click()
    expect(page.locator("[data-offline]")).to_contain_text("This whole guide opens")
    assert [path for path in host.asked if "/memory-" in path]
    assert not [path for path in host.asked if "/wasm-" in path or "/worker-" in path]


def test_a_reader_can_stop_and_go_on(page: Page, host: Changing) -> None:
    """Nothing is pressed upon a reader whose line is slow."""
    page.goto(f"{host.address}{OVERVIEW}?python=none")
    until(page, ACTIVE)
    offer(page)
    host.line = "stuck"
    page.locator("[data-offline] button").click()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("[data-offline]")).to_contain_text("Stopped")
    host.over.set()
    host.line = "up"
    page.get_by_role("button", name="Go on keeping it").click()
    expect(page.locator("[data-offline]")).to_contain_text("This whole guide opens")


def test_a_kept_guide_can_be_removed(page: Page, host: Changing) -> None:
    """Removed, its pages are gone from the device, and what the reader did is not."""
    read(page, host.address + FIRST_PART)
    boxes(page).nth(1).check()
    wait_until_saved(page)
    keep(page, host)
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator("[data-offline]")).to_contain_text("Removed")
    assert not [url for url in cached(page) if "/guides/" in url]
    page.goto(host.address + FIRST_PART)
    expect(boxes(page).nth(1)).to_be_checked()


def test_a_full_device_is_said_and_reading_goes_on(
    page: Page, context: BrowserContext, host: Changing
) -> None:
    """There is room for what the reader writes, not for five megabytes."""
    page.goto(f"{host.address}{OVERVIEW}?python=none")
    until(page, ACTIVE)
    offer(page)
    session = context.new_cdp_session(page)
    used = page.evaluate("navigator.storage.estimate().then(({ usage }) => usage)")
    quota = {"origin": host.address.rstrip("/"), "quotaSize": used + 1_000_000}
    session.send("Storage.overrideQuotaForOrigin", quota)
    page.locator("[data-offline] button").click()
    expect(page.locator("[data-offline]")).to_contain_text("no room for it")
    page.goto(host.address + FIRST_PART)
    wait_for_python(page)
    boxes(page).nth(1).check()
    wait_until_saved(page)
    page.reload()
    expect(boxes(page).nth(1)).to_be_checked()


def test_an_old_page_never_meets_a_new_runtime(page: Page, host: Changing, builds: list[Path]) -> None:
    """Cached from one build, it opens with that build's files, though the host has none of them any more."""
    read(page, host.address + FIRST_PART)
    old = page.evaluate(BUILD)
    own = scripts(host)
    for build in builds:
        update(page, host, build)
    host.line = "down"
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    wait_for_python(page)
    assert page.evaluate(BUILD) == old
    assert {url for url in asked if "/page-" in url or "/worker-" in url} == own
    assert not [url for url in asked if re.search(r"b{8}|c{8}", url)]


def test_a_new_page_comes_with_its_own_files(page: Page, host: Changing, builds: list[Path]) -> None:
    """The next page opened is of the new build throughout, whatever is cached of the old one."""
    read(page, host.address + FIRST_PART)
    host.folder = builds[0]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(host.address + SECOND_PART)
    wait_for_python(page)
    assert page.evaluate(BUILD) == "b" * 12
    assert {url for url in asked if "/page-" in url or "/worker-" in url} == scripts(host)


def test_what_no_page_needs_any_more_is_let_go(page: Page, host: Changing, builds: list[Path]) -> None:
    """Two builds on, with no page of the first cached, its files are gone; the shared ones stay."""
    read(page, host.address + FIRST_PART)
    first = [url for url in cached(page) if "/page-" in url or "/worker-" in url or "?v=" in url]
    assert len(first) > 5, cached(page)
    for build in builds:
        update(page, host, build)
        page.goto(host.address + FIRST_PART)
        wait_for_python(page)
    update(page, host, next_build(builds[0], builds[0].with_name("d"), "d"))
    assert not set(first) & set(cached(page))
    assert [url for url in cached(page) if "/memory-" in url]


def test_an_update_while_the_reader_types_takes_nothing(
    page: Page, host: Changing, builds: list[Path]
) -> None:
    """The page stays as it is; the next one is the new build's, and what was typed is there on return."""
    read(page, host.address + SECOND_PART)
    page.locator("#quiet-days details:has(textarea) > summary").click()
    field = page.locator("#quiet-days textarea")
    field.fill("What I have not")
    page.evaluate(MARK)
    update(page, host, builds[0])
    field.press_sequentially(" sent")
    assert page.evaluate("window.mark") == "same document"
    expect(field).to_have_value("What I have not sent")
    expect(field).to_be_focused()
    page.locator(".turn-next").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Be well"))
    until(page, f"{BUILD} === '{'b' * 12}'")
    page.locator(".turn-previous").click()
    wait_for_python(page)
    expect(field).to_have_value("What I have not sent")


def test_a_kept_guide_is_brought_up_to_date(page: Page, host: Changing, builds: list[Path]) -> None:
    """Reading one page of it online is enough; then all of it is new without a network."""
    keep(page, host)
    host.folder = builds[0]
    page.goto(host.address + FIRST_PART)
    until(page, f"{VERSION} === '{'b' * 12}'")
    host.line = "down"
    page.goto(host.address + UNREAD)
    wait_for_python(page)
    assert page.evaluate(BUILD) == "b" * 12


def test_it_can_be_installed(page: Page, context: BrowserContext, host: Changing) -> None:
    """Chromium finds nothing wrong with the manifest and its icons."""
    page.goto(host.address + OVERVIEW)
    until(page, ACTIVE)
    session = context.new_cdp_session(page)
    found = session.send("Page.getAppManifest")
    assert found["url"] == f"{host.address}manifest.webmanifest"
    assert not found["errors"]
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert not [error for error in errors if error["errorId"] != "in-incognito"]


def test_python_for_pages_from_disk_is_never_cached(page: Page, host: Changing) -> None:
    """Five megabytes that no page from a host can use."""
    keep(page, host)
    assert not [url for url in cached(page) if "/pack-" in url]
