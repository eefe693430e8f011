"""Scripts that come when they are wanted: a site puts its words before the runtime's code."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from handrail.published.named import named
from handrail.published.runtime import FOLDER, LOCK, PICTURES, Runtime

WORDS: Final = "HANDRAIL_WORDS"
"""What a script calls the sentences that it says; see `widgets/runtime/words.ts`."""


@dataclass(frozen=True)
class LaterScript:
    """Such a script as a site has it."""

    name: str
    content: bytes

    @property
    def address(self) -> str:
        """Where it lies, relative to the site's root."""
        return f"{FOLDER}{named(self.name, self.content, 'js')}"


def later(runtime: Runtime, logical: str, before: Mapping[str, object]) -> LaterScript:
    """Return a script of the runtime with what the site knows before it.

    Args:
        runtime: Where its code lies.
        logical: Its logical name, such as "carry.js".
        before: What it finds under which name.

    """
    code = (runtime.dist / runtime.manifest[logical]).read_bytes()
    known = ", ".join(f"{name} = {_json(value)}" for name, value in before.items())
    # A block: the page's script has words of its own.
    return LaterScript(logical.removesuffix(".js"), f"{{const {known};\n".encode() + code + b"}\n")


def pictures_file(runtime: Runtime, said: Mapping[str, object]) -> LaterScript:
    """Return the script that shows answers to another device, or reads them there."""
    return later(runtime, PICTURES, {WORDS: said})


def lock_file(runtime: Runtime, said: Mapping[str, object]) -> LaterScript:
    """Return the script that locks and opens a file of answers, or what is stored."""
    return later(runtime, LOCK, {WORDS: said})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
