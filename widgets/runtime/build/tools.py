# noqa: INP001
"""Say what else than sources a built runtime depends on: this interpreter, and the packages that make the wheel or bring a licence.

Run by build.mjs; the build side, which decides whether to run that at all, calls `made_by` through the same file.
"""

import sys
from importlib.metadata import PackageNotFoundError, version

PACKAGES = ("deflate", "hatchling", "mkdocs-material", "pyodide-build", "pyodide-cli", "pyodide-lock")


def made_by() -> str:
    """Return the interpreter and each package with its version, one a line."""
    return "\n".join((sys.version, *(f"{name} {_version(name)}" for name in PACKAGES)))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


if __name__ == "__main__":
    print(made_by())  # noqa: T201
