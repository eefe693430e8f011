"""Escaping alone holds: with the policy taken out of each page, no text of an author or a reader runs."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from scripts.reader import Host, served
from tests.browser.reader import OVERVIEW, wait_for_python, wait_until_saved
from tests.handrail.sample import BOIL, INDEX, TEA, WAIT
from tests.test_site import command, project

PAUSE = "guides/second-chance/02-time-on-your-own.html"
ATTACKS = (
    "<script>ran.push('script')</script>",
    "<img src=missing: onerror=ran.push('img')>",
    "</title></textarea></script><svg onload=ran.push('svg')>",
    "\" autofocus onfocus=ran.push('onfocus') x=\"",
    "' onmouseover='ran.push(4)' '",
    "<iframe srcdoc='<script>parent.ran.push(1)</script>'></iframe>",
    "--><style onload=ran.push('style')></style><!--",
    "{{ ''.__class__ }}${ran.push('template')}",
)
EVIL = "EVIL " + " ".join(ATTACKS)
YAML = EVIL.replace("'", "''")  # within single quotes
WITNESS = "<div><script>window.witness = 'scripts run here'</script></div>"

# What a text could have become: an element or an attribute that none of our templates and widgets has.
STRAY = """
[...document.querySelectorAll('*')].filter((element) =>
  element.matches('iframe, svg[onload], style[onload], img[src^="missing"]')
  || element.getAttributeNames().some((name) => name.startsWith('on'))
  || (element.matches('script') && !/json/.test(element.type) && element.textContent.includes('ran.push')),
).map((element) => element.outerHTML.slice(0, 200))
"""


class WithoutPolicy(Host):
    """A host that takes the Content-Security-Policy out of every page."""

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Answer with a page that forbids nothing; with any other file as it is."""
        path = Path(self.translate_path(self.path))
        if path.suffix != ".html" or not path.is_file():
            return super().send_head()
        page = re.sub(rb"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", b"", path.read_bytes())
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        return BytesIO(page)


@pytest.fixture
def open_site(site_folder: Path) -> Iterator[str]:
    """Serve the flagship without its policy."""
    with served(site_folder, WithoutPolicy) as address:
        yield address


@pytest.fixture
def hostile_site(tmp_path: Path) -> Iterator[str]:
    """Build and serve a guide whose every text is an attack; one page has a script of its author's own."""
    front = f"title: '{YAML}'\n"
    index = re.sub(r"(?m)^(title|line|summary|topic): .*", lambda found: f"{found[1]}: '{YAML}'", INDEX)
    index = re.sub(r"(?m)^needs: .*", lambda _: f"needs: ['{YAML}']\ntime: '{YAML}'", index)
    index = re.sub(r"(?m)^tips: .*", lambda _: f"tips: ['`{YAML}`']\nwont_promise: '`{YAML}`'", index)
    evil_code = "`` " + EVIL + " ``"
    part = BOIL.replace("title: Boil\n", front).replace("The kettle", f"'{YAML}'")
    part = part.replace("I put the lid on", evil_code).replace("Steam burns.", evil_code)
    part = part.replace("*Tea*. One cook's word.", evil_code) + f"\n```text\n{EVIL}\n```\n"
    assert part.count("EVIL") >= 6
    files = {**TEA, "index.md": index, "01-boil.md": part, "02-wait.md": f"{WAIT}\n{WITNESS}\n"}
    folder = project(tmp_path, files)
    done = command(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    with served(folder / "site-mkdocs", WithoutPolicy) as address:
        yield address


def unharmed(page: Page) -> None:
    """See that nothing ran, nothing became markup, and yet the text is there."""
    page.evaluate("new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)))")
    assert page.evaluate(STRAY) == []
    assert page.evaluate("ran") == []


@pytest.fixture(autouse=True)
def watched(context: BrowserContext) -> None:
    """Give the attacks something to reach."""
    context.add_init_script("window.ran = [];")


def test_no_text_of_an_author_runs(page: Page, hostile_site: str) -> None:
    """Titles, front matter, tasks, settings of widgets, sources and code, on every kind of page."""
    for path in ("index.html", "guides/tea/index.html", "guides/tea/01-boil.html", "guides/tea/help.html"):
        page.goto(hostile_site + path)
        assert "onerror=ran.push" in (page.locator("body").text_content() or ""), path
        unharmed(page)
    page.goto(f"{hostile_site}guides/tea/02-wait.html")
    assert page.evaluate("window.witness") == "scripts run here", "a policy holds, so this tried nothing"


def test_no_text_of_an_author_runs_when_it_is_found(page: Page, hostile_site: str) -> None:
    """Material's search draws titles as HTML."""
    page.goto(f"{hostile_site}guides/tea/help.html")
    page.get_by_role("textbox", name="Search").press_sequentially("EVIL")
    expect(page.locator(".md-search-result__link").first).to_contain_text("onerror=ran.push")
    unharmed(page)


def test_no_text_of_a_reader_runs(page: Page, open_site: str) -> None:
    """Drawn by Python, put back before the first paint, taken along by a turn of the page, searched for."""
    page.goto(open_site + PAUSE)
    wait_for_python(page)
    page.get_by_role("checkbox", name="Other", exact=True).check()
    page.get_by_label("What else is allowed").fill(EVIL)
    page.get_by_label("Date of your last contact").fill("2026-11-01")
    page.get_by_role("button", name="Begin my quiet days").click()
    page.get_by_text("Write something down").click()
    page.get_by_label("I got in touch").check()
    page.get_by_label("What happened").fill(EVIL)
    page.get_by_label("What I will do next").fill(EVIL)
    page.get_by_role("button", name="Save to my log").click()
    widget = page.locator(".widget[data-widget=pause]")
    expect(widget).to_contain_text("What would you like to do now?")
    assert (widget.text_content() or "").count("onerror=ran.push") >= 3
    wait_until_saved(page)
    unharmed(page)
    page.goto(f"{open_site}{PAUSE}?python=none")
    assert (widget.text_content() or "").count("onerror=ran.push") >= 3
    unharmed(page)
    page.goto(open_site + OVERVIEW)
    unharmed(page)
    page.get_by_role("textbox", name="Search").fill(EVIL)
    expect(page.locator(".md-search-result__meta")).not_to_be_empty()
    unharmed(page)
