"""One build of a site: what the hooks ask, answered from a catalogue read once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from markupsafe import escape

from handrail.guides.catalogue import Catalogue, read
from handrail.pages import content, context
from handrail.pages.embedded import json_attribute
from handrail.pages.views import HandrailView
from handrail.problem import Problem, report, table
from handrail.product import Product
from handrail.published import artefacts, offline, policy
from handrail.published.runtime import FOLDER, Runtime, ready
from handrail.reading.inline import slugify
from handrail.widgets.kinds import built_in

HOME: Final = "index.md"
CODES_PAGE: Final = "handbook/problems.md"
TEMPLATES: Final = {
    "home": "home.html",
    "overview": "overview.html",
    "part": "part.html",
    "support": "support.html",
    "offline": "offline.html",
}


@dataclass(frozen=True)
class Site:
    """A site being built.

    Attributes:
        catalogue: Its guides.
        root: The docs folder as seen from where the command was given, such as `docs/`.
        runtime: The widgets' browser runtime; `None` where the config says `runtime: false`.
        name: What it is called.
        slug: The first part of every key of the reader's store.
        site_url: Its address, or "".
        look: Stands for the templates and style sheets.
        serving: An author is at work: nothing may come from a cache.
        lost: What was found wrong only while pages were rendered.

    """

    catalogue: Catalogue
    root: str
    runtime: Runtime | None
    name: str
    slug: str
    site_url: str
    look: str = ""
    serving: bool = False
    lost: list[Problem] = field(default_factory=list)

    @cached_property
    def build(self) -> str:
        """What every page says it is of."""
        return offline.build_id(self.runtime.manifest if self.runtime else {}, self.look)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong with the guides that is known by now."""
        return (*self.catalogue.problems, *self.lost)

    @property
    def report(self) -> str:
        """All problems of the guides, one a line; "" if there are none."""
        return report(self.problems, self.root)

    def kind(self, path: str) -> str:
        """Tell what a Markdown file of the docs folder is: home, overview, part, support, offline or page."""
        if path == HOME:
            return "home"
        if path == offline.PAGE:
            return "offline"
        if path not in self.catalogue.pages:
            return "page"
        guide, page = self.catalogue.pages[path]
        if page is guide.index:
            return "overview"
        return "part" if page in guide.parts else "support"

    def meta(self, path: str) -> Mapping[str, str]:
        """Return the page's settings that MkDocs and Material read."""
        kind = self.kind(path)
        meta = {"template": TEMPLATES[kind]} if kind in TEMPLATES else {}
        if path in self.catalogue.pages:
            _, page = self.catalogue.pages[path]
            meta |= {"title": page.title, "description": page.description}
        return {key: value for key, value in meta.items() if value}

    def markdown(self, path: str, markdown: str) -> str:
        """Return what Python-Markdown is to render for a page."""
        if path not in self.catalogue.pages:
            return markdown
        return content.markdown(self.catalogue.pages[path][1])

    def content(self, path: str, html: str) -> str:
        """Put widgets into a page's rendered HTML."""
        if path not in self.catalogue.pages:
            return html
        guide, page = self.catalogue.pages[path]
        self.lost.extend(content.lost(html, page))
        return content.filled(html, guide, page)

    def view(self, path: str, base: str) -> HandrailView:
        """Return what the page's template sees; `base` leads from the page to the root: "" or "../"."""
        root = "" if base in ("", ".", "./") else f"{base.rstrip('/')}/"
        guide, page = self.catalogue.pages.get(path, (None, None))
        meta: dict[str, object] = {"site": self.slug, "base": root, "runtime": FOLDER}
        if guide:
            meta["guide"] = guide.slug
        if self.serving:
            meta["offline"] = False
        script = f"{root}{self.runtime.script}" if self.runtime else ""
        empty = HandrailView("page", json_attribute(meta), escape(script), self.look, self.build)
        if path == HOME:
            return context.home(self.catalogue, empty)
        if guide is None or page is None:
            return empty
        json_ld = artefacts.howto(guide, self.site_url) if page is guide.index else ""
        return context.of_guide(self.catalogue, guide, page, empty, json_ld)

    def guarded(self, html: str) -> str:
        """Say in a page that is ready otherwise what it may run and load."""
        return policy.guarded(html, serving=self.serving)

    def write(self, folder: Path) -> None:
        """Write what machines read beside the pages of a built site."""
        for path, data in artefacts.files(self.catalogue, self.site_url).items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        if self.runtime:
            offline.write(folder, self.catalogue.guides, self.runtime, self.look)
        index = folder / "search" / "search_index.json"
        if index.is_file():  # on pages from disk, Material's search reads it as a script
            index.with_suffix(".js").write_bytes(b"var __index = " + index.read_bytes())

    def generated(self) -> Mapping[str, str]:
        """Return Markdown pages that the site has unless its author wrote them: path -> text."""
        return {HOME: f"# {self.name}\n", CODES_PAGE: table(), offline.PAGE: offline.MARKDOWN}

    def in_navigation(self, path: str) -> bool:
        """Tell whether MkDocs' own navigation may list a file."""
        return path not in self.catalogue.pages and path != offline.PAGE


def begin(  # noqa: PLR0913 - what the configuration says, each once
    docs: Path,
    name: str,
    site_url: str,
    options: Mapping[str, Any],
    *,
    product: Product,
    theme: Path,
    serving: bool = False,
) -> Site:
    """Read a site's guides and get its runtime ready.

    Args:
        docs: The docs folder.
        name: The site's name.
        site_url: Its address, or "".
        options: `extra.handrail` of the configuration: `site` (the store's slug, else made of the name)
            and `runtime` (`false` leaves it out, for a quick look at the text alone).
        product: Where Handrail itself lies.
        theme: The folder with the site's own templates and style sheets.
        serving: An author is at work, and looks at what was just written.

    Raises:
        RuntimeBuildError: If the runtime can't be built. It is not tried while a guide has problems.

    """
    catalogue = read(docs, built_in(), (HOME, CODES_PAGE))
    runtime = None
    if options.get("runtime", True) and not catalogue.problems:
        runtime = ready(product)
    root = f"{Path(os.path.relpath(docs)).as_posix()}/"
    slug = str(options.get("site") or slugify(name) or "site")
    look = offline.look(theme)
    return Site(catalogue, root, runtime, name, slug, site_url, look, serving)
