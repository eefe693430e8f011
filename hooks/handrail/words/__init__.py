"""Every sentence a reader can see, one catalogue a language.

`en.toml` has all of them. Another language lies beside it, or in the folder `words` beside a site's
`mkdocs.yml`, where a file may also have just a few sentences to be said otherwise. What such a file lacks is
said in English. What authors read, such as Problems, is not here: it stands where it is found out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from handrail_widgets.kit.words import Sentence, Words

from handrail.problem import Problem
from handrail.words.check import problems
from handrail.words.language import UnknownLanguageError, direction, facts, locale, needed
from handrail.words.table import Table, read

ENGLISH: Final = "en"
_OURS: Final = Path(__file__).parent

TO_WIDGETS: Final = (
    "tools",
    "time",
    "calendar",
    "checklist",
    "timer",
    "pause",
    "draft",
    "journal",
    "deck",
    "planner",
    "worksheet",
    "fork",
    "screen",
    "directory",
    "scale",
    "compare",
    "note",
    "written",
)
"""The sections whose sentences widgets need; a section such as `pause-log` belongs to `pause`."""

TO_SCRIPT: Final = (
    "conditions",
    "device",
    "keep",
    "limit",
    "locked",
    "mine",
    "place",
    "reading",
    "saved",
    "tools",
)
"""The sections whose sentences the page's script needs."""

TO_CARRY: Final = ("carry", "lock")
"""The sections whose sentences the script needs that opens a file of answers."""

TO_PICTURES: Final = ("pictures",)
"""The sections whose sentences the script needs that shows answers to another device, or reads them there."""

TO_LOCK: Final = ("lock",)
"""The sections whose sentences the script needs that locks and opens."""


@dataclass(frozen=True)
class Language:
    """How a site speaks.

    Attributes:
        words: All its sentences.
        locale: What browsers call the language, such as "en-GB".
        direction: Which way it is written: "ltr" or "rtl".
        problems: What is wrong in the site's own file.

    """

    words: Words
    locale: str
    direction: str
    problems: tuple[Problem, ...] = ()


def load(tag: str = ENGLISH, own: Path | None = None, shown: str = "words") -> Language:
    """Return a language as a site speaks it.

    Args:
        tag: The language, as the theme has it.
        own: The folder with the site's own files of words, if it has one.
        shown: What to call that folder in Problems.

    """
    file = own / f"{tag}.toml" if own else None
    content = file.read_bytes() if file and file.is_file() else b""
    return _language(tag, content, f"{shown}/{tag}.toml" if content else "")


@lru_cache(maxsize=8)
def _language(tag: str, content: bytes, path: str) -> Language:
    """Return a language by the content of a site's file: the same object for the same content."""
    english = _ours(ENGLISH) or Table("")
    ours = _ours(tag) or _ours(tag.partition("-")[0]) or Table("")
    theirs, wrong = read(content, path)
    name = theirs.locale or ours.locale or tag
    try:
        known = locale(name)
    except UnknownLanguageError:
        known = locale(ENGLISH)
        if theirs.locale:
            what = f"There is no language `{name}`."
            fix = 'Write a tag such as "de" or "pt-BR".'
            wrong = (*wrong, Problem(theirs.path, theirs.line("locale"), "HR703", what, fix))
    dates = theirs.dates or ({} if theirs.locale else ours.dates)
    sentences = {**english.sentences, **ours.sentences, **theirs.sentences}
    words = Words(tag, sentences, **facts(known, dates))
    found = (*wrong, *problems(theirs, english.sentences, needed(known)))
    return Language(words, str(known).replace("_", "-"), direction(known), found)


@cache
def english() -> Words:
    """Return the words of a site that says nothing of its language."""
    return load().words


def chosen(words: Words, sections: tuple[str, ...]) -> Mapping[str, Sentence]:
    """Return the sentences of some sections; `pause` brings `pause-log` along."""
    return {
        key: sentence
        for key, sentence in words.sentences.items()
        if (section := key.partition(".")[0]) in sections or section.partition("-")[0] in sections
    }


@cache
def _ours(tag: str) -> Table | None:
    file = _OURS / f"{tag}.toml"
    if not tag.replace("-", "").isalnum() or not file.is_file():
        return None
    table, wrong = read(file.read_bytes(), file.name)
    if wrong:
        message = "\n".join(map(str, wrong))
        raise ValueError(message)
    return table


def to_script(language: Language) -> dict[str, object]:
    """Return what the page's script says, and the locale for its numbers and dates, for `words.ts`."""
    return {"locale": language.locale, "sentences": chosen(language.words, TO_SCRIPT)}


def to_carry(language: Language) -> dict[str, object]:
    """Return the same for the script that opens a file of answers."""
    return {"locale": language.locale, "sentences": chosen(language.words, TO_CARRY)}


def to_pictures(language: Language) -> dict[str, object]:
    """Return the same for the script that shows answers to another device, or reads them there."""
    return {"locale": language.locale, "sentences": chosen(language.words, TO_PICTURES)}


def to_lock(language: Language) -> dict[str, object]:
    """Return the same for the script that locks and opens."""
    return {"locale": language.locale, "sentences": chosen(language.words, TO_LOCK)}


@lru_cache(maxsize=8)
def to_widgets(words: Words) -> Words:
    """Return as much of the words as widgets need, to travel to the browser: the same for the same words."""
    return replace(words, sentences=chosen(words, TO_WIDGETS))
