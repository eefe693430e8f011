"""The pictures of guides: each is there, small, safe to show, and says in words what goes on in it."""

import gzip
import json
import os
import re
import subprocess
from html import unescape
from pathlib import Path
from typing import Any, Final, NamedTuple
from xml.etree import ElementTree as ET

import pytest
import yaml
from handrail.guides.catalogue import read
from handrail.guides.guide import Guide
from handrail.widgets.kinds import built_in

ROOT: Final = Path(__file__).resolve().parents[2]
DRAWING: Final = ROOT / "scripts" / "pictures"
SVG: Final = "{http://www.w3.org/2000/svg}"
ALLOWED: Final = {"svg", "g", "path", "clipPath", "use", "rect", "ellipse", "circle"}
AT_MOST: Final = 30_000
GZIPPED_AT_MOST: Final = 500_000


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


LOOK: Final = loaded(DRAWING / "look.yaml")


class Table(NamedTuple):
    """The pictures of one guide."""

    name: str
    rows: list[dict[str, Any]]
    folder: Path

    def file(self, row: dict[str, Any]) -> Path:
        return self.folder / f"{row['file']}.svg"


def table(path: Path) -> Table:
    known = loaded(path)
    return Table(path.stem, known["pictures"], (path.parent / known["folder"]).resolve())


TABLES: Final = [table(path) for path in sorted((DRAWING / "guides").glob("*.yaml"))]
ROWS: Final = [pytest.param(each, row, id=row["file"]) for each in TABLES for row in each.rows]
each_table = pytest.mark.parametrize("pictures", TABLES, ids=[each.name for each in TABLES])
each_row = pytest.mark.parametrize(("pictures", "row"), ROWS)


@pytest.fixture(scope="module")
def guides() -> dict[str, Guide]:
    return {guide.slug: guide for guide in read(ROOT / "docs", built_in()).guides}


@each_table
def test_each_row_has_its_file_and_each_file_its_row(pictures: Table) -> None:
    assert sorted(pictures.folder.glob("*.svg")) == sorted(map(pictures.file, pictures.rows))


@each_table
def test_a_lead_and_then_each_step_in_its_part_s_hue(pictures: Table, guides: dict[str, Guide]) -> None:
    guide = guides[pictures.name]
    lead, *rows = pictures.rows
    assert (lead["file"], lead["hue"]) == ("lead", "lead")
    parts = [number for number, part in enumerate(guide.parts, 1) for _ in part.steps]
    steps = [step for part in guide.parts for step in part.steps]
    assert [(int(row["file"][:2]), row["hue"]) for row in rows] == [
        (step.number, part) for step, part in zip(steps, parts, strict=True)
    ]


def test_the_flagship_has_a_picture_for_each_of_its_23_steps() -> None:
    (flagship,) = (each for each in TABLES if each.name == "second-chance")
    assert len(flagship.rows) == 24


@each_table
def test_each_step_shows_its_picture_in_the_table_s_words(pictures: Table, guides: dict[str, Guide]) -> None:
    steps = [step for part in guides[pictures.name].parts for step in part.steps]
    shown = [(step.image.target, step.image.words) for step in steps if step.image]
    assert shown == [(f"pictures/{row['file']}.svg", row["alt"]) for row in pictures.rows[1:]]


@each_row
def test_alt_text_is_a_sentence_on_what_is_going_on(pictures: Table, row: dict[str, Any]) -> None:
    alt = row["alt"]
    assert re.fullmatch(r"[A-Z“].*[.!?]", alt)
    assert 5 <= len(alt.split()) <= 30
    assert not re.search(r"illustration|(picture|image|drawing|icon) of", alt, re.IGNORECASE)
    assert [other["alt"] for other in pictures.rows].count(alt) == 1


@each_row
def test_a_picture_is_small(pictures: Table, row: dict[str, Any]) -> None:
    assert pictures.file(row).stat().st_size <= AT_MOST


@each_table
def test_all_of_a_guide_s_are_small_on_the_line(pictures: Table) -> None:
    files = [pictures.file(row).read_bytes() for row in pictures.rows]
    assert sum(len(gzip.compress(file, mtime=0)) for file in files) <= GZIPPED_AT_MOST


@each_row
def test_a_picture_runs_nothing_and_asks_for_nothing(pictures: Table, row: dict[str, Any]) -> None:
    text = pictures.file(row).read_text("utf-8")
    root = ET.fromstring(text)  # noqa: S314 - our own file
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= ALLOWED
    named = [(name, value) for each in root.iter() for name, value in each.items()]
    assert not [name for name, _ in named if name.startswith("on")]
    assert all(value.startswith("#") for name, value in named if name.endswith("href"))
    assert set(re.findall(r"url\(.", text)) == {"url(#"}
    assert "<!" not in text
    assert "<?" not in text


@each_row
def test_a_picture_is_16_to_10_and_nothing_leaves_its_soft_shape(
    pictures: Table, row: dict[str, Any]
) -> None:
    """So it has no ground of its own beside that shape, and lies on light pages and on dark ones alike."""
    root = ET.parse(pictures.file(row)).getroot()  # noqa: S314 - our own file
    assert LOOK["size"] == [640, 400]
    assert root.get("viewBox") == "0 0 640 400"
    stage, edge, things = root
    assert (stage.tag, edge.tag, things.tag) == (f"{SVG}path", f"{SVG}clipPath", f"{SVG}g")
    assert stage.get("fill") == LOOK["hues"][row["hue"]]["stage"]
    assert things.get("clip-path") == f"url(#{edge.get('id')})"
    assert [each.get("href") for each in edge] == [f"#{stage.get('id')}"]


@each_table
def test_a_page_beside_the_table_shows_all(pictures: Table) -> None:
    page = (DRAWING / "guides" / f"{pictures.name}.html").read_text("utf-8")
    found = re.findall(
        r'<figure id="([^"]+)">.*?</b> <small>([^<]+)</small><br>(.*?)</figcaption>', page, re.DOTALL
    )
    assert [(file, size, unescape(alt)) for file, size, alt in found] == [
        (row["file"], f"{pictures.file(row).stat().st_size / 1000:.1f} KB", row["alt"])
        for row in pictures.rows
    ]
    shown = re.findall(r'<img src="([^"]+)"[^>]* alt="([^"]*)"', page)
    assert [(path, unescape(alt)) for path, alt in shown[::2]] == [
        (os.path.relpath(pictures.file(row), DRAWING / "guides").replace(os.sep, "/"), row["alt"])
        for row in pictures.rows
    ]
    assert shown[1::2] == [(path, "") for path, _ in shown[::2]]


@each_table
def test_the_licences_lie_beside_the_pictures(pictures: Table) -> None:
    licences = (pictures.folder / "licences.txt").read_bytes()
    assert licences == (DRAWING / "licences.txt").read_bytes()
    for name in ("Pablo Stanley", "CC0", "Emre Çak", "Paweł Kuna", "The MIT License"):
        assert name in licences.decode()


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("M10 10L20 10L20 20Z", "M10 10L20 10L20 20Z"),
        ("M10 10L10 50C10 60 20 60 20 70L20 80L30 50L30 10Z", "M10 10L10 50L30 50L30 10Z"),
        ("M50 50L60 50L60 60ZM1 1L2 1L2 2Z", "M1 1L2 1L2 2Z"),
        ("M10 10L10 50C10 60 20 60 20 70L20 10Z", "M10 10L10 50L20 70L20 10Z"),
        ("M10 10L60 10L60 60L10 60Z", "M10 10L60 10L60 60L10 60Z"),
        ("M10 10L60 10L60 60L60 70L10 70Z", "M10 10L60 10L60 70L10 70Z"),
        ("M-5 10Q60 -90 50 10L60 20L50 30L10 30Z", "M-5 10Q60 -90 50 10L50 30L10 30Z"),
    ],
    ids=["inside", "below", "wholly-beyond", "one-curve", "around-a-corner", "from-side-to-side", "across"],
)
def test_what_lies_beyond_the_edge_is_one_line(path: str, seen: str) -> None:
    code = f"""import {{ within }} from "./paths.mjs";
console.log(within({json.dumps(path)}, {{ x: 0, y: 0, width: 40, height: 40 }}));"""
    done = subprocess.run(
        ["node", "--input-type=module", "-e", code], cwd=DRAWING, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == seen


@pytest.mark.slow
@each_table
def test_drawn_anew_a_picture_is_the_same(pictures: Table, tmp_path: Path) -> None:
    if not (DRAWING / "node_modules").is_dir():
        pytest.skip("the pictures' packages are not installed: `npm ci` in scripts/pictures")
    row = pictures.rows[-1]
    subprocess.run(
        ["node", "draw.mjs", pictures.name, "--only", row["file"], "--into", str(tmp_path)],
        cwd=DRAWING,
        check=True,
    )
    (drawn,) = (tmp_path / pictures.name).glob("*.svg")
    assert drawn.name == pictures.file(row).name
    assert drawn.read_bytes() == pictures.file(row).read_bytes()
