"""The browser runtime: built by Node when its inputs changed, and its files added to the site."""

import json
import os
import runpy
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import which
from typing import Final

from handrail.product import MANIFEST, Product

FOLDER: Final = "assets/handrail/"
"""Where the files lie in the site."""

SERVICE_WORKER: Final = "sw.js"
"""Lies in the site's root, where it may answer for all of it; `handrail.offline` puts its facts first."""

LICENCES: Final = "licences.txt"
"""Lies in the root too: whose software the site ships, and under which licences."""

PYTHON: Final = ("worker.js", "wasm.bin", "memory.bin")
"""The logical names of what Python starts from, over HTTP."""

PAGE: Final = "page.js"
"""The logical name of the script that every page loads: widgets, the last step read, the way out."""

_STAMP: Final = "inputs.sha256"
_BUILT: Final = {"dist", "node_modules", ".cache"}


class RuntimeBuildError(Exception):
    """The runtime can't be built; the text says why and what to do."""


@dataclass(frozen=True)
class Runtime:
    """A built runtime: logical name -> file name, in the folder `dist`."""

    dist: Path
    manifest: dict[str, str]

    @property
    def script(self) -> str:
        """The page's script, relative to the site's root."""
        return f"{FOLDER}{self.manifest[PAGE]}"

    @property
    def files(self) -> dict[str, Path]:
        """Path in the site -> file on disk."""
        root = (SERVICE_WORKER, LICENCES)
        names = (name for logical, name in self.manifest.items() if logical not in root)
        return {f"{FOLDER}{name}": self.dist / name for name in names} | {
            LICENCES: self.dist / self.manifest[LICENCES]
        }

    @property
    def python(self) -> list[str]:
        """What Python starts from, relative to the site's root."""
        return [f"{FOLDER}{self.manifest[name]}" for name in PYTHON]


def ready(product: Product) -> Runtime:
    """Return the runtime: a wheel's as it lies there, a checkout's built first where that is needed.

    Raises:
        RuntimeBuildError: As for `built`, or if the wheel's can't be read.

    """
    if product.is_ready_made:
        return _read(product.runtime, f"Install Handrail again: {product.runtime} is damaged.")
    return built(product.runtime, product.widgets, *product.outside)


def built(folder: Path, widgets: Path, *others: Path) -> Runtime:
    """Return the runtime, building it first where it is missing or older than what it is made of.

    Args:
        folder: `widgets/runtime`, with `build.mjs`.
        widgets: The package handrail_widgets.
        others: What it is made of beside them: the SVG of the icons, licences.

    Raises:
        RuntimeBuildError: If Node or its packages are missing, or the build fails.

    """
    dist = folder / "dist"
    outside = sha256(b"\0".join(path.read_bytes() for path in others)).hexdigest()
    inputs = f"{digest(folder, widgets)} {outside}"
    stamp = dist / _STAMP
    if not stamp.is_file() or stamp.read_text(encoding="ascii") != inputs:
        _build(folder)
        stamp.write_text(inputs, encoding="ascii")
    return _read(dist, f"Delete {dist} and build again.")


def digest(folder: Path, widgets: Path) -> str:
    """Return a digest of everything the runtime is made of, and made by."""
    made_by = runpy.run_path(str(folder / "build" / "tools.py"))["made_by"]()
    found = sha256(f"{made_by}\0{os.environ.get('HANDRAIL_PRUNE', '')}\0".encode())
    found.update((widgets.parent / "pyproject.toml").read_bytes())
    for root in (folder, widgets):
        for path in _inputs(root):
            found.update(f"{root.name}/{path.relative_to(root).as_posix()}\0".encode())
            found.update(path.read_bytes())
            found.update(b"\0")
    return found.hexdigest()


def _read(dist: Path, mend: str) -> Runtime:
    manifest = dist / MANIFEST
    try:
        names: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        message = f"{manifest} can't be read ({error}). {mend}"
        raise RuntimeBuildError(message) from error
    for name in (PAGE, LICENCES):
        if name not in names:
            message = f"{manifest} names no {name}. {mend}"
            raise RuntimeBuildError(message)
    return Runtime(dist, names)


def _inputs(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if f not in _BUILT and f != "__pycache__")
        yield from (Path(folder, name) for name in sorted(names) if not name.endswith(".pyc"))


def _build(folder: Path) -> None:
    node = which("node")
    if node is None:
        message = "Node is not installed, and the widgets' runtime needs it. Run `make site`."
        raise RuntimeBuildError(message)
    if not (folder / "node_modules").is_dir():
        message = f"{folder} has no node_modules. Run `make site`, or `npm ci` in that folder."
        raise RuntimeBuildError(message)
    print("Handrail: building the widgets' runtime ...", file=sys.stderr, flush=True)  # noqa: T201 - says what it does
    done = subprocess.run(  # noqa: S603 - our own script
        [node, "build.mjs"],
        cwd=folder,
        env={**os.environ, "HANDRAIL_PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        message = f"{folder / 'build.mjs'} failed:\n{done.stdout}{done.stderr}"
        raise RuntimeBuildError(message)
