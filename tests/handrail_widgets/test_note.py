from typing import Any

from handrail_widgets.kit.simulate import Simulated
from handrail_widgets.note import note
from hypothesis import given

from tests.handrail_widgets.parsed import parse
from tests.handrail_widgets.strategies import texts
from tests.words import simulated


def written(**config: Any) -> Simulated:
    return simulated(note, id="boil-note", **config)


def is_open(shown: Simulated) -> bool:
    return bool(next(e for e in shown.tree.walk() if e.tag == "details").get("open"))


def test_a_folded_note_is_open_once_something_stands_in_it() -> None:
    folded = written(folded=True)
    assert not is_open(folded)
    assert not is_open(folded.write("A note of your own", "  \n"))
    assert is_open(folded.write("A note of your own", "Use less water").reload())
    assert "Use less water" in folded.text


def test_a_note_that_an_author_places_stands_open_under_its_label() -> None:
    placed = written(label="What surprised you?")
    assert [e.tag for e in placed.tree.walk() if e.tag in ("details", "label")] == ["label"]
    assert "Less water" in placed.write("What surprised you?", "Less water").reload().text


def test_it_counts_for_nothing() -> None:
    assert written().progress is None
    assert written().write("A note of your own", "Tea").progress is None


@given(text=texts)
def test_what_is_written_is_there_word_for_word(text: str) -> None:
    again = written(folded=True).write("A note of your own", text).reload()
    assert again.state.text == text
    assert parse(f"<p>{again.html}</p>", strictly=False).all("textarea")[0].text == text
