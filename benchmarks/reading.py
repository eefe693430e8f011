"""How old one should be to read the flagship guide with ease, by the two usual formulas."""

from collections.abc import Iterator

import readability  # type: ignore[import-untyped]

from benchmarks.figure import Figure
from scripts.sentences import guide, sentences

GUIDE = "second-chance"
AGE_OF_GRADE_0 = 5
"""An American school grade and the age of who is in it: grade 1 is six years old."""


def measure() -> Iterator[Figure]:
    """Yield the reading age of all whole sentences of the guide."""
    # Labels and headings are short, and would make it look easier than it is.
    found = [each for each in sentences(guide(GUIDE)) if each.text.rstrip("”’)").endswith((".", "?", "!"))]
    lines = "\n".join(_spaced(each.text) for each in found)
    grades = readability.getmeasures(lines, lang="en")["readability grades"]
    longest = max(each.words for each in found)
    note = f"{len(found)} sentences; the longest has {longest} words"
    for name, formula in (("Kincaid", "Flesch and Kincaid"), ("ARI", "the Automated Readability Index")):
        age = grades[name] + AGE_OF_GRADE_0
        yield Figure(f"Reading age of the guide, by {formula}", age, "years", note, 11)


def _spaced(text: str) -> str:
    """Return a sentence with its signs apart from its words, as the library counts them."""
    return "".join(sign if sign.isalnum() or sign in " '’-" else f" {sign} " for sign in text)
