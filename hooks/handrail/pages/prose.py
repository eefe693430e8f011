"""Short Markdown texts that stand outside their page, such as a footnote on the overview."""

from typing import Any

from markdown import Markdown
from markupsafe import Markup

_MARKDOWN: Any = Markdown(output_format="html")


def inline(text: str) -> Markup:
    """Render a text of one paragraph; raw HTML stays the author's right."""
    html = str(_MARKDOWN.reset().convert(text))
    if html.startswith("<p>") and html.count("<p>") == 1:
        html = html.removeprefix("<p>").removesuffix("</p>")
    return Markup(html)  # noqa: S704 - the author's Markdown
