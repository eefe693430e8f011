"""Markdown inside a line: links, pictures, footnotes, and the plain text of it all."""

import html
import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

_TEXT = r"(?P<text>(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*+)"
_TARGET = r"""
    \(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<target>[^\s()]*(?:\([^\s()]*\)[^\s()]*)*))
    (?:\s+(?:"[^"]*"|'[^']*'))?\s*\)
    |\[(?P<reference>[^\]]*)\]
"""
# Each pattern stops early enough that no text, however long or broken, takes the square of its length.
LINK: Final = re.compile(rf"(?<![!\\])\[(?!\^){_TEXT}\](?:{_TARGET})", re.VERBOSE)
IMAGE: Final = re.compile(rf"(?<!\\)!\[{_TEXT}\](?:{_TARGET})", re.VERBOSE)
RAW_IMAGE: Final = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
CITATION: Final = re.compile(r"(?<!\\)\[\^(?P<label>[^\[\]\s]+)\](?!:)")
CODE_SPAN: Final = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_EMPHASIS = re.compile(r"(\*{1,3}|(?<!\w)_{1,3})(?=\S)(.{1,500}?)(?<=\S)\1(?!\w)", re.DOTALL)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!])")


def slugify(text: str, separator: str = "-") -> str:
    """Make an id of a text: lower case, words joined, punctuation dropped, letters of any script kept.

    The signature is the one Python-Markdown's toc extension calls, so that our ids and its ids agree.
    """
    words = re.sub(r"[^\w\s-]", "", unicodedata.normalize("NFC", text)).strip().lower()
    return re.sub(r"[-\s_]+", separator, words).strip(separator)


def plain(markdown: str) -> str:
    """Take the inline Markdown out of a text: links and images leave their words, footnotes nothing."""
    text = CITATION.sub("", markdown)
    text = IMAGE.sub(lambda found: found["text"], text)
    text = LINK.sub(lambda found: found["text"], text)
    text = CODE_SPAN.sub(lambda found: found[2], text)
    for _ in range(2):  # emphasis within emphasis
        text = _EMPHASIS.sub(lambda found: found[2], text)
    text = html.unescape(_TAG.sub("", text))
    return " ".join(_ESCAPE.sub(r"\1", text).split())


def masked(text: str, pattern: re.Pattern[str]) -> str:
    """Blank what a pattern finds, keeping lines and offsets as they are."""
    return pattern.sub(lambda found: re.sub(r"\S", " ", found[0]), text)


def nearest(word: str, known: Iterable[str], alike: float = 0.6) -> str:
    """Return the known word that a mistyped one was meant to be, or "".

    At `alike` 1 no letter may differ.
    """
    return next(iter(get_close_matches(word, sorted(known), n=1, cutoff=alike)), "")


def suggestion(word: str, known: Iterable[str], alike: float = 0.6) -> str:
    """Say ` Did you mean "timer"?` for the known word that is nearest, or nothing if none is near."""
    near = nearest(word, known, alike)
    return f' Did you mean "{near}"?' if near else ""
