"""Sentences: where one ends, in the scripts that end them with a sign."""

import re
from typing import Final

_END: Final = re.compile(r"[.!?…؟。！？۔।]+[\"'”’»)\]]*(?:\s+|(?<=[。！？])(?=\S))")
_NO_END: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|approx|ca|vs|mr|mrs|ms|dr|st|fig|figs|min|mins|hr|hrs|sec|tbsp|tsp|oz|lb|"
    r"z\.B|d\.h|bzw|usw|Nr|Std|Min|p|pp|vol|ed)|\b[A-Z]|(?:^|[.!?]\s+)\d{1,3})\.\s+$",
    re.IGNORECASE,
)
_AROUND: Final = re.compile(r"[.:]+$")


def ends(text: str) -> list[int]:
    """Return where the sentences of a text end: each place is the beginning of the next one, or its end.

    Each place is found by what stands about it alone, so that a text cut at one has the same sentences.
    """
    found = [
        m.end()
        for m in _END.finditer(text)
        if not _NO_END.search(text, m.start() - 12 if m.start() > 12 else 0, m.end())
    ]
    return [at for at in found if at < len(text)] + ([len(text)] if text else [])


def sentences(text: str) -> tuple[str, ...]:
    """Cut a text into its sentences, white space at their ends taken off."""
    starts = [0, *ends(text)]
    cut = (text[start:end].strip() for start, end in zip(starts, starts[1:], strict=False))
    return tuple(sentence for sentence in cut if sentence)


def key(sentence: str) -> str:
    """Return what a sentence is known by: its words, whatever white space is between, and no stop behind."""
    return _AROUND.sub("", " ".join(sentence.split())).strip()
