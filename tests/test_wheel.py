"""One wheel is all that an author needs: no Node, no checkout, on either Python, with either program."""

import hashlib
import shutil
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.handrail.sample import BOIL, TEA, written
from tests.installed import CONFIG, PLACE, Installation, install, interpreter, wheel_in

pytestmark = pytest.mark.slow
MOST = 20_000_000


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel_in(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module", params=["3.12", "3.13"])
def installation(
    request: pytest.FixtureRequest, wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> Installation:
    """Install the wheel where paths have spaces and umlauts, once for each Python."""
    python = interpreter(request.param)
    if python is None:
        pytest.skip(f"this machine has no Python {request.param}")
    folder = tmp_path_factory.mktemp(request.param) / PLACE
    folder.mkdir()
    return install(wheel, python, folder / "venv", "properdocs")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / PLACE
    written(folder / "docs", TEA)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return folder


def files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def content(site: Path) -> dict[str, str]:
    """Return a digest of each file of a site; gzip's own date is no content."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files(site)
        if path.suffix != ".gz"
    }


def test_the_wheel_is_small_and_the_same_each_time(wheel: Path, tmp_path: Path) -> None:
    assert wheel.stat().st_size <= MOST
    assert wheel_in(tmp_path).read_bytes() == wheel.read_bytes()


def test_the_wheel_holds_packages_theme_and_runtime_and_nothing_that_made_them(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"handrail", "handrail_widgets"}
    assert {"handrail/theme/base.html", "handrail/theme/mkdocs_theme.yml"} <= set(names)
    assert "handrail/runtime/manifest.json" in names
    assert not [name for name in names if name.endswith((".ts", ".mjs", ".pyc"))]


def test_nothing_but_python_is_at_hand(installation: Installation) -> None:
    for command in ("node", "npm", "git", "make"):
        assert shutil.which(command, path=str(installation.programs)) is None


def test_a_site_of_six_lines_has_widgets_python_and_a_search(
    installation: Installation, project: Path
) -> None:
    assert len(CONFIG.splitlines()) <= 6
    site = installation.build(project)
    html = (site / "guides/tea/01-boil.html").read_text(encoding="utf-8")
    assert 'data-key="tea/fill-the-pot-checklist"' in html
    assert 'data-widget="timer"' in html
    assert 'data-md-component="search-query"' in html
    assert 'data-step="1"' in html
    assert "Fill the pot" in (site / "search/search_index.json").read_text(encoding="utf-8")
    assert list((site / "assets/handrail").glob("memory-*.bin"))
    assert (site / "sw.js").is_file()
    assert "pyodide" in (site / "licences.txt").read_text(encoding="utf-8")


def test_a_site_holds_no_page_but_its_authors_three_of_its_own_and_two_a_guide(
    installation: Installation, project: Path
) -> None:
    site = installation.build(project)
    pages = {path.relative_to(site).as_posix() for path in files(site) if path.suffix == ".html"}
    written = {f"guides/tea/{name}.html" for name in ("index", "01-boil", "02-wait", "help")}
    own = {"index.html", "offline.html", "404.html", "guides/tea/whole.html", "guides/tea/notes.html"}
    assert pages == written | own


def test_mkdocs_and_properdocs_build_the_same(installation: Installation, project: Path) -> None:
    mkdocs, properdocs = (content(installation.build(project, name)) for name in ("mkdocs", "properdocs"))
    assert mkdocs == properdocs


def test_a_checkout_builds_what_the_wheel_builds(installation: Installation, project: Path) -> None:
    """And so both Pythons build the same: this one runs the checkout."""
    here = Installation(Path(sys.prefix))
    assert content(installation.build(project)) == content(here.build(project, "properdocs"))


def test_a_build_writes_nothing_into_its_installation(installation: Installation, project: Path) -> None:
    """So it may be read-only, or shared."""
    before = {path: path.stat().st_mtime_ns for path in files(installation.libraries)}
    installation.build(project)
    assert {path: path.stat().st_mtime_ns for path in files(installation.libraries)} == before


def test_line_ends_of_windows_change_nothing(installation: Installation, project: Path) -> None:
    before = content(installation.build(project))
    for path in (project / "docs").rglob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert BOIL.count("\n") == (project / "docs/guides/tea/01-boil.md").read_bytes().count(b"\r\n")
    assert content(installation.build(project)) == before
