"""The kinds of widgets that a site's pages may use: a value, made once for a build and passed along."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import handrail_widgets
from handrail_widgets import WIDGETS
from handrail_widgets.kit.widget import AnyWidget
from handrail_widgets.kit.words import NO_WORDS, Words

type Kinds = Mapping[str, Kind]
"""Every kind, by the name that a fence gives it."""


@dataclass(frozen=True)
class Kind:
    """One kind of widget.

    Attributes:
        widget: What it is made of.
        digest: Stands for its code. A view drawn by other code is stale.
        file: The author's own file that it comes from, as a Problem names it; "" for a kind of ours.
        words: What the site says to readers of an own widget, which is tried with it for each fence.

    """

    widget: AnyWidget = field(hash=False)
    digest: str
    file: str = ""
    words: Words = NO_WORDS


def built_in() -> Kinds:
    """Return the kinds that every site has."""
    digest = code_digest()
    return {name: Kind(widget, digest) for name, widget in WIDGETS.items()}


def code_digest() -> str:
    """Return a digest of the sources of handrail_widgets that draw views; paper is drawn at each build."""
    root = Path(handrail_widgets.__file__).parent
    digest = sha256()
    for path in sorted(root.rglob("*.py")):
        if path.is_relative_to(root / "paper"):
            continue
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(b"\0")
        digest.update(path.read_bytes())
        digest.update(b"\0")
    return digest.hexdigest()
