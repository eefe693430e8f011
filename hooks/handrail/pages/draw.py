"""A widget's HTML at build: its frame, in it the first view, drawn by the widget itself, and its paper."""

import json
from dataclasses import replace
from functools import cache
from hashlib import sha256
from html import escape
from typing import Final

from handrail_widgets.kit.codec import encode
from handrail_widgets.kit.html import render
from handrail_widgets.kit.session import first_shown
from handrail_widgets.kit.words import Words, table_of
from handrail_widgets.paper import PAPERS

from handrail.guides.uses import WidgetUse

_HASH_LENGTH: Final = 12


def draw(use: WidgetUse, guide: str, words: Words) -> str:
    """Draw one widget as the reader who has never used it sees it.

    Args:
        use: Where it stands, its kind and its config. `data-hash` stands for the kind's code and the config.
        guide: The guide's slug, the first half of `data-key`, under which its answers are saved.
        words: What the site says; `data-hash` stands for it too.

    """
    widget, digest = use.kind.widget, use.kind.digest
    config = json.dumps(encode(use.config), ensure_ascii=False, separators=(",", ":"))
    first = first_shown(widget, replace(use.config, words=words))
    title = (
        f'<h3 class="widget-title" id="{use.id}-title">{escape(use.config.title)}</h3>\n'
        if use.config.title
        else ""
    )
    # The page takes over what has a key; what stands still needs nothing of this.
    hash_ = sha256(f"{digest}{words_digest(words)}{config}".encode()).hexdigest()[:_HASH_LENGTH]
    live = (
        f'data-key="{escape(guide)}/{use.id}" data-hash="{hash_}" data-config="{escape(config)}" '
        f'data-version="{widget.version}"{_reads(widget.reads(use.config))}'
        f"{' data-uncounted' if first['progress'] is None else ''}"
    )
    saved = (
        f'<div class="widget-foot"><p class="widget-saved" data-saved-line '
        f'data-paper="{escape(words("widget.paper"))}" '
        f'data-starting="{escape(words("tools.starting"))}"></p></div>\n'
    )
    return (
        f'<section class="widget" data-widget="{use.type}" id="{use.id}" {_named(use, words)} '
        f"{'' if widget.still else live}>\n"
        f'{title}<div class="widget-view">{first["html"]}</div>\n{_paper(use, words)}'
        f"{'' if widget.still else saved}</section>"
    )


def _named(use: WidgetUse, words: Words) -> str:
    """Return the attribute that names it; what stands still without a title is text like that around it."""
    if use.config.title:
        return f'aria-labelledby="{use.id}-title"'
    return "" if use.kind.widget.still else f'aria-label="{escape(name(use, words))}"'


def _paper(use: WidgetUse, words: Words) -> str:
    """Return what stands on paper while nothing of the reader's is in the widget; no search finds it."""
    paper = None if use.kind.file else PAPERS.get(use.type)
    if paper is None:
        return ""
    # No other element of the kind is in it: Material's search ends what it leaves out at the first that ends.
    return f'<aside class="for-pen" data-search-exclude>{render(paper(use.config, words))}</aside>\n'


def _reads(ids: tuple[str, ...]) -> str:
    """Return the attribute that tells the page of which other widgets this one wants what is stored."""
    return f' data-reads="{escape(" ".join(ids))}"' if ids else ""


@cache
def words_digest(words: Words) -> str:
    """Return a digest of a site's words, which every `data-hash` depends on."""
    return sha256(json.dumps(table_of(words)).encode()).hexdigest()


def name(use: WidgetUse, words: Words) -> str:
    """Return what a widget is called; without a title, an author's own goes by its type."""
    key = f"{use.type}.name"
    if use.config.title:
        return use.config.title
    return words(key, title=use.about) if words.has(key) else use.about.replace("-", " ").capitalize()
