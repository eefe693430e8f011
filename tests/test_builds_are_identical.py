"""The same sources make the same bytes, wherever and by whomever they are built."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.handrail.sample import TEA
from tests.test_site import PLAIN, ROOT, project

HERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "HOME": "/nowhere"}
THERE = {"TZ": "America/St_Johns", "LC_ALL": "C", "LANG": "de_DE", "PYTHONHASHSEED": "77", "PYTHONUTF8": "0"}


def not_sources(folder: str, names: list[str]) -> set[str]:
    """Name what a checkout holds beside its sources: what was set up or made, at the top or anywhere."""
    made = (
        {"site", "build"} | {name for name in names if name.startswith(".")}
        if Path(folder) == ROOT
        else set()
    )
    return made | {"node_modules", "__pycache__"}


def built(folder: Path, around: Mapping[str, str], **more: str) -> dict[str, bytes]:
    """Build the project in a folder with these settings around it; return each file of its site."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", "site"]
    done = subprocess.run(
        command, cwd=folder, env={**PLAIN, **around, **more}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    site = folder / "site"
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def test_a_site_is_the_same_in_another_folder_time_zone_and_locale(tmp_path: Path) -> None:
    one = built(project(tmp_path / "one", TEA), HERE)
    other = built(project(tmp_path / "zwei ä" / "tiefer", TEA), THERE)
    assert len(one) > 20
    assert differing(one, other) == []


@pytest.mark.slow
def test_the_whole_checkout_builds_the_same_in_another_folder(tmp_path: Path, site_folder: Path) -> None:
    """With its Python and its service worker, from a copy of the sources in a folder with an odd name."""
    copy = tmp_path / "ein Ort"
    shutil.copytree(ROOT, copy, ignore=not_sources)
    (copy / "widgets/runtime/node_modules").symlink_to(ROOT / "widgets/runtime/node_modules")
    ours = os.pathsep.join(str(copy / folder) for folder in ("hooks", "widgets"))
    other = built(copy, THERE, PYTHONPATH=ours)
    here = {
        p.relative_to(site_folder).as_posix(): p.read_bytes() for p in site_folder.rglob("*") if p.is_file()
    }
    assert any(path.startswith("assets/handrail/memory-") for path in here)
    assert differing(here, other) == []
