"""JSON that stands in HTML: in a `<script>`, and in an attribute."""

import json

from markupsafe import Markup, escape


def script(json_text: str) -> Markup:
    """Make JSON safe inside a `<script>`: no `<`, `>` or `&` of a text is left as such."""
    for sign in "<>&":
        json_text = json_text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(json_text)  # noqa: S704 - made safe on the lines above


def json_attribute(value: object) -> Markup:
    """Write JSON for an attribute in either kind of quotes."""
    return escape(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
