"""What the plugin asks of MkDocs' templates."""

import tempfile
from pathlib import Path

import pytest
from handrail.mkdocs import keep_compiled
from jinja2 import DictLoader, Environment


class Counting(Environment):
    """Counts the templates that it compiles."""

    compiled = 0

    def compile(self, *args: object, **options: object) -> object:  # type: ignore[override]
        self.compiled += 1
        return super().compile(*args, **options)  # type: ignore[call-overload]


def rendered(text: str) -> tuple[str, int]:
    """Return what a template gives in an environment of its own, and how many were compiled for it."""
    env = Counting(loader=DictLoader({"page": text}))
    keep_compiled(env)
    return env.get_template("page").render(), env.compiled


def test_a_template_is_compiled_once_and_anew_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert rendered("{{ 1 + 1 }}") == ("2", 1)
    assert rendered("{{ 1 + 1 }}") == ("2", 0)
    assert rendered("{{ 1 + 2 }}") == ("3", 1)


def test_what_lies_in_the_cache_damaged_is_compiled_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    rendered("{{ 1 + 1 }}")
    (cached,) = tmp_path.rglob("*.cache")
    cached.write_bytes(cached.read_bytes()[:-20])
    assert rendered("{{ 1 + 1 }}") == ("2", 1)


def test_a_folder_that_others_may_write_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    rendered("{{ 1 + 1 }}")
    (folder,) = tmp_path.iterdir()
    (tmp_path / "elsewhere").mkdir()
    folder.rename(tmp_path / "moved")
    folder.symlink_to(tmp_path / "elsewhere")
    assert rendered("{{ 1 + 1 }}") == ("2", 1)
    assert rendered("{{ 1 + 1 }}") == ("2", 1)
