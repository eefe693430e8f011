"""The hooks bring what a site of guides needs, and end a build in words, whatever is wrong."""

import importlib.util
import logging
from pathlib import Path
from types import ModuleType

import pytest
from handrail.published.material import MaterialError, found
from handrail.published.runtime import RuntimeBuildError
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from tests.handrail.sample import TEA, written

HOOKS = Path(__file__).parent.parent / "hooks" / "handrail_hooks.py"
OURS = "theme: {name: handrail}\nextra: {handrail: {runtime: false}}\n"


@pytest.fixture
def hooks() -> ModuleType:
    """Load the hooks as MkDocs does, by their path."""
    spec = importlib.util.spec_from_file_location("hooks_under_test", HOOKS)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def config_of(folder: Path, more: str) -> MkDocsConfig:
    """Return the configuration of a site with the guide to tea."""
    written(folder / "docs", TEA)
    (folder / "mkdocs.yml").write_text(f"site_name: Tea\n{more}", encoding="utf-8")
    return load_config(str(folder / "mkdocs.yml"))


def test_a_runtime_that_cannot_be_built_is_told(
    hooks: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def built(*_: object, **__: object) -> None:
        raise RuntimeBuildError("Node is not installed.")

    monkeypatch.setattr("handrail.begin.ready", built)
    config = config_of(tmp_path, "theme: {name: handrail}\n")
    with pytest.raises(Abort, match=r"Node is not installed\."):
        hooks.on_config(config)


def test_a_site_with_another_theme_keeps_its_settings(hooks: ModuleType, tmp_path: Path) -> None:
    config = config_of(tmp_path, "theme: {name: material}\nplugins: []\n")
    before = list(config.markdown_extensions)
    hooks.on_config(config)
    assert config.markdown_extensions == [*before, "handrail.pages.places"]
    assert config.use_directory_urls
    assert config.validation.links.anchors == logging.INFO
    assert list(config.plugins) == []


def test_a_site_needs_to_state_nothing(hooks: ModuleType, tmp_path: Path) -> None:
    config = config_of(tmp_path, f"{OURS}plugins: []\n")
    hooks.on_config(config)
    assert {"admonition", "footnotes", "handrail.pages.cards"} <= set(config.markdown_extensions)
    assert config.mdx_configs["footnotes"] == {"USE_DEFINITION_ORDER": False}
    assert not config.use_directory_urls
    assert config.validation.links.anchors == logging.WARNING
    assert list(config.plugins) == ["handrail/search"]
    assert config.theme["font"] is False


def test_what_an_author_states_stays(hooks: ModuleType, tmp_path: Path) -> None:
    extensions = "[abbr, toc: {permalink: true}, footnotes: {USE_DEFINITION_ORDER: true}]"
    stated = f"markdown_extensions: {extensions}\nplugins: [search: {{lang: de}}]\n"
    config = config_of(tmp_path, f"{OURS}{stated}validation: {{anchors: ignore}}\n")
    hooks.on_config(config)
    assert "abbr" in config.markdown_extensions
    assert config.mdx_configs["toc"]["permalink"] is True
    assert config.mdx_configs["footnotes"]["USE_DEFINITION_ORDER"] is True
    assert config.mdx_configs["toc"]["slugify"]("Ein Titel") == "ein-titel"
    assert list(config.plugins) == ["handrail/search"]
    assert config.plugins["handrail/search"].config["lang"] == ["de"]
    assert config.validation.links.anchors == logging.DEBUG


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """Return a theme's folder with the two scripts of a Material that is not out yet."""
    scripts = tmp_path / "assets" / "javascripts"
    (scripts / "workers").mkdir(parents=True)
    for name in ("bundle.0123.min.js", "workers/search.4567.min.js"):
        (scripts / name).touch()
    return tmp_path


def test_materials_scripts_are_found_whatever_their_hash(theme: Path) -> None:
    material = found([theme / "nothing", theme])
    assert material.script == "assets/javascripts/bundle.0123.min.js"
    assert material.search == "assets/javascripts/workers/search.4567.min.js"


def test_a_material_without_its_scripts_is_told(theme: Path) -> None:
    (theme / "assets/javascripts/workers/search.4567.min.js").unlink()
    with pytest.raises(MaterialError, match=r"workers/search\.\*\.min\.js.*mkdocs-material"):
        found([theme])


def test_two_materials_in_one_place_are_told(theme: Path) -> None:
    (theme / "assets/javascripts/bundle.89ab.min.js").touch()
    with pytest.raises(MaterialError, match="has 2 files"):
        found([theme])
