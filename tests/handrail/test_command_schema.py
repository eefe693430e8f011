"""`handrail schema`: the schemas say what the build says, since both are made of the dataclasses."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from handrail.command.schemas import schemas
from handrail.reading.settings import read
from handrail.reading.source import Source, parse
from jsonschema import Draft202012Validator

from tests.handrail.literate import cases
from tests.handrail.sample import KINDS, TEA
from tests.handrail.test_command_check import run, site

SCHEMAS = schemas(KINDS)
GUIDES = Path(__file__).parents[2] / "docs/guides"


def told(name: str, value: object) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMAS[name]).iter_errors(value)]


def settings_in(source: Source) -> Iterator[tuple[str, object]]:
    """Walk the settings of a page, each with the name of its schema."""
    yield ("guide" if source.name == "index.md" else "page"), source.front.values
    for fence in source.fences:
        if fence.name in KINDS:
            yield f"widgets/{fence.name}", read(fence.body, 1).values


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert told(name, {"no such key": 1})


@pytest.mark.parametrize("path", sorted(GUIDES.rglob("*.md")), ids=lambda path: path.name)
def test_what_builds_is_right_by_the_schemas(path: Path) -> None:
    for name, value in settings_in(parse(path.name, path.read_bytes())):
        assert told(name, value) == []


def test_files_beside_pages_are_right_by_theirs() -> None:
    for path in sorted(GUIDES.rglob("*.yaml")):
        name = "files/services" if path.name.startswith("help") else "files/rules"
        assert told(name, read(path.read_text(encoding="utf-8"), 1).values) == []


UNKNOWN_OR_MISSING = ("HR204", "HR205 The key", "HR403", "HR404")


def test_a_key_that_the_build_refuses_or_misses_the_schemas_do_too() -> None:
    seen = 0
    for case in cases():
        wrong = {
            line.split(":")[0] for line in case.expected if any(code in line for code in UNKNOWN_OR_MISSING)
        }
        for path in wrong:
            name = path.removeprefix("guides/tea/")
            text = case.files.get(name, TEA.get(name))
            if not name.endswith(".md") or not isinstance(text, str):
                continue
            pages = settings_in(parse(name, text.encode()))
            assert any(told(schema, value) for schema, value in pages if schema in SCHEMAS), (
                case.title,
                name,
            )
            seen += 1
    assert seen >= 5


def test_a_name_prints_one_and_no_name_lists_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("schema").output.splitlines() == list(SCHEMAS)
    assert json.loads(run("schema", "widgets/timer").output) == json.loads(
        json.dumps(SCHEMAS["widgets/timer"])
    )
    assert run("schema", "timer").output == run("schema", "widgets/timer").output
    unknown = run("schema", "widgets/timr")
    assert (unknown.exit_code, 'Did you mean "widgets/timer"?' in unknown.stderr) == (2, True)


def test_a_sites_own_widgets_have_theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.handrail_widgets import kettle  # noqa: PLC0415

    folder = site(tmp_path)
    (folder / "widgets").mkdir()
    (folder / "widgets/kettle.py").write_bytes(Path(str(kettle.__file__)).read_bytes())
    monkeypatch.chdir(folder)
    assert "widgets/kettle" in run("schema").output.splitlines()
    assert "Wrote" in run("schema", "--into", "schemas").output
    made: dict[str, Any] = json.loads((folder / "schemas/widgets/kettle.json").read_text(encoding="utf-8"))
    assert "id" in made["properties"]
    assert (folder / "schemas/guide.json").is_file()
