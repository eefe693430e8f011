"""A widget's HTML at build: its frame, and in it the first view, drawn by the widget itself."""

import json
from functools import lru_cache
from hashlib import sha256
from html import escape
from typing import Final

from handrail_widgets.kit.codec import encode
from handrail_widgets.kit.session import first_view

from handrail.guides.uses import WidgetUse

_HASH_LENGTH: Final = 12


@lru_cache(maxsize=16384)
def draw(use: WidgetUse, guide: str) -> str:
    """Draw one widget as the reader who has never used it sees it.

    Args:
        use: Where it stands, its kind and its config. `data-hash` stands for both.
        guide: The guide's slug, the first half of the key its answers are kept under.

    """
    widget, digest = use.kind.widget, use.kind.digest
    config = json.dumps(encode(use.config), ensure_ascii=False, separators=(",", ":"))
    named = f'aria-labelledby="{use.id}-title"' if use.config.title else f'aria-label="{escape(use.label)}"'
    title = (
        f'<h3 class="widget-title" id="{use.id}-title">{escape(use.config.title)}</h3>\n'
        if use.config.title
        else ""
    )
    return (
        f'<section class="widget" data-widget="{use.type}" id="{use.id}" {named} '
        f'data-key="{escape(guide)}/{use.id}" '
        f'data-hash="{sha256(f"{digest}{config}".encode()).hexdigest()[:_HASH_LENGTH]}" '
        f'data-config="{escape(config)}" data-version="{widget.version}">\n'
        f'{title}<div class="widget-view">{first_view(widget, use.config)}</div>\n'
        '<p class="widget-saved" data-saved-line></p>\n'
        "</section>"
    )
