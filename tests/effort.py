"""How much is tried: a part of it while somebody works, all of it in ``make test``."""

import os
from typing import Final

THOROUGH: Final = os.environ.get("HANDRAIL_THOROUGH") == "1"
"""Whether every example is wanted that a test knows how to make; `make test` says so."""

PART: Final = 4


def examples(count: int) -> int:
    """Return how many of so many examples to try now: all, or a quarter of them."""
    return count if THOROUGH else max(1, count // PART)
