"""While somebody works on our own widgets: which of our modules are newer than the snapshot of the runtime.

They travel as a site's own modules do, so that an edit is seen at once. What readers of a published site
get is always a snapshot of all of it.
"""

import ast
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from handrail_widgets.supplement import module_name

_DOOR: Final = frozenset({"handrail_widgets/browser.py", "handrail_widgets/supplement.py"})
"""What brings the others in can't be brought in itself, and asks for them by name."""

_PAPER: Final = "handrail_widgets/paper/"
"""What the build alone draws travels never."""


def newer(package: Path, held: Mapping[str, str]) -> Mapping[str, str] | None:
    """Return the sources that differ from a snapshot's, and those of all modules that import one of them.

    Args:
        package: The folder of handrail_widgets.
        held: What the snapshot was made of: path -> SHA-256, as in the runtime's `modules.json`.

    Returns:
        Path -> source, or `None` where nothing but a new snapshot will do.

    """
    paths = {path.relative_to(package.parent).as_posix(): path for path in sorted(package.rglob("*.py"))}
    sources = {name: path.read_bytes() for name, path in paths.items() if not name.startswith(_PAPER)}
    travel = {name for name, source in sources.items() if held.get(name) != sha256(source).hexdigest()}
    if travel & _DOOR:
        return None
    imports = {name: frozenset(_imported(source)) for name, source in sources.items() if name not in _DOOR}
    while more := {
        name for name in imports.keys() - travel if imports[name] & {module_name(path) for path in travel}
    }:
        travel |= more
    return {name: sources[name].decode("utf-8") for name in sorted(travel)}


def _imported(source: bytes) -> Iterator[str]:
    """Yield the modules that a source may import; one that can't be parsed is told when it is imported."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
