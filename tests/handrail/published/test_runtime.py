import json
import re
import runpy
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from handrail.published.runtime import (
    CARRY,
    CONTENTS,
    GUEST_SHEET,
    LICENCES,
    PAGE,
    PICTURES,
    PYTHON,
    SERVICE_WORKER,
    RuntimeBuildError,
    built,
    digest,
)

ROOT = Path(__file__).parents[3]
BUILD = """
import fs from "node:fs";
fs.mkdirSync("dist", { recursive: true });
fs.appendFileSync("runs.log", "x");
const names = Object.fromEntries(NAMES.map((name) => [name, name.replace("page.", "page-1.")]));
for (const name of Object.values(names)) fs.writeFileSync(`dist/${name}`, "1");
fs.writeFileSync("dist/manifest.json", JSON.stringify(names));
fs.writeFileSync("dist/modules.json", JSON.stringify({ modules: ["math"], sources: {} }));
"""

NAMES = [PAGE, CARRY, GUEST_SHEET, PICTURES, LICENCES, SERVICE_WORKER, CONTENTS, *PYTHON]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    runtime = tmp_path / "runtime"
    (runtime / "node_modules").mkdir(parents=True)
    (runtime / "build.mjs").write_text(
        BUILD.replace("runs.log", f"{tmp_path}/runs.log").replace("NAMES", json.dumps(NAMES))
    )
    (tmp_path / "widgets").mkdir()
    (tmp_path / "widgets" / "timer.py").write_text("1")
    (tmp_path / "pyproject.toml").write_text("1")
    (runtime / "build").mkdir()
    (runtime / "build" / "tools.py").write_text("def made_by():\n    return 'Python 3.13.0'\n")
    return runtime


def runs(folder: Path) -> int:
    return len((folder.parent / "runs.log").read_text())


def test_the_runtime_is_built_once_and_again_when_a_widget_changes(folder: Path) -> None:
    widgets = folder.parent / "widgets"
    first = built(folder, widgets)
    assert first.script == "assets/handrail/page-1.js"
    assert first.files == {
        "assets/handrail/page-1.js": folder / "dist" / "page-1.js",
        "licences.txt": folder / "dist" / "licences.txt",
        **{f"assets/handrail/{name}": folder / "dist" / name for name in PYTHON},
    }
    built(folder, widgets)
    assert runs(folder) == 1
    (widgets / "timer.py").write_text("2")
    built(folder, widgets)
    assert runs(folder) == 2


@pytest.mark.parametrize("name", NAMES)
def test_a_result_without_one_of_its_files_is_named_with_the_mend(folder: Path, name: str) -> None:
    widgets, dist = folder.parent / "widgets", folder / "dist"
    file = dist / built(folder, widgets).manifest[name]
    file.unlink()
    with pytest.raises(RuntimeBuildError, match=re.escape(f"{file} is missing. Delete {dist} and build")):
        built(folder, widgets)
    names = json.loads((dist / "manifest.json").read_text())
    del names[name]
    (dist / "manifest.json").write_text(json.dumps(names))
    with pytest.raises(RuntimeBuildError, match=f"names no {re.escape(name)}. Delete"):
        built(folder, widgets)


def test_whatever_else_it_is_made_of_and_by_counts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    widgets = folder.parent / "widgets"
    digests = [digest(folder, widgets)]
    (folder.parent / "pyproject.toml").write_text("2")
    digests.append(digest(folder, widgets))
    (folder / "build" / "tools.py").write_text("def made_by():\n    return 'Python 3.13.1'\n")
    digests.append(digest(folder, widgets))
    (widgets / "time").mkdir()
    (widgets / "timer.py").rename(widgets / "time" / "timer.py")
    digests.append(digest(folder, widgets))
    monkeypatch.setenv("HANDRAIL_PRUNE", "0")
    digests.append(digest(folder, widgets))
    assert len(set(digests)) == len(digests)


def test_the_tools_that_count_are_named_with_their_versions() -> None:
    made_by = runpy.run_path(str(ROOT / "widgets/runtime/build/tools.py"))["made_by"]()
    assert sys.version in made_by
    for name in ("hatchling", "pyodide-build", "pyodide-cli", "pyodide-lock"):
        assert f"\n{name} {version(name)}" in made_by


def test_in_serve_a_changed_widget_goes_on_top_of_the_snapshot(folder: Path) -> None:
    widgets = folder.parent / "widgets"
    built(folder, widgets)
    (widgets / "timer.py").write_text("2")
    assert built(folder, widgets, serving=True).newer == {"widgets/timer.py": "2"}
    assert runs(folder) == 1
    assert built(folder, widgets).newer == {}
    assert runs(folder) == 2


def test_in_serve_a_changed_script_is_built(folder: Path) -> None:
    widgets = folder.parent / "widgets"
    built(folder, widgets)
    (folder / "page.ts").write_text("1")
    assert built(folder, widgets, serving=True).newer == {}
    assert runs(folder) == 2


def test_the_pages_script_has_the_sites_words_before_it_and_a_name_by_both(folder: Path) -> None:
    runtime = built(folder, folder.parent / "widgets")
    (folder / "dist" / "page-1.js").write_text("run();")
    english, german = (runtime.saying({"locale": tag}) for tag in ("en-GB", "de"))
    assert english.page == b'const HANDRAIL_WORDS = {"locale":"en-GB"};\nrun();'
    assert english.script != german.script
    assert re.fullmatch(r"assets/handrail/page-[0-9a-f]{12}\.js", german.script)
    assert german.script not in runtime.files
    assert "assets/handrail/page-1.js" not in german.files  # what lies in dist has no words


def test_what_is_built_does_not_count_as_an_input(folder: Path) -> None:
    widgets = folder.parent / "widgets"
    before = digest(folder, widgets)
    built(folder, widgets)
    (folder / "node_modules" / "x.js").write_text("x")
    assert digest(folder, widgets) == before


def test_a_build_that_fails_says_what_node_said(folder: Path) -> None:
    (folder / "build.mjs").write_text("throw new Error('no such wheel')")
    with pytest.raises(RuntimeBuildError, match="no such wheel"):
        built(folder, folder.parent / "widgets")


def test_missing_packages_are_named(folder: Path) -> None:
    (folder / "node_modules").rmdir()
    with pytest.raises(RuntimeBuildError, match="npm ci"):
        built(folder, folder.parent / "widgets")


def test_missing_node_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RuntimeBuildError, match="Node is not installed"):
        built(folder, folder.parent / "widgets")


def test_a_broken_manifest_says_how_to_go_on(folder: Path) -> None:
    (folder / "build.mjs").write_text(
        "import fs from 'node:fs'; fs.mkdirSync('dist'); fs.writeFileSync('dist/manifest.json', '{')"
    )
    with pytest.raises(RuntimeBuildError, match="Delete"):
        built(folder, folder.parent / "widgets")
