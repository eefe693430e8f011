"""The walls between the packages hold: who may import whom, read from the sources."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WIDGETS = tuple(sorted((ROOT / "widgets/handrail_widgets").rglob("*.py")))
BUILD_SIDE = tuple(sorted((ROOT / "hooks").rglob("*.py")))


def imports(path: Path) -> Iterator[str]:
    """Walk the top names of all that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name} imports relatively; MkDocs' hook loader can't follow"
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize("path", WIDGETS, ids=lambda path: path.name)
def test_widgets_import_the_standard_library_alone(path: Path) -> None:
    browser = {"js", "pyodide"} if path.name == "browser.py" else set()
    assert set(imports(path)) <= sys.stdlib_module_names | {"handrail_widgets"} | browser


@pytest.mark.parametrize("path", BUILD_SIDE, ids=lambda path: path.name)
def test_one_file_imports_mkdocs_and_none_tests_or_templates(path: Path) -> None:
    assert ("mkdocs" in imports(path)) == (path.name == "handrail_hooks.py")
    assert not set(imports(path)) & {"properdocs", "overrides", "tests"}
