"""CPython, which draws at build, and Pyodide, which runs at reading, give the same bytes.

Both ways to start Pyodide: from the snapshot, in the very worker, wasm and memory that ship, and plain.
"""

import json
import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from handrail.published.supplement import supplement_file
from handrail.widgets.module import Rules
from handrail.widgets.own import own_files, own_widgets
from handrail_widgets import WIDGETS
from handrail_widgets.kit.session import Session
from handrail_widgets.kit.words import table_of

from tests.browser.test_an_authors_own_widget import CUPS, WORDS
from tests.handrail.sample import KINDS
from tests.words import ENGLISH

ROOT = Path(__file__).resolve().parents[2]
RUNTIME = ROOT / "widgets/runtime"
SOURCES = ["snapshot", pytest.param("plain", marks=pytest.mark.slow)]
"""Both ways to start; the plain one takes seconds, so it is left to `make test`."""
EXERCISE = Path(__file__).with_name("exercise.py")
EXPRESSIONS = Path(__file__).with_name("expressions.py")
ASKS = """
import contextlib
with contextlib.suppress(ImportError):
    "é".encode("ascii", "namereplace")
with contextlib.suppress(LookupError):
    "é".encode("utf-7")
with contextlib.suppress(ImportError):
    import html
result = " ".join(lost)
"""
DEEP = """
import json
from handrail_widgets.browser import begin

handle = begin(SUPPLEMENT)

def problem(saved, *messages):
    config = {"id": "a", "items": [{"id": "tea", "text": "Tea"}]}
    asked = {"do": "open", "id": "a", "type": "checklist", "config": config, "now": ""}
    asked |= {"saved": saved, "messages": ["@"]}
    reply = json.loads(handle(json.dumps(asked).replace('"@"', ",".join(messages))))
    return str(reply["problem"] and reply["problem"]["code"])

deep = "[" * 5_000 + "]" * 5_000
within = "[" * 240 + "]" * 240
result = "\\n".join((
    problem('{"version":1,"state":' + deep + "}"),
    problem(None, '{"is":"Toggled","with":{"item":' + deep + ',"done":true}}'),
    problem('{"version":1,"state":' + within + "}") + " " + problem(None),
    problem('{"version":1,"state":{"done":[' + within + "]}}") + " "
    + problem(None, '{"is":"Toggled","with":{"item":' + within + ',"done":true}}'),
))
"""
SLIPS = """
import traceback

class Tea:
    cups = 4

def told(slip):
    try:
        exec(compile(slip, "slip.py", "exec"), {"tea": Tea(), "counted": 1})
    except Exception as error:
        return traceback.format_exception(error)[-1].strip()

result = chr(10).join([
    told("tea.cup"),
    told("countd"),
    told("from math import sqr"),
    told("tea.cups.realy # Tässchen 茶"),
    told("pass pass"),
    repr(list(lost)),
])
"""
LOGS = sorted((ROOT / "tests/logs").glob("*.json"))


def requests(path: Path) -> list[str]:
    """Open the widget, bring it the log message by message, and open it again from what was stored."""
    log = json.loads(path.read_text(encoding="utf-8"))
    name, now = path.stem, log["now"]
    opened = {"do": "open", "id": name, "type": log["type"], "config": log["config"], "now": now}
    steps = [{"do": "dispatch", "id": name, "messages": [message]} for message in log["messages"]]
    asked = [json.dumps(request) for request in ({**opened, "saved": None, "messages": []}, *steps)]
    last = list(map(Session(WIDGETS, ENGLISH).handle, asked))[-1]
    reopened = {**opened, "saved": json.loads(last)["state"], "messages": []}
    return [*asked, json.dumps(reopened)]


@pytest.fixture(scope="module", params=SOURCES)
def replies(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[Path, list[str]]:
    """Pyodide's replies to all logs, from one start of it."""
    subprocess.run(["node", "build.mjs"], cwd=RUNTIME, check=True, capture_output=True)
    asked = {log: requests(log) for log in LOGS}
    lines = "".join(f"{line}\n" for each in asked.values() for line in each)
    supplement = tmp_path_factory.mktemp("words") / "supplement.json"
    supplement.write_text(json.dumps({"words": table_of(ENGLISH)}), encoding="utf-8")
    done = subprocess.run(
        ["node", "python/parity.mjs", request.param],
        cwd=RUNTIME,
        env={**os.environ, "SUPPLEMENT": str(supplement)},
        input=lines,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers = iter(done.stdout.split("\n"))  # splitlines() would also split at U+2028
    return {log: [next(answers) for _ in each] for log, each in asked.items()}


@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.stem)
def test_pyodide_and_cpython_give_the_same_bytes(log: Path, replies: dict[Path, list[str]]) -> None:
    session = Session(WIDGETS, ENGLISH)
    for request, reply in zip(requests(log), replies[log], strict=True):
        here = session.handle(request)
        assert json.loads(here)["problem"] is None
        assert reply == here


def run(source: str, file: Path) -> list[str]:
    """Run a file of Python in Pyodide; return its results."""
    command = ["node", "python/parity.mjs", source, str(file)]
    done = subprocess.run(command, cwd=RUNTIME, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.split("\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "least"), [(EXERCISE, 1_500), (EXPRESSIONS, 11_000)], ids=["exercise", "expressions"]
)
def test_nothing_that_works_was_taken_out_of_the_snapshot(file: Path, least: int) -> None:
    """Only modules may be missing, which a plain boot then brings."""
    subprocess.run(["node", "build.mjs"], cwd=RUNTIME, check=True, capture_output=True)
    plain, snapshot = (run(source, file) for source in ("plain", "snapshot"))
    assert len(plain) > least
    missing = ("ImportError:", "ModuleNotFoundError:", "LookupError: unknown encoding")
    both = zip(plain, snapshot, strict=True)
    wrong = [(a, b) for a, b in both if a != b and not b.rpartition(" -> ")[2].startswith(missing)]
    assert not wrong


@pytest.mark.slow
@pytest.mark.skipif(sys.version_info[:2] != (3, 13), reason="Pyodide's Python is 3.13, and words differ")
def test_the_snapshot_answers_as_cpython_does() -> None:
    """All but what it has no module for; and the last digits are the C library's."""
    subprocess.run(["node", "build.mjs"], cwd=RUNTIME, check=True, capture_output=True)
    here = "import runpy, sys; print(runpy.run_path(sys.argv[1], run_name='__main__')['result'])"
    command = [sys.executable, "-W", "ignore", "-X", "utf8", "-c", here, str(EXPRESSIONS)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    both = [
        (ours, theirs)
        for ours, theirs in zip(run("snapshot", EXPRESSIONS), done.stdout.split("\n"), strict=True)
        if ours != theirs and " -> ModuleNotFoundError:" not in ours
    ]
    assert [(ours, theirs) for ours, theirs in both if not nearly(ours, theirs)] == []


def nearly(one: str, other: str) -> bool:
    """Tell whether two lines give the same number but for its last digits."""
    (asked, _, here), (asked_too, _, there) = one.rpartition(" -> "), other.rpartition(" -> ")
    try:
        return asked == asked_too and math.isclose(float(here), float(there), rel_tol=1e-14)
    except ValueError:
        return False


@pytest.mark.slow
def test_the_snapshot_notes_what_it_lacks(tmp_path: Path) -> None:
    """So that its worker can give way to a plain one, even if the code at hand caught the error."""
    file = tmp_path / "asks.py"
    file.write_text(ASKS)
    assert run("snapshot", file)[0].split() == ["unicodedata", "encodings.utf_7", "html"]


@pytest.mark.slow
@pytest.mark.parametrize("source", ["snapshot", "plain"])
def test_what_is_nested_deep_does_not_end_python(source: str, tmp_path: Path) -> None:
    """Pyodide's stack is small, and using it up can't be caught."""
    file = tmp_path / "deep.py"
    supplement = json.dumps({"words": table_of(ENGLISH)})
    file.write_text(f"SUPPLEMENT = {supplement!r}\n{DEEP}", encoding="utf-8")
    assert run(source, file)[:4] == [
        "unreadable-state",
        "failed",
        "unreadable-state None",
        "unreadable-state failed",
    ]


def test_a_slip_of_the_pen_asks_the_snapshot_for_nothing(tmp_path: Path) -> None:
    """A traceback looks for names that are spelt alike; Python must not start anew for that."""
    subprocess.run(["node", "build.mjs"], cwd=RUNTIME, check=True, capture_output=True)
    file = tmp_path / "slips.py"
    file.write_text(SLIPS, encoding="utf-8")
    *told, lost, _ = run("snapshot", file)
    assert [text.rpartition("Did you mean: ")[2] for text in told[:4]] == [
        "'cups'?",
        "'counted'?",
        "'sqrt'?",
        "'real'?",
    ]
    assert lost == "[]"


OWN_REQUESTS = 30


@pytest.mark.parametrize("source", SOURCES)
def test_an_own_widget_gives_the_same_bytes(source: str, tmp_path: Path) -> None:
    """From the file that a site adds, in the Python that all sites have."""
    subprocess.run(["node", "build.mjs"], cwd=RUNTIME, check=True, capture_output=True)
    (tmp_path / "widgets").mkdir()
    (tmp_path / "widgets/cups.py").write_text(CUPS, encoding="utf-8")
    (tmp_path / "widgets/words.py").write_text(WORDS, encoding="utf-8")
    own = own_widgets(own_files(tmp_path / "widgets"), "../widgets", KINDS, None)
    made = supplement_file(own.supplement)
    assert made
    file = tmp_path / "supplement.json"
    file.write_text(made.text, encoding="utf-8")
    now = "2026-11-25T09:00:00.000+01:00"
    opened = {"do": "open", "id": "a", "type": "cups", "config": {"id": "a", "pot": 4}, "now": now}
    asked: list[dict[str, Any]] = [{**opened, "saved": None, "messages": []}]
    for number in range(OWN_REQUESTS):
        message = {"is": "Poured", "with": {"cups": number}}
        asked.append({"do": "dispatch", "id": "a", "messages": [message], "now": now})
    session = Session({"cups": own.kinds["cups"].widget})
    here = [session.handle(json.dumps(request)) for request in asked]
    asked.append({**opened, "saved": json.loads(here[-1])["state"], "messages": []})
    here.append(session.handle(json.dumps(asked[-1])))
    done = subprocess.run(
        ["node", "python/parity.mjs", source],
        cwd=RUNTIME,
        env={**os.environ, "SUPPLEMENT": str(file)},
        input="".join(f"{json.dumps(request)}\n" for request in asked),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:-1] == here
    assert "435 of 4 cups – Käännchen" in here[-1]


def test_the_handbook_lists_the_modules_that_an_own_widget_may_import() -> None:
    """As they are in the runtime that was built."""
    subprocess.run(["node", "build.mjs"], cwd=RUNTIME, check=True, capture_output=True)
    modules = json.loads((RUNTIME / "dist/modules.json").read_text(encoding="utf-8"))["modules"]
    listed = [
        name for name in Rules(frozenset(modules), frozenset()).listed if not name.startswith("handrail")
    ]
    text = (ROOT / "docs/handbook/write-a-widget.md").read_text(encoding="utf-8")
    assert ", ".join(f"`{name}`" for name in listed) in " ".join(text.split())


def test_every_widget_has_a_log() -> None:
    logs = {json.loads(log.read_text(encoding="utf-8"))["type"] for log in LOGS}
    assert logs == {name for name, widget in WIDGETS.items() if not widget.still}
