"""`handrail check` says what a build says, in four forms, and nothing of MkDocs is imported for it."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from handrail.begin import begin
from handrail.command.main import handrail
from handrail.problem import CODES, report
from handrail.product import installed

from tests.handrail.literate import Case, cases
from tests.handrail.sample import BOIL, TEA, WAIT, written
from tests.installed import CONFIG

WRONG = {**TEA, "01-boil.md": BOIL.replace("timer", "timr"), "02-wait.md": WAIT.replace("title:", "titel:")}
PAGES = 50


def site(folder: Path, files: dict[str, Any] = TEA, config: str = CONFIG) -> Path:
    written(folder / "docs", files)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(handrail, list(map(str, arguments)))


def findings(folder: Path, *more: str) -> list[dict[str, Any]]:
    said = run("check", "-f", folder, "--format", "json", *more)
    found: list[dict[str, Any]] = json.loads(said.stdout)["problems"]
    assert said.exit_code == (1 if found else 0)
    return found


def drawn(found: dict[str, Any]) -> str:
    return "{path}:{line}: {code} {what} {fix}".format(**found)


@pytest.mark.parametrize("case", tuple(cases()), ids=lambda case: case.slug)
def test_it_says_what_a_build_says(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site(tmp_path, case.files))
    options: dict[str, Any] = {}
    built = begin(Path("docs"), "Tea", "", options, product=installed(), theme=[Path("docs")])
    said = report(built.problems, built.root).splitlines()
    assert said
    assert [drawn(found) for found in findings(Path())] == said


def test_paths_begin_with_the_docs_folder_in_what_to_do_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site(tmp_path, {"01-boil.md": BOIL}).parent)
    (found, *_) = findings(tmp_path)
    assert found["code"] == "HR104"
    folder = f"{tmp_path.name}/docs/guides/tea"
    assert found["path"] == f"{folder}/01-boil.md"
    assert f"`{folder}/index.md`" in found["fix"]
    assert f"`{folder}`" in found["what"]


def test_a_site_in_order_ends_with_0_one_with_problems_with_1_and_none_at_all_with_2(tmp_path: Path) -> None:
    assert run("check", "-f", site(tmp_path / "a")).exit_code == 0
    assert run("check", "-f", site(tmp_path / "b", WRONG)).exit_code == 1
    for wrong in (("-f", tmp_path / "nowhere"), ("-f", tmp_path), (tmp_path / "nowhere",)):
        assert run("check", *wrong).exit_code == 2
    assert "Ends with 0 if nothing is wrong, 1 if something is, and 2 if" in " ".join(
        run("check", "--help").output.split()
    )


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ("site_name: [", "can be read"),
        ("- a\n", "is not a list of `key: value` lines"),
        ("site_name: a\ndocs_dir: elsewhere\n", "elsewhere, is not there"),
        ("INHERIT: gone.yml\n", "gone.yml can't be read"),
    ],
)
def test_a_configuration_that_is_wrong_is_told_in_a_sentence(config: str, says: str, tmp_path: Path) -> None:
    said = run("check", "-f", site(tmp_path, TEA, config))
    assert (said.exit_code, says in said.stderr) == (2, True)
    assert not isinstance(said.exception, OSError | ValueError)


def test_what_mkdocs_reads_from_tags_and_parents_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHERE", "pages")
    folder = site(
        tmp_path, WRONG, "INHERIT: base.yml\ndocs_dir: !ENV WHERE\nextra: {x: !!python/name:a.b }\n"
    )
    (folder / "base.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "docs").rename(folder / "pages")
    assert [found["code"] for found in findings(folder)] == ["HR401", "HR204"]


def test_with_paths_only_what_is_wrong_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site(tmp_path, WRONG))
    assert [found["code"] for found in findings(Path())] == ["HR401", "HR204"]
    assert [found["code"] for found in findings(Path(), "docs/guides/tea/02-wait.md")] == ["HR204"]
    assert len(findings(Path(), "docs/guides")) == 2
    assert findings(Path(), "docs/guides/tea/help.md") == []


def test_the_site_is_found_from_a_folder_within_it_and_from_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site(tmp_path / "site", WRONG)
    monkeypatch.chdir(folder / "docs/guides/tea")
    said = run("check").output
    assert said.startswith("01-boil.md:20: HR401 ")
    monkeypatch.chdir(tmp_path)
    assert run("check", "site/docs").output.startswith("site/docs/guides/tea/01-boil.md:20: HR401 ")


def test_a_wrong_widget_on_a_page_of_no_guide_is_a_warning(tmp_path: Path) -> None:
    folder = site(tmp_path)
    (folder / "docs/about.md").write_text("---\ntitle: A\n---\n\n```timer\nid: a\n```\n", encoding="utf-8")
    (found,) = findings(folder)
    assert (found["severity"], found["code"], found["line"]) == ("warning", "HR404", 5)
    assert found["path"].endswith("docs/about.md")


def test_on_a_site_with_another_theme_no_folder_is_a_guide(tmp_path: Path) -> None:
    config = "site_name: Tea\nplugins: [handrail]\nmarkdown_extensions:\n  - pymdownx.superfences:\n"
    config += "      custom_fences: [{name: timer, class: x}]\n"
    folder = site(tmp_path, WRONG, config)
    (folder / "docs/y.md").write_text("```timer\nid: a\n```\n", encoding="utf-8")  # the site's own fence
    assert findings(folder) == []
    (folder / "docs/x.md").write_text("```journal\nid: a\n```\n", encoding="utf-8")
    assert [found["severity"] for found in findings(folder)] == ["warning"]


def test_annotations_of_github_are_one_line_each_and_escaped(tmp_path: Path) -> None:
    folder = site(tmp_path / "a, b", {**TEA, "02-wait.md": WAIT.replace("01-boil.md", "100%.md")})
    (line,) = run("check", "-f", folder, "--format", "github").output.splitlines()
    said = re.fullmatch(r"::error file=([^,:]*),line=(\d+),title=HR503::(.*)", line)
    assert said
    assert said[1].endswith("a%2C b/docs/guides/tea/02-wait.md")
    assert "100%25.md" in said[3]


def test_a_sarif_log_has_what_the_standard_requires(tmp_path: Path) -> None:
    """Section 3 of SARIF 2.1.0: what `shall` be there, of all that we write."""
    folder = site(tmp_path / "a b", WRONG)
    log = json.loads(run("check", "-f", folder, "--format", "sarif").output)
    assert log["version"] == "2.1.0"
    (one,) = log["runs"]
    driver = one["tool"]["driver"]
    assert driver["name"] == "Handrail"
    rules = {rule["id"]: rule["shortDescription"]["text"] for rule in driver["rules"]}
    assert rules == {code: CODES[code] for code in ("HR204", "HR401")}
    assert len(one["results"]) == 2
    for result in one["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning")
        assert result["message"]["text"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["region"]["startLine"] >= 1
        assert re.fullmatch(r"[\w./%~-]+", place["artifactLocation"]["uri"])
        assert "a%20b/docs/guides/tea/" in place["artifactLocation"]["uri"]
    assert (
        json.loads(run("check", "-f", site(tmp_path), "--format", "sarif").output)["runs"][0]["results"] == []
    )


def test_fifty_pages_are_checked_without_mkdocs_or_material(tmp_path: Path) -> None:
    """Which take longer to import than all of the check; `benchmarks/` has the time."""
    folder = site(tmp_path)
    for number in range(PAGES // 4):
        written(folder / "docs", TEA, f"tea-{number}")
    code = (
        "import sys; from handrail.command.main import handrail\n"
        "try: handrail(['check', '-f', sys.argv[1]])\n"
        "except SystemExit as end: assert end.code == 0, end.code\n"
        "print({'mkdocs', 'properdocs', 'material', 'handrail.published'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["No problems in 52 pages.", "set()"]


@pytest.mark.slow
def test_a_watching_check_tells_each_change_and_outlives_a_folder_that_is_moved(tmp_path: Path) -> None:
    folder = site(tmp_path / "site")
    page = folder / "docs/guides/tea/02-wait.md"
    watching = subprocess.Popen(
        [sys.executable, "-c", "from handrail.command.main import main; main()", "check", "--watch"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert watching.stdout

    def told() -> str:
        assert watching.stdout
        return next(line for line in watching.stdout if not re.match(r"\d\d:\d\d:\d\d|\n", line))

    try:
        assert told() == "No problems in 4 pages.\n"
        page.write_text(WAIT.replace("01-boil.md", "boil.md"), encoding="utf-8")
        assert told().startswith("docs/guides/tea/02-wait.md:6: HR503 ")
        assert told().startswith("1 problem in 1 file")
        (folder / "docs").rename(folder / "moved")
        assert told() == (
            "Error: The folder of the pages, docs, is not there. "
            "Make it, or write in mkdocs.yml where it is: `docs_dir: ...`.\n"
        )
        (folder / "moved").rename(folder / "docs")
        page.write_text(WAIT, encoding="utf-8")
        said = told()
        while said != "No problems in 4 pages.\n":  # between the two changes it may have looked once
            said = told()
    finally:
        watching.kill()
        watching.wait()
        watching.stdout.close()
