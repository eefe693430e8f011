"""Theme, widgets and runtime are found in a checkout and in a wheel."""

import json
from pathlib import Path

import pytest
from handrail.product import Product, installed
from handrail.published.runtime import (
    CARRY,
    CONTENTS,
    GUEST_SHEET,
    LICENCES,
    PICTURES,
    PYTHON,
    SERVICE_WORKER,
    RuntimeBuildError,
    ready,
)

MANIFEST = {
    "page.js": "page-1.js",
    **{name: name for name in (LICENCES, SERVICE_WORKER, CONTENTS, CARRY, GUEST_SHEET, PICTURES, *PYTHON)},
}


@pytest.fixture
def wheel(tmp_path: Path) -> Product:
    """Return the product as a wheel has it, in a folder that nobody expects."""
    package = tmp_path / "Größe und Maß" / "handrail"
    (package / "runtime").mkdir(parents=True)
    (package / "runtime" / "manifest.json").write_text(json.dumps(MANIFEST))
    for name in MANIFEST.values():
        (package / "runtime" / name).write_bytes(b"")
    return installed(package)


def test_this_checkout_is_found() -> None:
    product = installed()
    assert not product.is_ready_made
    assert product.icon.is_file()
    assert (product.runtime / "build.mjs").is_file()
    assert (product.widgets / "kit" / "__init__.py").is_file()


def test_everything_that_changes_a_site_is_watched() -> None:
    product = installed()
    watched = [path.resolve() for path in product.watched]
    for path in (
        product.theme / "base.html",
        product.widgets / "checklist.py",
        product.runtime / "page" / "page.ts",
        product.runtime / "build" / "wheel.py",
        Path(__file__).parents[2] / "hooks" / "handrail" / "site.py",
    ):
        assert any(path.is_relative_to(folder) for folder in watched), path
    assert not [path for path in watched if path.name in ("dist", "node_modules")]


def test_a_wheel_is_ready_without_node(wheel: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert wheel.is_ready_made
    assert wheel.watched == ()
    assert ready(wheel).files == {
        "assets/handrail/page-1.js": wheel.runtime / "page-1.js",
        "licences.txt": wheel.runtime / "licences.txt",
        **{f"assets/handrail/{name}": wheel.runtime / name for name in PYTHON},
    }


def test_a_damaged_wheel_says_how_to_go_on(wheel: Product) -> None:
    (wheel.runtime / "manifest.json").write_text("{")
    with pytest.raises(RuntimeBuildError, match="Install Handrail again"):
        ready(wheel)
