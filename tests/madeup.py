"""A made-up language: every English sentence in brackets, lengthened by two fifths, with Welsh plurals.

It goes by the name of Welsh, since Unicode's data must know a language; Welsh has all six plural categories.
"""

import math
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from babel import Locale
from handrail_widgets.kit.words import PLACE

ENGLISH: Final = Path(__file__).resolve().parents[1] / "hooks/handrail/words/en.toml"
TAG: Final = "cy"
FORMS: Final = ("zero", "one", "two", "few", "many", "other")


def bracketed(sentence: str, mark: str = "") -> str:
    """Return a sentence in brackets, two fifths longer; a single word stays one."""
    bare = PLACE.sub("", sentence)
    longer = ("oxo " * 200)[: math.ceil(len(bare) * 0.4)].strip()
    space = " " if " " in bare.strip() else ""
    return f"[{sentence}{space}{longer}{mark}]"


def made_up() -> str:
    """Return the language as a site's file of words."""
    lines: list[str] = []
    for section, sentences in tomllib.loads(ENGLISH.read_text(encoding="utf-8")).items():
        if section in ("locale", "dates"):
            continue
        lines.append(f"[{section}]")
        for key, sentence in sentences.items():
            lines.append(f"{key} = {_value(sentence)}")
    return "\n".join(lines) + "\n"


def _value(sentence: str | Mapping[str, str]) -> str:
    if isinstance(sentence, str):
        return _quoted(bracketed(sentence))
    forms = {form: bracketed(sentence["other"], f" ({form})") for form in FORMS}
    return "{ " + ", ".join(f"{form} = {_quoted(text)}" for form, text in forms.items()) + " }"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@cache
def names() -> set[str]:
    """Return the names of days and months, which are the language's own."""
    known = Locale.parse(TAG)
    days, months = known.days["format"], known.months["format"]
    return {
        *(days[width][day] for width in ("wide", "abbreviated") for day in range(7)),
        *(months[width][month] for width in ("wide", "abbreviated") for month in range(1, 13)),
    }


_BRACKETS: Final = re.compile(r"\[[^\[\]]*\]")
_AUTHORS: Final = re.compile(r"[Qq]q\w*")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


def bare(text: str) -> str:
    """Return the words of a text that are not in brackets, don't begin with Qq, and name no day or month."""
    while _BRACKETS.search(text):
        text = _BRACKETS.sub(" ", text)
    return " ".join(word for word in _WORD.findall(_AUTHORS.sub(" ", text)) if word not in names())
