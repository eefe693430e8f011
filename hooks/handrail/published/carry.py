"""The script that opens a reader's file of answers: it comes when wanted, with the names of all tools."""

from collections.abc import Iterable, Mapping

from handrail_widgets.kit.words import Words

from handrail.guides.catalogue import Catalogue
from handrail.guides.ordinary import Ordinary
from handrail.guides.uses import WidgetUse
from handrail.pages.draw import name
from handrail.published.later import WORDS, LaterScript, later
from handrail.published.runtime import CARRY, Runtime


def names(catalogue: Catalogue, ordinary: Iterable[Ordinary], words: Words) -> Mapping[str, object]:
    """Return what a reader knows the guides and their tools by: title, and of each tool its type and name.

    A page that belongs to no guide has tools in the same way.
    """
    guides = {
        guide.slug: (guide.front.title, [use for page in guide.pages for use in page.drawn])
        for guide in catalogue.guides
    }
    pages = {page.given.name: (page.given.title, page.uses) for page in ordinary if page.uses}
    return {
        name: {"title": title, "widgets": _widgets(uses, words)}
        for name, (title, uses) in {**guides, **pages}.items()
    }


def _widgets(uses: Iterable[WidgetUse], words: Words) -> Mapping[str, tuple[str, str]]:
    return {use.id: (use.type, name(use, words)) for use in uses if not use.kind.widget.still}


def carry_file(runtime: Runtime, said: Mapping[str, object], known: Mapping[str, object]) -> LaterScript:
    """Return the script.

    Args:
        runtime: Where its code lies.
        said: The sentences it needs, as `to_carry` gives them.
        known: What `names` gives.

    """
    return later(runtime, CARRY, {WORDS: said, "HANDRAIL_GUIDES": known})
