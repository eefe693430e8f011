"""A guest: Handrail on a site that has a theme of its own. It brings widgets, and nothing else changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from handrail.guides.ordinary import Ordinary
from handrail.pages.embedded import json_attribute
from handrail.product import Product
from handrail.published.runtime import FOLDER, LICENCES, Runtime
from handrail.published.supplement import SupplementFile
from handrail.widgets.kinds import Kinds
from handrail.words import Language

_END: Final = "</head>"


@dataclass(frozen=True)
class Guest:
    """What a site with a theme of its own gets.

    Attributes:
        product: Where Handrail itself lies.
        runtime: The widgets' browser runtime; `None` where the config says `runtime: false`.
        kinds: The widgets that its pages may use.
        slug: The first part of every key of the reader's store.
        language: What it says to readers.
        supplement: What is newer than the runtime, or in another language, if anything.

    """

    product: Product
    runtime: Runtime | None
    kinds: Kinds
    slug: str
    language: Language
    supplement: SupplementFile | None = None

    def headed(self, html: str, base: str, page: Ordinary | None) -> str:
        """Put into a page's head what brings its widgets to life.

        Args:
            html: The page, whole.
            base: Leads from it to the site's root: "" or "../../".
            page: What is known of it, if it has widgets.

        """
        if self.runtime is None:
            return html
        meta: dict[str, object] = {"site": self.slug, "base": base, "runtime": FOLDER, "guest": True}
        if page and page.uses:
            meta["guide"] = page.given.name
        if self.supplement:
            meta["supplement"] = self.supplement.told
        tags = (
            f'<meta name="handrail" content="{json_attribute(meta)}">\n'
            f'<script src="{base}{self.runtime.script}"></script>\n'
            f'<link rel="stylesheet" href="{base}{FOLDER}{self.runtime.guest_sheet}">\n'
        )
        return html.replace(_END, f"{tags}{_END}", 1)

    def files(self, *, from_disk: bool) -> Mapping[str, Path | bytes]:
        """Return what the site gets, by path: files as they lie, or what is in them.

        Args:
            from_disk: Its pages can be opened from a folder, for which Python is there a second time.

        """
        if self.runtime is None:
            return {}
        found: dict[str, Path | bytes] = {
            (f"{FOLDER}{path}" if path == LICENCES else path): file
            for path, file in self.runtime.files.items()
            if from_disk or path != self.runtime.pack
        }
        sheet = self.runtime.guest_sheet
        found[f"{FOLDER}{sheet}"] = self.runtime.dist / sheet
        found[self.runtime.script] = self.runtime.page
        found[f"{FOLDER}{self.product.icon.name}"] = self.product.icon  # by it a site is known to lie there
        return found | dict(self.supplement.files if self.supplement else {})

    def write(self, folder: Path, *, from_disk: bool) -> None:
        """Write them into a built site."""
        for path, given in self.files(from_disk=from_disk).items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(given if isinstance(given, bytes) else given.read_bytes())
