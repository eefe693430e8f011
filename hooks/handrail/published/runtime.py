"""The browser runtime: built by Node when its inputs changed, and its files added to the site."""

import hashlib
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from shutil import which
from typing import Any, Final

from handrail.product import MANIFEST, Product
from handrail.published.named import named
from handrail.published.newer import newer

FOLDER: Final = "assets/handrail/"
"""Where the files lie in the site."""

SERVICE_WORKER: Final = "sw.js"
"""Lies in the site's root, where it may answer for all of it; `offline.py` puts its facts first."""

LICENCES: Final = "licences.txt"
"""Lies in the root too: whose software the site ships, and under which licences."""

PYTHON: Final = ("worker.js", "wasm.bin", "memory.bin")
"""The logical names of what Python starts from, over HTTP."""

CONTENTS: Final = "modules.json"
"""The logical name of what says which modules the runtime's Python holds; for the build alone."""

PAGE: Final = "page.js"
"""The logical name of the script that every page loads: widgets, the last step read, the way out."""

CARRY: Final = "carry.js"
"""The logical name of the script that opens a file of answers; `carry.py` puts words and names before it."""

PICTURES: Final = "pictures.js"
"""The logical name of the script that shows answers to another device, or reads them there."""

LOCK: Final = "lock.js"
"""The logical name of the script that locks and opens a file of answers, or what is stored."""

GUEST_SHEET: Final = "guest.css"
"""The logical name of the style sheet that a site with a theme of its own gets."""

_PACK: Final = "pack.js"

_STAMP: Final = "inputs.sha256"
_BUILT: Final = {"dist", "node_modules", ".cache"}


class RuntimeBuildError(Exception):
    """The runtime can't be built; the text says why and what to do."""


@dataclass(frozen=True)
class Runtime:
    """A built runtime.

    Attributes:
        dist: The folder of its files.
        manifest: Logical name -> file name.
        newer: Sources of ours that are newer than its snapshot, by path: see `newer.py`.
        page: The page's script once a site has put its words before it; it lies in no folder.

    """

    dist: Path
    manifest: dict[str, str]
    newer: Mapping[str, str] = field(default_factory=dict)
    page: bytes = b""

    @property
    def script(self) -> str:
        """The page's script, relative to the site's root."""
        return f"{FOLDER}{self.manifest[PAGE]}"

    @property
    def guest_sheet(self) -> str:
        """The file of the style sheet for sites with a theme of their own."""
        return self.manifest[GUEST_SHEET]

    @property
    def pack(self) -> str:
        """What Python starts from on pages from disk, relative to the site's root."""
        return f"{FOLDER}{self.manifest[_PACK]}"

    @property
    def files(self) -> dict[str, Path]:
        """Path in the site -> file on disk."""
        apart = {
            SERVICE_WORKER,
            LICENCES,
            CONTENTS,
            CARRY,
            PICTURES,
            GUEST_SHEET,
            *([PAGE] if self.page else []),
        }
        names = (name for logical, name in self.manifest.items() if logical not in apart)
        return {f"{FOLDER}{name}": self.dist / name for name in names} | {
            LICENCES: self.dist / self.manifest[LICENCES]
        }

    @cached_property
    def contents(self) -> Mapping[str, Any]:
        """What its Python holds, as `modules.json` says it.

        `modules` are all names, `sources` has a digest of each file of ours, `sums` the beginning of the
        SHA-256 of each file that ships, and `magic` is the magic number of the bytecode.
        """
        text = (self.dist / self.manifest[CONTENTS]).read_text(encoding="utf-8")
        found: Mapping[str, Any] = json.loads(text)
        return found

    @property
    def sums(self) -> Mapping[str, str]:
        """Of each file that lies as it was made in the site: the beginning of its SHA-256."""
        made: Mapping[str, str] = self.contents["sums"]
        return {address: made[path.relative_to(self.dist).as_posix()] for address, path in self.files.items()}

    def saying(self, words: Mapping[str, object]) -> "Runtime":
        """Return the runtime whose page's script has a site's words before it, and a name by both."""
        table = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
        code = (self.dist / self.manifest[PAGE]).read_bytes()
        page = f"const HANDRAIL_WORDS = {table};\n".encode() + code
        return replace(self, manifest={**self.manifest, PAGE: named("page", page, "js")}, page=page)

    @property
    def python(self) -> list[str]:
        """What Python starts from, relative to the site's root."""
        return [f"{FOLDER}{self.manifest[name]}" for name in PYTHON]


def ready(product: Product, *, serving: bool = False) -> Runtime:
    """Return the runtime: a wheel's as it lies there, a checkout's built first where that is needed.

    `serving`: as for `built`.

    Raises:
        RuntimeBuildError: As for `built`, or if the wheel's can't be read.

    """
    if product.is_ready_made:
        return _read(product.runtime, f"Install Handrail again: {product.runtime} is damaged.")
    return built(product.runtime, product.widgets, *product.outside, serving=serving)


def as_it_lies(product: Product) -> Runtime | None:
    """Return the runtime without building it, be it old; `None` where a checkout has none yet.

    Raises:
        RuntimeBuildError: If what is there can't be read.

    """
    dist = product.runtime if product.is_ready_made else product.runtime / "dist"
    return _read(dist, f"Delete {dist} and build again.") if (dist / MANIFEST).is_file() else None


def built(folder: Path, widgets: Path, *others: Path, serving: bool = False) -> Runtime:
    """Return the runtime, building it first where it is missing or older than what it is made of.

    Args:
        folder: `widgets/runtime`, with `build.mjs`.
        widgets: The package handrail_widgets.
        others: What it is made of beside them: the SVG of the icons, licences.
        serving: An author is at work. A snapshot takes ten seconds; where nothing but modules of `widgets`
            changed, the one that is there will do, with those on top of it.

    Raises:
        RuntimeBuildError: If Node or its packages are missing, the build fails, or its result can't be read.

    """
    dist = folder / "dist"
    outside = sha256(b"\0".join(path.read_bytes() for path in others)).hexdigest()
    inputs = f"{outside} {digest(folder, widgets)}"
    stamp, mend = dist / _STAMP, f"Delete {dist} and build again."
    before = stamp.read_text(encoding="ascii") if stamp.is_file() else ""
    if before == inputs:
        return _read(dist, mend)
    if serving and before.rpartition(" ")[0] == inputs.rpartition(" ")[0]:
        stale = _read(dist, mend)
        if (found := newer(widgets, stale.contents["sources"])) is not None:
            return replace(stale, newer=found)
    _build(folder)
    stamp.write_text(inputs, encoding="ascii")
    return _read(dist, mend)


def digest(folder: Path, widgets: Path) -> str:
    """Return two digests: of the runtime's own files and the tools that build it, and of the widgets."""
    made_by = runpy.run_path(str(folder / "build" / "tools.py"))["made_by"]()
    found = sha256(f"{made_by}\0{os.environ.get('HANDRAIL_PRUNE', '')}\0".encode())
    found.update((widgets.parent / "pyproject.toml").read_bytes())
    return f"{_files(found, folder)} {_files(sha256(), widgets)}"


def _files(found: "hashlib._Hash", root: Path) -> str:
    """Add a folder's files, with their paths, to a digest; return it."""
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
    for name in (PAGE, CARRY, PICTURES, GUEST_SHEET, LICENCES, SERVICE_WORKER, CONTENTS, *PYTHON):
        if name not in names:
            message = f"{manifest} names no {name}. {mend}"
            raise RuntimeBuildError(message)
    for name in names.values():
        if not (dist / name).is_file():
            message = f"{dist / name} is missing. {mend}"
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
