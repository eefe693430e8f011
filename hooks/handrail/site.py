"""One build of a site: what the hooks ask, answered from a catalogue read once."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from handrail_widgets.kit.words import Words, table_of
from markupsafe import escape

from handrail.guides.catalogue import Catalogue, read
from handrail.pages import content, context
from handrail.pages.embedded import json_attribute, script
from handrail.pages.failing import first_failing
from handrail.pages.kinds import TEMPLATES
from handrail.pages.views import HandrailView
from handrail.problem import Problem, table
from handrail.product import Product
from handrail.published import artefacts, offline, policy, search
from handrail.published.runtime import FOLDER, Runtime, ready
from handrail.published.supplement import SupplementFile, supplement_file
from handrail.reading.inline import slugify
from handrail.widgets.kinds import built_in
from handrail.widgets.module import FOLDER as WIDGETS
from handrail.widgets.own import own_files, own_widgets
from handrail.words import ENGLISH, Language, load, to_script, to_widgets
from handrail.words.template import dating, translating

HOME: Final = "index.md"
WORDS: Final = "words"
"""The folder of a site's own files of words."""

CODES_PAGE: Final = "handbook/problems.md"


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
        language: What it says to readers.
        supplement: What the site adds to the widgets, if anything.

    """

    catalogue: Catalogue
    root: str
    runtime: Runtime | None
    name: str
    slug: str
    site_url: str
    look: str = ""
    serving: bool = False
    language: Language = field(default_factory=load)
    supplement: SupplementFile | None = None

    @cached_property
    def build(self) -> str:
        """What every page says it is of."""
        names = dict(self.runtime.manifest) if self.runtime else {}
        if self.supplement:
            names["supplement.json"] = self.supplement.address
        return offline.build_id(names, self.look)

    @property
    def _added(self) -> tuple[str, ...]:
        """Where the supplement lies, if there is one."""
        return (self.supplement.address,) if self.supplement else ()

    @property
    def words(self) -> Words:
        """Its sentences."""
        return self.language.words

    @property
    def template_functions(self) -> Mapping[str, Callable[..., str]]:
        """What every template can call: `t` for a sentence, `long_date` for a date."""
        return {"t": translating(self.words), "long_date": dating(self.words)}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong that the sources tell; rendering may tell more."""
        return (*self.catalogue.problems, *self.language.problems)

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

    def meta(self, path: str) -> Mapping[str, Any]:
        """Return the page's settings that MkDocs and Material read."""
        kind = self.kind(path)
        meta: dict[str, Any] = {"template": TEMPLATES[kind]} if kind in TEMPLATES else {}
        if path == CODES_PAGE and not self._has_handbook:
            meta["search"] = {"exclude": True}
        if path in self.catalogue.pages:
            _, page = self.catalogue.pages[path]
            meta |= {"title": page.title, "description": page.description}
        return {key: value for key, value in meta.items() if value}

    def markdown(self, path: str, markdown: str) -> str:
        """Return what Python-Markdown is to render for a page."""
        if path not in self.catalogue.pages:
            return markdown
        return content.markdown(self.catalogue.pages[path][1])

    def lost(self, path: str, html: str) -> tuple[Problem, ...]:
        """Return what is wrong with a page that only its rendered HTML tells."""
        if path not in self.catalogue.pages:
            return ()
        return tuple(content.lost(html, self.catalogue.pages[path][1]))

    def failed(
        self, path: str, markdown: str, error: Exception, fails: Callable[[str], bool], *, above: int = 0
    ) -> Problem:
        """Return what to say of a page whose rendering failed.

        Args:
            path: The page's file in the docs folder.
            markdown: Its text, as MkDocs has it.
            error: What was raised.
            fails: Tells whether rendering fails for a text.
            above: How many lines of the file stand above the text that MkDocs has.

        """
        if path in self.catalogue.pages:
            page = self.catalogue.pages[path][1]
            first, last = page.source.body, len(page.source.lines)
            line = first_failing(first, last, lambda end: fails(content.markdown(page, end)))
        else:
            lines = markdown.split("\n")
            line = above + first_failing(1, len(lines), lambda end: fails("\n".join(lines[:end])))
        what = f"The page can't be rendered up to this line: {type(error).__name__}: {error}."
        return Problem(
            path, line, "HR109", what, "Write it more simply, without lists within lists within lists."
        )

    def content(self, path: str, html: str) -> str:
        """Put widgets into a page's rendered HTML."""
        if path not in self.catalogue.pages:
            return html
        guide, page = self.catalogue.pages[path]
        return content.filled(html, guide, page, self.words)

    def view(self, path: str, base: str) -> HandrailView:
        """Return what the page's template sees; `base` leads from the page to the root: "" or "../"."""
        root = "" if base in ("", ".", "./") else f"{base.rstrip('/')}/"
        guide, page = self.catalogue.pages.get(path, (None, None))
        meta: dict[str, object] = {"site": self.slug, "base": root, "runtime": FOLDER}
        if guide:
            meta["guide"] = guide.slug
        if self.supplement:
            meta["supplement"] = {"address": self.supplement.address, "script": self.supplement.script}
        if self.serving:
            meta["offline"] = False
        address = f"{root}{self.runtime.script}" if self.runtime else ""
        empty = HandrailView(
            "page",
            json_attribute(meta),
            escape(address),
            self.look,
            self.build,
            language=self.words.language,
            direction=self.language.direction,
        )
        if path == HOME:
            return context.home(self.catalogue, empty)
        if guide is None or page is None:
            return empty
        if page is guide.index:
            empty = replace(empty, json_ld=script(artefacts.howto(guide, self.site_url, self.words)))
        return context.of_guide(self.catalogue, guide, page, empty, translating(self.words))

    def guarded(self, html: str) -> str:
        """Say in a page that is ready otherwise what it may run and load."""
        return policy.guarded(html, serving=self.serving)

    def write(self, folder: Path) -> None:
        """Write what machines read beside the pages of a built site."""
        added = self.supplement.files if self.supplement else {}
        made = artefacts.files(self.catalogue, self.site_url, self.words)
        for path, data in (*made, *added.items()):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        if self.runtime:
            (folder / self.runtime.script).write_bytes(self.runtime.page)
            offline.write(folder, self.catalogue.guides, self.runtime, self.build, self._added)
        search.write(folder)

    def generated(self) -> Mapping[str, str]:
        """Return Markdown pages that the site has unless its author wrote them: path -> text."""
        instead = offline.markdown(self.words("offline.title"))
        return {HOME: f"# {self.name}\n", CODES_PAGE: table(), offline.PAGE: instead}

    def in_navigation(self, path: str) -> bool:
        """Tell whether MkDocs' own navigation may list a file."""
        if path == CODES_PAGE:
            return self._has_handbook
        return path not in self.catalogue.pages and path != offline.PAGE

    @property
    def _has_handbook(self) -> bool:
        """Whether authors are spoken to here; else readers are not led to the page of codes, in English."""
        folder = CODES_PAGE.rpartition("/")[0]
        return any(page.startswith(f"{folder}/") for page in self.catalogue.others)


def begin(  # noqa: PLR0913 - what the configuration says, each once
    docs: Path,
    name: str,
    site_url: str,
    options: Mapping[str, Any],
    *,
    product: Product,
    theme: Sequence[Path],
    project: Path | None = None,
    language: str = ENGLISH,
    serving: bool = False,
    before: Site | None = None,
) -> Site:
    """Read a site's guides and get its runtime ready.

    Args:
        docs: The docs folder.
        name: The site's name.
        site_url: Its address, or "".
        options: `extra.handrail` of the configuration: `site` (the store's slug, else made of the name)
            and `runtime` (`false` leaves it out, for a quick look at the text alone).
        product: Where Handrail itself lies.
        theme: The folders with the site's own templates and style sheets.
        project: The folder of the configuration, where a folder `words` may have the site's own sentences,
            and one called `widgets` its author's own widgets.
        language: What language it speaks.
        serving: An author is at work, and looks at what was just written.
        before: The build before this one: what hasn't changed since is not read again.

    Raises:
        RuntimeBuildError: If the runtime can't be built. It is not tried while a guide has problems.

    """
    beside = project or docs.parent
    words = beside / WORDS
    speech = load(language, words, _seen(words, docs).as_posix())
    wanted = options.get("runtime", True)
    ours, files = built_in(), own_files(beside / WIDGETS)
    # What own widgets may import, the runtime says.
    runtime = ready(product, serving=serving) if files and wanted else None
    available = frozenset(runtime.contents["modules"]) if runtime else None
    said = to_widgets(speech.words)
    theirs = own_widgets(files, _seen(beside / WIDGETS, docs).as_posix(), ours, available, said)
    catalogue = read(docs, {**ours, **theirs.kinds}, (HOME, CODES_PAGE), before.catalogue if before else None)
    catalogue = replace(catalogue, problems=(*theirs.problems, *catalogue.problems))
    if wanted and not (catalogue.problems or speech.problems):
        runtime = (runtime or ready(product, serving=serving)).saying(to_script(speech))
    root = f"{_seen(docs).as_posix()}/"
    slug = str(options.get("site") or slugify(name) or "site")
    look = offline.look(*theme)
    modules = {**(runtime.newer if runtime else {}), **theirs.supplement.modules}
    supplement = replace(theirs.supplement, modules=modules, words=table_of(said))
    added = supplement_file(supplement) if runtime else None
    return Site(catalogue, root, runtime, name, slug, site_url, look, serving, speech, added)


def _seen(folder: Path, start: Path = Path()) -> Path:
    """Return a folder as seen from another, or from where the command was given, if a way leads there."""
    try:
        return Path(os.path.relpath(folder, start))
    except ValueError:  # Windows: on another drive
        return folder
