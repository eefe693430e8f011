from pathlib import Path

import pytest
from handrail.begin import begin
from handrail.problem import report
from handrail.product import installed
from handrail.site import Site

from tests.handrail.sample import TEA, tea, written

T = "guides/tea"


def site(docs: Path, **changes: str) -> Site:
    return Site(tea(docs, **changes), "docs/", None, "Site", "site", "")


def test_each_page_has_its_kind_and_template(tmp_path: Path) -> None:
    here = site(tmp_path)
    kinds = {
        path: here.kind(path)
        for path in ("index.md", f"{T}/index.md", f"{T}/01-boil.md", f"{T}/help.md", "x.md")
    }
    assert list(kinds.values()) == ["home", "overview", "part", "support", "page"]
    assert here.meta(f"{T}/01-boil.md") == {"template": "part.html", "title": "Boil"}


def test_steps_and_widgets_that_raw_html_swallows_are_told(tmp_path: Path) -> None:
    here = site(tmp_path)
    lost = here.lost(f"{T}/02-wait.md", "<p>Neither the step nor its list has come through.</p>")
    assert report(lost, here.root) == (
        "docs/guides/tea/02-wait.md:4: HR108 This heading never becomes a step: it stands within raw HTML, "
        "a box or a list. Take it out of what is around it: a step stands by itself on its page.\n"
        "docs/guides/tea/02-wait.md:8: HR108 This task list never becomes a widget: "
        "it stands within raw HTML. "
        "Write `markdown` into the tag around it, as in `<div markdown>`, and empty lines about it."
    )


@pytest.mark.parametrize(("name", "line"), [(f"{T}/01-boil.md", 18), ("about.md", 6)])
def test_a_page_that_cannot_be_rendered_is_told_with_its_line(tmp_path: Path, name: str, line: int) -> None:
    here = site(tmp_path)
    about = "# About\n\nOne.\n\nSteam.\n\nTwo.\n"
    text = here.markdown(name, about)
    problem = here.failed(name, text, RecursionError("too deep"), lambda tried: "Steam" in tried, above=1)
    assert f"{problem}" == (
        f"{name}:{line}: HR109 The page can't be rendered up to this line: RecursionError: too deep. "
        "Write it more simply, without lists within lists within lists."
    )


def test_a_page_that_fails_only_once_is_told_at_its_first_line(tmp_path: Path) -> None:
    problem = site(tmp_path).failed(f"{T}/01-boil.md", "", ValueError("x"), lambda _: False)
    assert problem.line == 4


def test_a_file_that_a_widget_names_is_not_published(tmp_path: Path) -> None:
    fence = "```draft\nid: letter\nfields: [{id: a, label: A}]\nrules: letter.yaml\n```\n"
    pages = {
        **TEA,
        "02-wait.md": f"---\ntitle: Wait\n---\n## Wait for it\n\n{fence}",
        "letter.yaml": "flags: []\n",
    }
    docs = written(tmp_path / "docs", pages)
    built = begin(docs, "Tea", "", {"runtime": False}, product=installed(), theme=())
    assert not built.is_published("guides/tea/letter.yaml")
    assert built.is_published("guides/tea/pot.jpg")


def test_the_overview_of_a_sensitive_guide_is_an_overview_without_what_search_engines_read(
    tmp_path: Path,
) -> None:
    plain = site(tmp_path / "plain")
    assert plain.view(f"{T}/index.md", "../..").json_ld is not None
    marked = TEA["index.md"].replace("---\n", "---\nsensitive: true\n", 1)
    sensitive = site(tmp_path / "sensitive", **{"index.md": marked})
    assert sensitive.kind(f"{T}/index.md") == "overview"
    assert sensitive.view(f"{T}/index.md", "../..").json_ld is None
