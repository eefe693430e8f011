"""A supplement's modules are served to imports, and its widgets join ours."""

import json
import sys
import traceback
from collections.abc import Iterator
from typing import Any

import pytest
from handrail_widgets import WIDGETS
from handrail_widgets.browser import LONG, begin
from handrail_widgets.kit.session import Session
from handrail_widgets.supplement import Importer, Widgets, read

POT = """\
from dataclasses import dataclass, replace
from handrail_widgets.kit.html import Element, button, div
from handrail_widgets.kit.widget import Widget, WidgetConfig
from widgets.words import POUR

@dataclass(frozen=True)
class State:
    cups: int = 0

@dataclass(frozen=True)
class Poured:
    cups: int

def update(state: State, message: Poured) -> State:
    return replace(state, cups=state.cups + 6 // message.cups)

def view(state: State) -> Element:
    return div[f"{state.cups} cups", button(on_click=Poured(1))[POUR]]

pot = Widget("pot", WidgetConfig, lambda config: State(), update, view)
"""
SUPPLEMENT = {
    "modules": {
        "widgets/__init__.py": "",
        "widgets/pot.py": POT,
        "widgets/words.py": "POUR = 'Pour'\n",
        "widgets/broken.py": "1 / 0  # Prüfung\n",
    },
    "widgets": {"pot": "widgets.pot:pot", "broken": "widgets.broken:broken"},
    "words": {},
}
NOW = "2026-11-25T09:00:00.000+01:00"


@pytest.fixture(autouse=True)
def imported() -> Iterator[None]:
    """Leave imports as they were."""
    finders, modules = sys.meta_path[:], dict(sys.modules)
    yield
    sys.meta_path[:] = finders
    sys.modules.clear()
    sys.modules.update(modules)


def opened(name: str) -> str:
    config: Any = {"id": name, "title": ""}
    asked = {
        "do": "open",
        "id": name,
        "type": name,
        "config": config,
        "saved": None,
        "messages": [],
        "now": NOW,
    }
    return json.dumps(asked)


def answer(handle: Any, request: str) -> Any:
    return json.loads(handle(request))


def test_an_own_widget_is_opened_and_used() -> None:
    handle = begin(json.dumps(SUPPLEMENT))
    assert answer(handle, opened("pot"))["html"].startswith("0 cups<button")
    poured = {"do": "dispatch", "id": "pot", "messages": [{"is": "Poured", "with": {"cups": 2}}], "now": NOW}
    assert answer(handle, json.dumps(poured))["html"].startswith("3 cups")


def test_a_module_that_cannot_be_imported_takes_no_other_along() -> None:
    handle = begin(json.dumps(SUPPLEMENT))
    problem = answer(handle, opened("broken"))["problem"]
    assert problem["code"] == "failed"
    assert 'File "widgets/broken.py", line 1' in problem["detail"]
    assert "1 / 0  # Prüfung" in problem["detail"]
    assert answer(handle, opened("pot"))["problem"] is None


def test_what_is_not_asked_for_is_not_imported() -> None:
    begin(json.dumps(SUPPLEMENT))
    assert "widgets.pot" not in sys.modules


def test_without_a_supplement_there_are_ours() -> None:
    request = opened("timer").replace('"title"', '"lengths": [5], "title"')
    assert json.loads(begin("")(request)) == json.loads(Session(WIDGETS).handle(request))
    assert read("").widgets == {}


def test_our_own_modules_may_be_replaced_by_newer_ones() -> None:
    """While somebody works on them: the snapshot need not be made anew."""
    import handrail_widgets.checklist as old  # noqa: PLC0415 - in this state of sys.modules

    modules = {
        "handrail_widgets/checklist.py": (
            "from handrail_widgets.kit.widget import Widget\n"
            "from handrail_widgets.kit.html import div\n"
            "from handrail_widgets.timer import Config, init, update\n"
            "checklist = Widget('checklist', Config, init, update, lambda state: div['New'])\n"
        ),
        "handrail_widgets/__init__.py": (
            "from handrail_widgets.checklist import checklist\nWIDGETS = {'checklist': checklist}\n"
        ),
    }
    handle = begin(json.dumps({"modules": modules}))
    request = opened("checklist").replace('"title"', '"lengths": [5], "title"')
    assert answer(handle, request)["html"] == "New"
    assert sys.modules["handrail_widgets.checklist"] is not old


def test_the_importer_finds_packages_and_nothing_else() -> None:
    importer = Importer({"a/__init__.py": "", "a/b.py": ""})
    for name, is_package in (("a", True), ("a.b", False)):
        spec = importer.find_spec(name)
        assert spec
        assert (spec.submodule_search_locations is not None) == is_package
    assert importer.find_spec("c") is None


def test_own_widgets_stand_among_ours_by_name() -> None:
    widgets = Widgets(WIDGETS, {"pot": "widgets.pot:pot"})
    assert set(widgets) == {*WIDGETS, "pot"}
    assert len(widgets) == len(WIDGETS) + 1
    assert widgets["timer"] is WIDGETS["timer"]
    with pytest.raises(KeyError):
        widgets["kettle"]


def test_a_traceback_shows_the_lines_of_a_source() -> None:
    Importer({"widgets_shown.py": "\n1 / 0  # here\n"}).install()
    with pytest.raises(ZeroDivisionError) as raised:
        __import__("widgets_shown")
    assert "1 / 0  # here" in "".join(traceback.format_exception(raised.value))


def test_a_long_reply_goes_as_bytes_unless_it_holds_half_a_sign() -> None:
    def reply(text: str) -> str | bytes:
        saved = json.dumps({"version": 1, "state": {"text": text}})
        asked = {"do": "read", "id": "x", "type": "note", "config": {"id": "a"}, "messages": []}
        return begin("")(json.dumps(asked | {"saved": saved}))

    for text, kind in (("Tee", str), ("ä" * LONG, bytes), ("ä" * LONG + "\ud83d", str)):
        found = reply(text)
        assert type(found) is kind
        assert json.loads(found)["lines"][0][0] == text
