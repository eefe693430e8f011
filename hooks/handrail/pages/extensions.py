"""The Markdown that guides are written in: Python-Markdown's extensions, each with its options."""

from collections.abc import Mapping
from typing import Any, Final

from handrail.reading.inline import slugify

EXTENSIONS: Final[Mapping[str, Mapping[str, Any]]] = {
    "toc": {"slugify": slugify},
    "tables": {"use_align_attribute": True},  # a host's policy may forbid style="…"
    "admonition": {},
    "attr_list": {},
    "footnotes": {"USE_DEFINITION_ORDER": False},  # numbered as the reader meets them
    "handrail.pages.cards": {},
    "md_in_html": {},
    "pymdownx.highlight": {"anchor_linenums": False},
    "pymdownx.superfences": {},
}
"""In the order in which they are registered, on top of what MkDocs itself brings."""


def with_ours(
    names: list[str], options: Mapping[str, Mapping[str, Any]]
) -> tuple[list[str], dict[str, dict[str, Any]]]:
    """Add our extensions to those that a site's author names; what the author says of one wins.

    Args:
        names: The author's extensions.
        options: Their options: extension -> option -> value.

    """
    merged = {name: {**ours, **options.get(name, {})} for name, ours in EXTENSIONS.items()}
    others = {name: dict(given) for name, given in options.items() if name not in merged}
    return [*names, *(name for name in EXTENSIONS if name not in names)], merged | others
