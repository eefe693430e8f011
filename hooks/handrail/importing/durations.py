"""How long to wait, as a sentence says it."""

import re

from handrail.importing.vocabulary import DURATION, NO_WAIT, WAITING

LONGEST = 180
"""Minutes that a timer can run at most."""


def minutes(sentence: str) -> tuple[int, ...]:
    """Return the minutes that a sentence has somebody wait: one number, or two to choose from, or none.

    `Bake for 10 to 12 minutes` is a wait. `It takes 10 minutes` is none, nor is what no timer can run.
    """
    if NO_WAIT.search(sentence) or not WAITING.search(sentence):
        return ()
    for found in DURATION.finditer(sentence):
        lengths = _lengths(found)
        if lengths and all(1 <= length <= LONGEST for length in lengths):
            return lengths
    return ()


def _lengths(found: re.Match[str]) -> tuple[int, ...]:
    per = 60 if found["hour"] else 1
    given = [int(found[name]) * per for name in ("least", "most") if found[name]]
    return tuple(sorted(set(given)))
