"""The links in a widget's settings: found wherever its config has one, and made addresses on its page."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, get_args

from handrail_widgets.kit.codec import type_hints
from handrail_widgets.kit.link import LINK, Link

from handrail.guides.addresses import moved
from handrail.reading.settings import Path


def links(config: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield where each link of a config stands in the settings, and the link; empty ones are left out."""
    for name, value, is_link in _fields(config):
        if is_link and value:
            yield (*path, name), str(value)
        elif is_dataclass(value):
            yield from links(value, (*path, name))
        elif isinstance(value, tuple):
            for at, item in enumerate(value):
                yield from links(item, (*path, name, at))


def unnamed(config: object) -> Iterator[Path]:
    """Yield where a link stands that would be shown with no words of its own: its `link_label` is empty."""
    for path, _ in links(config):
        owner: Any = config
        for step in path[:-1]:
            owner = owner[step] if isinstance(step, int) else getattr(owner, step)
        if path[-1] == "link" and getattr(owner, "link_label", None) == "":
            yield path


def addressed[Config](config: Config, page: str, lead: Callable[[str], str] | None = None) -> Config:
    """Return a config whose links are addresses: on its page ``help.md#by-phone`` is ``help.html#by-phone``.

    Args:
        config: What the author wrote.
        page: Where it stands, as a path in the docs folder.
        lead: What makes an address of a link, where pages have other addresses.

    """
    made = lead or (lambda link: moved(link, page, page))
    return _changed(config, lambda link: made(link) if link else link)


def _changed[Value](value: Value, change: Callable[[str], str]) -> Value:
    if isinstance(value, tuple):
        return tuple(_changed(item, change) for item in value)  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    new = {
        name: change(old) if is_link else _changed(old, change)
        for name, old, is_link in _fields(value)
        if is_link or is_dataclass(old) or isinstance(old, tuple)
    }
    return replace(value, **new)


def _fields(config: object) -> Iterator[tuple[str, Any, bool]]:
    if not is_dataclass(config) or isinstance(config, type):
        return
    hints = type_hints(type(config))
    for each in fields(config):
        hint = hints[each.name]
        yield each.name, getattr(config, each.name), hint is Link or LINK in get_args(hint)[1:]
