"""Make the wheel of Handrail, into ``dist/``: ``python -m scripts.wheel``.

It holds both import packages, the theme and the browser runtime ready-made, so that whoever installs it
needs neither Node nor this checkout. The same sources give the same bytes. hatchling runs `Contents` for
every wheel, also for the one that installs this checkout in place, which holds nothing but paths.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = ROOT / "widgets" / "runtime" / "dist"
MANIFEST = "manifest.json"


class Contents(BuildHookInterface[Any]):
    """What the wheel holds beside the packages."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Tell hatchling where files of this checkout lie in the wheel.

        Raises:
            SystemExit: If the runtime isn't built.

        """
        if version == "editable":
            return
        if not (RUNTIME / MANIFEST).is_file():
            sys.exit("The browser runtime isn't built. `make wheel` builds it and then the wheel.")
        names = json.loads((RUNTIME / MANIFEST).read_text(encoding="utf-8")).values()
        runtime = {str(RUNTIME / name): f"handrail/runtime/{name}" for name in (*names, MANIFEST)}
        build_data["force_include"] |= {str(ROOT / "overrides"): "handrail/theme", **runtime}


def main() -> None:
    """Build the runtime if it isn't up to date, and the wheel.

    Raises:
        SystemExit: If hatchling fails, with what it said.
        RuntimeBuildError: If the runtime can't be built.

    """
    from handrail.product import installed  # noqa: PLC0415 - hatchling, which imports this file, has no Handrail
    from handrail.published.runtime import ready  # noqa: PLC0415

    ready(installed())
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist"
    for old in folder.glob("handrail-*.whl"):
        old.unlink()
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder.resolve())]
    done = subprocess.run(
        command, cwd=ROOT, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        sys.exit(f"{done.stdout}\nwheel: hatchling failed; its own words stand above.")
    (wheel,) = folder.glob("handrail-*.whl")
    print(f"wheel: {wheel}, {wheel.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
