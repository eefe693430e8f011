"""`handrail widget` begins a widget that passes its own test and stands on a page."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.handrail.sample import TEA, WAIT
from tests.handrail.test_command_check import findings, run, site


def test_what_it_writes_passes_the_test_that_it_writes_and_stands_on_a_page(tmp_path: Path) -> None:
    folder = site(tmp_path, {**TEA, "02-wait.md": f"{WAIT}\n```water-bowl\nid: bowl\ngoal: 3\n```\n"})
    assert [found["code"] for found in findings(folder)] == ["HR401"]
    assert run("widget", "water-bowl", "-f", folder).exit_code == 0
    assert findings(folder) == []
    done = subprocess.run(
        [sys.executable, "-m", "widgets.test_water_bowl"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("Two tests passed.\n", "")
    log = json.loads((folder / "widgets/logs/water-bowl.json").read_text(encoding="utf-8"))
    assert len(log["messages"]) >= 25
    assert not json.dumps(log, ensure_ascii=False).isascii()


def test_its_test_fails_when_what_readers_have_stored_is_read_no_more(tmp_path: Path) -> None:
    folder = site(tmp_path)
    run("widget", "bowl", "-f", folder)
    code = folder / "widgets/bowl.py"
    broken = code.read_text(encoding="utf-8").replace("count: int = 0", "count: Unsaved[int] = 0")
    code.write_text(broken, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "widgets.test_bowl"], cwd=folder, capture_output=True, check=False
    )
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Water", "such as `water`"),
        ("timer", "every site has it"),
        ("python", "a code language"),
        ("class", "Choose another name"),
        ("test-me", "Choose another name"),
        ("kettle", "already, in widgets/tea_things.py"),
    ],
)
def test_a_name_that_it_cannot_have_is_refused(name: str, says: str, tmp_path: Path) -> None:
    folder = site(tmp_path)
    run("widget", "kettle", "-f", folder)
    (folder / "widgets/kettle.py").rename(folder / "widgets/tea_things.py")
    before = set(folder.rglob("*"))
    said = run("widget", name, "-f", folder)
    assert (said.exit_code, says in said.stderr) == (2, True), said.stderr
    assert set(folder.rglob("*")) == before


def test_no_file_is_written_over(tmp_path: Path) -> None:
    folder = site(tmp_path)
    (folder / "widgets").mkdir()
    (folder / "widgets/test_bowl.py").write_text("mine", encoding="utf-8")
    said = run("widget", "bowl", "-f", folder)
    assert (said.exit_code, "test_bowl.py is there already" in said.stderr) == (2, True)
    assert [path.name for path in (folder / "widgets").iterdir()] == ["test_bowl.py"]


def test_a_site_with_another_theme_has_none(tmp_path: Path) -> None:
    assert (
        run("widget", "bowl", "-f", site(tmp_path, TEA, "site_name: Tea\nplugins: [handrail]\n")).exit_code
        == 2
    )
