"""While somebody works on our own widgets, an edit is seen at once: it travels on top of the snapshot."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.reader import served
from tests.browser.reader import boxes, wait_for_python
from tests.browser.test_an_authors_own_widget import CONFIG, PART
from tests.handrail.sample import TEA, written

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("hooks", "overrides", "widgets")
CHECKLIST = "widgets/handrail_widgets/checklist.py"
COUNT = 'p(class_="count", role="status")[count]'
EDITED = 'p(class_="count", role="status")[f"{count} – edited"]'
BUILD_AS_SERVE_DOES = """
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config(strict=True)
config.plugins.on_startup(command="serve", dirty=False)
build(config)
"""


@pytest.fixture(scope="module")
def checkout(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the product with another guide; the checklist is edited once its runtime is built."""
    del site_folder  # building it has built the runtime
    folder = tmp_path_factory.mktemp("checkout")
    for name in PRODUCT:
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("node_modules", "__pycache__")
        )
    shutil.copy(ROOT / "LICENSE", folder)
    written(folder / "docs", {**TEA, "/mkdocs.yml": CONFIG})
    checklist = folder / CHECKLIST
    source = checklist.read_text(encoding="utf-8")
    assert source.count(COUNT) == 1
    checklist.write_text(source.replace(COUNT, EDITED), encoding="utf-8")
    return folder


def test_an_edit_is_drawn_and_runs_without_a_new_snapshot(page: Page, checkout: Path) -> None:
    """It could not be made anew: there are no packages of Node's beside the runtime."""
    snapshot = sorted(path.name for path in (checkout / "widgets/runtime/dist").glob("memory-*"))
    path = os.pathsep.join(str(checkout / name) for name in ("hooks", "widgets"))
    done = subprocess.run(
        [sys.executable, "-c", BUILD_AS_SERVE_DOES],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(path.name for path in (checkout / "site/assets/handrail").glob("memory-*")) == snapshot
    with served(checkout / "site") as address:
        page.goto(address + PART)
        status = page.locator(".widget[data-widget=checklist]").first.get_by_role("status")
        expect(status).to_contain_text("edited")  # the build drew it
        wait_for_python(page)
        boxes(page).first.check()
        expect(status).to_have_text("1 of 2 done – edited")
