"""The pictures of a source: found beside it or within it, looked at, and put beside the guide's pages."""

import base64
import binascii
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from handrail.guides.imported import LICENCES, TO_DECIDE
from handrail.importing.document import Picture, words
from handrail.importing.folder import named

LARGEST: Final = 3_000_000
"""Bytes that a picture may have: more is slow on a phone."""

type Beside = Callable[[str, int], bytes | None]
"""Returns so many bytes of a file beside the source, by its relative path; `None` if it isn't there."""

_KINDS: Final = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"\xff\xd8\xff"), "jpg"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "webp"),
    (re.compile(rb"....ftypavi[fs]", re.DOTALL), "avif"),
    (
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg\b", re.DOTALL
        ),
        "svg",
    ),
)
_ACTIVE: Final = re.compile(
    rb"<\s*(?:script|foreignobject|iframe|handler|set|animate)\b|[\s\"'/]on\w+\s*=|javascript:|<!ENTITY|(?:href|src)\s*=\s*[\"']\s*(?:https?:|//|data:text)",
    re.IGNORECASE,
)
_DATA: Final = re.compile(r"data:image/[\w.+-]+(?P<coded>;base64)?,(?P<data>.*)", re.DOTALL)


@dataclass(frozen=True)
class Gathered:
    """Pictures that were gathered.

    Attributes:
        placed: Where each lies beside the pages, or should, by its address in the source.
        files: Those that were copied, by their paths beside the pages, and whose they are.
        remarks: What became of the others, a sentence each.

    """

    placed: dict[str, str]
    files: dict[str, bytes]
    remarks: tuple[str, ...]


def gathered(pictures: Iterable[Picture], beside: Beside, rights: str = "") -> Gathered:
    """Gather pictures.

    Args:
        pictures: Those of the source, in order.
        beside: Opens what lies beside it.
        rights: What the source says of the rights in all of it.

    """
    placed: dict[str, str] = {}
    files: dict[str, bytes] = {}
    remarks: list[str] = []
    told: list[str] = []
    for number, picture in enumerate(pictures, 1):
        if picture.src in placed:
            continue
        data, why = _content(picture.src, beside)
        kind = _kind(data) if data is not None else _ending(picture.src)
        stem = _stem(picture) or f"picture-{number}"
        name = f"{stem}.{kind}"
        while f"pictures/{name}" in placed.values():
            stem = f"{stem}-{number}"
            name = f"{stem}.{kind}"
        placed[picture.src] = f"pictures/{name}"
        where = picture.src if not picture.src.startswith("data:") else "the source itself"
        if data is None:
            remarks.append(f"The picture {where} was not copied: {why} Put it at pictures/{name}.")
        else:
            files[f"pictures/{name}"] = data
        said = " ".join(filter(None, (words(picture.caption), picture.rights, rights)))
        told += (
            "",
            name,
            f"    from: {where}",
            *([f"    the source says: {said}"] if said else []),
            f"    {TO_DECIDE}",
        )
    if told:
        head = (
            "Whose pictures these are, and what allows you to publish them",
            "",
            "Write for each, in place of “to decide”, who made it and under which licence you have it.",
            "Take a picture out that you may not use.",
        )
        files[LICENCES] = "\n".join((*head, *told, "")).encode()
    return Gathered(placed, files, tuple(remarks))


def is_active_drawing(data: bytes) -> bool:
    """Tell whether an SVG runs or loads something."""
    return bool(_ACTIVE.search(data))


def _content(src: str, beside: Beside) -> tuple[bytes | None, str]:
    """Return a picture, or why it can't be had."""
    data, why = _bytes(src, beside)
    if data is None:
        return None, why
    if len(data) > LARGEST:
        return (
            None,
            f"it has more than {LARGEST // 1_000_000} MB. Make it smaller; 2,000 pixels are wide enough.",
        )
    kind = _kind(data)
    if not kind:
        return None, "it is no picture that browsers show. Save it as PNG, JPEG, WebP or SVG."
    if kind == "svg" and is_active_drawing(data):
        return (
            None,
            "it is an SVG with a script in it, or one that loads something. Export it without, or as PNG.",
        )
    return data, ""


def _bytes(src: str, beside: Beside) -> tuple[bytes | None, str]:  # noqa: PLR0911 - one for each reason
    if found := _DATA.match(src):
        if len(src) > 2 * LARGEST:
            return (
                None,
                f"it has more than {LARGEST // 1_000_000} MB. Make it smaller; 2,000 pixels are wide enough.",
            )
        try:
            return (
                base64.b64decode(unquote(found["data"]))
                if found["coded"]
                else unquote_to_bytes(found["data"])
            ), ""
        except (binascii.Error, ValueError):
            return None, "its data is damaged."
    try:
        scheme, host, path, *_ = urlsplit(src)
    except ValueError:
        return None, "its address can't be read."
    if scheme or host:
        return None, "it lies on another site, and nothing is fetched."
    relative = PurePosixPath(unquote(path))
    if relative.is_absolute() or ".." in relative.parts:
        return None, "it doesn't lie beside the source, or in a folder there."
    data = beside(relative.as_posix(), LARGEST + 1)
    return data, "" if data is not None else "it is not there."


def _kind(data: bytes | None) -> str:
    return next((ending for pattern, ending in _KINDS if pattern.match(data or b"")), "")


def _ending(src: str) -> str:
    try:
        found = PurePosixPath(urlsplit(src).path).suffix.lower().lstrip(".")
    except ValueError:
        found = ""
    return found if found in ("png", "jpg", "jpeg", "gif", "webp", "avif", "svg") else "png"


def _stem(picture: Picture) -> str:
    if picture.src.startswith("data:"):
        return named(picture.alt)
    try:
        return named(PurePosixPath(unquote(urlsplit(picture.src).path)).stem)
    except ValueError:
        return ""
