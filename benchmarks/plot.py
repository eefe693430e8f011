"""One picture of Python's start: a bar for each engine and start, against stock Pyodide, with the limits.

Drawn by a template, since that is all it takes; the colours are the site's own, for day and for night.
"""

from collections.abc import Sequence
from typing import Final

from jinja2 import Environment, StrictUndefined

from benchmarks.figure import Figure
from scripts.contrast import TOKENS, tokens

COLOURS: Final = ("sheet", "ink", "ink-soft", "line", "link", "alarm")
# Units of the drawing: as wide as a phone's column, so that its text has the size of a phone's text.
WIDTH, EDGE, ROW, BAR, HEAD, FOOT = 360, 14, 46, 14, 62, 44

TEMPLATE: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{ width }} {{ height }}"
 width="{{ width * 1.5 }}" height="{{ height * 1.5 }}" role="img">
<title>{{ title }}</title>
<style>
{%- for scheme, rule in schemes %}
{{ rule[0] }}:root { {%- for name in colours %} --{{ name }}: {{ scheme[name] }};{% endfor %} }{{ rule[1] }}
{%- endfor %}
text { font: 14px system-ui, -apple-system, "Segoe UI", sans-serif; fill: var(--ink); }
.head { font-weight: 700; }
.soft { fill: var(--ink-soft); }
.value { font-weight: 700; text-anchor: end; }
.end { text-anchor: end; }
.stock { fill: var(--line); }
.ours { fill: var(--link); }
.limit { fill: var(--alarm); }
</style>
<rect width="{{ width }}" height="{{ height }}" rx="6" fill="var(--sheet)"/>
<text class="head" x="{{ edge }}" y="26">{{ title }}</text>
<text class="soft" x="{{ edge }}" y="46">The whole width is stock Pyodide’s time.</text>
{%- for bar in bars %}
<text x="{{ edge }}" y="{{ bar.top + 14 }}">{{ bar.name }}</text>
<text class="value" x="{{ width - edge }}" y="{{ bar.top + 14 }}">{{ bar.text }}</text>
<rect class="stock" x="{{ edge }}" y="{{ bar.top + 20 }}" width="{{ whole }}" height="{{ thick }}"/>
<rect class="ours" x="{{ edge }}" y="{{ bar.top + 20 }}" width="{{ bar.long }}" height="{{ thick }}"/>
{%- if bar.limit %}
<rect class="limit" x="{{ bar.limit }}" y="{{ bar.top + 17 }}" width="2.5" height="{{ thick + 6 }}"/>
{%- endif %}
{%- endfor %}
<rect class="limit" x="{{ edge }}" y="{{ height - 31 }}" width="2.5" height="{{ thick + 4 }}"/>
<text class="soft" x="{{ edge + 9 }}" y="{{ height - 18 }}">the limit: no bar may pass it</text>
</svg>
"""

TITLE: Final = "Time until Python answers"


def plot(figures: Sequence[Figure], prefix: str) -> str:
    """Return an SVG of the ratios; each name loses the `prefix` that they all begin with."""
    whole = WIDTH - 2 * EDGE
    bars = [
        {
            "name": figure.name.removeprefix(prefix),
            "text": f"{figure.value:.2f} ×",
            "top": HEAD + ROW * place,
            "long": round(whole * min(figure.value, 1), 1),
            "limit": figure.limit and round(EDGE + whole * figure.limit, 1),
        }
        for place, figure in enumerate(figures)
    ]
    css = TOKENS.read_text(encoding="utf-8")
    day, night = (tokens(css, f'[data-md-color-scheme="{name}"]') for name in ("default", "slate"))
    template = Environment(undefined=StrictUndefined, autoescape=True).from_string(TEMPLATE)
    return template.render(
        title=TITLE,
        bars=bars,
        colours=COLOURS,
        schemes=[(day, ("", "")), (night, ("@media (prefers-color-scheme: dark) { ", " }"))],
        width=WIDTH,
        height=HEAD + ROW * len(bars) + FOOT,
        edge=EDGE,
        whole=whole,
        thick=BAR,
    )


def alternative(figures: Sequence[Figure], prefix: str) -> str:
    """Say in words what the picture shows."""
    said = [
        f"{figure.name.removeprefix(prefix)} {figure.value:.2f}"
        + ("" if figure.limit is None else f" of at most {figure.limit:g}")
        for figure in figures
    ]
    return f"{TITLE}, as a part of stock Pyodide’s: {'; '.join(said)}."
