# noqa: INP001
"""Write the notice of all third-party software in what ships to readers.

Run by build.mjs with the npm packages that esbuild put into the bundles. Each licence is the text that the package
itself brings; `carried.toml` has those of what is inside something else.

    python licences.py RESULT PACKAGE ...
"""

import argparse
import json
import sys
import sysconfig
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
MODULES = HERE.parent / "node_modules"
ROOT = HERE.parents[2]
FONTS = ROOT / "overrides" / "assets" / "handrail" / "fonts"
RULE = "-" * 78
HEAD = """\
Third-party software in this site

The pages of this site were made with Handrail. What they load contains the software below, each under its own
licence. None of it was written by the authors of the guides.
"""
PYODIDE = "Its source is at https://github.com/pyodide/pyodide; what Handrail changes in it, its build scripts do."


class Notice(NamedTuple):
    """One piece of software, what is to be known of it, and its licence."""

    name: str
    text: str


def only(found: list[Path], what: str) -> str:
    """Return the text of the one file found.

    Raises:
        SystemExit: If it isn't exactly one.

    """
    if len(found) != 1:
        sys.exit(f"licences.py looks for one licence of {what}, and found {len(found)}: {found}")
    return found[0].read_text("utf-8").strip()


def licences(folder: Path) -> list[Path]:
    """Return an npm package's licence files: of one that comes under MIT or another, as one likes, MIT's."""
    found = sorted(folder.glob("LICEN[CS]E*"))
    return [path for path in found if path.name == "LICENSE-MIT"] or found


def npm(name: str) -> Notice:
    """Return the notice of an npm package."""
    folder = MODULES / name
    about = json.loads((folder / "package.json").read_text("utf-8"))
    title = f"{name} {about['version']} ({about['license']})"
    return Notice(title, only(licences(folder), name))


def of_distribution(name: str, title: str) -> Notice:
    """Return the notice of a Python package: the first of its licence files."""
    files = [path for path in distribution(name).files or [] if "licenses/LICENSE" in path.as_posix()]
    first = sorted(files, key=lambda path: len(path.parts))[:1]
    return Notice(title, only([Path(str(path.locate())) for path in first], name))


def carried() -> list[Notice]:
    """Return the notices of what is inside other software."""
    listed = tomllib.loads((HERE / "carried.toml").read_text("utf-8"))
    mit = (ROOT / "LICENSE").read_text("utf-8").partition("Permission is")
    texts = {
        **listed["texts"],
        "MIT": mit[1] + mit[2],
        "Apache-2.0": only([MODULES / "typescript" / "LICENSE.txt"], "Apache"),
        "": "",
    }
    first: dict[str, str] = {}
    notices = []
    for item in listed["carried"]:
        licence, title = item["licence"], f"{item['name']}, within {item['within']}"
        if licence in first:
            text = f"{licence}, as under “{first[licence]}”."
        else:
            text = texts[licence].strip()
            first |= {licence: title} if licence else {}
        notices.append(Notice(title, f"{item['copyright']}\n\n{text}".strip()))
    return notices


def notices(packages: list[str]) -> list[Notice]:
    """Return all notices, in the order in which they are written."""
    pyodide = json.loads((MODULES / "pyodide" / "package.json").read_text("utf-8"))
    lock = json.loads((MODULES / "pyodide" / "pyodide-lock.json").read_text("utf-8"))
    python = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    mpl = of_distribution("pyodide-build", f"pyodide {pyodide['version']} ({pyodide['license']})")
    icons = Path(str(distribution("mkdocs-material").locate_file("material/templates/.icons/material/LICENSE")))
    version = distribution("mkdocs-material").version
    return [
        Notice("Handrail", (ROOT / "LICENSE").read_text("utf-8").strip()),
        *(npm(name) for name in sorted(packages) if name != "pyodide"),
        Notice(mpl.name, f"{PYODIDE}\n\n{mpl.text}"),
        Notice(f"CPython {lock['info']['python']}, within Pyodide", only([python], "CPython")),
        of_distribution("mkdocs-material", f"Material for MkDocs {version} (MIT)"),
        Notice("Material Design Icons", only([icons], "the icons")),
        *(Notice(f"Typeface: {path.stem.removeprefix('OFL-')}", only([path], "it")) for path in sorted(FONTS.glob("OFL-*"))),
        *carried(),
    ]


def main() -> None:
    """Write all notices into one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("result", type=Path)
    parser.add_argument("packages", nargs="*", help="npm packages in the bundles")
    given = parser.parse_args()
    parts = (f"{RULE}\n{notice.name}\n{RULE}\n\n{notice.text}\n" for notice in notices(given.packages))
    given.result.write_text("\n".join((HEAD, *parts)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
