"""The walls hold: which room may import which, read from the sources."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "hooks"
WIDGETS = ROOT / "widgets/handrail_widgets"
RUNTIME = ROOT / "widgets/runtime"

# Each room may import itself and what stands before it. A room that isn't named here has no place yet.
BUILD_ROOMS = (
    "problem",
    "product",
    "entry",
    "reading",
    "widgets",
    "words",
    "guides",
    "pages",
    "published",
    "lastgood",
    "importing",
    "gathering",
    "site",
    "guest",
    "begin",
    "mkdocs",
    "command",
)
PAPER = "paper"
"""What the build alone draws of widgets."""
KIT_ROOMS = ("kit.codec", "kit", "time", "text", "sitting")
RUNTIME_ROOMS = (
    "protocol",
    "words",
    "together",
    "trusted",
    "given",
    "material",
    "python",
    "reader",
    "offline",
    "page",
)

FROM = re.compile(r'\b(?:from|import)\s*\(?\s*"(\.{1,2}/[^"]+)"')


def python_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def typescript_files() -> list[Path]:
    found = sorted(RUNTIME.rglob("*.ts"))
    return [path for path in found if not {"node_modules", "dist"} & set(path.relative_to(RUNTIME).parts)]


def imports(path: Path) -> Iterator[str]:
    """Walk the full names of all that a file imports; of `from a import b` it is `a.b`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name} imports relatively; MkDocs' hook loader can't follow"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def top_names(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imports(path)}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def breaches(own: str, others: Sequence[str], order: Sequence[str]) -> list[str]:
    """Return the rooms that a file of the room `own` imports, though they stand after it."""
    return [room for room in others if order.index(room) > order.index(own)]


def inner(path: Path, package: Path) -> list[str]:
    """Return what a file imports from its own package, without the package's name."""
    within = f"{package.name}."
    return [name.removeprefix(within) for name in imports(path) if name.startswith(within)]


@pytest.mark.parametrize("path", python_files(BUILD / "handrail"), ids=named)
def test_a_room_of_the_build_side_imports_only_rooms_before_it(path: Path) -> None:
    package = BUILD / "handrail"
    if path == package / "__init__.py":
        assert inner(path, package) == []
        return
    own = path.relative_to(package).with_suffix("").parts[0]
    rooms = [name.partition(".")[0] for name in inner(path, package)]
    assert breaches(own, rooms, BUILD_ROOMS) == []


def named_in(wanted: Sequence[str]) -> set[str]:
    """Return the names of the packages that requirements are for."""
    return {re.split(r"[^\w.-]", each, maxsplit=1)[0].lower() for each in wanted}


def test_the_build_side_imports_what_pyproject_lists_and_the_library() -> None:
    """And neither tests nor scripts, nor what happens to be installed with something else."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = named_in(project["dependencies"])
    extra = named_in(project["optional-dependencies"]["import"])
    came_from = {name: set(map(str.lower, found)) for name, found in packages_distributions().items()}
    ours = sys.stdlib_module_names | {"handrail", "handrail_widgets"}
    outside = {(named(path), name) for path in python_files(BUILD) for name in top_names(path) - ours}
    unlisted = [(path, name) for path, name in sorted(outside) if not came_from.get(name, set()) & listed]
    room = "hooks/handrail/importing/"
    assert [
        (path, name)
        for path, name in unlisted
        if not (path.startswith(room) and came_from.get(name, set()) & extra)
    ] == []


def test_one_file_knows_mkdocs() -> None:
    knowing = [path.name for path in python_files(BUILD) if "mkdocs" in top_names(path)]
    assert knowing == ["mkdocs.py"]


@pytest.mark.parametrize("path", python_files(WIDGETS), ids=named)
def test_widgets_import_the_standard_library_alone(path: Path) -> None:
    browser = {"js", "pyodide"} if path == WIDGETS / "browser.py" else set()
    assert top_names(path) <= sys.stdlib_module_names | {"handrail_widgets"} | browser


def room_of_widgets(name: str) -> str:
    """Return the room of a dotted name: one of the kit's, or the first word, which is a widget."""
    return next((room for room in KIT_ROOMS if f"{name}.".startswith(f"{room}.")), name.partition(".")[0])


@pytest.mark.parametrize("path", python_files(WIDGETS), ids=named)
def test_the_kit_knows_no_widget_and_no_widget_another(path: Path) -> None:
    parts = path.relative_to(WIDGETS).with_suffix("").parts
    own = room_of_widgets(".".join(part for part in parts if part != "__init__"))
    if own in ("", "browser", PAPER):
        return  # all widgets in one mapping, the browser's way to them, and what the build draws of each
    rooms = [room_of_widgets(name) for name in inner(path, WIDGETS)]
    order = KIT_ROOMS if own in KIT_ROOMS else (*KIT_ROOMS, own)
    assert set(rooms) <= set(order)
    assert breaches(own, rooms, order) == []


def test_nothing_that_travels_imports_what_is_drawn_for_paper() -> None:
    """Each byte of Python that a browser loads is waited for."""
    there = [path for path in python_files(WIDGETS) if path.relative_to(WIDGETS).parts[0] != PAPER]
    assert [named(path) for path in there if PAPER in map(room_of_widgets, inner(path, WIDGETS))] == []


def room_of_runtime(path: Path) -> str:
    """Return a module's folder, or its own name if it stands in none."""
    return path.relative_to(RUNTIME).with_suffix("").parts[0]


def imported(path: Path) -> list[Path]:
    """Return the modules of ours that a TypeScript module imports, types included."""
    found = FROM.findall(path.read_text(encoding="utf-8"))
    return [(path.parent / f"{name}.ts").resolve() for name in found]


@pytest.mark.parametrize("path", typescript_files(), ids=named)
def test_a_room_of_the_browser_side_imports_only_rooms_before_it(path: Path) -> None:
    others = imported(path)
    assert [other for other in others if not other.is_file()] == []
    met = breaches(room_of_runtime(path), list(map(room_of_runtime, others)), RUNTIME_ROOMS)
    assert met == []


def test_no_module_of_the_browser_side_imports_itself_by_way_of_others() -> None:
    above: dict[Path, list[Path]] = {path: imported(path) for path in typescript_files()}
    while leaves := [path for path, others in above.items() if not set(others) & above.keys()]:
        for path in leaves:
            del above[path]
    assert [named(path) for path in above] == []
