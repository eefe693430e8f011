"""Every tool that asks something can be used with a pen."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from handrail_widgets import WIDGETS
from handrail_widgets.checklist import checklist
from handrail_widgets.directory import directory
from handrail_widgets.draft.state import Start
from handrail_widgets.kit import codec
from handrail_widgets.kit.html import Element, render
from handrail_widgets.paper import PAPERS
from handrail_widgets.text.phrases import Mark, Rules
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import examples
from tests.handrail_widgets.parsed import parse
from tests.handrail_widgets.strategies import texts
from tests.words import ENGLISH

LOGS = Path(__file__).parents[2] / "logs"

# What no reader is shown, and what says what a button does or what a screen sums up.
SILENT = {"is", "id", "value", "fact", "link", "column", "kind", "counts", "beside", "rules", "watch"}
OF_THE_SCREEN = {"title", "add", "row", "totals", "link_label"}

SCREEN = {
    "id": "asked",
    "questions": [{"id": "one", "text": "One"}, {"id": "two", "text": "Two"}],
    "yes": {"text": "Go there", "link": "help.html", "link_label": "Help"},
    "unsaid": {"text": "Fine"},
    "no": {"text": "Go on"},
}

PAUSE = {
    "id": "quiet",
    "end": {
        "title": "Sure?",
        "questions": ["Is it you?"],
        "note": "Fine",
        "link": "a.html",
        "link_label": "A",
    },
}

every_paper = pytest.mark.parametrize("name", sorted(PAPERS))
every_text = pytest.mark.parametrize("name", sorted(PAPERS.keys() - {"timer"}))  # its authors write numbers


@cache
def written(name: str) -> Any:
    """Return a config as JSON: the recorded one of the type."""
    if made_up := {"screen": SCREEN, "pause": PAUSE}.get(name):
        return made_up
    config: dict[str, Any] = json.loads((LOGS / f"{name}.json").read_text(encoding="utf-8"))["config"]
    return config


def decoded(name: str, given: Any) -> Any:
    return replace(codec.decode(WIDGETS[name].config, given), words=ENGLISH)


def paper(name: str, given: Any) -> Element:
    return PAPERS[name](decoded(name, given), ENGLISH)


def said(given: object, *path: str) -> Iterator[tuple[str, ...]]:
    """Yield the paths of the texts of a config that a reader needs on paper."""
    if isinstance(given, Mapping):
        for key, value in given.items():
            if key in SILENT or key in OF_THE_SCREEN - ({"totals"} if "scale" in given else set()):
                continue
            yield from said(value, *path, key)
    elif isinstance(given, list):
        for at, value in enumerate(given):
            yield from said(value, *path, str(at))
    elif isinstance(given, str) and given and path[-2:] != ("sent", "label"):
        yield path


def changed(given: Any, path: tuple[str, ...], text: str) -> Any:
    """Return a config with another text in one place."""
    if not path:
        return text
    if isinstance(given, list):
        at = int(path[0])
        return [*given[:at], changed(given[at], path[1:], text), *given[at + 1 :]]
    return {**given, path[0]: changed(given[path[0]], path[1:], text)}


@every_text
def test_all_that_is_asked_and_all_there_is_to_choose_from_is_on_paper(name: str) -> None:
    given_ = written(name)
    paths = list(said(given_))
    assert paths
    for path in paths:
        assert "Qq 77" in paper(name, changed(given_, path, "Qq 77")).text, path


@every_text
@given(data=st.data())
@settings(max_examples=examples(20), deadline=None)
def test_no_text_of_an_author_becomes_markup(name: str, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(list(said(written(name)))))
    text = data.draw(texts.filter(str.strip).map(lambda text: text[:60]))
    tree = paper(name, changed(written(name), path, text))
    read = parse(render(tree))
    assert read.tags[1:] == [element.tag for element in tree.walk()]
    assert read.text == tree.text


@every_paper
def test_nothing_on_it_can_be_used_or_named(name: str) -> None:
    """The page counts boxes, and an id stands once on a page."""
    for element in paper(name, written(name)).walk():
        assert element.tag not in ("input", "textarea", "select", "button", "details", "aside")
        assert element.get("id") is None


def test_a_draft_has_what_to_begin_with_and_what_to_look_for() -> None:
    rules = Rules(marks=(Mark(id="m", label="A way out", phrases=("say no",)),))
    config = decoded("draft", {"id": "d", "fields": [{"id": "f", "label": "F"}], "length": {"most": 60}})
    start = Start(label="Not now", text="I need some quiet time now.")
    sheet = PAPERS["draft"](replace(config, rules=rules, starts=(start,)), ENGLISH).text
    assert "Not now: I need some quiet time now." in sheet
    assert "A way out" in sheet
    assert "60 at most" in sheet


def test_a_timer_has_its_lengths_to_choose_from() -> None:
    sheet = paper("timer", {"id": "t", "lengths": [5, 60], "untimed": True})
    assert [element.text for element in sheet.walk() if element.tag == "li"] == [
        "5 minutes",
        "1 hour",
        "No clock",
    ]


def test_a_paper_is_of_a_type_that_there_is_and_asks_something() -> None:
    assert set(WIDGETS) - set(PAPERS) <= {checklist.name, directory.name, "note"}
    assert set(PAPERS) <= set(WIDGETS)


def test_what_a_reader_fills_in_by_one_thing_a_row_has_lines() -> None:
    config = {"id": "card", "columns": [{"id": "words", "label": "Words", "lines": 3}]}
    sheet = paper("worksheet", {**config, "rows": [{"id": "a", "label": "My opening", "hint": "Hello"}]})
    assert classes(sheet).count("pen-room") == 1
    assert not [element for element in sheet.walk() if element.tag == "table"]
    assert len(find(sheet, "pen-lines").children) == 3


def test_what_is_ticked_takes_less_room_than_what_is_written() -> None:
    columns = [
        {"id": "what", "label": "What"},
        {"id": "done", "label": "Done", "kind": "tick"},
        {"id": "whose", "label": "Whose", "kind": "choice", "options": ["mine", "theirs"]},
    ]
    sheet = paper("worksheet", {"id": "s", "columns": columns, "add": "More"})
    heads = [element for element in sheet.walk() if element.tag == "th"]
    assert [head.get("class") for head in heads[:3]] == [None, "pen-narrow", "pen-narrow"]


def test_a_sheet_that_is_signed_has_room_for_a_date_and_two_names() -> None:
    config = {"id": "s", "columns": [{"id": "what", "label": "What"}], "add": "More"}
    assert "pen-signed" not in classes(paper("worksheet", config))
    signed = find(paper("worksheet", {**config, "signed": True}), "pen-signed")
    assert [line.text for line in signed.walk() if line.tag == "p"] == ["Date", "Signed", "Signed"]


@pytest.mark.parametrize("days", [7, 30, 90])
def test_a_pause_has_each_of_its_days_to_cross_off(days: int) -> None:
    grid = find(paper("pause", {"id": "p", "days": days}), "pen-days")
    assert [day.text for day in grid.walk() if day.tag == "li"] == [str(day) for day in range(1, days + 1)]


def test_each_person_of_a_comparison_has_a_table_and_a_fold_between() -> None:
    sheet = paper("compare", {**written("compare"), "people": ["Ann", "Bo", "Cy"]})
    assert len([element for element in sheet.walk() if element.tag == "table"]) == 3
    assert classes(sheet).count("pen-fold") == 2


def test_a_journal_has_all_its_sessions() -> None:
    prompts = [{"id": one, "label": one} for one in ("first", "second", "third")]
    sheet = paper("journal", {"id": "j", "prompts": prompts, "sessions": 2, "in_turn": True})
    assert [element.text for element in sheet.walk() if element.tag == "h4"] == [
        "Session 1 of 2",
        "Session 2 of 2",
    ]
    assert classes(sheet).count("pen-room") == 2
    assert "third" in sheet.text


def test_a_self_check_has_a_column_for_each_round() -> None:
    config = {
        "id": "s",
        "scale": ["no", "a bit", "yes"],
        "totals": [{"id": "t", "label": "T", "items": [{"id": "a", "text": "A"}]}],
    }
    assert heads(paper("self-check", config)) == ["0", "1", "2"]
    assert heads(paper("self-check", {**config, "days": [1, 15]})) == ["Day 1", "Day 15"]


def test_what_the_browser_loads_has_nothing_of_it() -> None:
    asked = "import sys, handrail_widgets.browser as _; print([n for n in sys.modules if '.paper' in n])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"


def classes(tree: Element) -> list[str]:
    return [str(element.get("class")) for element in tree.walk() if element.get("class")]


def find(tree: Element, name: str) -> Element:
    return next(element for element in tree.walk() if element.get("class") == name)


def heads(tree: Element) -> list[str]:
    row = next(element for element in tree.walk() if element.tag == "thead")
    return [element.text for element in row.walk() if element.tag == "th"]
