"""The front matter of a guide's pages: its keys, and which of their texts are Markdown."""

from dataclasses import dataclass
from datetime import date
from typing import Final

RENDERED: Final = ("tips", "wont_promise", "sources")
"""The texts of the front matter that are Markdown; all others are shown as they are typed."""


@dataclass(frozen=True, kw_only=True)
class Front:
    """The front matter of a guide's `index.md`."""

    title: str
    summary: str
    topic: str
    reviewed: date
    line: str = ""
    sensitive: bool = False
    adults: bool = False
    time: str = ""
    needs: tuple[str, ...] = ()
    tips: tuple[str, ...] = ()
    wont_promise: str = ""
    exit_url: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PageFront:
    """The front matter of any other page of a guide."""

    title: str
    description: str = ""
    checked: str = ""
