from pathlib import Path

import pytest
from handrail.lastgood import last_good


def fail_half_way(site: Path) -> None:
    with last_good(site):
        (site / "a.html").unlink()
        (site / "a.html").write_text("half")
        (site / "b.html").write_text("new")
        raise ValueError("broken")


def test_a_build_that_fails_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.html").write_text("good")
    with pytest.raises(ValueError, match="broken"):
        fail_half_way(site)
    assert {path.name: path.read_text() for path in site.iterdir()} == {"a.html": "good"}


def test_a_build_that_works_stays(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    with last_good(site):
        (site / "a.html").write_text("new")
    assert (site / "a.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_file_system_without_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object) -> None:
        raise PermissionError("Operation not permitted")

    monkeypatch.setattr("os.link", link)
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.html").write_text("good")
    with pytest.raises(ValueError, match="broken"):
        fail_half_way(site)
    assert {path.name: path.read_text() for path in site.iterdir()} == {"a.html": "good"}
