"""The front matter of a guide's pages: its keys, and which of their texts are Markdown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from handrail_widgets.kit.codec.constraint import Length
from handrail_widgets.kit.link import Link

RENDERED: Final = ("tips", "wont_promise", "sources")
"""The texts of the front matter that are Markdown; all others are shown as they are typed."""


@dataclass(frozen=True, kw_only=True)
class Gate:
    """A question that a reader may want to answer before going on, in reach on every page of the guide."""

    label: Annotated[str, Length(1, 60)]
    link: Link


@dataclass(frozen=True, kw_only=True)
class Picture:
    """The picture that leads a guide: a file beside its pages, and what is going on in it."""

    src: Annotated[str, Length(1, 200)]
    alt: Annotated[str, Length(1, 400)]


@dataclass(frozen=True, kw_only=True)
class Front:
    """The front matter of a guide's `index.md`. Without `notes` no step has a note of the reader's own."""

    title: str
    summary: str
    topic: str
    reviewed: date
    line: str = ""
    picture: Picture | None = None
    sensitive: bool = False
    adults: bool = False
    time: str = ""
    needs: tuple[str, ...] = ()
    tips: tuple[str, ...] = ()
    wont_promise: str = ""
    exit_url: str = ""
    gates: Annotated[tuple[Gate, ...], Length(0, 6)] = ()
    sources: tuple[str, ...] = ()
    notes: bool = True


BLANKS: Final[Mapping[str, object]] = {"title": "", "summary": "", "topic": "", "reviewed": date.min}
"""What a `Front` that lacks something has in its place, while the rest of the guide is looked at."""


@dataclass(frozen=True, kw_only=True)
class PageFront:
    """The front matter of any other page of a guide."""

    title: str
    description: str = ""
    checked: str = ""
    notes: bool = True
