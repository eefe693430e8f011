"""What an import leaves to its author's decision, and a guide can't be published without."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from handrail.problem import Problem, named

_PICTURES: Final = "pictures"
LICENCES: Final = f"{_PICTURES}/licences.txt"
"""Says of a guide's pictures whose they are; its author may write it in any form."""
TO_DECIDE: Final = "licence: to decide"
"""What an import writes there of each picture."""
LEFT_OVER: Final = "left-over.md"
"""What an import found no place for."""

_UNDECIDED: Final = re.compile(rf"\s*{TO_DECIDE}\s*")


def undecided(docs: Path, folder: str, files: frozenset[str]) -> Iterator[Problem]:
    """Yield what is yet to be decided in a guide's folder.

    Args:
        docs: The docs folder.
        folder: The guide's folder in it.
        files: All files of the docs folder.

    """
    left = f"{folder}/{LEFT_OVER}"
    if left in files:
        what = "What an import found no place for still lies in the guide, and would be a page of it."
        fix = "Move the sentences that readers need to where they belong, and delete the file."
        yield Problem(left, 1, "HR113", what, fix)
    path = f"{folder}/{LICENCES}"
    if path not in files:
        return
    try:
        lines = (docs / path).read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return  # `disk.walked` tells of it
    name = ""
    for number, line in enumerate(lines, 1):
        if line and not line[0].isspace():
            name = line.strip()
        elif _UNDECIDED.fullmatch(line):
            what = f"Nobody has said yet whether {name} may be published."
            fix = "Write in place of “to decide” who made it and its licence, or take the picture out."
            if f"{folder}/{_PICTURES}/{name}" not in files:
                what = f"Nobody has said yet whether {name} may be published, and there is no such picture."
                into = named(f"{folder}/{_PICTURES}")
                fix = f"Put it into `{into}` and say whose it is, or take these lines out."
            yield Problem(path, number, "HR521", what, fix)
