"""Sources that can't be brought in: each is answered with a sentence that says where, what and how to mend it."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from handrail.command.importing import command
from handrail.importing import readers

TEXT = "Make tea\n\nIt is easy.\n\n1. Boil the water.\n2. Pour it.\n"


def run(*given: str) -> Result:
    return CliRunner().invoke(command, list(given))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "empty.txt is empty. Put the text"),
        ("blank.md", b" \n\n\t\n", "blank.md is empty."),
        (
            "a.pdf",
            b"%PDF-1.7\n\x00",
            "a.pdf is a PDF, and no text can be read from it. Open it, copy its text",
        ),
        ("a.txt", b"%PDF-1.7\n", "a.txt is a PDF"),
        ("a.txt", bytes(range(256)) * 9, "a.txt holds bytes that are no text."),
        ("a.doc", b"\xd0\xcf\x11\xe0", "save it as .docx"),
        ("a.png", b"\x89PNG\r\n", "a.png is a picture"),
        ("a.docx", b"PK\x03\x04 broken", "a.docx can't be read as a Word document"),
        ("a.json", b'{"a": ', "The JSON can't be read in line 1."),
        ("a.json", b'{"@type": "Person", "name": "Ana"}', "describes no HowTo and no Recipe"),
        ("a.mht", b"From: x", "Web page, complete"),
        ("a.html", b"<html><body><script>x()</script></body></html>", "a.html holds no text."),
        ("a.html", b"<div>" * 400 + b"text", "nests more than 150 elements"),
        ("a.json", b"[" * 100_000, "The JSON can't be read"),
    ],
    ids=str,
)
def test_a_source_that_cannot_be_read_is_answered_with_a_sentence(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    done = run(str(tmp_path / name), "--into", str(tmp_path / "guide"))
    assert done.exit_code == 2
    assert said in done.output
    assert "Traceback" not in done.output
    assert not (tmp_path / "guide").exists()


def test_a_file_of_200_megabytes_is_refused_without_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    done = run(str(path), "--into", str(tmp_path / "guide"))
    assert done.exit_code == 2
    assert "has 200 MB, and a how-to may have 20 MB" in done.output


@pytest.mark.parametrize("address", ["https://example.org/tea", "http://example.org", "www.example.org/tea"])
def test_an_address_is_not_fetched_and_what_to_do_is_told(address: str) -> None:
    done = run(address)
    assert done.exit_code == 2
    assert "an import fetches nothing. Open the page in a browser, save it" in done.output


def test_a_file_that_is_not_there_and_a_folder_are_told(tmp_path: Path) -> None:
    for given, said in ((tmp_path / "nope.txt", "There is no file"), (tmp_path, "is a folder")):
        done = run(str(given))
        assert done.exit_code == 2
        assert said in done.output


def test_a_folder_that_is_there_is_never_written_into_without_force(tmp_path: Path) -> None:
    source, guide = tmp_path / "tea.txt", tmp_path / "tea"
    source.write_text(TEXT)
    assert run(str(source), "--into", str(guide), "--topic", "T", "--reviewed", "2026-11-28").exit_code == 0
    (guide / "index.md").write_text("mine")
    (guide / "extra.md").write_text("mine, too")
    done = run(str(source), "--into", str(guide))
    assert done.exit_code == 2
    assert "is there already, and nothing was written. Name another with --into" in done.output
    assert (guide / "index.md").read_text() == "mine"
    done = run(str(source), "--into", str(guide), "--force")
    assert "title: Make tea" in (guide / "index.md").read_text()
    assert (guide / "extra.md").read_text() == "mine, too"
    assert "These files were there before, and stay: extra.md." in done.output


def test_force_writes_into_no_folder_that_is_no_guide(tmp_path: Path) -> None:
    (tmp_path / "tea.txt").write_text(TEXT)
    done = run(str(tmp_path / "tea.txt"), "--into", str(tmp_path), "--force")
    assert done.exit_code == 2
    assert "holds no guide" in done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tea.txt"]


@pytest.mark.parametrize(
    ("picture", "said"),
    [
        (None, "it is not there."),
        (b"\x89PNG\r\n\x1a\n" + bytes(3_000_000), "it has more than 3 MB."),
        (b"no picture", "it is no picture that browsers show."),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "an SVG with a script in it"),
        (b"<svg><a href='javascript:x()'/></svg>", "an SVG with a script in it"),
    ],
    ids=["missing", "huge", "no picture", "handler", "script"],
)
def test_a_picture_that_cannot_be_copied_is_told_and_asked_for(
    tmp_path: Path, picture: bytes | None, said: str
) -> None:
    page = "<h1>Tea</h1><p>Nice.</p><h2>Boil</h2><p>Now.</p><img src='p.png' alt='A pot'><h2>Pour</h2><p>Then.</p>"
    (tmp_path / "tea.html").write_text(page)
    if picture is not None:
        (tmp_path / "p.png").write_bytes(picture)
    done = run(
        str(tmp_path / "tea.html"),
        "--into",
        str(tmp_path / "tea"),
        "--topic",
        "T",
        "--reviewed",
        "2026-11-28",
    )
    assert done.exit_code == 1
    assert said in done.output
    assert "HR502" in done.output
    assert "pictures/p.png" in done.output
    assert not (tmp_path / "tea/pictures/p.png").exists()


def test_a_page_has_no_way_to_files_elsewhere_on_the_disk(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/link.png").symlink_to(tmp_path / "secret.png")
    pictures = "".join(
        f"<img src='{src}' alt='x'>" for src in ("../secret.png", "link.png", f"{tmp_path}/secret.png")
    )
    (tmp_path / "site/tea.html").write_text(f"<h1>Tea</h1><p>Nice.</p><h2>Boil</h2><p>Now.</p>{pictures}")
    run(str(tmp_path / "site/tea.html"), "--into", str(tmp_path / "tea"))
    assert sorted(path.name for path in (tmp_path / "tea/pictures").iterdir()) == ["licences.txt"]


def test_a_reader_that_is_not_installed_is_told_with_the_line_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plain text and JSON-LD take nothing more."""
    (tmp_path / "tea.html").write_text("<h1>Tea</h1><p>Nice.</p>")
    (tmp_path / "tea.txt").write_text(TEXT)
    for name in ("selectolax", "selectolax.lexbor", "markdown_it", "mammoth"):
        monkeypatch.setitem(sys.modules, name, None)
    for name in ("web_page", "markdown_text", "word"):
        monkeypatch.delitem(sys.modules, f"handrail.importing.{name}", raising=False)
    done = run(str(tmp_path / "tea.html"), "--into", str(tmp_path / "a"))
    assert done.exit_code == 2
    assert readers.EXTRA in done.output
    assert (
        run(
            str(tmp_path / "tea.txt"),
            "--into",
            str(tmp_path / "b"),
            "--topic",
            "T",
            "--reviewed",
            "2026-11-28",
        ).exit_code
        == 0
    )


def test_the_command_is_one_of_handrails(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Mine\ntheme: {name: handrail}\nplugins: [handrail]\n")
    (tmp_path / "docs").mkdir()
    (tmp_path / "tea.txt").write_text(TEXT)
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from handrail.command.main import main; main()",
            "import",
            "tea.txt",
            "--topic",
            "T",
            "--reviewed",
            "2026-11-28",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "docs/guides/make-tea/index.md").is_file()
    assert done.stdout.endswith("Nothing is left to decide. `handrail serve` shows the guide.\n")


def test_what_is_to_decide_ends_with_the_command_that_tells_it_again(tmp_path: Path) -> None:
    (tmp_path / "tea.txt").write_text(TEXT)
    again = "\n\n`handrail check` tells this again until it is decided.\n"
    outside = run(str(tmp_path / "tea.txt"), "--into", str(tmp_path / "tea")).output
    assert "To decide:\n" in outside
    assert again not in outside
    (tmp_path / "mkdocs.yml").write_text("site_name: Mine\n")
    inside = run(str(tmp_path / "tea.txt"), "--into", str(tmp_path / "docs/guides/tea")).output
    assert inside.endswith(again)


def test_a_text_longer_than_a_book_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book.txt").write_text("A word and another. " * (readers.LONGEST // 20 + 1))
    done = run(str(tmp_path / "book.txt"), "--into", str(tmp_path / "guide"))
    assert done.exit_code == 2
    assert "holds more than 1,000,000 characters of text. Cut it into several files" in done.output
