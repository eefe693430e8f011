"""The hooks end a build in words, whatever is wrong."""

import importlib.util
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from handrail.published.runtime import RuntimeBuildError
from mkdocs.exceptions import Abort
from mkdocs.theme import Theme

from tests.handrail.sample import TEA, written

HOOKS = Path(__file__).parent.parent / "hooks" / "handrail_hooks.py"


@pytest.fixture
def hooks() -> ModuleType:
    """Load the hooks as MkDocs does, by their path."""
    spec = importlib.util.spec_from_file_location("hooks_under_test", HOOKS)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_runtime_that_cannot_be_built_is_told(
    hooks: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def built(*_: object) -> None:
        raise RuntimeBuildError("Node is not installed.")

    monkeypatch.setattr("handrail.site.ready", built)
    docs = written(tmp_path, TEA)
    theme = Theme(name=None, custom_dir=str(tmp_path))
    config = SimpleNamespace(docs_dir=str(docs), site_name="Tea", site_url="", extra={}, theme=theme)
    config.config_file_path = str(tmp_path / "mkdocs.yml")
    with pytest.raises(Abort, match=r"Node is not installed\."):
        hooks.on_config(config)
