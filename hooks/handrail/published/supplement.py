"""What a site adds to the widgets that ship, as a file; `handrail_widgets.supplement` reads it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Final

from handrail_widgets.supplement import Supplement

from handrail.published.runtime import FOLDER

_DIGITS: Final = 12


@dataclass(frozen=True)
class SupplementFile:
    """A supplement as a file named by its content; and once more as a script, for pages from disk."""

    text: str

    @property
    def name(self) -> str:
        """Its path in the site, without the ending."""
        return f"{FOLDER}supplement-{sha256(self.text.encode()).hexdigest()[:_DIGITS]}"

    @property
    def address(self) -> str:
        """Where the worker fetches it, relative to the site's root."""
        return f"{self.name}.json"

    @property
    def files(self) -> Mapping[str, bytes]:
        """What to write: path in the site -> content."""
        script = f"handrailSupplement({json.dumps(self.text)});"
        return {self.address: self.text.encode(), f"{self.name}.js": script.encode()}


def supplement_file(supplement: Supplement) -> SupplementFile | None:
    """Return the file, or `None` where the site adds nothing: then no reader need ask for it."""
    if supplement == Supplement():
        return None
    return SupplementFile(json.dumps(asdict(supplement), ensure_ascii=False, separators=(",", ":")))
