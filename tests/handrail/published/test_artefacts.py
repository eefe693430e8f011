import json
from pathlib import Path

from handrail.published.artefacts import files, howto

from tests.handrail.sample import tea, tea_guide
from tests.words import ENGLISH


def test_a_guide_is_described_as_a_howto() -> None:
    described = json.loads(howto(tea_guide(), "https://x.org/", ENGLISH))
    assert (described["@type"], described["name"]) == ("HowTo", "How to Make Tea")
    assert described["url"] == "https://x.org/guides/tea/index.html"
    boil, wait, tips = described["step"]
    assert [section["@type"] for section in described["step"]] == ["HowToSection"] * 3
    assert [step["position"] for step in (*boil["itemListElement"], *wait["itemListElement"])] == [1, 2, 3]
    fill, heat = boil["itemListElement"]
    assert fill["@type"] == "HowToStep"
    assert fill["url"] == "https://x.org/guides/tea/01-boil.html#fill-the-pot"
    assert fill["image"] == "https://x.org/guides/tea/pictures/pot.svg"
    assert [item["@type"] for item in fill["itemListElement"]] == ["HowToDirection"] * 3
    assert heat["itemListElement"][-1] == {
        "@type": "HowToTip",
        "name": "Hot",
        "text": "Steam burns.",
        "position": 1,
    }
    assert tips["itemListElement"] == [{"@type": "HowToTip", "position": 1, "text": "Use fresh water."}]


def test_addresses_are_relative_where_the_site_has_none() -> None:
    assert json.loads(howto(tea_guide(), "", ENGLISH))["url"] == "index.html"


def test_each_guide_has_its_file(tmp_path: Path) -> None:
    written = dict(files(tea(tmp_path), "", ENGLISH))
    assert list(written) == ["guides/tea/howto.json"]
    assert json.loads(written["guides/tea/howto.json"])["@type"] == "HowTo"
