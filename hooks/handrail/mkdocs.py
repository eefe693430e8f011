"""The only file that knows MkDocs (and ProperDocs, which takes its place under the same names).

One plugin holds all events. Where the theme is ours it brings the settings that every site of guides has:
the Markdown that guides are written in, a search, addresses that work from disk. Where it isn't, it is a
guest, and changes nothing but the pages that have widgets. A site names it in `plugins`; this repository's
own site goes through `hooks/handrail_hooks.py`, which hands the same events on. Every method called
`on_...` is one of MkDocs' events.
"""

import importlib
import logging
import posixpath
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from traceback import format_exc
from types import ModuleType
from typing import Any, Final, Literal
from urllib.parse import unquote, urlsplit, urlunsplit

from jinja2 import Environment, FileSystemBytecodeCache
from markdown import Markdown
from markupsafe import escape
from mkdocs.config import config_options
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
_PLACES: Final = "handrail.pages.places"
"""The only Markdown extension of ours that a site with another theme gets."""


class Settings(Config):  # type: ignore[no-untyped-call] # MkDocs' own
    """What the plugin is told in `plugins`; `extra.handrail` says the same, and more."""

    task_lists = config_options.Type(bool, default=True)
    site = config_options.Optional(config_options.Type(str))


class HandrailPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """Guides with widgets, for all builds of one command; each build's site is made anew in `on_config`."""

    def __init__(self) -> None:
        super().__init__()
        self.product = installed()
        self.serving = False
        self.site: Any = None  # handrail.site's, which may be imported anew between two builds
        self.guest: Any = None  # handrail.guest's, in the place of a site where the theme isn't ours
        self.ordinary: dict[
            str, Any
        ] = {}  # pages that belong to no guide, as handrail.guides.ordinary has them
        self.manner: Any = None
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
        """Bring the settings; read and check every guide; end the build with all problems there are.

        On a site with another theme, bring the places of widgets alone: Handrail is a guest there.
        """
        module = self._fresh()
        options = {
            **(config.extra.get("handrail") or {}),
            **{k: v for k, v in self.config.items() if v is not None},
        }
        self.ordinary, self.manner, self.guest = {}, None, None
        if self.product.theme not in _folders(config):
            self.site, self.rendering = None, None
            self._begin_guest(module, config, options)
            return
        _settle(config)
        known = importlib.import_module("handrail.site").Site
        before = self.site if isinstance(self.site, known) else None
        self.lost, self.rendering, self.rendered = [], None, {}
        given = (config.site_name, config.site_url or "", options)
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
        self.manner = self._manner(config, self.site.catalogue.kinds, options)
        self.ordinary = self.site.ordinary
        self._stop_if_wrong()

    def _begin_guest(self, module: ModuleType, config: MkDocsConfig, options: dict[str, Any]) -> None:
        language = config.theme.get("language") or str(config.theme.get("locale") or "en").replace("_", "-")
        try:
            self.guest = module.begin_guest(
                config.site_name, options, product=self.product, language=language, serving=self.serving
            )
        except importlib.import_module("handrail.published.runtime").RuntimeBuildError as error:
            raise Abort(f"{error}") from None
        if _PLACES not in config.markdown_extensions:
            config.markdown_extensions.append(_PLACES)
        self.manner = self._manner(config, self.guest.kinds, options)

    def _manner(self, config: MkDocsConfig, kinds: Any, options: dict[str, Any]) -> Any:
        """Return how the site has its ordinary pages."""
        fences = (config.mdx_configs.get("pymdownx.superfences") or {}).get("custom_fences") or ()
        words_in = importlib.import_module("handrail.pages.ordinary").words_in
        made: list[Markdown] = []

        def shown(text: str) -> str | None:
            if not made:  # none before a page has a task list: other plugins may add extensions until then
                made.append(
                    Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
                )
            found: str | None = words_in(made[0].reset().convert(text))
            return found

        module = importlib.import_module("handrail.guides.ordinary")
        foreign = frozenset(str(fence.get("name", "")) for fence in fences)
        return module.Manner(kinds, shown, foreign, options.get("task_lists", True))

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> None:
        """Keep guides out of MkDocs' own navigation; add pages nobody wrote, and the runtime.

        The files beside pages that widgets name are left out, and what Material brings for its own pages.
        """
        if self.guest:
            return
        for path, text in self.site.generated().items():
            if files.get_file_from_path(path) is None:
                files.append(File.generated(config, path, content=text))
        for file in [file for file in files if not self.site.is_published(file.src_uri)]:
            files.remove(file)
        self._lighten(files, config)
        for file in files:
            if not self.site.in_navigation(file.src_uri):
                file.inclusion = InclusionLevel.NOT_IN_NAV
        for path, source in (self.site.runtime.files if self.site.runtime else {}).items():
            files.append(File.generated(config, path, abs_src_path=str(source)))

    def _lighten(self, files: Files, config: MkDocsConfig) -> None:
        """Leave out what Material brings and no page of ours loads."""
        is_unused = importlib.import_module("handrail.published.material").is_unused
        searches = [plugin for name, plugin in config.plugins.items() if name.endswith("search")]
        languages = {
            language for plugin in searches for language in plugin.config.get("lang") or () if language
        }
        themes = {str(folder) for folder in config.theme.dirs}
        for file in [file for file in files if str(file.src_dir) in themes]:
            if is_unused(file.src_uri, languages):
                files.remove(file)

    @event_priority(_LAST)
    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Choose the template, mark the steps, and put places where widgets go.

        Of a page that belongs to no guide the text is taken as other plugins have left it.
        """
        if self.guest:
            return self._marked(markdown, page, files)
        self.rendering = page, config, files
        page.meta.update(self.site.meta(page.file.src_uri))
        if title := page.meta.get("title"):
            page.meta["title"] = escape(
                title
            )  # a heading's title is escaped as well; Material's search escapes none
        if self.site.is_ordinary(page.file.src_uri):
            return self._marked(markdown, page, files)
        return str(self.site.markdown(page.file.src_uri, markdown))

    def _marked(self, markdown: str, page: Page, files: Files) -> str:
        """Put places where the widgets of an ordinary page go."""
        module = importlib.import_module("handrail.guides.ordinary")
        manner = self.manner
        if page.meta.get("task_lists") is False:
            manner = replace(manner, task_lists=False)
        path = page.file.src_uri
        above = max(page.file.content_string.count("\n") - markdown.count("\n"), 0)
        title = str(page.meta.get("title") or page.title or "")
        given = module.Given(path, markdown, title, above, self._beside(page, files), _leading(page, files))
        found = module.find(given, manner)
        if found.uses:
            self.ordinary[path] = found
        self._tell(found.remarks)
        return (
            str(importlib.import_module("handrail.pages.ordinary").marked(found)) if found.uses else markdown
        )

    def _beside(self, page: Page, files: Files) -> Any:
        """Return the YAML files in a page's folder, which its widgets may name."""
        module = importlib.import_module("handrail.guides.beside")
        folder = page.file.src_uri.rpartition("/")[0]
        near = [
            f for f in files if f.src_uri.rpartition("/")[0] == folder and f.src_uri.endswith(module.ENDINGS)
        ]
        return {
            file.name + Path(file.src_uri).suffix: module.parse(file.src_uri, file.content_bytes)
            for file in near
        }

    def _tell(self, remarks: Any) -> None:
        for said in remarks:
            _log.log(
                logging.WARNING if said.wrong else logging.INFO,
                "Handrail: %s:%s: %s",
                said.path,
                said.line,
                said.text,
            )

    def _filled(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the widgets of an ordinary page in; render it anew without those that have no place there."""
        path = page.file.src_uri
        if path not in self.ordinary:
            return html
        module = importlib.import_module("handrail.pages.ordinary")
        known = len(self.ordinary[path].remarks)
        while lost := module.lost(html, self.ordinary[path]):
            self.ordinary[path] = self.ordinary[path].without(lost)
            page.markdown = module.marked(self.ordinary[path])
            page.render(config, files)
            html = page.content or ""
        self._tell(self.ordinary[path].remarks[known:])
        words = (self.guest or self.site).language.words
        return str(
            importlib.import_module("handrail.pages.places").filled(
                html, module.drawn(self.ordinary[path], words)
            )
        )

    @event_priority(_FIRST)
    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the widgets' HTML in, before other plugins look; note what the rendering has lost."""
        self.rendering = None
        path = page.file.src_uri
        if self.guest:
            return self._filled(html, page, config, files)
        if self.site.is_ordinary(path):
            self.rendered[path] = self._filled(html, page, config, files)
            return self.rendered[path]
        self.lost += self.site.lost(path, html)
        self.rendered[path] = str(self.site.content(path, html))
        return self.rendered[path]

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> None:
        """Give templates what they ask for; end the build if rendering showed what no source told."""
        del files
        if self.guest:
            return
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
        if self.guest:
            return
        given: Any = context  # MkDocs' record has no room for what plugins add
        given["handrail"] = self.site.view(page.file.src_uri, context["base_url"], self.rendered)

    def on_template_context(
        self, context: TemplateContext, /, *, template_name: str, config: MkDocsConfig
    ) -> None:
        """Give the templates of no page, such as 404.html, their `handrail`."""
        del template_name, config
        if self.guest:
            return
        given: Any = context
        given["handrail"] = self.site.view("", context["base_url"])

    @event_priority(_LAST)
    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Say in the page what it may run and load; nothing changes it after this."""
        if self.guest:
            return self._with_widgets(output, page, config)
        return str(self.site.guarded(output))

    @event_priority(_LAST)
    def on_post_template(self, output_content: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        """Say the same in pages of no Markdown file, such as 404.html."""
        del template_name, config
        if self.guest:
            return output_content
        return str(self.site.guarded(output_content))

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what machines read; the search has written its index by now."""
        if self.guest:
            if self.ordinary or _is_instant(config):
                self.guest.write(Path(config.site_dir), from_disk=not config.use_directory_urls)
            return
        self.site.write(Path(config.site_dir))

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> None:
        """Watch templates, widgets, words and ourselves; keep the last good site while something is wrong."""
        if self.guest:
            return
        del builder  # the server's own is the same, unless a plugin before us has wrapped it
        words = [folder for folder in (_project(config) / "words",) if folder.is_dir()]
        for path in dict.fromkeys((*self._theme(config), *self.product.watched, *words)):
            server.watch(str(path))
        if (own := _project(config) / "widgets").is_dir():
            server.watch(str(own), recursive=False)  # in this repository the product lies below it
        build = server.builder
        failed = False

        def keep_last_good(*given: Any) -> None:
            nonlocal failed
            try:
                with importlib.import_module("handrail.lastgood").last_good(Path(config.site_dir)):
                    build(*given)
            except Exception as error:  # noqa: BLE001 - MkDocs would answer nothing more until it is mended
                said = error if isinstance(error, Abort) else format_exc()
                print(f"{said}\nThe last good site stays up.", file=sys.stderr, flush=True)
                failed = True
            else:
                if failed:
                    print("\nIt is mended: the site is as you wrote it.", file=sys.stderr, flush=True)
                failed = False

        server.builder = keep_last_good

    def _theme(self, config: MkDocsConfig) -> tuple[Path, ...]:
        """Return the folders that the look comes from: a site's own, if it has one, and ours."""
        folders = _folders(config)
        return folders[: folders.index(self.product.theme) + 1]

    def _with_widgets(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Bring a page's widgets to life, also those that another plugin has copied from another page."""
        module = importlib.import_module("handrail.pages.places")
        if 'data-slot="page:' in output:
            drawn = importlib.import_module("handrail.pages.ordinary").drawn
            words = self.guest.language.words
            for found in self.ordinary.values():
                output = module.filled(output, drawn(found, words))
        if 'data-key="page:' not in output and not _is_instant(config):
            return output
        base = "../" * page.url.count("/")
        return str(self.guest.headed(output, base, self.ordinary.get(page.file.src_uri)))

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


def _folders(config: MkDocsConfig) -> tuple[Path, ...]:
    """Return the folders of the theme, the site's own first."""
    return tuple(dict.fromkeys(Path(folder).resolve() for folder in config.theme.dirs))


def _is_instant(config: MkDocsConfig) -> bool:
    """Tell whether Material exchanges pages without loading them: later scripts don't run."""
    return "navigation.instant" in (config.theme.get("features") or ())


def _leading(page: Page, files: Files) -> Callable[[str], str]:
    """Return what makes an address of a link in a widget's settings, as MkDocs does in a text."""

    def lead(link: str) -> str:
        try:
            scheme, host, path, query, anchor = urlsplit(link)
        except ValueError:
            return link
        to = posixpath.normpath(posixpath.join(posixpath.dirname(page.file.src_uri), unquote(path)))
        file = files.get_file_from_path(to) if path and not (scheme or host) else None
        return urlunsplit(("", "", file.url_relative_to(page.file), query, anchor)) if file else link

    return lead


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
        # Imported late: a guest's site may have nothing of Material's, whose import has a notice to print.
        from material.plugins.search.plugin import SearchPlugin  # noqa: PLC0415

        search = SearchPlugin()
        search.load_config({}, config.config_file_path)
        config.plugins["handrail/search"] = search
