from pathlib import Path

from handrail.published.carry import carry_file, names
from handrail.published.runtime import CARRY, Runtime
from handrail.words import english

from tests.handrail.sample import tea


def test_guides_and_tools_have_the_names_that_readers_know(tmp_path: Path) -> None:
    widgets = {
        "fill-the-pot-checklist": ("checklist", "Checklist: Fill the pot"),
        "fill-the-pot-note": ("note", "Note: Fill the pot"),
        "heat-it-note": ("note", "Note: Heat it"),
        "kettle": ("timer", "The kettle"),
        "wait-for-it-checklist": ("checklist", "Checklist: Wait for it"),
        "wait-for-it-note": ("note", "Note: Wait for it"),
    }
    assert names(tea(tmp_path), (), english()) == {"tea": {"title": "How to Make Tea", "widgets": widgets}}


def test_the_script_s_own_words_stand_before_it_in_a_block(tmp_path: Path) -> None:
    """So that they don't clash with those of the page's script."""
    (tmp_path / "carry-1.js").write_text("run();")
    runtime = Runtime(tmp_path, {CARRY: "carry-1.js"})
    made = carry_file(runtime, {"locale": "en-GB"}, {"tea": {}})
    assert made.content.decode() == (
        '{const HANDRAIL_WORDS = {"locale":"en-GB"}, HANDRAIL_GUIDES = {"tea":{}};\nrun();}\n'
    )
    other = carry_file(runtime, {"locale": "de"}, {"tea": {}})
    assert made.address.startswith("assets/handrail/carry-")
    assert made.address != other.address
