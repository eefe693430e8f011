"""What a site adds to the widgets that ship, as a file; `handrail_widgets.supplement` reads it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

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
    def files(self) -> Mapping[str, bytes]:
        """What to write: path in the site -> content."""
        return {self.address: self.text.encode(), self.script: self._call}

    @property
    def _call(self) -> bytes:
        return f"handrailSupplement({json.dumps(self.text)});".encode()


def _named(content: bytes, ending: str) -> str:
    """Return the path of a file that is named by its content."""
    return f"{FOLDER}{named('supplement', content, ending)}"


def supplement_file(supplement: Supplement) -> SupplementFile | None:
    """Return the file, or `None` where the site adds nothing: then no reader need ask for it."""
    if supplement == Supplement():
        return None
    return SupplementFile(json.dumps(asdict(supplement), ensure_ascii=False, separators=(",", ":")))
