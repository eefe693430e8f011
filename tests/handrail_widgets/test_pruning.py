"""The wasm's pruning can be switched off: what is built then keeps all code, and starts."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUNTIME = ROOT / "widgets/runtime"


@pytest.fixture
def unpruned(tmp_path: Path) -> Path:
    """Build the runtime with the switch, in a copy that has a cache of its own."""
    copy = tmp_path / "widgets/runtime"
    shutil.copytree(RUNTIME, copy, ignore=shutil.ignore_patterns("node_modules", "dist"))
    shutil.copytree(ROOT / "widgets/handrail_widgets", copy.parent / "handrail_widgets")
    shutil.copy(ROOT / "widgets/pyproject.toml", copy.parent)
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    shutil.copy(ROOT / "LICENSE", tmp_path)
    (copy / "node_modules").mkdir()
    for package in (RUNTIME / "node_modules").iterdir():
        if not package.name.startswith("."):
            (copy / "node_modules" / package.name).symlink_to(package)
    env = {**os.environ, "HANDRAIL_PRUNE": "0", "HANDRAIL_PYTHON": sys.executable}
    subprocess.run(["node", "build.mjs"], cwd=copy, env=env, check=True, capture_output=True)
    return copy


def wasm_of(runtime: Path) -> Path:
    names: dict[str, str] = json.loads((runtime / "dist/manifest.json").read_text(encoding="utf-8"))
    return runtime / "dist" / names["wasm.bin"]


@pytest.mark.slow
def test_a_runtime_without_pruning_starts_and_has_all_code(unpruned: Path, tmp_path: Path) -> None:
    subprocess.run(["node", "build.mjs"], cwd=RUNTIME, check=True, capture_output=True)
    asked = tmp_path / "asked.py"
    asked.write_text("result = 2 ** 100", encoding="utf-8")
    command = ["node", "python/parity.mjs", "snapshot", str(asked)]
    done = subprocess.run(command, cwd=unpruned, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split("\n")[0] == str(2**100)
    assert wasm_of(unpruned).stat().st_size > 1.2 * wasm_of(RUNTIME).stat().st_size
