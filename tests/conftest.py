"""What all tests share: the built flagship site, served."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from scripts.reader import Host, served
from tests.effort import examples

ROOT = Path(__file__).resolve().parent.parent

# A machine that is busy with something else makes no example wrong: none is timed.
settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=examples(100)
)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the flagship site, built once a session; HANDRAIL_SITE names one that is built already."""
    if given := os.environ.get("HANDRAIL_SITE"):
        return Path(given)
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.fail(f"mkdocs build --strict failed:\n{done.stdout}{done.stderr}")
    return folder


class Slow(Host):
    """A host where an address with ``?slowly`` comes in small pieces, as on a bad line."""

    def copyfile(self, source, outputfile) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - as in typeshed
        """Send a file, in one piece or in small ones."""
        slowly = self.path.endswith("?slowly")
        with suppress(ConnectionError):  # the browser may go away in the middle
            while piece := source.read(1_500 if slowly else 1_000_000):
                outputfile.write(piece)
                outputfile.flush()
                time.sleep(0.02 if slowly else 0)


@pytest.fixture(scope="session")
def site_url(site_folder: Path) -> Iterator[str]:
    """Serve the site on a free port of this machine; return its address, ending in a slash."""
    with served(site_folder, Slow) as address:
        yield address
