"""Whatever ships to readers is named in `licences.txt`, with its licence."""

import json
import re
import subprocess
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = ROOT / "widgets/runtime"
MODULES = RUNTIME / "node_modules"
PACKAGE = re.compile(r"(?:^|/)node_modules/((?:@[^/]+/)?[^./@][^/]*)/")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def notice() -> str:
    subprocess.run(["node", "build.mjs"], cwd=RUNTIME, check=True, capture_output=True)
    return (RUNTIME / "dist/licences.txt").read_text(encoding="utf-8")


def packages(names: list[str]) -> set[str]:
    return {found[1] for name in names if (found := PACKAGE.search(name))}


def test_every_npm_package_in_a_bundle_is_named_with_its_own_licence(notice: str) -> None:
    metafiles = sorted((MODULES / ".cache/handrail").glob("metafile-*.json"))
    assert [path.stem for path in metafiles] == [
        "metafile-carry",
        "metafile-lock",
        "metafile-page",
        "metafile-pictures",
        "metafile-sw",
        "metafile-worker",
    ]
    inputs = [name for path in metafiles for name in json.loads(path.read_text(encoding="utf-8"))["inputs"]]
    shipped = packages(inputs)
    assert {"@noble/ciphers", "idiomorph", "idb-keyval", "workbox-core"} <= shipped
    for name in shipped - {"pyodide"}:  # whose npm package has no licence file
        version = json.loads((MODULES / name / "package.json").read_text(encoding="utf-8"))["version"]
        found = [*(MODULES / name).glob("LICEN[CS]E*")]
        (licence,) = [path for path in found if len(found) == 1 or path.name == "LICENSE-MIT"]
        assert f"\n{name} {version} (" in notice
        assert licence.read_text(encoding="utf-8").strip() in notice


def test_python_and_what_is_within_it_is_named(notice: str) -> None:
    wasm = (MODULES / "pyodide/pyodide.asm.wasm").read_bytes()
    assert "Mozilla Public License Version 2.0" in notice
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in notice
    for sign, name in ((b"libbzip2", "bzip2"), (b"inflate 1.", "zlib"), (b"libmpdec", "libmpdec")):
        assert sign in wasm
        assert f"\n{name}, within " in notice


def test_materials_scripts_icons_and_what_is_within_them_are_named(notice: str) -> None:
    material = Path(str(distribution("mkdocs-material").locate_file("material/templates")))
    maps = list(material.glob("assets/javascripts/**/*.js.map"))
    within = packages([name for path in maps for name in json.loads(path.read_text("utf-8"))["sources"]])
    assert "rxjs" in within
    assert {name for name in within if f"\n{name}, within Material" not in notice} == set()
    assert "Martin Donath" in notice
    assert "Pictogrammers" in notice


def test_every_typeface_is_named(notice: str) -> None:
    fonts = ROOT / "overrides/assets/handrail/fonts"
    families = {path.stem.partition("-")[0] for path in fonts.glob("*.woff2")}
    assert {family for family in families if f"Typeface: {family}" not in notice} == set()
    assert notice.count("SIL OPEN FONT LICENSE Version 1.1") >= len(families)
