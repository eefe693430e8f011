"""Files named by their content: ``page-05d3b91a69f7.js`` ends in the beginning of its SHA-256.

Such a file never changes, so hosts and browsers may keep it for ever, and the service worker can check it
against its name (`widgets/runtime/offline/caches.ts`). `widgets/runtime/build.mjs` names its files so, too.
"""

from hashlib import sha256
from typing import Final

DIGITS: Final = 12
"""How much of the sum a name holds."""


def digits(content: bytes) -> str:
    """Return the beginning of the content's SHA-256, hexadecimal."""
    return sha256(content).hexdigest()[:DIGITS]


def named(stem: str, content: bytes, ending: str) -> str:
    """Return the name of a file with this content."""
    return f"{stem}-{digits(content)}.{ending}"
