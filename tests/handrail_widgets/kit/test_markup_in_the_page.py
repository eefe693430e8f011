"""What the page lets a stored view draw is what Python lets a widget draw."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from handrail_widgets.kit import markup

RUNTIME = Path(__file__).parents[3] / "widgets" / "runtime"
SOURCE = RUNTIME / "page" / "markup.ts"
BUNDLE = """
import { build } from "esbuild";
const [entry, outfile] = process.argv.slice(1);
await build({ entryPoints: [entry], outfile, bundle: true, format: "esm", target: "es2022" });
"""
JUDGE = """
const { allows, TAGS, EVENTS, REFUSED } = await import(process.argv[1]);
const cases = JSON.parse(process.argv[2]);
const verdicts = cases.map(([name, value]) => allows(name, value));
console.log(JSON.stringify({ tags: [...TAGS], events: EVENTS, refused: [...REFUSED], verdicts }));
"""
NAMES = (
    *("href", "src", "poster", "id", "method", "class", "style", "srcset", "onclick", "on", "onx"),
    *("data-x", "aria-label", "action", "formaction", "is", "xlink:href", "HREF", "srcdoc", "ping"),
    *("value", "data-on-load"),
)
VALUES = (
    *("", "a", "a b", "dialog", "post", "a--b", "https://example.org/x?y=1#z", "HTTP://x"),
    *("//evil.example", "javascript:alert(1)", "JaVaScRiPt:x", "java\tscript:x", " javascript:x"),
    *("data:text/html,x", "blob:x", "mailto:a@b", "tel:1", "page.html", "../up/", "/root", "#here"),
    *("?q", "a/b:c", "a:b", "\\\\evil", "/\\evil", "x\n", "\nx", "a%20b", "ä", "https://x y"),
    *("vbscript:x", "file:///etc/passwd"),
)


def node(script: str, *arguments: str) -> str:
    command = [shutil.which("node") or "node", "--input-type=module", "-e", script, *arguments]
    return subprocess.run(command, cwd=RUNTIME, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what the page's module says: its lists, and a verdict on each name with each value."""
    module = tmp_path_factory.mktemp("markup") / "markup.mjs"
    node(BUNDLE, str(SOURCE), str(module))
    found: dict[str, Any] = json.loads(node(JUDGE, module.as_uri(), json.dumps(cases())))
    return found


def cases() -> list[tuple[str, str]]:
    return [(name, value) for name in NAMES for value in VALUES]


def allowed(name: str, value: str) -> bool:
    try:
        markup.check_name("a", name)
        markup.check_value("a", name, value)
    except ValueError:
        return False
    return True


def test_the_lists_are_equal(judged: dict[str, Any]) -> None:
    assert set(judged["tags"]) == markup.TAGS
    assert set(judged["events"]) == markup.EVENTS
    assert set(judged["refused"]) == set(markup.REFUSED)


def test_the_verdicts_are_equal(judged: dict[str, Any]) -> None:
    """Names and addresses, good ones and bad ones."""
    verdicts = dict(zip(cases(), judged["verdicts"], strict=True))
    assert {case: allowed(*case) for case in cases()} == verdicts
    assert len(set(verdicts.values())) == 2


HANDLERS = [
    ('{"is":"Toggled","with":{"item":"tea"},"fill":{"done":"value"}}', True),
    ('{"is":"Toggled","with":{}}', True),
    ('{"is":"Toggled"}', False),
    ('{"is":1,"with":{}}', False),
    ('{"is":"Toggled","with":[]}', False),
    ('{"is":"Toggled","with":{},"fill":{"done":"cookie"}}', False),
    ("null", False),
    ("{", False),
]


def test_a_handler_is_a_message(tmp_path: Path) -> None:
    """Its shape is that which Python writes; nothing else is sent to Python for it."""
    module = tmp_path / "markup.mjs"
    node(BUNDLE, str(SOURCE), str(module))
    given = json.dumps([("data-on-click", text) for text, _ in HANDLERS])
    verdicts = json.loads(node(JUDGE, module.as_uri(), given))["verdicts"]
    assert verdicts == [good for _, good in HANDLERS]


def test_no_list_is_written_twice_in_it() -> None:
    """Each name once, so that a comparison of sets is one of lists."""
    words = re.search(r"TAGS = new Set\((.*?)\.split", SOURCE.read_text(encoding="utf-8"), re.DOTALL)
    assert words
    names = re.findall(r"[a-z0-9]+", words[1])
    assert len(names) == len(set(names))
