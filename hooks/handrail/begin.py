"""A build begins: what the configuration says and the folders hold becomes a site."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from handrail_widgets.kit.words import table_of
from handrail_widgets.supplement import Supplement

from handrail.gathering import gather
from handrail.guest import Guest
from handrail.product import Product
from handrail.published import offline
from handrail.published.runtime import Runtime, ready
from handrail.published.supplement import bytecode, supplement_file
from handrail.reading.inline import slugify
from handrail.site import Site
from handrail.widgets.kinds import built_in
from handrail.words import ENGLISH, load, to_script, to_widgets


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
        theme: The folders that the look comes from: the site's own, if it has one, and ours.
        project: The folder of the configuration, where a folder `words` may have the site's own sentences,
            and one called `widgets` its author's own widgets.
        language: What language it speaks.
        serving: An author is at work, and looks at what was just written.
        before: The build before this one: what hasn't changed since is not read again.

    Raises:
        RuntimeBuildError: If the runtime can't be built or read. While a guide has problems it is asked for
            only if the site has widgets of its own.

    """
    wanted = options.get("runtime", True)
    runtime: Runtime | None = None

    def available() -> frozenset[str] | None:
        nonlocal runtime
        runtime = ready(product, serving=serving) if wanted else None
        return frozenset(runtime.contents["modules"]) if runtime else None

    known = before.catalogue if before else None
    found = gather(docs, project or docs.parent, modules=available, language=language, before=known)
    catalogue, speech, theirs = found.catalogue, found.language, found.own
    if wanted and not found.problems:
        runtime = (runtime or ready(product, serving=serving)).saying(to_script(speech))
    slug = _slug(name, options)
    look = offline.look(*theme)
    modules = {**(runtime.newer if runtime else {}), **theirs.supplement.modules}
    supplement = replace(theirs.supplement, modules=modules, words=table_of(to_widgets(speech.words)))
    if runtime and not catalogue.problems:
        made = bytecode(theirs.supplement.modules, runtime.contents["magic"])
        supplement = replace(supplement, bytecode=made)
    added = supplement_file(supplement) if runtime else None
    return Site(catalogue, found.root, runtime, name, slug, site_url, look, serving, speech, added)


def begin_guest(
    name: str,
    options: Mapping[str, Any],
    *,
    product: Product,
    language: str = ENGLISH,
    serving: bool = False,
) -> Guest:
    """Get ready what a site with a theme of its own gets.

    Nothing beside its pages is read: a folder `words` or `widgets` there may be anything.

    Args:
        name: The site's name.
        options: As for `begin`.
        product: Where Handrail itself lies.
        language: What language the site speaks.
        serving: An author is at work.

    Raises:
        RuntimeBuildError: If the runtime can't be built or read.

    """
    speech = load(language)
    runtime = (
        ready(product, serving=serving).saying(to_script(speech)) if options.get("runtime", True) else None
    )
    newer = dict(runtime.newer) if runtime else {}
    added = supplement_file(Supplement(modules=newer, words=table_of(to_widgets(speech.words))))
    return Guest(product, runtime, built_in(), _slug(name, options), speech, added)


def _slug(name: str, options: Mapping[str, Any]) -> str:
    """Return the first word of every key of the reader's store."""
    return str(options.get("site") or slugify(name) or "site")
