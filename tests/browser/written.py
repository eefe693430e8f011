"""Sites of a test's own files, built as authors build theirs."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.test_site import PLAIN


def built(folder: Path, files: Mapping[str, str]) -> Path:
    """Write the files, by their paths in a folder, build the site, and return where it lies."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", "mkdocs.yml", "-d", "site"],
        cwd=folder,
        env=PLAIN,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"
