"""A widget beside mkdocs.yml is drawn at build, without Node, and works wherever the site is read."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from scripts.reader import Host, served
from tests.browser.reader import wait_for_python, wait_until_saved
from tests.handrail.sample import TEA, written

ROOT = Path(__file__).resolve().parents[2]
PART = "guides/tea/01-boil.html"
CONFIG = f"""\
INHERIT: {ROOT}/mkdocs.yml
theme:
  custom_dir: {ROOT}/overrides
hooks: ["{ROOT}/hooks/handrail_hooks.py"]
extra:
  footer: []
"""
CUPS = """\
from dataclasses import dataclass, replace

from handrail_widgets.kit.codec import Unsaved
from handrail_widgets.kit.html import Element, button, div, p
from handrail_widgets.kit.widget import Widget, WidgetConfig

from widgets.words import filled


@dataclass(frozen=True, kw_only=True)
class Config(WidgetConfig):
    pot: int = 6


@dataclass(frozen=True)
class State:
    pot: Unsaved[int]
    cups: int = 0


@dataclass(frozen=True)
class Poured:
    cups: int


@dataclass(frozen=True)
class Shared:
    people: int


type Message = Poured | Shared


def init(config: Config) -> State:
    return State(config.pot)


def update(state: State, message: Message) -> State:
    match message:
        case Poured(cups):
            return replace(state, cups=state.cups + cups)
        case Shared(people):
            return replace(state, cups=state.cup // people)  # Prüfung: a slip of the pen


def view(state: State) -> Element:
    return div[
        p(class_="count", role="status")[filled(state.cups, state.pot)],
        button(class_="button", on_click=Poured(1))["Pour a cup"],
        button(class_="button", on_click=Shared(0))["Share"],
    ]


cups = Widget("cups", Config, init, update, view)
"""
WORDS = """\
def filled(cups: int, pot: int) -> str:
    return f"{cups} of {pot} cups – Käännchen"
"""
FENCE = """
```cups
id: morning
title: The first pot
pot: 4
```
"""
FILES = {
    **TEA,
    "01-boil.md": TEA["01-boil.md"].replace("\n[^smith2001]:", f"{FENCE}\n[^smith2001]:"),
    "/mkdocs.yml": CONFIG,
    "/widgets/cups.py": CUPS,
    "/widgets/words.py": WORDS,
}


@pytest.fixture(scope="module")
def site(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site with an own widget, built without Node by a checkout whose runtime is there already."""
    del site_folder  # building it has built the runtime
    folder = tmp_path_factory.mktemp("own")
    written(folder / "docs", FILES)
    path = os.pathsep.join(
        p for p in os.environ["PATH"].split(os.pathsep) if not shutil.which("node", path=p)
    )
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve it."""
    with served(site, Host) as address:
        yield address


def cups(page: Page) -> Locator:
    """Return the own widget."""
    return page.locator(".widget[data-widget=cups]")


def pour(page: Page) -> None:
    """Pour a cup."""
    cups(page).get_by_role("button", name="Pour a cup").click()


def used(page: Page) -> str:
    """Pour two cups, come back, pour another; return how Python came."""
    wait_for_python(page)
    expect(cups(page).get_by_role("status").first).to_have_text("0 of 4 cups – Käännchen")
    pour(page)
    pour(page)
    expect(cups(page).get_by_role("status").first).to_have_text("2 of 4 cups – Käännchen")
    wait_until_saved(page)
    page.reload()
    wait_for_python(page)
    pour(page)
    expect(cups(page).get_by_role("status").first).to_have_text("3 of 4 cups – Käännchen")
    return str(page.evaluate("window.handrail.boot.source"))


def test_it_is_there_before_python(page: Page, address: str) -> None:
    """Drawn at build, with what the author set."""
    page.goto(f"{address}{PART}?python=none")
    expect(cups(page)).to_contain_text("0 of 4 cups – Käännchen")
    expect(cups(page).get_by_role("heading")).to_have_text("The first pot")


def test_it_works_over_http(page: Page, address: str) -> None:
    """On the snapshot that all sites have, with nothing of a plain boot."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + PART)
    assert used(page) == "snapshot"
    assert len([url for url in asked if "/supplement-" in url and url.endswith(".json")]) == 2
    assert not [url for url in asked if "pyodide" in url or ("/supplement-" in url and url.endswith(".js"))]


def test_it_works_after_a_plain_boot(page: Page, address: str) -> None:
    """With ?python=plain."""
    page.goto(f"{address}{PART}?python=plain")
    assert used(page) == "plain"


def test_it_works_from_disk(page: Page, site: Path) -> None:
    """Its modules come as a script."""
    page.goto((site / PART).as_uri())
    assert used(page) == "snapshot"


@pytest.mark.parametrize("place", ["host", "disk"])
def test_what_goes_wrong_in_it_is_said_beside_it(page: Page, site: Path, address: str, place: str) -> None:
    """An AttributeError in `update`: its line is in the console; Python, the others and it itself go on."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address + PART if place == "host" else (site / PART).as_uri())
    wait_for_python(page)
    pour(page)
    cups(page).get_by_role("button", name="Share").click()
    expect(cups(page).locator(".widget-problem")).to_have_text(
        "Something went wrong in this tool. What you wrote before is safe."
    )
    (told,) = [each for each in said if "handrail: failed" in each]
    assert 'File "widgets/cups.py", line 43, in update' in told
    assert "'State' object has no attribute 'cup'. Did you mean: 'cups'?" in told
    assert "return replace(state, cups=state.cup // people)  # Prüfung: a slip of the pen" in told
    expect(page.locator(".widget-problem")).to_have_count(1)
    checklist = page.locator(".widget[data-widget=checklist]").first
    checklist.get_by_role("checkbox").first.check()
    expect(checklist.get_by_role("status")).to_contain_text("1 of 2")
    pour(page)
    expect(cups(page).get_by_role("status").first).to_have_text("2 of 4 cups – Käännchen")
    expect(page.locator(".widget-problem")).to_have_count(0)
    assert page.evaluate("window.handrail.boot.source") == "snapshot"


def test_a_widget_that_cannot_be_imported_leaves_the_others(
    context: BrowserContext, page: Page, address: str, site: Path
) -> None:
    """Say, its author uses what only the builder's Python has."""
    (file,) = (site / "assets/handrail").glob("supplement-*.json")
    supplement = json.loads(file.read_text(encoding="utf-8"))
    supplement["modules"]["widgets/cups.py"] = "raise RuntimeError('no tea')\n"
    supplement["bytecode"] = {}
    context.route("**/supplement-*.json", lambda route: route.fulfill(json=supplement))
    page.goto(address + PART)
    wait_for_python(page)
    expect(cups(page).locator(".widget-problem")).to_contain_text("went wrong in this tool")
    checklist = page.locator(".widget[data-widget=checklist]").first
    checklist.get_by_role("checkbox").first.check()
    expect(checklist.get_by_role("status")).to_contain_text("1 of 2")


def test_from_disk_a_module_that_is_missing_ends_no_other_widget(
    page: Page, site: Path, tmp_path: Path
) -> None:
    """There is no other Python there that could have it."""
    copy = shutil.copytree(site, tmp_path / "copy")
    (script,) = (copy / "assets/handrail").glob("supplement-*.js")
    console: list[str] = []
    page.on("console", lambda message: console.append(message.text))
    call = script.read_text(encoding="utf-8")
    supplement = json.loads(json.loads(call.removeprefix("handrailSupplement(").removesuffix(");")))
    modules = supplement["modules"]
    shared, missing = "state.cup // people", "len(__import__('html').escape('&'))"
    assert modules["widgets/cups.py"].count(shared) == 1
    modules["widgets/cups.py"] = modules["widgets/cups.py"].replace(shared, missing)
    supplement["bytecode"] = {}
    script.write_text(f"handrailSupplement({json.dumps(json.dumps(supplement))});", encoding="utf-8")
    page.goto((copy / PART).as_uri())
    wait_for_python(page)
    cups(page).get_by_role("button", name="Share").click()
    expect(cups(page).locator(".widget-problem")).to_contain_text("went wrong in this tool")
    assert any("No module named 'html'" in said for said in console)
    pour(page)
    expect(cups(page).get_by_role("status").first).to_have_text("1 of 4 cups – Käännchen")
    expect(page.locator("html")).to_have_attribute("data-python", "ready")


def test_it_is_read_without_a_network_too(site: Path) -> None:
    """The service worker and the guide's parcel list its file, and no other."""
    (file,) = (site / "assets/handrail").glob("supplement-*.json")
    facts = json.loads((site / "sw.js").read_text(encoding="utf-8").partition(" = ")[2].partition(";\n")[0])
    parcel = json.loads((site / "guides/tea/offline.json").read_text(encoding="utf-8"))
    name = f"assets/handrail/{file.name}"
    assert name in facts["python"]
    assert [name, file.stat().st_size] in parcel["files"]
    html = (site / PART).read_text(encoding="utf-8")
    assert name in html
