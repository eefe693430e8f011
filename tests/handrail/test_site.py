from pathlib import Path

from handrail.site import Site

from tests.handrail.sample import tea

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
    here.content(f"{T}/02-wait.md", "<p>Neither the step nor its list has come through.</p>")
    assert here.report == (
        "docs/guides/tea/02-wait.md:4: HR108 This heading never becomes a step: it stands within raw HTML, "
        "a box or a list. Take it out of what is around it: a step stands by itself on its page.\n"
        "docs/guides/tea/02-wait.md:8: HR108 This task list never becomes a widget: "
        "it stands within raw HTML. "
        "Write `markdown` into the tag around it, as in `<div markdown>`, and empty lines about it."
    )
