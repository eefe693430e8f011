import json
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner
from handrail.command.exporting import command as export
from handrail.command.importing import command as bring
from handrail.importing import carried
from handrail.importing.document import RefusedError
from hypothesis import given
from hypothesis import strategies as st

from tests.handrail.sample import TEA, written
from tests.handrail.strategies import fronted

ROOT: Final = Path(__file__).parents[3]

texts = st.one_of(
    fronted,
    fronted.map(lambda text: f"{text}\n"),
    st.sampled_from(
        (
            "",
            "\n",
            "a\r\nb\r\n",
            "\ufeffa\n",
            "<!-- handrail-file: x.md -->\n",
            "a\n<!-- handrail-guide 1: b -->\n",
            "\n\n\n",
            "a\n\n",
        )
    ),
)
names = st.sampled_from(
    (
        "01-a.md",
        "02-b c.md",
        "help.md",
        "rules.yaml",
        "pictures/licences.txt",
        "pictures/ä.png",
        "pictures/b.svg",
    )
)
folders = st.dictionaries(
    names, st.one_of(texts.map(str.encode), st.binary(max_size=300)), max_size=6
).flatmap(lambda files: texts.map(lambda index: {**files, "index.md": index.encode()}))


@given(folders)
def test_a_folder_comes_back_from_markdown_byte_for_byte(files: dict[str, bytes]) -> None:
    try:
        found = carried.from_markdown(carried.to_markdown("drinks/tea", files))
    except RefusedError:
        assert any(b"<script" in data or b"<" in data for data in files.values())
        return
    assert found == ("drinks/tea", files)


@given(folders)
def test_a_folder_comes_back_from_json_ld_byte_for_byte(files: dict[str, bytes]) -> None:
    try:
        found = carried.from_json_ld(carried.to_json_ld('{"@type": "HowTo", "name": "Tea"}', "tea", files))
    except RefusedError:
        assert any(b"<" in data for data in files.values())
        return
    assert found == ("tea", files)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize(("form", "ending"), [("markdown", "md"), ("jsonld", "json")])
@pytest.mark.parametrize(
    "guide", [path.parent.name for path in sorted((ROOT / "docs/guides").glob("*/index.md"))]
)
def test_our_own_guides_come_back_from_one_file_without_change(
    tmp_path: Path, guide: str, form: str, ending: str
) -> None:
    one = tmp_path / f"one.{ending}"
    done = CliRunner().invoke(
        export, [guide, "-f", str(ROOT / "mkdocs.yml"), "--format", form, "-o", str(one)]
    )
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(bring, [str(one), "--into", str(tmp_path / guide)])
    assert done.exit_code == 0, done.output
    assert tree(tmp_path / guide) == tree(ROOT / "docs/guides" / guide)


def test_an_export_as_json_ld_is_the_howto_that_pages_carry_with_its_files(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Mine\ntheme: {name: handrail}\n")
    written(tmp_path / "docs", TEA)
    done = CliRunner().invoke(
        export, ["tea", "-f", str(tmp_path), "--format", "jsonld", "-o", str(tmp_path / "tea.json")]
    )
    assert done.exit_code == 0, done.output
    described = json.loads((tmp_path / "tea.json").read_text())
    assert (described["@type"], described["name"], len(described["step"])) == ("HowTo", "How to Make Tea", 3)
    assert [each["name"] for each in described["encoding"]] == sorted(TEA)


def test_a_guide_that_is_not_there_and_a_file_that_is_are_told(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Mine\ntheme: {name: handrail}\n")
    written(tmp_path / "docs", TEA)
    done = CliRunner().invoke(export, ["tee", "-f", str(tmp_path)])
    assert (done.exit_code, "Did you mean" in done.output, "Guides here are: tea." in done.output) == (
        2,
        True,
        True,
    )
    (tmp_path / "tea.md").write_text("mine")
    done = CliRunner().invoke(export, ["tea", "-f", str(tmp_path), "-o", str(tmp_path / "tea.md")])
    assert done.exit_code == 2
    assert (tmp_path / "tea.md").read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("../evil.md", b"x"),
        ("/etc/evil.md", b"x"),
        (".git/config.md", b"x"),
        ("evil.html", b"x"),
        ("evil.js", b"x"),
        ("index.md", b"---\ntitle: x\n---\n<script>x()</script>\n"),
        ("help.md", b"<img src=x onerror='x()'>\n"),
        ("help.md", b"[a](javascript:x)\n"),
        ("pictures/a.svg", b"<svg onload='x()'/>"),
    ],
)
def test_an_export_of_somebody_else_brings_nothing_that_acts_and_stays_in_its_folder(
    name: str, data: bytes
) -> None:
    text = carried.to_markdown("tea", {"index.md": b"a\n", name: data})
    with pytest.raises(RefusedError):
        carried.from_markdown(text)


def test_an_export_of_a_newer_version_is_told() -> None:
    with pytest.raises(RefusedError, match="newer Handrail"):
        carried.from_markdown("<!-- handrail-guide 2: tea -->\n")
