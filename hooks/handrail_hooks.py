"""The only file that knows MkDocs (and ProperDocs, which takes its place under the same names).

MkDocs loads it by its path, once for all builds of a `serve`; each build's state is made anew in
`on_config`. Every function called `on_...` here must be one of MkDocs' events.
"""

import importlib
import sys
from pathlib import Path
from traceback import format_exc
from types import ModuleType
from typing import Any

from markupsafe import escape
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, InclusionLevel

_REPOSITORY = Path(__file__).parents[1]
_WATCHED = ("hooks", "widgets/handrail_widgets")
_STATE: dict[str, Any] = {}


def on_startup(command: str, **_: Any) -> None:
    """Remember whether this is `serve`: live reload needs a script in each page, and an author no caches."""
    _STATE["serving"] = command == "serve"


def on_config(config: Any) -> None:
    """Read and check every guide; end the build with all problems if there are any."""
    module = _fresh()
    given = (config.site_name, config.site_url or "", config.extra.get("handrail") or {})
    theme, serving = Path(config.theme.dirs[0]), _STATE.get("serving", False)
    try:
        site = module.begin(Path(config.docs_dir), *given, theme=theme, serving=serving)
    except importlib.import_module("handrail.published.runtime").RuntimeBuildError as error:
        raise Abort(f"{error}") from None
    _STATE["site"] = site
    _stop_if_wrong()


def on_files(files: Any, config: Any) -> None:
    """Keep guides out of MkDocs' own navigation; add pages nobody wrote, and the runtime."""
    site = _STATE["site"]
    for path, text in site.generated().items():
        if files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, content=text))
    for file in files:
        if not site.in_navigation(file.src_uri):
            file.inclusion = InclusionLevel.NOT_IN_NAV
    for path, source in (site.runtime.files if site.runtime else {}).items():
        files.append(File.generated(config, path, abs_src_path=str(source)))


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Choose the template, mark the steps and keep places for widgets."""
    page.meta.update(_STATE["site"].meta(page.file.src_uri))
    if title := page.meta.get("title"):
        page.meta["title"] = escape(
            title
        )  # a heading's title is escaped as well; Material's search escapes none
    return str(_STATE["site"].markdown(page.file.src_uri, markdown))


def on_page_content(html: str, page: Any, **_: Any) -> str:
    """Put the widgets' HTML in."""
    return str(_STATE["site"].content(page.file.src_uri, html))


def on_env(*_: Any, **__: Any) -> None:
    """End the build if rendering brought to light what no source told; all pages are rendered by now."""
    _stop_if_wrong()


def on_page_context(context: Any, page: Any, **_: Any) -> None:
    """Give the template its `handrail`."""
    context["handrail"] = _STATE["site"].view(page.file.src_uri, context["base_url"])


def on_template_context(context: Any, **_: Any) -> None:
    """Give the templates of no page, such as 404.html, theirs."""
    context["handrail"] = _STATE["site"].view("", context["base_url"])


def on_post_page(output: str, **_: Any) -> str:
    """Say in the page what it may run and load; nothing changes it after this."""
    return _guarded(output)


def on_post_template(output_content: str, **_: Any) -> str:
    """Say it in pages of no Markdown file, such as 404.html, too."""
    return _guarded(output_content)


def on_post_build(config: Any) -> None:
    """Write what machines read."""
    _STATE["site"].write(Path(config.site_dir))


def on_serve(server: Any, config: Any, **_: Any) -> None:
    """Watch templates, widgets and ourselves; keep the last good site while something is wrong."""
    runtime = [p for f in ("", "build/") for p in _REPOSITORY.glob(f"widgets/runtime/{f}*.*[sy]")]
    for path in (config.theme.dirs[0], *map(_REPOSITORY.joinpath, _WATCHED), *runtime):
        server.watch(str(path))
    build = server.builder

    def keep_last_good(*given: Any) -> None:
        try:
            with importlib.import_module("handrail.lastgood").last_good(Path(config.site_dir)):
                build(*given)
        except Exception as error:  # noqa: BLE001 - MkDocs would answer nothing more until it is mended
            said = error if isinstance(error, Abort) else format_exc()
            print(f"{said}\nThe last good site stays up.", file=sys.stderr, flush=True)

    server.builder = keep_last_good


def _guarded(html: str) -> str:
    module = importlib.import_module("handrail.published.policy")
    return str(module.guarded(html, serving=_STATE.get("serving", False)))


def _stop_if_wrong() -> None:
    site = _STATE["site"]
    if site.problems:
        print(f"\n{site.report}\n", file=sys.stderr, flush=True)
        raise Abort(f"Problems in the guides: {len(set(site.problems))}. Nothing was built.")


def _fresh() -> ModuleType:
    """Import our packages, anew where a file of theirs changed since the last build."""
    seen = {p: p.stat().st_mtime_ns for f in _WATCHED for p in (_REPOSITORY / f).rglob("*.py")}
    if _STATE.get("seen", seen) != seen:
        for name in [n for n in sys.modules if n.partition(".")[0] in ("handrail", "handrail_widgets")]:
            del sys.modules[name]
    _STATE["seen"] = seen
    return importlib.import_module("handrail.site")
