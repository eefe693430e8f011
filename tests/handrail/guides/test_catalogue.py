from pathlib import Path

import pytest
from handrail.begin import begin
from handrail.guides.catalogue import NEIGHBOURS, read
from handrail.problem import report
from handrail.product import installed

from tests.handrail.sample import HELP, INDEX, KINDS, TEA, tea, written


def test_guides_are_found_at_any_depth(tmp_path: Path) -> None:
    written(tmp_path, TEA)
    written(tmp_path, TEA, "drinks/coffee")
    written(tmp_path, {"index.md": "---\ntitle: Drinks\n---\nAll drinks.\n"}, "drinks")
    assert [guide.slug for guide in read(tmp_path, KINDS).guides] == ["drinks/coffee", "tea"]


def test_topics_hold_their_guides_and_neighbours_go_round(tmp_path: Path) -> None:
    for number in range(NEIGHBOURS + 3):
        written(tmp_path, TEA, f"tea-{number}")
    written(tmp_path, {**TEA, "index.md": INDEX.replace("Kitchen", "Garden")}, "weeds")
    catalogue = read(tmp_path, KINDS)
    assert [(topic, len(guides)) for topic, guides in catalogue.topics.items()] == [
        ("Garden", 1),
        ("Kitchen", NEIGHBOURS + 3),
    ]
    last = catalogue.topics["Kitchen"][-1]
    assert [guide.slug for guide in catalogue.neighbours(last)] == [f"tea-{n}" for n in range(NEIGHBOURS)]
    assert catalogue.neighbours(catalogue.topics["Garden"][0]) == ()


def test_links_may_lead_to_other_guides_and_pages(tmp_path: Path) -> None:
    (tmp_path / "about.md").write_text("# About\n")
    body = "[w](../weeds/01-boil.md#heat-it) [a](../../about.md#any) [x](https://x.org/#y) [m](mailto:a@b.c)"
    written(tmp_path, TEA, "weeds")
    assert not tea(tmp_path, **{"help.md": f"---\ntitle: Help\n---\n{body}\n"}).problems


def test_links_may_lead_to_pages_that_the_build_makes(tmp_path: Path) -> None:
    help_page = "---\ntitle: Help\n---\n[Home](../../index.md)\n"
    docs = written(tmp_path, {**TEA, "help.md": help_page})
    assert not begin(
        docs, "Site", "", {"runtime": False}, product=installed(), theme=[docs]
    ).catalogue.problems


def test_guides_may_lie_on_another_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows no relative path leads there."""

    def relpath(*_: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr("os.path.relpath", relpath)
    docs = written(tmp_path, {**TEA, "help.md": "Ask.\n"})
    site = begin(docs, "Site", "", {"runtime": False}, product=installed(), theme=[docs])
    told = report(site.catalogue.problems, site.root)
    assert told.startswith(f"{docs.as_posix()}/guides/tea/help.md:1: HR")


def test_a_link_on_the_disk_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    written(tmp_path, TEA)
    (tmp_path / "guides/tea/03-gone.md").symlink_to(tmp_path / "nowhere")
    assert report(read(tmp_path, KINDS).problems) == (
        "guides/tea/03-gone.md:1: HR107 The file can't be read: No such file or directory. "
        "Mend or delete it; a link on the disk must lead to a file."
    )


def test_links_on_the_disk_that_go_round_are_told(tmp_path: Path) -> None:
    docs = written(tmp_path / "docs", TEA)
    (docs / "guides/tea/round").symlink_to(docs / "guides")
    (docs / "up").symlink_to(tmp_path)
    (docs / "a").mkdir()
    (docs / "b").mkdir()
    (docs / "a/x").symlink_to(docs / "b")
    (docs / "b/y").symlink_to(docs / "a")
    (docs / "guides/tea/pictures/self.svg").symlink_to("self.svg")
    (tmp_path / "fine").mkdir()
    (docs / "fine").symlink_to(tmp_path / "fine")
    told = [line.partition(" ")[::2] for line in report(read(docs, KINDS).problems).splitlines()]
    assert [(where, what[:5]) for where, what in told] == [
        ("a/x/y:1:", "HR111"),
        ("b/y/x:1:", "HR111"),
        ("guides/tea/pictures/self.svg:1:", "HR107"),
        ("guides/tea/round:1:", "HR111"),
        ("up:1:", "HR111"),
    ]


def test_what_has_not_changed_is_not_read_again(tmp_path: Path) -> None:
    for slug in ("one", "two"):
        written(tmp_path, TEA, slug)
    (tmp_path / "about.md").write_text("# About\n")
    first = read(tmp_path, KINDS)
    page = tmp_path / "guides/one/help.md"
    page.write_text(page.read_text().replace("a friend", "a good friend"))
    second = read(tmp_path, KINDS, before=first)
    (one, two), (one_then, two_then) = second.guides, first.guides
    assert one is not one_then
    assert one.index.source is one_then.index.source
    assert "a good friend" in "".join(one.support[0].source.lines)
    assert two is two_then
    assert second.others["about.md"] is first.others["about.md"]


def test_other_kinds_of_widgets_make_other_guides(tmp_path: Path) -> None:
    written(tmp_path, TEA)
    first = read(tmp_path, KINDS)
    fewer = {name: kind for name, kind in KINDS.items() if name != "timer"}
    assert "HR401" in report(read(tmp_path, fewer, before=first).problems)


def test_what_is_wrong_stays_wrong_until_it_is_mended(tmp_path: Path) -> None:
    written(tmp_path, {**TEA, "help.md": HELP.replace("index.md", "gone.md").replace("title", "titel")})
    first = read(tmp_path, KINDS)
    assert first.problems
    assert read(tmp_path, KINDS, before=first).problems == first.problems
    written(tmp_path, TEA)
    assert not read(tmp_path, KINDS, before=first).problems


def test_anchors_of_repeated_headings_count_up_as_in_the_page(tmp_path: Path) -> None:
    links = "[one](#why) [two](#why_1) [three](#why_2)"
    body = f"---\ntitle: Wait\n---\n## Wait for it\n\n### Why\n\n### Why\n\n{links}\n"
    assert [
        line.split()[1] for line in report(tea(tmp_path, **{"02-wait.md": body}).problems).splitlines()
    ] == ["HR504"]


def test_other_pages_are_left_to_mkdocs_unless_they_would_break_it(tmp_path: Path) -> None:
    written(tmp_path, TEA)
    (tmp_path / "fine.md").write_text("No front matter [^x] ![](y)")
    assert not read(tmp_path, KINDS).problems
    (tmp_path / "broken.md").write_bytes(b"# A\n\n\xff")
    assert report(read(tmp_path, KINDS).problems).startswith("broken.md:3: HR101")


def test_a_docs_folder_without_guides_is_in_order(tmp_path: Path) -> None:
    assert not read(tmp_path, KINDS).guides


def test_a_file_that_a_widget_names_is_read_again_when_it_changes_and_stays_out_of_the_site(
    tmp_path: Path,
) -> None:
    fence = "```draft\nid: letter\nfields: [{id: a, label: A}]\nrules: letter.yaml\n```\n"
    docs = written(
        tmp_path / "docs", {**TEA, "02-wait.md": f"---\ntitle: Wait\n---\n## Wait for it\n\n{fence}"}
    )
    rules = docs / "guides/tea/letter.yaml"
    rules.write_text("flags: [{id: a, say: why, phrases: [tea]}]\n", encoding="utf-8")
    (docs / "guides/tea/other.yaml").write_text("- no: page names it\n", encoding="utf-8")
    first = read(docs, KINDS)
    assert first.problems == ()
    assert first.beside == {"guides/tea/letter.yaml"}
    assert read(docs, KINDS, before=first).guides[0] is first.guides[0]
    rules.write_text("flags: [{id: a, say: why, phrases: [a)]}]\n", encoding="utf-8")
    assert [problem.line for problem in read(docs, KINDS, before=first).problems] == [1]
