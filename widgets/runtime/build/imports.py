# noqa: INP001
"""Say what modules of the standard library the widgets import, as a JSON list; refuse late imports.

A snapshot holds what was imported when it was taken, and no reader's Python can import anything more.
So imports stand at the top of modules. Run by build.mjs:

    python imports.py FOLDER
"""

import argparse
import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path


def late(tree: ast.Module) -> Iterator[int]:
    """Yield the lines of imports that run later than their module: in functions, or by name."""
    for outer in ast.walk(tree):
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from (n.lineno for n in ast.walk(outer) if isinstance(n, ast.Import | ast.ImportFrom))
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == "__import__":
            yield node.lineno
        if isinstance(node, ast.Attribute) and node.attr == "import_module":
            yield node.lineno


def names(tree: ast.Module) -> Iterator[str]:
    """Yield what a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def main() -> None:
    """Print the list.

    Raises:
        SystemExit: if a module imports late, with each place.

    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a package of widgets")
    folder = parser.parse_args().folder
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(folder.rglob("*.py"))}
    if wrong := [f"{path}:{line}" for path, tree in trees.items() for line in sorted(set(late(tree)))]:
        places = "\n".join(f"  {place}" for place in wrong)
        sys.exit(f"Widgets import at the top of their modules, never later; move these up:\n{places}")
    found = {name for tree in trees.values() for name in names(tree)}
    outside = {"js", "pyodide", folder.name}
    print(json.dumps(sorted(name for name in found if name.partition(".")[0] not in outside)))  # noqa: T201


if __name__ == "__main__":
    main()
