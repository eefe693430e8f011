"""Try Handrail with other versions of its dependencies: ``python -m scripts.bounds [lowest] [newest]``.

`lowest` takes the oldest that pyproject.toml allows, on the oldest Python if this machine has it; `newest`
what a fresh `pip install` would bring today. Each builds this repository's guides from the wheel, with MkDocs
and with ProperDocs, and runs the fast tests of the build side.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.installed import LOCK, ROOT, Installation, interpreter, wheel_in

OLDEST: Final = "3.12"
RESOLUTIONS: Final = {"lowest": "lowest-direct", "newest": "highest"}
TOOLS: Final = ("hypothesis", "jsonschema", "properdocs", "pytest")
"""What testing takes on top, in the versions of the lock."""

# What a checkout has and a wheel hasn't.
NOT_HERE: Final = ("tests/handrail/test_product.py", "tests/handrail/published/test_runtime.py")
CONFIG: Final = """\
site_name: Handrail
docs_dir: {docs}
theme: {{name: handrail}}
plugins: [handrail]
"""


def installed(which: str, wheel: Path, folder: Path) -> Installation:
    """Make an environment with the wheel and the versions asked for."""
    python = (interpreter(OLDEST) if which == "lowest" else None) or sys.executable
    wanted = folder / "requirements.txt"
    compile_ = [
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--no-header",
        "--no-annotate",
        "--extra",
        "import",
        "--python",
        python,
    ]
    places = ["--no-emit-index-url", "--no-emit-find-links", "--resolution", RESOLUTIONS[which]]
    subprocess.run([*compile_, *places, "pyproject.toml", "-o", wanted], cwd=ROOT, check=True)
    locked = LOCK.read_text(encoding="utf-8")
    tools = [found[0] for name in TOOLS if (found := re.search(rf"^{name}==[\w.]+", locked, re.MULTILINE))]
    made = Installation(folder / "venv")
    subprocess.run(["uv", "venv", "--quiet", "--python", python, made.folder], check=True)
    into = ["uv", "pip", "install", "--quiet", "--python", str(made.programs / "python")]
    subprocess.run([*into, "-r", str(wanted), str(wheel)], check=True)
    subprocess.run([*into, *tools], check=True)
    return made


def tried(which: str, wheel: Path, folder: Path) -> None:
    """Build and test with one set of versions; say which they were if that fails.

    Raises:
        SystemExit: If it fails.

    """
    made = installed(which, wheel, folder)
    (folder / "mkdocs.yml").write_text(CONFIG.format(docs=ROOT / "docs"), encoding="utf-8")
    tests = ["tests/handrail", "tests/test_hooks.py", *(f"--ignore={path}" for path in NOT_HERE)]
    try:
        for program in ("mkdocs", "properdocs"):
            made.build(folder, program)
        pytest = [str(made.programs / "python"), "-m", "pytest", "-q", "-m", "not slow"]
        # No browser is needed here, and a warning of another version is no failure.
        options = ["-p", "no:cacheprovider", "--confcutdir=tests/handrail", "-W", "default"]
        subprocess.run([*pytest, *options, *tests], cwd=ROOT, check=True)
    except (AssertionError, subprocess.CalledProcessError) as error:
        versions = (folder / "requirements.txt").read_text(encoding="utf-8")
        sys.exit(f"bounds: with the {which} versions this fails: {error}\n{versions}")
    print(f"bounds: works with the {which} versions")


def main() -> None:
    """Try what the command names; both, if it names none."""
    with tempfile.TemporaryDirectory() as scratch:
        wheel = wheel_in(Path(scratch))
        for which in sys.argv[1:] or RESOLUTIONS:
            (folder := Path(scratch, which)).mkdir()
            tried(which, wheel, folder)


if __name__ == "__main__":
    main()
