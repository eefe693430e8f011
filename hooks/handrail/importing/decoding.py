"""Bytes to text: which encoding they are in, and what is no text at all."""

import re
from typing import Final

from handrail.importing.document import RefusedError

LARGEST: Final = 20_000_000
"""Bytes that a source may have. A how-to of a million words has 6 MB."""

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NOT_TEXT: Final = (
    (
        b"%PDF",
        "is a PDF",
        "Open it, copy its text into a file `how-to.txt` or a Word document, and import that.",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "is in Word’s old format",
        "Open it in Word or LibreOffice, save it as .docx, and import that.",
    ),
    (
        b"{\\rtf",
        "is in Rich Text Format",
        "Open it in Word or LibreOffice, save it as .docx, and import that.",
    ),
    (b"\x89PNG", "is a picture", "Type its text into a file, and import that."),
    (b"\xff\xd8\xff", "is a picture", "Type its text into a file, and import that."),
    (b"GIF8", "is a picture", "Type its text into a file, and import that."),
    (b"\x1f\x8b", "is compressed", "Unpack it, and import the text that is in it."),
    (b"PK\x03\x04", "is a ZIP archive", "Unpack it, and import the text that is in it."),
)
_RESERVED: Final = re.compile("[\ue000-\ue005\x00-\x08\x0b\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
_CHARSET: Final = re.compile(rb"""<meta[^>]{0,200}?charset=["']?\s*([\w-]+)""", re.IGNORECASE)


def decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return a source's text, and what to tell of how it was read.

    UTF-8 and UTF-16 are known by their marks or by being sound; all else is read as a page says it is, or
    as Windows-1252.

    Args:
        data: The file.
        name: What it is called, for what is wrong.

    Raises:
        RefusedError: If it is empty or no text.

    """
    if not data.strip():
        raise RefusedError(f"{name} is empty.", "Put the text of the how-to into it, and save it.")
    for begin, what, fix in _NOT_TEXT:
        if data.startswith(begin):
            raise RefusedError(f"{name} {what}, and no text can be read from it.", fix)
    text, encoding = _text(data)
    if encoding != "utf-16" and data.count(0) > 0:
        raise RefusedError(
            f"{name} holds bytes that are no text.",
            "Save the how-to as text, Markdown, HTML or .docx, and import that.",
        )
    clean = _RESERVED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not clean.strip():
        raise RefusedError(f"{name} is empty.", "Put the text of the how-to into it, and save it.")
    said = [] if encoding in ("utf-8", "utf-8-sig") else [f"The file was read as {encoding}."]
    if gone := len(_RESERVED.findall(text)):
        said.append(f"{gone} signs that belong to no script were left out.")
    return clean, tuple(said)


def _text(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError:
                break
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    for encoding in ("utf-16-le", "utf-16-be"):
        zeros = data[1::2] if encoding == "utf-16-le" else data[::2]
        if zeros[:2000].count(0) * 2 > len(zeros[:2000]):
            try:
                return data.decode(encoding), "utf-16"
            except UnicodeDecodeError:
                continue
    said = _CHARSET.search(data[:4000])
    for encoding in (said[1].decode() if said else "", "windows-1252"):
        try:
            return data.decode(encoding), encoding
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1"), "latin-1"
