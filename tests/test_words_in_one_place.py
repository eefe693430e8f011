"""No sentence for readers stands in templates, widgets or the page's script: all are in the catalogue."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from handrail.words import TO_CARRY, TO_LOCK, TO_PICTURES, TO_SCRIPT, TO_WIDGETS, english
from handrail_widgets.kit.words import PLACE, Sentence

ROOT = Path(__file__).parent.parent
TEMPLATES = [*sorted((ROOT / "overrides").rglob("*.html")), ROOT / "overrides/manifest.webmanifest"]
WIDGETS = sorted((ROOT / "widgets/handrail_widgets").rglob("*.py"))
SCRIPTS = [
    path
    for path in sorted((ROOT / "widgets/runtime").rglob("*.ts"))
    if not {"node_modules", "dist"} & {*path.relative_to(ROOT).parts}
]
STYLES = sorted((ROOT / "overrides").rglob("*.css"))
CARRY = "widgets/runtime/page/carry.ts"
PICTURES = {f"widgets/runtime/page/{name}.ts" for name in ("camera", "pictures", "showing", "watching")}
LOCK = {f"widgets/runtime/page/{name}.ts" for name in ("lock", "passphrase")}
SENTENCES = english().sentences
WORD = re.compile(r"[A-Za-z]{2,}")

ALLOWED = {
    "widgets/runtime/page/takeover.ts": {"this page was asked to do without"},  # goes to the console
    "widgets/runtime/python/python.ts": {"the worker did not load", "Python is not running"},  # the same
    "widgets/handrail_widgets/kit/protocol.py": {"is this a request?"},
    "widgets/handrail_widgets/kit/link.py": {  # to authors
        "a page such as help.md#by-phone, or an address that begins with https://, mailto: or tel:",
    },
    "widgets/handrail_widgets/text/phrases.py": {  # to authors
        "words, such as “sorry if”, “apolog*” or “you ... feel” (at most ",
        " times dots)",
    },
}
"""What looks like a sentence and is none for readers, by file, each with its reason."""


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def keys_in(text: str) -> set[str]:
    return {key for key in re.findall(r"""["']([a-z][\w-]*\.[\w-]+)["']""", text) if key in SENTENCES}


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_templates_have_no_words_of_their_own(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
    said = re.findall(r'\b(?:aria-label|title|placeholder|alt)="([^"]*)"', text)
    text = re.sub(r"<(script)\b.*?</\1>", "", text, flags=re.DOTALL)
    if path.suffix == ".html":
        said.append(re.sub(r"<[^>]*>", " ", text))
    assert [word for each in said for word in WORD.findall(each)] == []


@pytest.mark.parametrize("path", STYLES, ids=named)
def test_style_sheets_have_no_words(path: Path) -> None:
    said = re.findall(r"\bcontent:([^;}]*)", path.read_text(encoding="utf-8"))
    assert [
        word for each in said for text in re.findall(r'"([^"]*)"', each) for word in WORD.findall(text)
    ] == []


def sentences(path: Path) -> Iterator[str]:
    """Yield the texts in a module of Python that a reader might see."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent: set[int] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(ast.Constant()) | ast.Raise():  # docstrings, and what programmers are told
                silent |= {id(each) for each in ast.walk(node)}
            case ast.Assign(targets=[ast.Name("message")]):  # what is raised on the next line
                silent |= {id(each) for each in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.value


@pytest.mark.parametrize(
    "path", [p for p in WIDGETS if "codec" not in p.parts and p.stem not in ("markup", "simulate")], ids=named
)
def test_widgets_have_no_sentences_of_their_own(path: Path) -> None:
    """The codec and the lists of markup speak to programmers; a simulated page has no reader."""
    looks = re.compile(r"[A-Z]?[a-z]{2,},? [a-z]{2,}.* |^[A-Z][a-z]+( [a-z]+)*[.?!]?$|[a-z] [a-z]+[.?!]$")
    found = {text for text in sentences(path) if looks.search(text) and not text.startswith("class=")}
    names = {n for n in found if n.isidentifier() and n[0].isupper()}  # forward references to classes
    assert found - names - ALLOWED.get(named(path), set()) == set()


def texts(source: str) -> Iterator[str]:
    """Yield the string literals of TypeScript, without those of comments, consoles, errors and imports."""
    source = re.sub(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", "", source, flags=re.DOTALL)
    source = re.sub(r"\bconsole\.\w+\((?:[^()]|\([^()]*\))*\)", "", source)
    source = re.sub(r"\bnew \w*Error\((?:[^()]|\([^()]*\))*\)", "", source)
    source = re.sub(r"^import .*$", "", source, flags=re.MULTILINE)
    for quoted in re.findall(r'"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`', source):
        yield re.sub(r"\$\{[^}]*\}", "", quoted[1:-1])


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_the_pages_script_has_no_sentences_of_its_own(path: Path) -> None:
    if path.name in ("protocol.ts", "markup.ts"):
        return  # made from Python, where there are none; a list of names
    looks = re.compile(r"^[A-Z][a-z]+ [a-z]|[a-z]{2,} [a-z]{2,} [a-z]{2,}|[a-z]{2,}[.?!]$")
    found = {text for text in texts(path.read_text(encoding="utf-8")) if looks.search(text)}
    assert found - ALLOWED.get(named(path), set()) == set()


def test_every_sentence_is_said_somewhere() -> None:
    places = [*TEMPLATES, *WIDGETS, *SCRIPTS, *sorted((ROOT / "hooks/handrail").rglob("*.py"))]
    said = {key for path in places for key in keys_in(path.read_text(encoding="utf-8"))}
    named_by_their_kind = {
        key for key in SENTENCES if key.startswith(("box.", "tools.")) or key.endswith(".name")
    }
    assert set(SENTENCES) - said - named_by_their_kind == set()


def test_what_travels_to_the_browser_is_all_that_is_said_there() -> None:
    def sections(paths: list[Path]) -> set[str]:
        keys = {key for path in paths for key in keys_in(path.read_text(encoding="utf-8"))}
        return {key.partition(".")[0].partition("-")[0] for key in keys}

    paper = [path for path in WIDGETS if "paper" in path.parts]  # drawn by the build alone
    assert sections([path for path in WIDGETS if path not in paper]) <= set(TO_WIDGETS)
    assert "pen" in sections(paper) - set(TO_WIDGETS)
    later = {CARRY, *PICTURES, *LOCK}
    assert sections([path for path in SCRIPTS if named(path) not in later]) <= set(TO_SCRIPT)
    assert sections([ROOT / CARRY]) <= set(TO_CARRY)
    assert sections([ROOT / path for path in PICTURES]) <= set(TO_PICTURES)
    assert sections([ROOT / path for path in LOCK]) <= set(TO_LOCK)


def calls(path: Path) -> Iterator[tuple[int, str, set[str], bool]]:
    """Yield each call that says a sentence: its line, the key, the places it fills, and if that is all."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        match node.args[0]:
            case ast.Constant(str() as key) if key in SENTENCES:
                given = {keyword.arg for keyword in node.keywords if keyword.arg}
                yield node.lineno, key, given, all(keyword.arg for keyword in node.keywords)


@pytest.mark.parametrize(
    "path", [*WIDGETS, *sorted((ROOT / "hooks/handrail/pages").rglob("*.py"))], ids=named
)
def test_every_place_of_a_sentence_is_filled_where_it_is_said(path: Path) -> None:
    """So that no sentence fails in a state that no test comes to."""
    for line, key, given, known in calls(path):
        sentence = SENTENCES[key]
        wanted = {place[1] for text in _forms(sentence) for place in PLACE.finditer(text)}
        assert not known or wanted <= given, f"line {line}: {key} wants {wanted - given}"
        assert isinstance(sentence, str) or "count" in given, f"line {line}: {key} takes a count"


def _forms(sentence: Sentence) -> list[str]:
    return [sentence] if isinstance(sentence, str) else list(sentence.values())


def test_keys_are_plain() -> None:
    letters = set(string.ascii_lowercase + string.digits + ".-")
    assert [key for key in SENTENCES if not set(key) <= letters] == []
