"""What a built site tells its service worker, and what a guide takes to be kept."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from handrail.guides.catalogue import read
from handrail.published.offline import (
    build_id,
    fonts,
    loaded,
    look,
    own_files,
    parcel,
    service_worker,
    weighed,
    write,
)
from handrail.published.runtime import Runtime

from tests.handrail.sample import KINDS, TEA, written

OFFLINE = """<html><head>
<link rel="canonical" href="https://tea.example/offline.html">
<link rel="icon" href="assets/icon.svg" type="image/svg+xml">
<script src="assets/handrail/page-0123456789ab.js"></script>
<link rel="stylesheet" href="assets/handrail/type.css?v=01234567">
</head><body><a rel="next" href="next.html">Next</a><script>inline()</script>
<script src="assets/handrail/page-0123456789ab.js"></script></body></html>
"""
CSS = '@font-face { src: url("fonts/round.woff2") format("woff2") } b { background: url(data:image/png,A) }'
MANIFEST = {
    "sw.js": "sw.js",
    "worker.js": "worker-1.js",
    "wasm.bin": "wasm-2.bin",
    "memory.bin": "memory-2.bin",
    "licences.txt": "licences.txt",
    "modules.json": "modules.json",
}
SUMS = dict.fromkeys(("worker-1.js", "wasm-2.bin", "memory-2.bin", "licences.txt"), "0123456789ab")
"""As the runtime's build tells them; nobody reads the files again."""


def test_a_page_loads_its_scripts_sheets_and_icons_each_once() -> None:
    assert loaded(OFFLINE, "a/b") == [
        "a/b/assets/icon.svg",
        "a/b/assets/handrail/page-0123456789ab.js",
        "a/b/assets/handrail/type.css?v=01234567",
    ]


def test_a_sheet_loads_its_files_and_not_what_it_holds_itself() -> None:
    assert fonts(CSS, "assets/handrail") == ["assets/handrail/fonts/round.woff2"]


def test_a_changed_sheet_is_another_look_and_another_build(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a")
    before = look(tmp_path)
    (tmp_path / "a.css").write_text("b")
    assert look(tmp_path) != before
    assert build_id({"page.js": "page-1.js"}, before) != build_id({"page.js": "page-1.js"}, look(tmp_path))
    assert build_id({"page.js": "page-1.js"}, before) != build_id({"page.js": "page-2.js"}, before)


def test_a_parcel_says_what_each_file_takes_and_changes_with_any() -> None:
    first, second = (parcel([weighed("a.html", b"1234"), weighed("b.svg", text)]) for text in (b"x", b"y"))
    assert first["files"] == [["a.html", 4], ["b.svg", 1]]
    assert first["version"] != second["version"]


def test_the_service_worker_begins_with_the_build() -> None:
    text = service_worker(b"run();", {"id": "0", "shell": ["a"]}).decode()
    head, _, code = text.partition("\n")
    assert json.loads(head.removeprefix("const HANDRAIL = ").removesuffix(";")) == {"id": "0", "shell": ["a"]}
    assert code == "run();"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a built site with one guide, one of whose pictures has an odd name."""
    site = tmp_path / "site"
    files = {
        "offline.html": OFFLINE,
        "index.html": "home",
        "assets/icon.svg": "<svg/>",
        "assets/handrail/page-0123456789ab.js": "page",
        "assets/handrail/type.css": CSS,
        "assets/handrail/fonts/round.woff2": "font",
        "assets/handrail/worker-1.js": "worker",
        "assets/handrail/wasm-2.bin": "wasm",
        "assets/handrail/memory-2.bin": "memory",
        "licences.txt": "licences",
        "search/search_index.json": "{}",
        "guides/tea/index.html": "overview",
        "guides/tea/howto.json": "{}",
        "guides/tea/pictures/a pot, 100%.svg": "pot",
    }
    for name, text in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / "sw.js").write_text("run();")
    (dist / "modules.json").write_text(json.dumps({"sums": SUMS}))
    write(site, read(written(tmp_path / "docs", TEA), KINDS).guides, Runtime(dist, MANIFEST), "01234567")
    return site


def test_the_shell_is_what_every_page_needs(site: Path) -> None:
    facts = json.loads((site / "sw.js").read_text().partition(" = ")[2].partition(";\n")[0])
    assert facts["shell"] == [
        "assets/icon.svg",
        "assets/handrail/page-0123456789ab.js",
        "assets/handrail/type.css?v=01234567",
        "assets/handrail/fonts/round.woff2",
        "search/search_index.json",
        "offline.html",
        "index.html",
    ]
    assert facts["places"] == ["assets/", "guides/", "index.html", "licences.txt", "offline.html", "search/"]
    assert facts["guides"] == {"guides/tea/": False}
    sums = {name: sha256(text).hexdigest()[:12] for name, text in (("page", b"page"), ("type", CSS.encode()))}
    assert facts["sums"]["assets/handrail/page-0123456789ab.js"] == sums["page"]
    assert facts["sums"]["assets/handrail/type.css?v=01234567"] == sums["type"]
    assert "assets/icon.svg" not in facts["sums"]
    assert facts["python"] == [f"assets/handrail/{name}" for name in list(MANIFEST.values())[1:4]]


def test_a_parcel_has_the_shell_python_and_the_guides_own_files(site: Path) -> None:
    files = dict(json.loads((site / "guides/tea/offline.json").read_text())["files"])
    assert files["guides/tea/pictures/a%20pot%2C%20100%25.svg"] == len("pot")
    assert files["assets/handrail/type.css?v=01234567"] == len(CSS)
    assert {"guides/tea/index.html", "assets/handrail/memory-2.bin", "offline.html"} <= set(files)
    assert not {"guides/tea/howto.json", "guides/tea/offline.json"} & set(files)


def test_a_guide_within_anothers_folder_has_its_own_files(site: Path) -> None:
    for name in ("kettle/index.html", "kettle/pictures/lid.svg", "kettle-pictures/pot.svg"):
        (site / "guides/tea" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "guides/tea" / name).write_text("")
    own = [path.name for path in own_files(site, "guides/tea", ["guides/tea", "guides/tea/kettle"])]
    assert own == ["index.html", "pot.svg", "a pot, 100%.svg"]
    assert [
        path.name for path in own_files(site, "guides/tea/kettle", ["guides/tea", "guides/tea/kettle"])
    ] == [
        "index.html",
        "lid.svg",
    ]
