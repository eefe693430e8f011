"""A widget's HTML at build: its frame, and in it the first view, drawn by the widget itself."""

import json
from functools import lru_cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Final

import handrail_widgets
from handrail_widgets import WIDGETS
from handrail_widgets.kit.codec import encode
from handrail_widgets.kit.session import first_view

from handrail.guides.uses import WidgetUse

_HASH_LENGTH: Final = 12


def code_digest() -> str:
    """Return a digest of the sources of handrail_widgets, which every `data-hash` depends on."""
    root = Path(handrail_widgets.__file__).parent
    digest = sha256()
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(b"\0")
        digest.update(path.read_bytes())
        digest.update(b"\0")
    return digest.hexdigest()


@lru_cache(maxsize=16384)
def draw(use: WidgetUse, guide: str, digest: str) -> str:
    """Draw one widget as the reader who has never used it sees it.

    Args:
        use: Where it stands, and its config.
        guide: The guide's slug, the first half of the key its answers are kept under.
        digest: What `code_digest` returned.

    """
    widget = WIDGETS[use.type]
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
