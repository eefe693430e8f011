"""What a site adds to the widgets that ship, as a file; `handrail_widgets.supplement` reads it."""

import json
import marshal
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.util import MAGIC_NUMBER

from handrail_widgets.supplement import Supplement

from handrail.published.named import named
from handrail.published.runtime import FOLDER


@dataclass(frozen=True)
class SupplementFile:
    """A supplement as a file named by its content; and once more as a script, for pages from disk."""

    text: str

    @property
    def address(self) -> str:
        """Where the worker fetches it, relative to the site's root."""
        return _named(self.text.encode(), "json")

    @property
    def script(self) -> str:
        """Where pages from disk load it, relative to the site's root."""
        return _named(self._call, "js")

    @property
    def told(self) -> Mapping[str, str]:
        """What each page says of it: where it lies for the worker, and for pages from disk."""
        return {"address": self.address, "script": self.script}

    @property
    def files(self) -> Mapping[str, bytes]:
        """What to write: path in the site -> content."""
        return {self.address: self.text.encode(), self.script: self._call}

    @property
    def _call(self) -> bytes:
        return f"handrailSupplement({json.dumps(self.text)});".encode()


def _named(content: bytes, ending: str) -> str:
    """Return the path of a file that is named by its content."""
    return f"{FOLDER}{named('supplement', content, ending)}"


def bytecode(modules: Mapping[str, str], magic: str) -> Mapping[str, str]:
    """Return modules compiled for the reader's Python; none where this Python writes another bytecode.

    Compiling takes a reader's browser some 5 ms a module.

    Args:
        modules: Sources that can be compiled, by path.
        magic: The magic number of the bytecode that the reader's Python reads, in hexadecimal.

    """
    if magic != MAGIC_NUMBER.hex():
        return {}
    return {path: f"{magic}{_marshalled(source, path).hex()}" for path, source in modules.items()}


def _marshalled(source: str, path: str) -> bytes:
    """Return a source's code, in a version of the format that doesn't say which values others refer to."""
    return marshal.dumps(compile(source, path, "exec", dont_inherit=True, optimize=0), 2)


def supplement_file(supplement: Supplement) -> SupplementFile | None:
    """Return the file, or `None` where the site adds nothing: then no reader need ask for it."""
    if supplement == Supplement():
        return None
    return SupplementFile(json.dumps(asdict(supplement), ensure_ascii=False, separators=(",", ":")))
