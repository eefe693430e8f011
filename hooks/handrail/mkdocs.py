"""The only file that knows MkDocs (and ProperDocs, which takes its place under the same names).

One plugin holds all events, and brings the settings that every site of guides has: the Markdown that guides
are written in, a search, addresses that work from disk. A site names it in `plugins`; this repository's
own site goes through `hooks/handrail_hooks.py`, which hands the same events on. Every method called
`on_...` is one of MkDocs' events.
"""

import importlib
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from traceback import format_exc
from types import ModuleType
from typing import Any, Literal

from jinja2 import Environment, FileSystemBytecodeCache
from markupsafe import escape
from material.plugins.search.plugin import SearchPlugin
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from handrail.product import installed

_log = logging.getLogger("mkdocs.plugins.handrail")

_OURS = ("handrail", "handrail_widgets")
_FIRST, _LAST = 100, -100


class Nothing(Config):  # type: ignore[no-untyped-call] # MkDocs' own
    """What the plugin is told in `plugins`: nothing; a site's settings stand under `extra.handrail`."""


class HandrailPlugin(BasePlugin[Nothing]):  # type: ignore[no-untyped-call]
    """Guides with widgets, for all builds of one command; each build's site is made anew in `on_config`."""

    def __init__(self) -> None:
        super().__init__()
        self.product = installed()
        self.serving = False
        self.site: Any = None  # handrail.site's, which may be imported anew between two builds
        self.lost: list[Any] = []  # problems that only rendering brought to light
        self.rendering: tuple[Page, MkDocsConfig, Files] | None = None
        self.rendered: dict[str, str] = {}  # pages with their widgets, by path
        self.seen: dict[Path, int] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether an author is at work, who needs a script for live reload and no caches."""
        del dirty
        self.serving = command == "serve"

    @event_priority(_FIRST)
    def on_config(self, config: MkDocsConfig) -> None:
        """Bring the settings; read and check every guide; end the build with all problems there are."""
        module = self._fresh()
        _settle(config)
        known = importlib.import_module("handrail.site").Site
        before = self.site if isinstance(self.site, known) else None
        self.lost, self.rendering, self.rendered = [], None, {}
        given = (config.site_name, config.site_url or "", config.extra.get("handrail") or {})
        theme = self._theme(config)
        speech = {"project": _project(config), "language": config.theme.get("language") or "en"}
        try:
            self.site = module.begin(
                Path(config.docs_dir),
                *given,
                product=self.product,
                theme=theme,
                serving=self.serving,
                **speech,
                before=before,
            )
        except importlib.import_module("handrail.published.runtime").RuntimeBuildError as error:
            raise Abort(f"{error}") from None
        steps: dict[str, Any] = config.mdx_configs.setdefault("handrail.pages.cards", {})
        steps["words"] = self.site.words
        self._stop_if_wrong()

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> None:
        """Keep guides out of MkDocs' own navigation; add pages nobody wrote, and the runtime.

        The files beside pages that widgets name are left out.
        """
        for path, text in self.site.generated().items():
            if files.get_file_from_path(path) is None:
                files.append(File.generated(config, path, content=text))
        for file in [file for file in files if not self.site.is_published(file.src_uri)]:
            files.remove(file)
        for file in files:
            if not self.site.in_navigation(file.src_uri):
                file.inclusion = InclusionLevel.NOT_IN_NAV
        for path, source in (self.site.runtime.files if self.site.runtime else {}).items():
            files.append(File.generated(config, path, abs_src_path=str(source)))

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Choose the template, mark the steps, and put places where widgets go."""
        self.rendering = page, config, files
        page.meta.update(self.site.meta(page.file.src_uri))
        if title := page.meta.get("title"):
            page.meta["title"] = escape(
                title
            )  # a heading's title is escaped as well; Material's search escapes none
        return str(self.site.markdown(page.file.src_uri, markdown))

    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the widgets' HTML in; note what the rendering has lost."""
        del config, files
        self.rendering = None
        path = page.file.src_uri
        self.lost += self.site.lost(path, html)
        self.rendered[path] = str(self.site.content(path, html))
        return self.rendered[path]

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> None:
        """Give templates what they ask for; end the build if rendering showed what no source told."""
        del files
        self._stop_if_wrong()
        keep_compiled(env)
        env.globals.update(self.site.template_functions)
        module = importlib.import_module("handrail.published.material")
        try:
            env.globals["material"] = module.found(map(Path, config.theme.dirs))
        except module.MaterialError as error:
            raise Abort(f"{error}") from None

    def on_page_context(
        self, context: TemplateContext, /, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Give the template its `handrail`."""
        del config, nav
        given: Any = context  # MkDocs' record has no room for what plugins add
        given["handrail"] = self.site.view(page.file.src_uri, context["base_url"], self.rendered)

    def on_template_context(
        self, context: TemplateContext, /, *, template_name: str, config: MkDocsConfig
    ) -> None:
        """Give the templates of no page, such as 404.html, their `handrail`."""
        del template_name, config
        given: Any = context
        given["handrail"] = self.site.view("", context["base_url"])

    @event_priority(_LAST)
    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Say in the page what it may run and load; nothing changes it after this."""
        del page, config
        return str(self.site.guarded(output))

    @event_priority(_LAST)
    def on_post_template(self, output_content: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        """Say the same in pages of no Markdown file, such as 404.html."""
        del template_name, config
        return str(self.site.guarded(output_content))

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what machines read; the search has written its index by now."""
        self.site.write(Path(config.site_dir))

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> None:
        """Watch templates, widgets, words and ourselves; keep the last good site while something is wrong."""
        del builder  # the server's own is the same, unless a plugin before us has wrapped it
        words = [folder for folder in (_project(config) / "words",) if folder.is_dir()]
        for path in dict.fromkeys((*self._theme(config), *self.product.watched, *words)):
            server.watch(str(path))
        if (own := _project(config) / "widgets").is_dir():
            server.watch(str(own), recursive=False)  # in this repository the product lies below it
        build = server.builder

        def keep_last_good(*given: Any) -> None:
            try:
                with importlib.import_module("handrail.lastgood").last_good(Path(config.site_dir)):
                    build(*given)
            except Exception as error:  # noqa: BLE001 - MkDocs would answer nothing more until it is mended
                said = error if isinstance(error, Abort) else format_exc()
                print(f"{said}\nThe last good site stays up.", file=sys.stderr, flush=True)

        server.builder = keep_last_good

    def _theme(self, config: MkDocsConfig) -> tuple[Path, ...]:
        """Return the folders that the look comes from: a site's own, if it has one, and ours.

        Raises:
            Abort: If the site has another theme.

        """
        folders = tuple(dict.fromkeys(Path(folder).resolve() for folder in config.theme.dirs))
        if self.product.theme not in folders:
            raise Abort(
                "The plugin handrail draws pages with its own theme, and this site has another. Write "
                "`theme: {name: handrail}` into its configuration. Templates of your own go into a "
                "`custom_dir`."
            )
        return folders[: folders.index(self.product.theme) + 1]

    def _stop_if_wrong(self) -> None:
        problems = {*self.site.problems, *self.lost}
        if problems:
            told = importlib.import_module("handrail.problem").report(problems, self.site.root)
            print(f"\n{told}\n", file=sys.stderr, flush=True)
            raise Abort(f"Problems in the guides: {len(problems)}. Nothing was built.")

    def on_build_error(self, *, error: Exception) -> None:
        """Say on which line of which page rendering failed, in the place of a traceback."""
        if self.rendering is None or isinstance(error, MkDocsException):
            return
        page, config, files = self.rendering
        self.rendering = None
        markdown = page.markdown or ""

        def fails(text: str) -> bool:
            page.markdown = text
            try:
                page.render(config, files)
            except Exception:  # noqa: BLE001 - it is `error` again, or the like of it
                return True
            return False

        above = page.file.content_string.count("\n") - markdown.count("\n")
        logging.disable()  # every try would tell of the page's links again
        try:
            self.lost.append(self.site.failed(page.file.src_uri, markdown, error, fails, above=max(above, 0)))
        finally:
            logging.disable(logging.NOTSET)
        self._stop_if_wrong()

    def _fresh(self) -> ModuleType:
        """Import our packages, anew where a file of theirs changed since the last build.

        This module stays: the plugin that MkDocs holds is of its class.
        """
        sources = (p for f in self.product.sources for kind in ("*.py", "*.toml") for p in f.rglob(kind))
        seen = {p: p.stat().st_mtime_ns for p in sources}
        if self.seen not in ({}, seen):
            for name in [n for n in sys.modules if n.partition(".")[0] in _OURS and n != __name__]:
                del sys.modules[name]
        self.seen = seen
        return importlib.import_module("handrail.begin")


def _project(config: MkDocsConfig) -> Path:
    """Return the folder of the configuration."""
    return Path(config.config_file_path).parent if config.config_file_path else Path()


def keep_compiled(env: Environment) -> None:
    """Have Jinja keep compiled templates for the next build, in a folder that is the user's alone."""
    try:
        env.bytecode_cache = FileSystemBytecodeCache()
    except RuntimeError as error:  # somebody else has that folder: what lies there would be run
        _log.info("Handrail: templates are compiled anew in each build: %s", error)


def _settle(config: MkDocsConfig) -> None:
    """Bring what every site of guides has. What its author says stays, but for `use_directory_urls`."""
    module = importlib.import_module("handrail.pages.extensions")
    config.markdown_extensions, config.mdx_configs = module.with_ours(
        config.markdown_extensions, config.mdx_configs
    )
    config.use_directory_urls = False  # one and the same folder works from disk and from a host
    links = config.validation.links
    if links.anchors == logging.INFO:
        links.anchors = logging.WARNING
    if links.unrecognized_links == logging.INFO:
        links.unrecognized_links = logging.WARNING
    config.extra.setdefault("generator", False)
    if not any(name.endswith("search") for name in config.plugins):
        search = SearchPlugin()
        search.load_config({}, config.config_file_path)
        config.plugins["handrail/search"] = search
