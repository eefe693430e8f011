"""Sentences: where one ends, in the scripts that end them with a sign."""

import re
from itertools import pairwise
from typing import Final

_END: Final = re.compile(r"(?<![.!?…؟。！？۔।])[.!?…؟。！？۔।]++[\"'”’»)\]]*(?:\s+|(?<=[。！？])(?=\S))")
_NO_END: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|approx|ca|vs|mr|mrs|ms|dr|st|fig|figs|min|mins|hr|hrs|sec|tbsp|tsp|oz|lb|"
    r"z\.B|d\.h|bzw|usw|Nr|Std|Min|p|pp|vol|ed)|\b[A-Z]|(?:^|[.!?]\s+)\d{1,3})\.\s+$",
    re.IGNORECASE,
)
_BEFORE: Final = 12
"""How many characters before its sign tell whether a sentence ends with it."""
_AROUND: Final = re.compile(r"[.:]+$")


def ends(text: str) -> list[int]:
    """Return where the sentences of a text end: each place is the beginning of the next one, or its end.

    Each place is found by what stands about it alone, so that a text cut at one has the same sentences.
    """
    signs = [
        found.end()
        for found in _END.finditer(text)
        if not _NO_END.search(text, max(found.start() - _BEFORE, 0), found.end())
    ]
    return [at for at in signs if at < len(text)] + ([len(text)] if text else [])


def sentences(text: str) -> tuple[str, ...]:
    """Cut a text into its sentences, white space at their ends taken off."""
    starts = [0, *ends(text)]
    cut = (text[start:end].strip() for start, end in pairwise(starts))
    return tuple(sentence for sentence in cut if sentence)


def key(sentence: str) -> str:
    """Return what a sentence is known by: its words, whatever white space is between, and no stop behind."""
    return _AROUND.sub("", " ".join(sentence.split())).strip()
