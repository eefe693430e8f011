"""Set-up fetches what it fetches beside pip's and npm's locks by version and hash."""

import hashlib
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import setup

DEB = b"a package"


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Let apt-get bring one package, and note every command."""
    monkeypatch.setattr(setup, "NGINX", tmp_path / "nginx" / "usr" / "sbin" / "nginx")
    monkeypatch.setattr(setup, "NGINX_LOCK", tmp_path / "nginx.lock")
    monkeypatch.setattr(setup, "nginx", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda name, **_: name)
    ran: list[list[str]] = []

    def run(*command: object, cwd: Path | None = None, **_: object) -> None:
        ran.append([str(word) for word in command])
        if cwd and command[0] == "apt-get":
            (cwd / "nginx_1.deb").write_bytes(DEB)

    monkeypatch.setattr(setup, "run", run)
    return ran


def lock(content: bytes) -> str:
    return f"nginx=1 --hash=sha256:{hashlib.sha256(content).hexdigest()}\n"


def test_nginx_is_asked_for_by_version_and_unpacked_if_its_hash_is_right(
    commands: list[list[str]], tmp_path: Path
) -> None:
    (tmp_path / "nginx.lock").write_text(lock(DEB))
    setup.set_up_nginx()
    assert ["apt-get", "download", "-qq", "nginx=1"] in commands
    assert [command[0] for command in commands].count("dpkg-deb") == 1


def test_nginx_with_another_hash_is_not_unpacked(
    commands: list[list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "nginx.lock").write_text(lock(b"another package"))
    setup.set_up_nginx()
    assert "dpkg-deb" not in [command[0] for command in commands]
    assert "other hashes than the lock" in capsys.readouterr().out
    assert not list(tmp_path.rglob("*.deb"))


@pytest.fixture
def unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where a Chromium without windows would be unpacked; the machine has none."""
    monkeypatch.setattr(setup, "SHELL", tmp_path / "shell/usr/lib/chromium/chromium-headless-shell")
    monkeypatch.setattr(setup, "shell", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda name, **_: name)
    return tmp_path / "shell"


def test_a_chromium_without_windows_is_unpacked_beside_the_browser(
    unpacked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what it shares with the browser, so that both are of one version; nothing is installed."""
    ran: list[list[str]] = []

    def run(*command: object, cwd: Path | None = None, **_: object) -> None:
        ran.append([str(word) for word in command])
        if cwd:
            (cwd / "package_1.deb").write_bytes(DEB)

    monkeypatch.setattr(setup, "run", run)
    setup.set_up_shell()
    assert ran == [
        ["apt-get", "download", "-qq", "chromium-headless-shell", "chromium-common"],
        ["dpkg-deb", "-x", str(unpacked / "package_1.deb"), str(unpacked)],
        [str(setup.SHELL), "--version"],
    ]
    assert not list(unpacked.rglob("*.deb"))


def test_where_no_such_chromium_can_be_had_set_up_goes_on(
    unpacked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*command: object, **_: object) -> None:
        raise subprocess.CalledProcessError(100, [str(word) for word in command])

    monkeypatch.setattr(setup, "run", run)
    setup.set_up_shell()
    assert not unpacked.exists()
    assert "the browser runs all tests" in capsys.readouterr().out


def test_no_install_script_of_npm_runs(
    commands: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "RUNTIME", tmp_path)
    (tmp_path / "node_modules").mkdir()
    right: Callable[[object], bool] = bool
    monkeypatch.setattr(setup, "right_node", right)
    setup.set_up_node()
    (npm,) = (command for command in commands if "ci" in command)
    assert "--ignore-scripts" in npm
