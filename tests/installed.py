"""Handrail as somebody else has it: a wheel, installed into an environment of its own."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
CONFIG = """\
site_name: Tea
theme: {name: handrail}
plugins: [handrail]
"""
"""All that an author must write."""

PLACE = "Größe & Maß"
"""A folder's name with what paths stumble over."""


@dataclass(frozen=True)
class Installation:
    """A virtual environment; `programs` is where its commands lie."""

    folder: Path

    @property
    def programs(self) -> Path:
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    @property
    def libraries(self) -> Path:
        """Where pip puts packages."""
        return next(self.folder.glob("[Ll]ib*/**/site-packages"))

    def build(self, project: Path, program: str = "mkdocs") -> Path:
        """Build a site with nothing on the path but this environment's commands; return its folder.

        Raises:
            AssertionError: If the build fails, warns or says anything but that it builds, with what it said.

        """
        result = project / f"site-{program}"
        done = subprocess.run(
            [self.programs / "python", "-m", program, "build", "--strict", "-f", "mkdocs.yml", "-d", result],
            cwd=project,
            env={"PATH": str(self.programs), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        said = done.stdout + done.stderr
        assert done.returncode == 0, said
        assert all(line.startswith("INFO ") for line in said.splitlines()), said
        return result


def interpreter(version: str) -> str | None:
    """Return a Python of a version such as `3.12` on this machine; None if there is none."""
    if version == "{}.{}".format(*sys.version_info):
        return sys.executable
    places = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    found = [*map(str, places), shutil.which(f"python{version}")]
    return next((python for python in found if python and _runs(python)), None)


def _runs(python: str) -> bool:
    """Tell whether a command is a Python; one of pyenv's may only say that it isn't installed."""
    return subprocess.run([python, "-c", ""], check=False, stderr=subprocess.DEVNULL).returncode == 0


def wheel_in(folder: Path) -> Path:
    """Build the wheel into a folder."""
    subprocess.run([sys.executable, "-m", "scripts.wheel", str(folder)], cwd=ROOT, check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, python: str, folder: Path, *more: str) -> Installation:
    """Install the wheel, and more packages, in the versions of this project's lock."""
    constraints = folder.with_name("constraints.txt")
    locked = re.findall(r"^[\w.-]+==[\w.!+-]+", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    constraints.write_text("\n".join(locked), encoding="utf-8")
    subprocess.run([python, "-m", "venv", folder], check=True)
    made = Installation(folder)
    pip = (made.programs / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    subprocess.run([*pip, "-c", constraints, wheel, *more], check=True)
    return made
