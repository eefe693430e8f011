"""Sites below one host name share an origin: none answers, caches, runs or says anything for another."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.changing import Changing, changing, told
from tests.browser.reader import READ_ALL, boxes, until, wait_for_python, wait_until_saved
from tests.conftest import ROOT
from tests.handrail.sample import PICTURE, TEA, written

pytestmark = pytest.mark.workers

PART = "guides/tea/01-boil.html"
DATED = ("guides/tea/pictures/pot-20261123.svg", "guides/tea/plan-20260101/table.svg")
NEIGHBOUR = "neighbour/index.html"
PARCEL = 'handrail:[2,"tea","/","tea","","parcel"]'
# The addresses in this site's caches, and not in those of a site below it.
CACHED = """
Promise.all(['pages', 'files', 'rest'].map((kind) => caches.open(`handrail/${kind}`)))
  .then((all) => Promise.all(all.map((cache) => cache.keys())))
  .then((all) => all.flat().map(({ url }) => url))
"""
ACTIVE = """
navigator.serviceWorker.getRegistration('/')
  .then((r) => !r.installing && !r.waiting && r.active?.state === 'activated')
"""
INSTALLED = """
navigator.serviceWorker.register('/sw.js').then((registration) => new Promise((done) => {
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  const tell = () => {
    if (!worker || ['redundant', 'activated'].includes(worker.state)) done(worker?.state ?? 'redundant');
  };
  worker?.addEventListener('statechange', tell);
  tell();
}))
"""
FORGED = """
navigator.serviceWorker.getRegistration('/').then(({ active }) => {
  for (const read of [
    "data:text/html,<title>Call 555</title><meta name='handrail-build' content='a'>.html",
    'data:text/html,<title>Call 555</title><meta name="handrail-build" content="a">.html',
    location.origin + '/neighbour/fake.html',
    location.origin + '/guides/tea/02-wait.html',
    'http://[',
    5,
  ]) active.postMessage({ read, python: false });
})
"""
PLANTED = """
caches.open('handrail/files').then(async (cache) => {
  const scripts = (await cache.keys()).filter(({ url }) => /\\.js$/.test(url));
  const text = "new BroadcastChannel('planted').postMessage(1); self.planted = true;";
  for (const { url } of scripts) {
    await cache.put(url, new Response(text, { headers: { 'Content-Type': 'text/javascript' } }));
  }
  return scripts.map(({ url }) => url.replace(/.*\\//, '').split(/[-.]/)[0]);
})
"""


@pytest.fixture(scope="module")
def tea_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site with a guide to tea, and one to kettles within its folder; some names hold dates."""
    folder = tmp_path_factory.mktemp("tea")
    dated = [name.removeprefix("guides/tea/") for name in DATED]
    shown = "".join(f"![A pot]({name})\n\n" for name in dated)
    boil = TEA["01-boil.md"].replace("Cold water", f"{shown}Cold water")
    docs = written(folder / "docs", {**TEA, "01-boil.md": boil} | dict.fromkeys(dated, PICTURE))
    kettle = {name: text for name, text in TEA.items() if name != "index.md"}
    index = TEA["index.md"].replace("How to Make Tea", "How to Mend a Kettle")
    written(docs, {**kettle, "index.md": index}, "tea/kettle")
    config = folder / "mkdocs.yml"
    config.write_text(
        f"INHERIT: {ROOT}/mkdocs.yml\nsite_name: Tea\ndocs_dir: docs\nextra: {{handrail: {{site: tea}}}}\n"
        f"theme: {{custom_dir: {ROOT}/overrides}}\nhooks: [{ROOT}/hooks/handrail_hooks.py]\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(folder / "site")]
    subprocess.run(command, check=True)
    return folder / "site"


@pytest.fixture
def host(tea_site: Path, tmp_path: Path) -> Iterator[Changing]:
    """Return a host with the site at its root, and other sites below: two of ours, and one of somebody's."""
    root = shutil.copytree(tea_site, tmp_path / "root")
    shutil.copytree(tea_site, root / "other")
    shutil.copytree(tea_site, root / "guides/below")
    (root / "neighbour").mkdir()
    (root / NEIGHBOUR).write_text("<!doctype html><title>Neighbour</title><img src=pot.svg>")
    (root / "neighbour/pot.svg").write_text(PICTURE)
    fake = (root / PART).read_text(encoding="utf-8").replace("<title>", "<title>Call 555 ")
    (root / "neighbour/fake.html").write_text(fake.replace("../../", "../"))
    with changing(root) as host:
        yield host


def read(page: Page, host: Changing, path: str = PART) -> None:
    """Open a page of the site, and wait until it and Python are cached."""
    page.goto(host.address + path)
    wait_for_python(page)
    until(page, ACTIVE)
    until(page, f"{CACHED}.then((all) => all.some((url) => url.includes('/memory-')))")
    until(page, f"{CACHED}.then((all) => all.includes(location.href.replace('.html', '')))")


def cached(page: Page) -> list[str]:
    return list(page.evaluate(CACHED))


@pytest.mark.parametrize("path", DATED)
def test_a_date_in_a_name_is_no_hash(page: Page, host: Changing, path: str) -> None:
    """A picture that its author replaced is replaced for the readers too."""
    read(page, host)
    page.reload()  # now by way of the service worker
    wait_for_python(page)
    assert host.address + path in cached(page)
    (host.folder / path).write_text(PICTURE.replace("16 10", "32 20"))
    until(page, f"fetch('/{path}').then((answer) => answer.text()).then((text) => text.includes('32 20'))")


def test_a_host_s_root_leaves_the_sites_below_alone(page: Page, host: Changing) -> None:
    """Their pages are neither cached by it nor replaced by its own; nor is what lies in their folders."""
    read(page, host)
    for path in (NEIGHBOUR, "other/index.html", f"other/{PART}", "guides/below/index.html"):
        page.goto(host.address + path)
        expect(page).to_have_url(host.address + path)
    page.goto(host.address + "guides/tea/02-wait.html")
    until(page, f"{CACHED}.then((all) => all.includes(location.href.replace('.html', '')))")
    assert not [url for url in cached(page) if "/other/" in url or "/neighbour/" in url]
    assert not [url for url in cached(page) if url.endswith("/below/")]  # lies where files of ours do
    page.goto(host.address + PART)
    host.line = "down"
    answered = "fetch('{}').then(() => 'answered', () => 'nothing')"
    assert page.evaluate(answered.format("/guides/tea/02-wait.html")) == "answered"
    assert page.evaluate(answered.format(f"/{NEIGHBOUR}")) == "nothing"


def test_what_a_neighbour_put_into_the_cache_does_not_run(page: Page, host: Changing) -> None:
    """Every script of the site is replaced in the cache; the reader gets those that the build made."""
    read(page, host)
    page.goto(host.address + NEIGHBOUR)
    assert {"page", "worker", "bundle"} <= set(page.evaluate(PLANTED))
    page.add_init_script("new BroadcastChannel('planted').onmessage = () => { window.planted = true; }")
    page.goto(host.address + PART)
    wait_for_python(page)
    assert page.evaluate("window.handrail.boot.source") == "snapshot"
    assert not page.evaluate("window.planted")


def test_a_damaged_file_is_not_cached(page: Page, host: Changing) -> None:
    """While a host sends something else under a hashed name, nothing is installed; afterwards all is."""
    (bundle,) = (path for path in told(host.folder)[0]["shell"] if "/bundle." in path)
    content = (host.folder / bundle).read_bytes()
    (host.folder / bundle).write_bytes(content + b"\n//")
    page.goto(host.address + "404.html")
    assert page.evaluate(INSTALLED) == "redundant"
    assert host.address + bundle not in cached(page)
    (host.folder / bundle).write_bytes(content)
    page.goto(host.address + "404.html")
    assert page.evaluate(INSTALLED) == "activated"
    assert host.address + bundle in cached(page)


def test_a_forged_message_puts_nothing_into_the_list(page: Page, host: Changing) -> None:
    """Neither a neighbour's page nor a made-up one; what the reader's own page says, counts."""
    read(page, host)
    page.goto(host.address + NEIGHBOUR)
    page.evaluate(FORGED)
    page.goto(host.address + PART)
    wait_for_python(page)
    page.evaluate(FORGED.replace("/guides/tea/02-wait.html", "/guides/tea/help.html"))
    until(page, f"{CACHED}.then((all) => all.some((url) => url.endsWith('/guides/tea/help')))")
    page.goto(host.address + "offline.html")
    listed = page.locator("[data-cached-pages] li")
    expect(listed.filter(has_text="Where to ask")).to_have_count(1)
    assert not [text for text in listed.all_inner_texts() if "555" in text or "Wait" in text]


@pytest.mark.parametrize("asked", ["http://[", "https://elsewhere.example/", "javascript:alert(1)", "//["])
def test_an_odd_address_is_not_offered_again(page: Page, host: Changing, asked: str) -> None:
    """Nor does it keep the list from being shown."""
    read(page, host)
    page.goto(f"{host.address}offline.html?page={asked}")
    expect(page.get_by_text("Pages you can read now")).to_be_visible()
    expect(page.get_by_role("link", name="Try again")).to_have_count(0)


def keep(page: Page, host: Changing, guide: str) -> None:
    page.goto(f"{host.address}guides/{guide}/index.html")
    until(page, ACTIVE)
    page.get_by_role("button", name="Keep this guide offline").click()
    expect(page.locator("[data-offline]")).to_contain_text("This whole guide opens")


def test_a_guide_within_anothers_folder_is_kept_on_its_own(page: Page, host: Changing) -> None:
    """Removing the outer one, or renewing a parcel that named both, takes nothing of the inner one."""
    read(page, host)
    keep(page, host, "tea/kettle")
    inner = {url for url in cached(page) if "/tea/kettle/" in url}
    assert len(inner) == 8  # with the note that it is kept
    keep(page, host, "tea")
    files = json.loads((host.folder / "guides/tea/kettle/offline.json").read_text())["files"]
    page.evaluate("caches.open('handrail/rest').then((c) => c.put('/guides/tea/gone.svg', new Response()))")
    files.append(["guides/tea/gone.svg", 0])
    old = json.dumps({"version": "0", "files": files})  # of a build that did not tell them apart
    page.evaluate(f"localStorage.setItem('{PARCEL}', {json.dumps(old)})")
    page.reload()
    until(page, f"JSON.parse(localStorage.getItem('{PARCEL}')).version !== '0'")
    until(page, f"{CACHED}.then((all) => !all.some((url) => url.endsWith('/gone.svg')))")
    page.reload()
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator("[data-offline]")).to_contain_text("Removed")
    left = {url for url in cached(page) if "/guides/tea/" in url}
    assert left == inner


ANSWERS = f"({READ_ALL})().then((all) => JSON.stringify([all, {{ ...localStorage }}]))"


def tick(page: Page, host: Changing, guide: str) -> None:
    read(page, host, f"guides/{guide}/01-boil.html")
    boxes(page).first.check()
    wait_until_saved(page)


def test_one_guide_is_erased_and_another_keeps_what_is_its_own(page: Page, host: Changing) -> None:
    """Answers, what is kept offline, and what was read; the other one lies within its folder."""
    tick(page, host, "tea")
    tick(page, host, "tea/kettle")
    keep(page, host, "tea/kettle")
    keep(page, host, "tea")
    inner = {url for url in cached(page) if "/tea/kettle/" in url}
    erase = page.locator("[data-do=erase-guide]")
    erase.click()
    expect(erase).to_have_text("Erase it for good? Press again")
    page.wait_for_timeout(600)
    with page.expect_navigation():
        erase.click()
    expect(page.get_by_role("button", name=re.compile("Keep this guide offline"))).to_be_enabled()
    stored = page.evaluate(ANSWERS).replace("\\", "")
    assert '"tea","/","tea/kettle",' in stored
    assert '"tea","/","tea",' not in stored
    left = set(cached(page))
    assert inner <= left
    assert not {url for url in left if url.endswith(("/guides/tea/01-boil", "/handrail-kept/guides/tea/"))}
    page.goto(f"{host.address}guides/tea/kettle/01-boil.html")
    expect(boxes(page).first).to_be_checked()
    page.goto(f"{host.address}guides/tea/01-boil.html")
    expect(boxes(page).first).not_to_be_checked()
