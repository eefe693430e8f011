"""What a snapshot must not freeze, and what may not get into it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

RUNTIME = Path(__file__).resolve().parents[2] / "widgets/runtime"
IMPORTS = RUNTIME / "build/imports.py"
RESTORE_TWICE = """
import fs from "node:fs";
import path from "node:path";
import { takeSnapshot } from "./build/snapshot.mjs";
import { MAGIC } from "./build/stdlib.mjs";
import { loadPyodide } from "pyodide";
const scratch = process.argv[2];
const pyodide = path.resolve("node_modules/pyodide");
const cache = path.resolve("node_modules/.cache/handrail");
const ours = fs.readdirSync(cache).find((name) => name.startsWith("python-"));
const library = path.join(cache, ours, "lean.zip");
const { info } = JSON.parse(fs.readFileSync(path.join(pyodide, "pyodide-lock.json"), "utf8"));
const dist = JSON.parse(fs.readFileSync("dist/manifest.json", "utf8"));
const wheel = path.resolve("dist", Object.entries(dist).find(([name]) => name.endsWith(".whl"))[1]);
const lock = { info, packages: {} };
const order = { folder: pyodide, library, wheel, lock, magic: MAGIC, preload: ["random"] };
const take = (name) => takeSnapshot({ ...order, result: path.join(scratch, name) }).memory;
const [memory, again] = ["one", "two"].map(take);
const drawn = [];
for (const seeded of [false, false, true, true]) {
  const from = { _loadSnapshot: memory, stdLibURL: library, lockFileContents: lock, packageBaseUrl: "/" };
  const restored = await loadPyodide(from);
  if (seeded) restored.globals.get("restored")();
  drawn.push(restored.runPython("import random; random.random()"));
}
console.log(JSON.stringify([...drawn, memory.equals(again)]));
process.exit(0);
"""


@pytest.mark.slow
def test_snapshots_have_the_same_bytes_and_chance_is_seeded_anew(tmp_path: Path) -> None:
    subprocess.run(["node", "build.mjs"], cwd=RUNTIME, check=True, capture_output=True)
    script = RUNTIME / "node_modules/.cache/restore-twice.mjs"
    script.write_text(RESTORE_TWICE.replace('"./build/', '"../../build/'))
    try:
        command = ["node", str(script), str(tmp_path)]
        done = subprocess.run(command, cwd=RUNTIME, capture_output=True, encoding="utf-8", check=False)
    finally:
        script.unlink()
    assert done.returncode == 0, done.stderr[-2000:]
    frozen, again, first, second, same_bytes = json.loads(done.stdout.splitlines()[-1])
    assert frozen == again, "this test would not notice a missing seed"
    assert len({frozen, first, second}) == 3
    assert same_bytes, "two snapshots of the same differ"


def imports_of(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(IMPORTS), str(folder)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    "late",
    [
        "def update():\n    import html\n",
        "def update():\n    if True:\n        from html import escape\n",
        "class A:\n    async def go(self):\n        import html\n",
        "html = __import__('html')\n",
        "import importlib\nhtml = importlib.import_module('html')\n",
    ],
)
def test_a_widget_that_imports_late_is_refused_with_its_line(tmp_path: Path, late: str) -> None:
    (tmp_path / "kettle.py").write_text(late)
    done = imports_of(tmp_path)
    assert done.returncode == 1
    line = next(n for n, text in enumerate(late.splitlines(), 1) if "html" in text)
    assert f"kettle.py:{line}" in done.stderr


def test_imports_are_told_for_the_library(tmp_path: Path) -> None:
    package = tmp_path / "handrail_widgets"
    shutil.copytree(RUNTIME.parent / "handrail_widgets", package)
    (package / "kettle.py").write_text(
        "import js\nfrom html import escape\nfrom handrail_widgets import text\n"
    )
    found = json.loads(imports_of(package).stdout)
    assert {"html", "dataclasses", "json"} <= set(found)
    assert not {"js", "handrail_widgets"} & set(found)
