# ruff: noqa: INP001 - a script beside build.mjs, in no package
"""Make the widgets' wheel as bytecode, and the lock file that Pyodide finds it by.

Run by build.mjs. The wheel is written again with one fixed date and in one order, so that the
same sources give the same bytes and their hashes can stand in file names.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from pyodide_lock import InfoSpec, PackageSpec, PyodideLockSpec

WIDGETS = Path(__file__).resolve().parents[2]
DATE = (2020, 1, 1, 0, 0, 0)
REPRODUCIBLE = os.environ | {"SOURCE_DATE_EPOCH": "1577836800", "PYTHONHASHSEED": "0"}


def run(*command: str, cwd: Path) -> None:
    """Run a Python module in `cwd`, quietly.

    Raises:
        SystemExit: with the end of what it printed, if it fails.

    """
    done = subprocess.run(  # noqa: S603 - our own interpreter and modules
        [sys.executable, *command],
        cwd=cwd,
        env=REPRODUCIBLE,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        end = f"{done.stdout}{done.stderr}".strip().splitlines()[-6:]
        sys.exit("\n".join((f"{' '.join(command)} failed:", *end)))


def compiled(wheel: Path) -> Path:
    """Replace the sources in a wheel by bytecode; return where the result is."""
    run("-m", "pyodide_cli", "py-compile", "--silent", "--no-keep", wheel.name, cwd=wheel.parent)
    (result,) = wheel.parent.glob("*.whl")
    return result


def rewrite(archive: Path) -> None:
    """Write a zip again with fixed dates and sorted names."""
    with zipfile.ZipFile(archive) as old:
        files = {name: old.read(name) for name in sorted(old.namelist())}
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            new.writestr(info, content)


def widgets(folder: Path, pyodide: Path) -> None:
    """Put the compiled wheel and a `pyodide-lock.json` that lists it with its hash into `folder`."""
    run("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=WIDGETS)
    (source,) = folder.glob("*.whl")
    wheel = compiled(source)
    rewrite(wheel)
    name, version, *_ = wheel.name.split("-")
    shipped = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))["info"]
    package = PackageSpec(
        name=name.replace("_", "-"),
        version=version,
        file_name=wheel.name,
        install_dir="site",
        sha256=hashlib.sha256(wheel.read_bytes()).hexdigest(),
        imports=[name],
    )
    lock = PyodideLockSpec(info=InfoSpec.from_dict(shipped), packages={package.name: package})
    lock.to_json(folder / "pyodide-lock.json")


def main() -> None:
    """Make the wheel and its lock file; see `--help`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="an empty folder for the result")
    parser.add_argument("pyodide", type=Path, help="Pyodide's npm package")
    given = parser.parse_args()
    widgets(given.folder.resolve(), given.pyodide.resolve())


if __name__ == "__main__":
    main()
