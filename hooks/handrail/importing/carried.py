"""A guide's folder in one file, and back again without change: as Markdown, and as schema.org's HowTo.

In Markdown each file stands below a comment with its name: a page as it is, all else in Base64 within the
comment, so that the file reads as Markdown. In JSON-LD the files are the HowTo's `encoding`.
"""

import base64
import binascii
import json
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from handrail.importing.document import RefusedError
from handrail.importing.pictures import is_active_drawing

_HEAD: Final = "<!-- handrail-guide 1: {} -->\n"
_PAGE: Final = "<!-- handrail-file: {} -->\n"
_FILE: Final = "<!-- handrail-file: {}\n{}\n-->\n"
_IS_ONE: Final = re.compile(r"\A<!-- handrail-guide (?P<version>\d+): (?P<slug>[^\n]*?) -->\n")
_MARK: Final = re.compile(
    r"^<!-- handrail-file: (?P<name>[^\n]*?)(?: -->\n|\n(?P<data>[A-Za-z0-9+/=\n]*)\n-->\n)", re.MULTILINE
)
_VERSION: Final = 1
_WIDTH: Final = 100
_FORMATS: Final = {
    ".md": "text/markdown",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".txt": "text/plain",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
}
"""What a guide's folder may hold: text, settings and pictures."""
_UNSOUND: Final = re.compile("\r|\x00|\ufeff|^<!-- handrail-", re.MULTILINE)
_CODE: Final = re.compile(
    r"^(?P<marks>`{3,}|~{3,}).*?^(?P=marks)[ ]*$|(`+)[^`\n]+\2", re.MULTILINE | re.DOTALL
)
_ACTIVE: Final = re.compile(
    r"<\s*(?:script|iframe|frame|object|embed|applet|form|meta|base|link)\b|<[^<>]*\son\w+\s*=|(?:javascript|vbscript)\s*:",
    re.IGNORECASE,
)

type Files = Mapping[str, bytes]
"""Contents by their paths in the guide's folder."""


def refused(name: str) -> str:
    """Say why a file can't be carried; "" if it can."""
    path = PurePosixPath(name)
    if (
        path.is_absolute()
        or not path.parts
        or any(part.startswith(".") for part in path.parts)
        or "\\" in name
        or "\n" in name
    ):
        return f"“{name}” is no path within a guide's folder."
    if path.suffix.lower() not in _FORMATS:
        return f"“{name}” is none of what a guide is made of: Markdown, YAML, text and pictures."
    return ""


def to_markdown(slug: str, files: Files) -> str:
    """Write a guide as one Markdown file, its overview first, then its other pages, then all else."""
    made = [_HEAD.format(slug)]
    for name in sorted(files, key=lambda each: (each != "index.md", not each.endswith(".md"), each)):
        page = _as_page(name, files[name])
        if page is not None:
            made += ("\n", _PAGE.format(name), page)
        else:
            coded = base64.b64encode(files[name]).decode()
            lines = [coded[at : at + _WIDTH] for at in range(0, len(coded), _WIDTH)]
            made += ("\n", _FILE.format(name, "\n".join(lines)))
    return "".join(made)


def _as_page(name: str, data: bytes) -> str | None:
    """Return a page's text, if it is the same after it stood in another one."""
    if not name.endswith(".md"):
        return None
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    sound = text.endswith("\n") and not _UNSOUND.search(text)
    return text if sound else None


def from_markdown(text: str) -> tuple[str, dict[str, bytes]] | None:
    """Read what `to_markdown` wrote; `None` if it is another text.

    Raises:
        RefusedError: If it is of a newer version, damaged, or holds what no guide may have.

    """
    head = _IS_ONE.match(text)
    if not head:
        return None
    if int(head["version"]) > _VERSION:
        raise RefusedError("A newer Handrail exported this guide.", "Update Handrail, and import it again.")
    marks = list(_MARK.finditer(text))
    files: dict[str, bytes] = {}
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        name = mark["name"]
        if mark["data"] is None:
            content = text[mark.end() : after.start() if after else len(text)]
            files[name] = (content.removesuffix("\n") if after else content).encode()
        else:
            files[name] = _decoded(name, mark["data"])
    return head["slug"], _allowed(files)


def to_json_ld(described: str, slug: str, files: Files) -> str:
    """Add a guide's files to its description.

    Args:
        described: The HowTo, as the site's pages have it.
        slug: The guide's.
        files: What is in its folder.

    """
    howto: dict[str, Any] = json.loads(described)
    howto["identifier"] = slug
    howto["encoding"] = [_media(name, files[name]) for name in sorted(files)]
    return f"{json.dumps(howto, ensure_ascii=False, indent=1)}\n"


def _media(name: str, data: bytes) -> dict[str, str]:
    media = {
        "@type": "MediaObject",
        "name": name,
        "encodingFormat": _FORMATS[PurePosixPath(name).suffix.lower()],
    }
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = "\x00"
    if "\x00" not in text:
        return {**media, "text": text}
    return {**media, "contentUrl": f"data:{media['encodingFormat']};base64,{base64.b64encode(data).decode()}"}


def from_json_ld(text: str) -> tuple[str, dict[str, bytes]] | None:
    """Read what `to_json_ld` wrote; `None` if it is another text.

    Raises:
        RefusedError: If it is damaged, or holds what no guide may have.

    """
    try:
        howto = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return None
    media = howto.get("encoding") if isinstance(howto, dict) and howto.get("@type") == "HowTo" else None
    if not isinstance(media, list) or not all(
        isinstance(each, dict) and isinstance(each.get("name"), str) for each in media
    ):
        return None
    files: dict[str, bytes] = {}
    for each in media:
        name, url = each["name"], each.get("contentUrl")
        if isinstance(each.get("text"), str):
            files[name] = each["text"].encode()
        elif isinstance(url, str) and ";base64," in url:
            files[name] = _decoded(name, url.partition(";base64,")[2])
        else:
            return None
    return (str(howto.get("identifier") or "guide"), _allowed(files)) if "index.md" in files else None


def _decoded(name: str, data: str) -> bytes:
    try:
        return base64.b64decode(data, validate=False)
    except (binascii.Error, ValueError) as error:
        raise RefusedError(f"What this file holds of {name} is damaged.", "Export the guide anew.") from error


def _allowed(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return files, none of which does anything by itself.

    Raises:
        RefusedError: If one does, or has no place in a guide's folder.

    """
    if "index.md" not in files:
        raise RefusedError("This export has no index.md.", "Export the guide anew.")
    for name, data in files.items():
        if why := refused(name):
            raise RefusedError(why, "Take it out of the export.")
        if name.endswith(".svg") and is_active_drawing(data):
            raise RefusedError(
                f"The drawing {name} has a script in it, or loads something.", "Export it without, or as PNG."
            )
        if name.endswith(".md"):
            prose = _CODE.sub("", data.decode(errors="replace"))
            if found := _ACTIVE.search(prose):
                raise RefusedError(
                    f"The page {name} has `{found[0]}` in it, which acts by itself.",
                    "Take it out, and import it again.",
                )
    return files
