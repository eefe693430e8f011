"""Names that a fence gives to a code language, which no widget may have."""

from functools import cache
from typing import Final

from pygments.lexers import get_all_lexers

_ALSO_CODE: Final = frozenset({"", "mermaid", "math", "text", "plain", "txt", "diff", "csv"})


def is_code(name: str) -> bool:
    """Tell whether a fence of this name holds code."""
    return name.lower() in _ALSO_CODE or name.lower() in _languages()


@cache
def _languages() -> frozenset[str]:
    """Every name that Pygments knows a language by."""
    return frozenset(name for _, names, _, _ in get_all_lexers(plugins=False) for name in names)
