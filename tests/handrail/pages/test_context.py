import json
import re
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
    assert (view.next.kicker, view.next.title, view.next.url) == ("", "Overview", "index.html")


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


def test_links_shown_on_the_overview_lead_where_they_led_from_their_own_page(tmp_path: Path) -> None:
    wait = (
        "---\ntitle: Wait\n---\n## Wait for it\n\nSo.[^a][^b]\n\n[^a]: [Boil](01-boil.md), "
        "[here](#wait-for-it), [pot][p], [out](https://x.example/a.md).\n"
        "[^b]: <a@b.example>, ![A pot](pictures/pot.svg)\n\n"
        "[p]: ../tea/01-boil.md#heat-it\n"
    )
    tips = '["[Boil](01-boil.md?a#heat-it) and [again](../tea/index.md#x) [all](../../about.md)"]'
    index = INDEX.replace('["Use *fresh* water."]', tips).replace(
        "exit_url", "wont_promise: '[Help](help.md)'\nexit_url"
    )
    view = site(tmp_path, **{"02-wait.md": wait, "index.md": index}).view(f"{T}/index.md", "../..")
    assert view.guide
    links = [re.findall(r'(?:href|src)="([^"]+)"', text) for text in (*view.guide.tips, *view.guide.sources)]
    assert links[0] == ["01-boil.html?a#heat-it", "#x", "../../about.html"]
    assert links[2] == [
        "01-boil.html",
        "02-wait.html#wait-for-it",
        "01-boil.html#heat-it",
        "https://x.example/a.md",
    ]
    assert links[3][-1] == "pictures/pot.svg"
    assert unescape(links[3][0]) == "mailto:a@b.example"
    assert view.guide.wont_promise == '<a href="help.html">Help</a>'


def test_names_are_quoted_in_addresses(tmp_path: Path) -> None:
    written(tmp_path, TEA, "grüner tee")
    here = site(tmp_path, **{"03-mehr mögen.md": "---\ntitle: More\n---\n## More\n"})
    overview = here.view(f"{T}/index.md", "../..")
    assert overview.guide
    assert overview.guide.parts[2].url == "03-mehr%20m%C3%B6gen.html"
    assert [guide.url for guide in overview.neighbours] == ["../gr%C3%BCner%20tee/index.html"]


def test_texts_of_front_matter_are_escaped_for_templates(tmp_path: Path) -> None:
    view = site(tmp_path, **{"index.md": INDEX.replace("How to Make Tea", "Tea & <b>more</b>")}).view(
        f"{T}/index.md", "../.."
    )
    assert view.guide
    assert view.guide.title == "Tea &amp; &lt;b&gt;more&lt;/b&gt;"
    assert view.guide.title.__html__() == view.guide.title
