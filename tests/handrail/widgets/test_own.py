"""An author's own widgets are found, imported for one build, and say what they are made of."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from handrail.begin import begin
from handrail.problem import report
from handrail.product import installed
from handrail.widgets.own import Own, own_files, own_widgets
from handrail_widgets.kit.session import first_view

from tests.handrail.sample import HELP, KINDS, TEA, written

POT = """\
from handrail_widgets.checklist import Config, init, update
from handrail_widgets.kit.html import div
from handrail_widgets.kit.widget import Widget
from widgets.words import POT

pot = Widget("teapot", Config, init, update, lambda state: div[POT])
"""
FILES = {"pot.py": POT, "words.py": 'POT = "A pot"\n'}
AVAILABLE = frozenset(
    {"__main__", "_json", "asyncio", "dataclasses", "json", "json.decoder", "handrail_widgets"}
    | {f"handrail_widgets.{name}" for name in ("checklist", "kit", "kit.html", "kit.widget", "pause.plan")}
)


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Let no test leave modules to another."""
    yield
    own_widgets((), "../widgets", KINDS, None)


def own(folder: Path, files: dict[str, str], available: frozenset[str] | None = None) -> Own:
    """Write own widgets and read them."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return own_widgets(own_files(folder), "../widgets", KINDS, available)


def shown(found: Own) -> str:
    """Draw the pot."""
    kind = found.kinds["teapot"]
    config = kind.widget.config(id="a", items=())
    return first_view(kind.widget, config)


def test_what_lies_beside_is_a_kind_and_travels_as_source(tmp_path: Path) -> None:
    found = own(tmp_path, {**FILES, "test_pot.py": "import pytest", "conftest.py": "import pytest"})
    assert not found.problems
    assert shown(found) == "A pot"
    assert found.kinds["teapot"].file == "../widgets/pot.py"
    assert found.supplement.widgets == {"teapot": "widgets.pot:pot"}
    assert found.supplement.modules == {
        "widgets/__init__.py": "",
        "widgets/pot.py": POT,
        "widgets/words.py": FILES["words.py"],
    }


def test_no_folder_is_no_mistake(tmp_path: Path) -> None:
    assert own_widgets(own_files(tmp_path / "widgets"), "../widgets", KINDS, None) == Own()


def test_the_next_build_sees_todays_code_and_another_site_nothing_of_it(tmp_path: Path) -> None:
    """Also where only what a widget imports has changed."""
    first = own(tmp_path / "a", FILES)
    second = own(tmp_path / "a", {**FILES, "words.py": 'POT = "Two pots"\n'})
    assert (shown(first), shown(second)) == ("A pot", "Two pots")
    assert first.kinds["teapot"].digest != second.kinds["teapot"].digest
    other = own(tmp_path / "b", {"pot.py": POT})
    assert "No module named 'widgets.words'" in report(other.problems)
    own_widgets((), "../widgets", KINDS, None)
    assert not [name for name in sys.modules if name.partition(".")[0] == "widgets"]


def test_a_module_that_the_browser_lacks_is_told_with_those_it_has(tmp_path: Path) -> None:
    wrong = "import json.tool\nimport asyncio\nfrom json import decoder, encoder\nimport numpy\n"
    found = own(tmp_path, {"pot.py": wrong + POT, "words.py": FILES["words.py"]}, AVAILABLE)
    has = "It has: dataclasses, handrail_widgets.kit.html, handrail_widgets.kit.widget, json, json.decoder."
    missing = {1: "json.tool", 2: "asyncio", 3: "json.encoder", 4: "numpy"}
    assert report(found.problems).splitlines() == [
        f"../widgets/pot.py:{line}: HR604 The browser's Python has no `{name}`. {has}"
        for line, name in missing.items()
    ]
    assert not found.kinds


def test_what_only_a_type_checker_imports_may_be_missing(tmp_path: Path) -> None:
    text = (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import numpy\nelse:\n    import argparse\n"
    )
    found = own(tmp_path, {"pot.py": text}, AVAILABLE | {"typing"})
    assert [problem.line for problem in found.problems] == [5]


@pytest.mark.parametrize(
    "line", ["from widgets.words import POT", "from widgets import words", "from .words import POT"]
)
def test_who_imports_a_broken_file_is_not_told_as_well(tmp_path: Path, line: str) -> None:
    found = own(tmp_path, {"pot.py": f"{line}\n", "words.py": "POT = (\n"})
    assert [problem.path for problem in found.problems] == ["../widgets/words.py"]


def test_files_of_windows_lie_on_the_same_lines(tmp_path: Path) -> None:
    (tmp_path / "pot.py").write_bytes("\ufeffcups = 4\r\n\r\n1 / 0\r\n".encode())
    found = own_widgets(own_files(tmp_path), "../widgets", KINDS, None)
    assert [(problem.line, problem.code) for problem in found.problems] == [(3, "HR603")]


def test_a_widget_that_ends_the_program_is_told(tmp_path: Path) -> None:
    found = own(tmp_path, {"pot.py": "raise SystemExit(0)\n"})
    assert [problem.code for problem in found.problems] == ["HR603"]


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("timer.pause", ""),
        ("guide.start", "HR608 The widget `teapot` can't be drawn"),  # a template's, which no browser gets
    ],
)
def test_a_widget_is_tried_with_the_sites_words_as_browsers_have_them(
    tmp_path: Path, key: str, told: str
) -> None:
    view = f"lambda state: div[state.words({key!r})]"
    pot = POT.replace("from widgets.words import POT\n", "").replace("lambda state: div[POT]", view)
    fence = "\n```teapot\nid: a\nitems: [{id: b, text: B}]\n```\n"
    docs = written(tmp_path / "docs", {**TEA, "/widgets/pot.py": pot, "help.md": HELP + fence})
    options = {"runtime": False}
    problems = begin(docs, "Tea", "", options, product=installed(), theme=()).problems
    assert (told in report(problems)) if told else not problems
