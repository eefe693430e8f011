import json
from html import unescape
from pathlib import Path

from handrail.site import Site

from tests.handrail.sample import INDEX, TEA, tea, written

T = "guides/tea"


def site(docs: Path, **changes: str) -> Site:
    return Site(tea(docs, **changes), "docs/", None, "Site", "site", "")


def test_a_part_knows_where_it_stands(tmp_path: Path) -> None:
    view = site(tmp_path).view(f"{T}/02-wait.md", "../..")
    assert view.guide
    assert view.part
    assert (view.part.number, view.part.count, view.part.hue, view.part.is_here) == (2, 2, 2, True)
    assert [part.is_here for part in view.guide.parts] == [False, True]
    assert [(step.number, step.url) for part in view.guide.parts for step in part.steps] == [
        (1, "01-boil.html#fill-the-pot"),
        (2, "01-boil.html#heat-it"),
        (3, "02-wait.html#wait-for-it"),
    ]
    assert view.previous
    assert (view.previous.kicker, view.previous.url) == ("Part 1", "01-boil.html")
    assert view.next
    assert (view.next.kicker, view.next.url) == ("Overview", "index.html")


def test_the_first_part_leads_back_to_the_overview(tmp_path: Path) -> None:
    view = site(tmp_path).view(f"{T}/01-boil.md", "../..")
    assert view.previous
    assert view.previous.url == "index.html"


def test_addresses_are_relative_to_the_page(tmp_path: Path) -> None:
    written(tmp_path, TEA, "drinks/coffee")
    here = site(tmp_path)
    home = here.view("index.md", ".")
    assert [guide.url for guide in home.topics[0].guides] == [
        "guides/drinks/coffee/index.html",
        "guides/tea/index.html",
    ]
    overview = here.view(f"{T}/index.md", "../..")
    assert [guide.url for guide in overview.neighbours] == ["../drinks/coffee/index.html"]
    assert json.loads(unescape(overview.meta)) == {
        "site": "site",
        "base": "../../",
        "runtime": "assets/handrail/",
        "guide": "tea",
    }


def test_sources_are_named_once_each(tmp_path: Path) -> None:
    again = "---\ntitle: Wait\n---\n## Wait for it\n\nSo.[^smith2001]\n\n[^smith2001]: Smith again.\n"
    index = INDEX.replace("exit_url", 'sources: ["*Tea*, a film."]\nexit_url')
    view = site(tmp_path, **{"02-wait.md": again, "index.md": index}).view(f"{T}/index.md", "../..")
    assert view.guide
    assert view.guide.sources == ("Smith (2001), <em>Tea</em>. One cook's word.", "<em>Tea</em>, a film.")


def test_texts_of_front_matter_are_escaped_for_templates(tmp_path: Path) -> None:
    view = site(tmp_path, **{"index.md": INDEX.replace("How to Make Tea", "Tea & <b>more</b>")}).view(
        f"{T}/index.md", "../.."
    )
    assert view.guide
    assert view.guide.title == "Tea &amp; &lt;b&gt;more&lt;/b&gt;"
    assert view.guide.title.__html__() == view.guide.title
