"""`handrail` itself: help to work with, quick, and no traceback for people."""

import socket
import subprocess
import sys
from pathlib import Path
from threading import Thread

import click
import pytest
from click.testing import CliRunner
from handrail.command import main
from handrail.command.main import COMMANDS, handrail
from handrail.command.serve import mind

from tests.handrail.sample import BOIL, TEA
from tests.handrail.test_command_check import run, site

WRONG = {**TEA, "01-boil.md": BOIL.replace("timer", "timr")}


def test_help_lists_every_command_and_imports_none() -> None:
    code = (
        "import sys; from handrail.command.main import handrail\n"
        "try: handrail(['--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted(n for n in sys.modules if n.startswith(('handrail.', 'handrail_widgets'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert [name for name in COMMANDS if f"\n  {name} " not in done.stdout] == []
    known = ["handrail.command", "handrail.command.main", "handrail.command.unable"]
    assert done.stdout.splitlines()[-1] == str(known)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_commands_help_fits_a_terminal_and_explains_every_option(name: str) -> None:
    said = run(name, "--help").output
    assert max(map(len, said.splitlines())) <= 80
    command = handrail.get_command(click.Context(handrail), name)
    assert command is not None
    assert command.name == name
    for option in command.params:
        assert isinstance(option, click.Argument) or (isinstance(option, click.Option) and option.help)


def test_an_unknown_command_is_told_in_a_sentence() -> None:
    said = run("chek")
    assert (said.exit_code, "No such command 'chek'" in said.stderr) == (2, True)


def test_of_a_mistyped_command_the_one_that_was_meant_is_named() -> None:
    assert "No such command 'buidl'. Did you mean `handrail build`?" in run("buidl").stderr
    assert "Did you mean" not in run("xyzzy").stderr


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (PermissionError(13, "Permission denied", "docs/a.md"), "Error: Permission denied (docs/a.md)."),
        (KeyError("x"), "Error: Handrail itself failed: KeyError: 'x'"),
    ],
)
def test_what_fails_is_told_without_a_traceback_unless_it_is_asked_for(
    error: Exception, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(**_: object) -> None:
        raise error

    monkeypatch.setattr(main, "handrail", failing)
    with pytest.raises(SystemExit) as end:
        main.main()
    assert end.value.code == 2
    assert capsys.readouterr().err.startswith(says)
    monkeypatch.setenv("HANDRAIL_TRACEBACK", "1")
    with pytest.raises(type(error)):
        main.main()


def test_colours_are_left_out_where_no_color_asks_for_that(tmp_path: Path) -> None:
    folder = site(tmp_path, WRONG)
    arguments = ["check", "-f", str(folder)]
    assert "\x1b[" in CliRunner().invoke(handrail, arguments, color=True, env={"NO_COLOR": ""}).output
    assert "\x1b[" not in CliRunner().invoke(handrail, arguments, env={"NO_COLOR": ""}).output
    assert "\x1b[" not in CliRunner().invoke(handrail, arguments, color=True, env={"NO_COLOR": "1"}).output


def test_a_port_that_is_taken_is_told_before_anything_is_built(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = run("serve", "-f", site(tmp_path), "--port", port)
    assert said.exit_code == 2
    assert said.stderr.startswith(f"Error: Port {port} on 127.0.0.1 can't be had: ")
    assert "handrail serve --port " in said.stderr


def test_a_port_of_the_configuration_is_tried(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        config = f"site_name: Tea\ntheme: {{name: handrail}}\ndev_addr: 127.0.0.1:{port}\n"
        assert f"Port {port} on" in run("serve", "-f", site(tmp_path, TEA, config)).stderr


@pytest.mark.parametrize("command", ["serve", "build", "check"])
def test_a_docs_folder_that_was_moved_is_told_in_a_sentence(command: str, tmp_path: Path) -> None:
    folder = site(tmp_path)
    (folder / "docs").rename(folder / "moved")
    said = run(command, "-f", folder)
    assert (said.exit_code, said.stderr.startswith("Error: The folder of the pages, ")) == (2, True)


def test_a_docs_folder_that_goes_away_while_it_is_served_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    minding = Thread(target=mind, args=(docs,))
    minding.start()
    docs.rename(tmp_path / "moved")
    minding.join(timeout=10)
    assert capsys.readouterr().err.startswith(f"The folder of the pages, {docs}, is gone")


@pytest.mark.slow
def test_a_build_says_what_came_out_where_or_what_is_wrong_as_check_does(tmp_path: Path) -> None:
    folder = site(tmp_path)

    def done(*arguments: str) -> subprocess.CompletedProcess[str]:
        program = [sys.executable, "-c", "from handrail.command.main import main; main()", *arguments]
        return subprocess.run(program, cwd=folder, capture_output=True, text=True, check=False)

    built = done("build")
    assert (built.returncode, built.stderr) == (0, "")
    assert built.stdout.startswith("Built 9 pages, ")
    assert built.stdout.endswith(" MB, into site/\nOpen site/index.html, or copy the folder to any host.\n")
    (folder / "docs/about.md").write_text("# About\n\n[Nowhere](nowhere.md)\n", encoding="utf-8")
    strict, loose = done("build"), done("build", "--no-strict", "--site-dir", "elsewhere")
    assert (strict.returncode, "nowhere.md" in strict.stderr) == (1, True)
    assert (loose.returncode, (folder / "elsewhere/about.html").is_file()) == (0, True)
    (folder / "docs/guides/tea/01-boil.md").write_text(WRONG["01-boil.md"], encoding="utf-8")
    wrong, checked = done("build"), done("check")
    assert (wrong.returncode, checked.returncode) == (1, 1)
    assert wrong.stderr.strip().splitlines()[:1] == checked.stdout.splitlines()[:1]
    assert "Traceback" not in strict.stderr + loose.stderr + wrong.stderr
