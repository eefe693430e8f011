import subprocess
import sys
from pathlib import Path

import handrail_widgets

# What of the standard library travels to the browser with the kit, each with what it imports itself.
# Another name here is weight that every reader carries: `html`, say, brings a table of 2,231 entities.
LIBRARY = (
    "collections.abc, dataclasses, datetime, functools, importlib.machinery, json, math, re, traceback, "
    "types, typing"
)

_NAMES = f"""
import sys
import {LIBRARY}
before = set(sys.modules)
sys.path.insert(0, sys.argv[1])
import handrail_widgets.browser
print(*sorted(set(sys.modules) - before))
"""


def brought() -> set[str]:
    """Return the modules that the browser loads besides `LIBRARY`."""
    path = str(Path(handrail_widgets.__file__).parent.parent)
    command = [sys.executable, "-I", "-S", "-c", _NAMES, path]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def test_the_browser_loads_little_of_the_standard_library() -> None:
    assert {name for name in brought() if not name.startswith("handrail_widgets")} == set()


def test_what_is_for_tests_stays_at_home() -> None:
    assert "handrail_widgets.checklist" in brought()
    assert "handrail_widgets.kit.simulate" not in brought()
