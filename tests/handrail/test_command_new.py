"""`handrail new` begins a site that is in order, and writes over nothing."""

import json
import os
import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from handrail.command.new import starter
from handrail.command.schemas import schemas
from handrail.command.settings import read
from handrail.command.snippets import snippets
from handrail.reading.source import parse

from tests.handrail.sample import KINDS
from tests.handrail.test_command_check import findings, run
from tests.handrail.test_command_schema import SCHEMAS, settings_in, told


def test_a_new_site_is_in_order_and_has_two_parts_four_steps_a_widget_and_a_picture(tmp_path: Path) -> None:
    assert run("new", tmp_path / "site").exit_code == 0
    assert findings(tmp_path / "site") == []
    guide = tmp_path / "site/docs/guides/repot"
    parts = [path.read_text(encoding="utf-8") for path in sorted(guide.glob("0*.md"))]
    assert [text.count("\n## ") for text in parts] == [2, 2]
    assert "```timer" in parts[0]
    assert "![" in parts[1]
    assert [path.suffix for path in (guide / "pictures").iterdir()] == [".svg"]


def test_its_configuration_is_a_dozen_lines_and_its_readme_ten(tmp_path: Path) -> None:
    run("new", tmp_path / "site")
    for name, most in (("mkdocs.yml", 12), ("README.md", 11)):
        assert len((tmp_path / "site" / name).read_text(encoding="utf-8").splitlines()) <= most


@pytest.mark.parametrize(
    ("folder", "name", "slug"),
    [
        ("my-first_guides", "My first guides", "my-first-guides"),
        ("2024", "2024", "2024"),
        ("yes", "Yes", "yes"),
    ],
)
def test_it_is_called_as_its_folder(folder: str, name: str, slug: str, tmp_path: Path) -> None:
    run("new", tmp_path / folder)
    site = read(tmp_path / folder / "mkdocs.yml")
    assert (site.name, site.options["site"], site.is_ours) == (name, slug, True)
    assert f"# {name}\n" in (tmp_path / folder / "docs/index.md").read_text(encoding="utf-8")


def test_a_name_with_signs_that_yaml_reads_is_quoted(tmp_path: Path) -> None:
    name = 'Tea: a "how-to" #1'
    run("new", tmp_path / "site", "--name", name)
    assert read(tmp_path / "site/mkdocs.yml").name == name
    assert run("new", tmp_path / "other", "--name", " ").exit_code == 2


def test_the_folder_of_a_new_site_is_written_as_a_shell_reads_it(tmp_path: Path) -> None:
    said = run("new", tmp_path / "Tea & cake").output
    assert f"  cd '{tmp_path / 'Tea & cake'}'\n" in said


@pytest.mark.skipif(os.name != "posix", reason="files have such modes on POSIX alone")
def test_files_of_a_new_site_can_be_read_by_whom_the_umask_lets(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        run("new", tmp_path / "site")
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "site").rglob("*") if path.is_file()}
    assert modes == {0o640}


def test_what_is_in_the_way_is_named_and_stays(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("mine", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/about.md").symlink_to("nowhere.md")
    (tmp_path / "other.txt").write_text("mine", encoding="utf-8")
    said = run("new", tmp_path)
    assert said.exit_code == 2
    assert [line.strip() for line in said.stderr.splitlines()[1:-1]] == [
        str(tmp_path / "mkdocs.yml"),
        str(tmp_path / "docs/about.md"),
    ]
    assert {path.name for path in tmp_path.rglob("*")} == {"mkdocs.yml", "docs", "about.md", "other.txt"}
    assert run("new", tmp_path, "--force").exit_code == 0
    assert (tmp_path / "mkdocs.yml").read_text(encoding="utf-8") != "mine"
    assert (tmp_path / "other.txt").read_text(encoding="utf-8") == "mine"


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("", encoding="utf-8")
    said = run("new", tmp_path / "site")
    assert (said.exit_code, "is a file" in said.stderr) == (2, True)


def test_nothing_of_our_own_guide_or_handbook_is_in_it(tmp_path: Path) -> None:
    run("new", tmp_path / "site")
    whole = "".join(
        path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*") if path.is_file()
    )
    assert not re.search(
        "second-chance|handbook|http://(?!127|www.w3)|https://(?!example|json-schema)", whole
    )


def test_editors_are_told_where_the_schemas_lie(tmp_path: Path) -> None:
    run("new", tmp_path / "site")
    site = tmp_path / "site"
    settings = json.loads((site / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert [name for name in settings["yaml.schemas"] if not (site / name).is_file()] == []
    index = site / "docs/guides/repot/index.md"
    told_to = re.search(r"yaml-language-server: \$schema=(\S+)", index.read_text(encoding="utf-8"))
    assert told_to
    assert (index.parent / told_to[1]).is_file()
    for name in SCHEMAS:
        assert json.loads((site / f"schemas/{name}.json").read_text(encoding="utf-8"))["title"]
    assert "redhat.vscode-yaml" in (site / ".vscode/extensions.json").read_text(encoding="utf-8")


def test_the_editors_task_understands_what_check_prints(tmp_path: Path) -> None:
    run("new", tmp_path / "site")
    (tmp_path / "site/docs/guides/repot/02-repot.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    tasks = json.loads((tmp_path / "site/.vscode/tasks.json").read_text(encoding="utf-8"))["tasks"]
    matcher = tasks[0]["problemMatcher"]
    first, *_, last = run("check", "-f", tmp_path / "site").output.splitlines()
    found = re.fullmatch(matcher["pattern"]["regexp"], first)
    assert found
    assert found[matcher["pattern"]["file"]].endswith("docs/guides/repot/02-repot.md")
    assert found[matcher["pattern"]["code"]] == "HR302"
    assert re.search(matcher["background"]["endsPattern"], last)
    assert re.search(matcher["background"]["endsPattern"], "No problems in 5 pages.")


def test_snippets_write_what_must_be_there() -> None:
    """Filled in with something, each is a fence or front matter that lacks no key."""
    for snippet in json.loads(snippets(schemas(KINDS))).values():
        body = "\n".join(snippet["body"]).replace("$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE", "2026-11-28")
        lacking = [
            message
            for name, value in settings_in(parse("index.md", re.sub(r"\$\d+", "x", body).encode()))
            if name == f"widgets/{snippet['prefix']}" or name == snippet["prefix"]
            for message in told(name, value)
            if "required" in message
        ]
        assert lacking == []


def test_what_a_new_site_ignores_is_what_a_build_makes() -> None:
    files = starter("A", date(2026, 11, 28))
    assert b"/site/" in files[".gitignore"]
    assert yaml.safe_load(files["mkdocs.yml"])["plugins"] == ["handrail"]
