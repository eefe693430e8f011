"""One build of a site: what the hooks ask, answered from a catalogue read once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from handrail_widgets.kit.words import Words
from markupsafe import escape

from handrail.guides.catalogue import HOME, Catalogue
from handrail.guides.facts import published
from handrail.guides.guide import Guide
from handrail.guides.ordinary import Ordinary
from handrail.pages import content, context, mine, whole
from handrail.pages.embedded import json_attribute, script
from handrail.pages.failing import first_failing
from handrail.pages.kinds import TEMPLATES
from handrail.pages.views import HandrailView
from handrail.problem import Problem
from handrail.published import artefacts, offline, policy, search
from handrail.published.carry import carry_file, names
from handrail.published.later import LaterScript, lock_file, pictures_file
from handrail.published.runtime import FOLDER, Runtime
from handrail.published.supplement import SupplementFile
from handrail.words import Language, load, to_carry, to_lock, to_pictures
from handrail.words.template import dating, translating

NO_PAGES: Final[Mapping[str, str]] = MappingProxyType({})


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
    ordinary: dict[str, Ordinary] = field(default_factory=dict, compare=False)
    """The pages outside guides that have widgets, by path; filled page by page, before any template asks."""

    @cached_property
    def build(self) -> str:
        """What every page says it is of."""
        loaded = dict(self.runtime.manifest) if self.runtime else {}
        if self.supplement:
            loaded["supplement.json"] = self.supplement.address
        loaded |= {f"{script.name}.js": script.address for script in self.later}
        return offline.build_id(loaded, self.look)

    @cached_property
    def carry(self) -> LaterScript | None:
        """The script that opens a file of answers."""
        if not self.runtime:
            return None
        known = names(self.catalogue, self.ordinary.values(), self.words)
        return carry_file(self.runtime, to_carry(self.language), known)

    @cached_property
    def pictures(self) -> LaterScript | None:
        """The script that shows answers to another device, or reads them there."""
        return pictures_file(self.runtime, to_pictures(self.language)) if self.runtime else None

    @cached_property
    def lock(self) -> LaterScript | None:
        """The script that locks and opens a file of answers, or what is stored."""
        return lock_file(self.runtime, to_lock(self.language)) if self.runtime else None

    @property
    def later(self) -> list[LaterScript]:
        """All scripts that come when they are wanted."""
        return [script for script in (self.carry, self.pictures, self.lock) if script]

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

    @cached_property
    def wholes(self) -> Mapping[str, Guide]:
        """The guides that have a page with all of them, by its path."""
        return {path: guide for guide in self.catalogue.guides if (path := whole.page(guide))}

    @cached_property
    def notes(self) -> Mapping[str, Guide]:
        """The guides that have a page with what their reader wrote, by its path."""
        return {path: guide for guide in self.catalogue.guides if (path := mine.page(guide))}

    def kind(self, path: str) -> str:
        """Tell what a Markdown file of the docs folder is; the kinds stand in `pages/kinds.py`."""
        if path == HOME:
            return "home"
        if path == offline.PAGE:
            return "offline"
        if path in self.wholes or path in self.notes:
            return "whole" if path in self.wholes else "mine"
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
        if path in self.catalogue.pages:
            _, page = self.catalogue.pages[path]
            meta |= {"title": page.title, "description": page.description}
        return {key: value for key, value in meta.items() if value}

    def markdown(self, path: str, markdown: str) -> str:
        """Return what Python-Markdown is to render for a page."""
        if path not in self.catalogue.pages:
            return markdown
        guide, page = self.catalogue.pages[path]
        return content.markdown(page, published(guide))

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
            guide, page = self.catalogue.pages[path]
            first, last = page.source.body, len(page.source.lines)
            facts = published(guide)
            line = first_failing(first, last, lambda end: fails(content.markdown(page, facts, end)))
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

    def _name(self, path: str) -> str:
        """Return under which name the answers on an ordinary page are saved; "" where it has no widgets."""
        return self.ordinary[path].given.name if path in self.ordinary else ""

    def is_ordinary(self, path: str) -> bool:
        """Tell whether a page belongs to no guide and was written by the author, not by the build."""
        return path in self.catalogue.others and self.kind(path) in ("home", "page")

    def view(self, path: str, base: str, rendered: Mapping[str, str] = NO_PAGES) -> HandrailView:
        """Return what the page's template sees.

        Args:
            path: The page's file in the docs folder, or "".
            base: Leads from there to the root, such as "." or "..".
            rendered: The HTML of pages, with their widgets, by their paths.

        """
        root = "" if base in ("", ".", "./") else f"{base.rstrip('/')}/"
        guide, page = self.catalogue.pages.get(path, (self.wholes.get(path) or self.notes.get(path), None))
        meta: dict[str, object] = {"site": self.slug, "base": root, "runtime": FOLDER}
        meta |= {"guide": name} if (name := guide.slug if guide else self._name(path)) else {}
        if guide and guide.front.sensitive:
            meta["sensitive"] = True
        if self.lock:
            meta["lock"] = self.lock.address
        if self.supplement:
            meta["supplement"] = self.supplement.told
        if self.serving:
            meta["offline"] = False
        address = f"{root}{self.runtime.script}" if self.runtime else ""
        empty = HandrailView(
            "page",
            json_attribute(meta),
            escape(address),
            escape(f"{root}{self.carry.address}" if self.carry else ""),
            escape(f"{root}{self.pictures.address}" if self.pictures else ""),
            self.look,
            self.build,
            language=self.words.language,
            direction=self.language.direction,
            others=len(self.catalogue.guides) > 1,
        )
        if path == HOME:
            return context.home(self.catalogue, empty)
        if guide and path in self.notes:
            return context.of_notes(guide, empty, self.words)
        if guide and page is None:
            return context.of_whole(guide, empty, rendered)
        if guide is None or page is None:
            return empty
        if page is guide.index and not guide.front.sensitive:
            empty = replace(empty, json_ld=script(artefacts.howto(guide, self.site_url, self.words)))
        return context.of_guide(self.catalogue, guide, page, empty, translating(self.words))

    def guarded(self, html: str) -> str:
        """Say in a page that is ready otherwise what it may run and load."""
        script = self.runtime.script if self.runtime else ""
        return policy.guarded(html, script=script, serving=self.serving)

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
            for script in self.later:
                (folder / script.address).write_bytes(script.content)
            offline.write(
                folder,
                self.catalogue.guides,
                self.runtime,
                self.build,
                self._added,
                wanted=[script.address for script in self.later],
            )
        search.write(folder)

    def generated(self) -> Mapping[str, str]:
        """Return Markdown pages that the site has unless its author wrote them: path -> text."""
        instead = search.left_out(self.words("offline.title"))
        wholes = {path: search.left_out(guide.front.title) for path, guide in self.wholes.items()}
        notes = {
            path: search.left_out(self.words("mine.of", title=guide.front.title))
            for path, guide in self.notes.items()
        }
        return {HOME: f"# {self.name}\n", offline.PAGE: instead, **wholes, **notes}

    def is_published(self, path: str) -> bool:
        """Tell whether a file of the docs folder goes into the site."""
        return path not in self.catalogue.beside

    def in_navigation(self, path: str) -> bool:
        """Tell whether MkDocs' own navigation may list a file."""
        ours = path == offline.PAGE or path in self.wholes or path in self.notes
        return path not in self.catalogue.pages and not ours
