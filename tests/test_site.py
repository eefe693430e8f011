"""A site is built by the real commands, and holds what the design promises."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path

import pytest
from handrail.problem import CODES, report
from markupsafe import escape as markup

from tests.handrail.literate import TOLD_ELSEWHERE, cases
from tests.handrail.sample import BOIL, INDEX, TEA, checked, written

ROOT = Path(__file__).parent.parent
CONFIG = f"""\
INHERIT: {ROOT}/mkdocs.yml
site_url: https://tea.example/
theme:
  custom_dir: {ROOT}/overrides
hooks: ["{ROOT}/hooks/handrail_hooks.py"]
extra:
  footer: []
  handrail:
    runtime: false
"""
PLAIN = {name: value for name, value in os.environ.items() if name != "NO_MKDOCS_2_WARNING"}


def project(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a project that has the guide to tea, or what is given."""
    written(folder / "docs", files)
    (folder / "mkdocs.yml").write_text(CONFIG)
    return folder


def command(folder: Path, program: str = "mkdocs") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", program, "build", "--strict", "-f", "mkdocs.yml", "-d", f"site-{program}"],
        cwd=folder,
        env=PLAIN,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


EVIL = "<script>alert('x')</script>"
HOSTILE = {
    **TEA,
    "index.md": INDEX.replace('["A pot", "Leaves"]', f'["{EVIL}"]'),
    "01-boil.md": BOIL.replace("The kettle", f'"{EVIL}"').replace(
        "I filled the pot", f"I said `{EVIL}` & left"
    ),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built guide to tea, with hostile texts, twice over."""
    folder = project(tmp_path_factory.mktemp("tea"), HOSTILE)
    written(folder / "docs", TEA, "coffee")
    handbook = folder / "docs" / "handbook"
    handbook.mkdir()
    (handbook / "note.md").write_text(f'---\ntitle: "{EVIL}"\n---\nA note.\n')
    (handbook / "other.md").write_text("# A `<b>` & c\n\n| a |\n|--:|\n| 2 |\n")
    done = command(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site-mkdocs"


class Page(HTMLParser):
    """The tags of a built page, and the text of its scripts."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[str, str]] = []
        self.kind = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.kind = (dict(attrs).get("type") or "text/javascript") if tag == "script" else ""

    def handle_endtag(self, tag: str) -> None:
        self.kind = "" if tag == "script" else self.kind

    def handle_data(self, data: str) -> None:
        if self.kind:
            self.scripts.append((self.kind, data))

    def all(self, tag: str, attribute: str) -> list[str]:
        """Gather the values of an attribute."""
        return [attrs[attribute] or "" for name, attrs in self.tags if name == tag and attribute in attrs]


def test_every_page_says_what_it_may_run(site: Path) -> None:
    for path in site.glob("**/*.html"):
        head = path.read_text(encoding="utf-8").partition("<title>")[0]
        assert head.count('<meta http-equiv="Content-Security-Policy" content="default-src ') == 1, path


def test_columns_are_aligned_without_a_style(site: Path) -> None:
    html = (site / "handbook/other.html").read_text(encoding="utf-8")
    assert '<td align="right">2</td>' in html
    assert "style=" not in html


def test_a_site_has_the_pages_that_were_written_three_of_its_own_and_two_a_guide(site: Path) -> None:
    names = {path.relative_to(site) for path in site.glob("**/*.html")}
    written = {path.relative_to(site.parent / "docs") for path in (site.parent / "docs").glob("**/*.md")}
    own = {Path("index.html"), Path("offline.html"), Path("404.html")}
    own |= {Path(f"guides/{name}/{page}.html") for name in ("coffee", "tea") for page in ("whole", "notes")}
    assert names == own | {path.with_suffix(".html") for path in written}


def test_a_build_prints_no_more_than_that_it_builds(tmp_path: Path) -> None:
    """Material's notice that its life ends is no news for an author who has Handrail."""
    done = command(project(tmp_path, TEA))
    said = f"{done.stdout}{done.stderr}".splitlines()
    assert said
    assert [line for line in said if not line.startswith("INFO ")] == []


def test_pages_say_their_kind(site: Path) -> None:
    kinds = {
        name: Page(site / f"{name}.html").all("body", "data-handrail")
        for name in (
            "index",
            "guides/tea/index",
            "guides/tea/01-boil",
            "guides/tea/help",
            "handbook/other",
        )
    }
    assert [kind for (kind,) in kinds.values()] == ["home", "overview", "part", "support", "page"]


def test_steps_are_numbered_through_the_guide(site: Path) -> None:
    numbers = [
        Page(site / f"guides/tea/{name}.html").all("section", "data-step") for name in ("01-boil", "02-wait")
    ]
    assert numbers == [["1", "2"], ["3"]]


def test_the_home_page_leads_to_every_guide_by_topic(site: Path) -> None:
    assert {"guides/tea/index.html", "guides/coffee/index.html"} <= set(
        Page(site / "index.html").all("a", "href")
    )


def test_the_overview_leads_to_parts_steps_and_neighbours(site: Path) -> None:
    links = set(Page(site / "guides/tea/index.html").all("a", "href"))
    assert {"01-boil.html", "02-wait.html#wait-for-it", "help.html", "../coffee/index.html"} <= links


def test_parts_lead_on_and_back(site: Path) -> None:
    turns = {
        name: {
            attrs["rel"]: attrs.get("href")
            for tag, attrs in Page(site / name).tags
            if attrs.get("rel") in ("prev", "next") and tag == "a"
        }
        for name in ("guides/tea/01-boil.html", "guides/tea/02-wait.html")
    }
    assert turns == {
        "guides/tea/01-boil.html": {"prev": "index.html", "next": "02-wait.html"},
        "guides/tea/02-wait.html": {"prev": "01-boil.html", "next": "index.html"},
    }


def test_every_link_and_picture_within_the_site_is_there(site: Path) -> None:
    for path in site.glob("**/*.html"):
        page = Page(path)
        for target in (*page.all("a", "href"), *page.all("img", "src"), *page.all("link", "href")):
            name = target.partition("#")[0].partition("?")[0]
            if name and ":" not in name and path.name != "404.html":
                assert (path.parent / name).exists(), f"{path.name} leads to {target}"


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    for path in site.glob("**/*.html"):
        page = Page(path)
        fetched = [*page.all("script", "src"), *page.all("img", "src"), *page.all("iframe", "src")]
        fetched += [
            attrs.get("href") or ""
            for tag, attrs in page.tags
            if tag == "link" and attrs.get("rel") != "canonical"
        ]
        assert not [target for target in fetched if re.match(r"(https?:)?//", target)], path.name


def test_the_overview_holds_a_valid_howto(site: Path) -> None:
    (text,) = [
        text for kind, text in Page(site / "guides/tea/index.html").scripts if kind == "application/ld+json"
    ]
    howto = json.loads(text)
    assert howto["@type"] == "HowTo"
    assert howto["supply"] == [{"@type": "HowToSupply", "name": EVIL}]
    steps = [step for section in howto["step"][:2] for step in section["itemListElement"]]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert steps[0]["url"] == "https://tea.example/guides/tea/01-boil.html#fill-the-pot"
    assert json.loads((site / "guides/tea/howto.json").read_text()) == howto


def test_the_head_tells_the_page_where_it_is(site: Path) -> None:
    (meta,) = [
        attrs for tag, attrs in Page(site / "guides/tea/01-boil.html").tags if attrs.get("name") == "handrail"
    ]
    assert json.loads(meta["content"] or "") == {
        "site": "handrail",
        "base": "../../",
        "runtime": "assets/handrail/",
        "guide": "tea",
    }


def test_no_text_of_a_config_is_markup(site: Path) -> None:
    for path in site.glob("**/*.html"):
        assert EVIL not in path.read_text(encoding="utf-8"), path


def test_no_title_is_markup_in_the_search(site: Path) -> None:
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    titles = [entry["title"] for entry in index["docs"] if entry["location"] == "handbook/note.html"]
    assert titles == [markup(EVIL)]


def test_titles_are_escaped_once_wherever_they_stand(site: Path) -> None:
    note, other = ((site / f"handbook/{name}.html").read_text(encoding="utf-8") for name in ("note", "other"))
    assert f"<title>{markup(EVIL)} – " in note
    assert f"<h1>{markup(EVIL)}</h1>" in note
    assert "<title>A &lt;b&gt; &amp; c – " in other
    for html in (note, other):
        assert f">{markup(EVIL)}</a>" in html
        assert ">A &lt;b&gt; &amp; c</a>" in html


def test_markdown_within_raw_html_is_told_without_a_traceback(tmp_path: Path) -> None:
    folder = project(tmp_path, {**TEA, "help.md": "---\ntitle: Help\n---\n<div>\n- [ ] a task\n</div>\n"})
    done = command(folder)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "docs/guides/tea/help.md:5: HR108 " in done.stderr


@pytest.mark.slow
def test_what_is_raised_while_a_page_is_rendered_names_the_page_and_the_line(tmp_path: Path) -> None:
    deep = "".join(f"{'    ' * depth}- item {depth}\n" for depth in range(300))
    folder = project(tmp_path, {**TEA, "help.md": f"---\ntitle: Help\n---\nHelp.\n\n{deep}"})
    done = command(folder)
    told = [line for line in done.stderr.splitlines() if line.startswith("docs/")]
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert len(told) == 1
    where, _, what = told[0].partition(": ")
    assert what.startswith("HR109 The page can't be rendered up to this line: RecursionError")
    name, line = where.rsplit(":", 1)
    assert name == "docs/guides/tea/help.md"
    assert 50 < int(line) < 306


def test_tasks_are_checklists_drawn_already(site: Path) -> None:
    html = (site / "guides/tea/01-boil.html").read_text(encoding="utf-8")
    assert 'data-key="tea/fill-the-pot-checklist"' in html
    assert "0 of 2 done" in html
    assert "data-slot" not in html
    assert "\ue000" not in html


@pytest.mark.slow
def test_properdocs_builds_the_same_site(tmp_path: Path) -> None:
    folder = project(tmp_path, TEA)
    for program in ("mkdocs", "properdocs"):
        done = command(folder, program)
        assert done.returncode == 0, done.stdout + done.stderr
    for name in ("index.html", "guides/tea/index.html", "guides/tea/01-boil.html", "guides/tea/howto.json"):
        mkdocs, properdocs = ((folder / f"site-{p}" / name).read_text() for p in ("mkdocs", "properdocs"))
        assert mkdocs == properdocs


def test_all_bad_input_is_told_at_once_in_order_without_a_traceback(tmp_path: Path) -> None:
    for case in cases():
        written(tmp_path / "docs", case.files, case.slug)
    folder = project(tmp_path, TEA)
    done = command(folder)
    told = [line for line in done.stderr.splitlines() if line.startswith(("docs/", "widgets/"))]
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert told == report(checked(tmp_path / "docs"), "docs/").splitlines()
    assert {code for line in told for code in re.findall(r": (HR\d{3}) ", line)} == set(
        CODES
    ) - TOLD_ELSEWHERE
    assert f"Problems in the guides: {len(told)}." in done.stdout
    assert not (folder / "site-mkdocs" / "index.html").exists()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Return a project with a folder for own widgets, and the address it is served at."""
    folder = project(tmp_path, {**TEA, "/widgets/__init__.py": ""})
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "log.txt").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=folder,
            env=PLAIN,
            stdout=log,
            stderr=log,
        )
        yield folder, f"http://127.0.0.1:{port}/guides/tea/02-wait.html"
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def eventually(address: str, text: str) -> bool:
    """Wait until a page holds a text."""

    def holds() -> bool:
        with (
            suppress(OSError),  # the server may not be there yet
            urllib.request.urlopen(address, timeout=5) as answer,  # noqa: S310 - our own server
        ):
            return text in answer.read().decode()
        return False

    return became_true(holds)


def eventually_in(log: Path, text: str) -> bool:
    """Wait until a log holds a text."""
    return became_true(lambda: text in log.read_text())


def became_true(asked: Callable[[], bool]) -> bool:
    """Ask again and again; a loaded machine may take a minute over what takes a second."""
    ends = time.monotonic() + 60
    while not (found := asked()) and time.monotonic() < ends:
        time.sleep(0.1)
    return found


@pytest.mark.slow
def test_serve_keeps_the_last_good_site_and_takes_up_again(served: tuple[Path, str]) -> None:
    folder, address = served
    page = folder / "docs/guides/tea/02-wait.md"
    assert eventually(address, "Wait for it")
    assert eventually(address, "script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline';")  # for the live reload
    good = page.read_text()
    page.write_text(good.replace("title:", "titel:"))
    assert eventually_in(folder / "log.txt", "The last good site stays up")
    log = (folder / "log.txt").read_text()
    assert 'docs/guides/tea/02-wait.md:2: HR204 The key "titel" is not known' in log
    assert "Traceback" not in log
    assert eventually(address, "Wait for it")
    page.write_text(good.replace("I waited", "I waited long"))
    assert eventually(address, "I waited long")
    assert eventually_in(folder / "log.txt", "It is mended: the site is as you wrote it.")
    assert (folder / "log.txt").read_text().count("It is mended") == 1


OWN = """\
from handrail_widgets.kit.html import div
from handrail_widgets.kit.widget import Widget
from handrail_widgets.timer import Config, init, update

cups = Widget("cups", Config, init, update, lambda state: div["Four cups"])
"""


@pytest.mark.slow
def test_serve_shows_each_edit_of_an_own_widget(served: tuple[Path, str]) -> None:
    folder, address = served
    assert eventually(address, "Wait for it")
    own, page = folder / "widgets/cups.py", folder / "docs/guides/tea/02-wait.md"
    own.write_text(OWN)
    page.write_text(
        page.read_text().replace("[^jones2010]:", "```cups\nid: a\nlengths: [5]\n```\n\n[^jones2010]:")
    )
    assert eventually(address, "Four cups")
    own.write_text(OWN.replace("div[", "dive["))
    assert eventually_in(folder / "log.txt", "widgets/cups.py:5: HR608 The widget `cups` can't be drawn")
    assert "Traceback" not in (folder / "log.txt").read_text()
    assert eventually(address, "Four cups")
    own.write_text(OWN.replace("Four", "Five"))
    assert eventually(address, "Five cups")


@pytest.mark.slow
def test_serve_lets_nothing_be_kept(served: tuple[Path, str]) -> None:
    _, address = served
    assert eventually(address, "&#34;offline&#34;:false")


@pytest.mark.slow
def test_serve_survives_a_template_that_breaks_half_way(served: tuple[Path, str]) -> None:
    folder, address = served
    assert eventually(address, "Wait for it")
    page = folder / "docs/broken.md"
    page.write_text("---\ntemplate: nowhere.html\n---\n# Broken\n")
    assert eventually_in(folder / "log.txt", "The last good site stays up")
    assert eventually(address, "Wait for it")
    page.unlink()
    (folder / "docs/mended.md").write_text("# Mended\n")
    assert eventually(address.replace("guides/tea/02-wait", "mended"), "Mended")
