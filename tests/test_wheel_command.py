"""From the wheel alone, `handrail` begins a site, checks it and builds it: no Node, no git, no checkout."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.installed import PLACE, Installation, install, interpreter, wheel_in

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    python = interpreter("3.12") or interpreter("3.13")
    assert python
    folder = tmp_path_factory.mktemp("command") / PLACE
    folder.mkdir()
    return install(wheel_in(tmp_path_factory.mktemp("wheel")), python, folder / "venv")


def handrail(
    installation: Installation, folder: Path, *arguments: str, code: int = 0
) -> subprocess.CompletedProcess[str]:
    """Run the command with nothing on the path but this environment's programs."""
    done = subprocess.run(
        [installation.programs / "handrail", *arguments],
        cwd=folder,
        env={"PATH": str(installation.programs), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode == code, said
    assert "Traceback" not in said, said
    return done


def test_a_site_is_begun_checked_and_built(installation: Installation, tmp_path: Path) -> None:
    for command in ("node", "git", "make"):
        assert shutil.which(command, path=str(installation.programs)) is None
    folder = tmp_path / PLACE
    folder.mkdir()
    assert "handrail serve" in handrail(installation, folder, "new", "tea").stdout
    site = folder / "tea"
    assert handrail(installation, site, "check").stdout == "No problems in 5 pages.\n"
    handrail(installation, site, "widget", "sips")
    page = site / "docs/guides/repot/02-repot.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\n```sips\nid: my-sips\n```\n", encoding="utf-8")
    built = handrail(installation, site, "build")
    assert built.stderr == ""
    assert built.stdout.startswith("Built 9 pages, ")
    assert 'data-widget="sips"' in (site / "site/guides/repot/02-repot.html").read_text(encoding="utf-8")
    files = [path.relative_to(site / "site").as_posix() for path in (site / "site").rglob("*")]
    assert [name for name in files if name.endswith(".map") or "lunr/" in name or "stylesheets" in name] == []
    assert '<a href="../../about.html">About this site</a>' in (
        site / "site/guides/repot/index.html"
    ).read_text(encoding="utf-8")


def test_check_and_build_find_the_same_from_another_folder(
    installation: Installation, tmp_path: Path
) -> None:
    handrail(installation, tmp_path, "new", "tea")
    part = tmp_path / "tea/docs/guides/repot/01-get-ready.md"
    part.write_text(part.read_text(encoding="utf-8").replace("lengths:", "lenghts:"), encoding="utf-8")
    (part.parent / "02-repot.md").unlink()
    checked = handrail(installation, tmp_path, "check", "tea", "--format", "json", code=1)
    found = json.loads(checked.stdout)["problems"]
    assert [each["code"] for each in found] == ["HR403"]
    built = handrail(installation, tmp_path, "build", "-f", os.path.join("tea", "mkdocs.yml"), code=1)  # noqa: PTH118
    told = "{path}:{line}: {code} {what} {fix}".format(**found[0])
    assert told in built.stderr.splitlines()
    assert not (tmp_path / "tea/site").exists()


def test_what_it_writes_lies_in_the_wheel(installation: Installation) -> None:
    there = {path.name for path in (installation.libraries / "handrail/command").rglob("*") if path.is_file()}
    assert {"dot-gitignore", "tasks.json", "pot.svg", "widget.txt", "test.txt"} <= there
