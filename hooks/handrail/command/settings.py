"""What Handrail needs to know of a site's configuration, read without MkDocs."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from handrail.command.unable import UnableError

_THEME: Final = "handrail"


@dataclass(frozen=True)
class Site:
    """A site, as its configuration says.

    Attributes:
        config: The configuration.
        name: What the site is called.
        docs: The folder of its pages.
        output: The folder that it is built into.
        language: What it speaks.
        options: What is said to Handrail in it.
        address: Where it is served from while its author writes, as host and port.
        is_ours: Its theme is Handrail's; else Handrail is a guest on it.
        fences: The names of fences that it does something with itself.

    """

    config: Path
    name: str
    docs: Path
    output: Path
    language: str = "en"
    options: Mapping[str, Any] = field(default_factory=dict)
    address: tuple[str, int] = ("127.0.0.1", 8000)
    is_ours: bool = True
    fences: frozenset[str] = frozenset()

    @property
    def folder(self) -> Path:
        """The folder of the configuration."""
        return self.config.parent


def read(config: Path) -> Site:
    """Read a configuration, and those that it inherits from.

    Raises:
        UnableError: If it can't be read, or its docs folder is not there.

    """
    said = _loaded(config)
    folder = config.parent
    theme = said.get("theme")
    theme = theme if isinstance(theme, dict) else {"name": theme}
    options = {**_mapping(_mapping(said.get("extra")).get("handrail")), **_plugin(said.get("plugins"))}
    docs = folder / str(said.get("docs_dir") or "docs")
    if not docs.is_dir():
        fix = f"Make it, or write in {config} where it is: `docs_dir: ...`."
        raise UnableError(f"The folder of the pages, {docs}, is not there. {fix}")
    return Site(
        config,
        str(said.get("site_name") or ""),
        docs,
        folder / str(said.get("site_dir") or "site"),
        str(theme.get("language") or str(theme.get("locale") or "en").replace("_", "-")),
        options,
        _address(said.get("dev_addr")),
        theme.get("name") == _THEME,
        frozenset(_fences(said.get("markdown_extensions"))),
    )


def _loaded(config: Path, seen: tuple[Path, ...] = ()) -> dict[str, Any]:
    try:
        said = yaml.load(config.read_text(encoding="utf-8-sig"), _Loader) or {}  # noqa: S506 - a safe one with words for tags
    except (OSError, UnicodeDecodeError) as error:
        raise UnableError(f"{config} can't be read: {error}.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = f":{mark.line + 1}" if mark else ""
        said_so = getattr(error, "problem", None) or error
        raise UnableError(f"{config}{at}: This is no YAML that can be read: {said_so}.") from error
    if not isinstance(said, dict):
        raise UnableError(f"{config}: This is not a list of `key: value` lines.")
    above = said.pop("INHERIT", None)
    if isinstance(above, str) and (path := (config.parent / above)).resolve() not in seen:
        return _merged(_loaded(path, (*seen, config.resolve())), said)
    return said


class _Loader(yaml.SafeLoader):
    """Reads what MkDocs reads, and makes nothing of tags but `!ENV`."""


def _tagged(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> object:
    if suffix != "ENV":
        return None
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(node.value)
    names = loader.construct_sequence(node) if isinstance(node, yaml.SequenceNode) else []
    known = [os.environ[str(name)] for name in names if str(name) in os.environ]
    return known[0] if known else (names[-1] if len(names) > 1 else None)


_Loader.add_multi_constructor("!", _tagged)
_Loader.add_multi_constructor("tag:", lambda *_: None)


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Lay one configuration over another, as MkDocs does: mappings are merged, all else gives way."""
    both = {
        key: _merged(below[key], value)
        if isinstance(value, dict) and isinstance(below.get(key), dict)
        else value
        for key, value in above.items()
    }
    return {**below, **both}


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _plugin(plugins: object) -> dict[str, Any]:
    """Return what is said to the plugin `handrail`; a site may list plugins or map them."""
    each = (
        plugins if isinstance(plugins, list) else [{name: told} for name, told in _mapping(plugins).items()]
    )
    for entry in each:
        if isinstance(entry, dict) and _THEME in entry:
            return {key: value for key, value in _mapping(entry[_THEME]).items() if value is not None}
    return {}


def _fences(extensions: object) -> Iterator[str]:
    """Walk the names of the fences that SuperFences is told to make something of."""
    each = extensions if isinstance(extensions, list) else [extensions]
    for entry in each:
        custom = _mapping(_mapping(entry).get("pymdownx.superfences")).get("custom_fences")
        for fence in custom if isinstance(custom, list) else ():
            yield str(_mapping(fence).get("name"))


def _address(value: object) -> tuple[str, int]:
    host, _, port = str(value or "").rpartition(":")
    return (host.strip("[]") or "127.0.0.1", int(port)) if port.isdecimal() else ("127.0.0.1", 8000)
