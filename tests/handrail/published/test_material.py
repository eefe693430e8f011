"""What of Material a site of ours has, and what it leaves out."""

import pytest
from handrail.published.material import is_unused

LUNR = "assets/javascripts/lunr/"


@pytest.mark.parametrize(
    ("languages", "kept"),
    [
        (["en"], set()),
        (["de"], {"min/lunr.de.min.js", "min/lunr.stemmer.support.min.js"}),
        (
            ["en", "ja"],
            {
                "min/lunr.ja.min.js",
                "min/lunr.multi.min.js",
                "min/lunr.stemmer.support.min.js",
                "tinyseg.js",
            },
        ),
        (["th"], {"min/lunr.th.min.js", "min/lunr.stemmer.support.min.js", "wordcut.js"}),
    ],
)
def test_of_the_searchs_languages_those_of_the_site_stay(languages: list[str], kept: set[str]) -> None:
    every = ("de", "fr", "ja", "multi", "stemmer.support", "th")
    there = {f"min/lunr.{name}.min.js" for name in every} | {"tinyseg.js", "wordcut.js"}
    assert {name for name in there if not is_unused(f"{LUNR}{name}", languages)} == kept


def test_style_sheets_and_maps_of_materials_go_and_scripts_stay() -> None:
    gone = ("assets/stylesheets/main.1.min.css", "assets/javascripts/bundle.1.min.js.map")
    stay = ("assets/javascripts/bundle.1.min.js", "assets/handrail/tokens.css", "guides/a.map", "sw.js")
    assert [is_unused(path, ["en"]) for path in (*gone, *stay)] == [True] * 2 + [False] * 4
