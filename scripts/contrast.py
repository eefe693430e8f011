"""Check the colours of overrides/assets/handrail/tokens.css: text at least 7:1, controls at least 3:1.

    python scripts/contrast.py

Both schemes, all six hues, every ground that text stands on. Prints the least ratio of each kind; returns 1
if one is too small, or if the night of `auto` differs from the night of `slate`. Ratios are WCAG 2.2's, of
the colours as a screen with the sRGB gamut shows them.
"""

import math
import re
import sys
from pathlib import Path

TOKENS = Path(__file__).resolve().parent.parent / "overrides/assets/handrail/tokens.css"
TEXT, CONTROL = 7.0, 3.0
GROUNDS = ("paper", "sheet", "shade")

type Colour = tuple[float, float, float]
type Tokens = dict[str, str]


def tokens(css: str, selector: str) -> Tokens:
    """Return the custom properties of the first rule whose selector list ends with `selector`.

    Raises:
        ValueError: If there is no such rule.

    """
    found = re.search(re.escape(selector) + r"\s*{([^}]*)}", css)
    if found is None:
        message = f"no rule {selector} in {TOKENS}"
        raise ValueError(message)
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", found[1]))


def colour(scheme: Tokens, value: str) -> Colour:
    """Return linear sRGB of ``oklch(L C H)`` or of ``var(--name)``, clipped to the gamut.

    The matrices are Björn Ottosson's, https://bottosson.github.io/posts/oklab/.
    """
    if named := re.fullmatch(r"var\(--([\w-]+)\)", value):
        return colour(scheme, scheme[named[1]])
    light, chroma, hue = map(float, re.findall(r"[\d.]+", value))
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    l_, m, s = (
        (light + 0.3963377774 * a + 0.2158037573 * b) ** 3,
        (light - 0.1055613458 * a - 0.0638541728 * b) ** 3,
        (light - 0.0894841775 * a - 1.2914855480 * b) ** 3,
    )
    red = 4.0767416621 * l_ - 3.3077115913 * m + 0.2309699292 * s
    green = -1.2684380046 * l_ + 2.6097574011 * m - 0.3413193965 * s
    blue = -0.0041960863 * l_ - 0.7034186147 * m + 1.7076147010 * s
    return _clip(red), _clip(green), _clip(blue)


def ratio(one: Colour, other: Colour) -> float:
    """Return WCAG's contrast ratio of two colours in linear sRGB."""
    dark, light = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (one, other))
    return (light + 0.05) / (dark + 0.05)


def pairs(scheme: Tokens, hues: dict[str, str]) -> list[tuple[str, float, float]]:
    """Return what stands on what in a scheme: its name, the ratio, and the least it may have."""
    texts = {name: f"var(--{name})" for name in ("ink", "ink-soft", "link", "alarm")}
    controls = {name: f"var(--{name})" for name in ("edge", "focus")}
    for number, hue in hues.items():
        texts[f"hue-{number}"] = f"oklch({scheme['hue-light']} {scheme['hue-chroma']} {hue})"
        controls[f"rail-{number}"] = f"oklch({scheme['rail-light']} {scheme['rail-chroma']} {hue})"
    found = [
        (f"{name} on {ground}", _of(scheme, value, f"var(--{ground})"), least)
        for kind, least in ((texts, TEXT), (controls, CONTROL))
        for name, value in kind.items()
        for ground in GROUNDS
    ]
    found += [
        (f"{name} on its wash", _of(scheme, texts[name], _wash(scheme, hue)), TEXT)
        for number, hue in hues.items()
        if (name := f"hue-{number}")
    ]
    for text, ground in (
        ("paper", "ink"),
        ("paper", "ink-strong"),
        ("on-alarm", "alarm"),
        ("on-exit", "exit"),
    ):
        found.append((f"{text} on {ground}", _of(scheme, f"var(--{text})", f"var(--{ground})"), TEXT))
    return found


def main() -> int:
    """Print the least ratios; return 1 if one is too small or the two nights differ."""
    css = TOKENS.read_text(encoding="utf-8")
    hues = dict(re.findall(r"\.hue-(\d)\s*{\s*--hue:\s*([\d.]+)", css))
    night = tokens(css, '[data-md-color-scheme="slate"]')
    wrong = 0
    for name, scheme in (("day", tokens(css, '[data-md-color-scheme="default"]')), ("night", night)):
        found = pairs(scheme, hues)
        for kind, least in (("text", TEXT), ("controls", CONTROL)):
            worst = min((r, pair) for pair, r, wanted in found if wanted == least)
            sys.stdout.write(f"{name}, {kind}: least {worst[0]:.2f} ({worst[1]})\n")
        small = [(pair, r, least) for pair, r, least in found if r < least]
        for pair, r, least in small:
            sys.stdout.write(f"{name}: {pair} is {r:.2f}, wants {least}\n")
        wrong += len(small)
    if tokens(css.partition("@media")[2], '[data-md-color-scheme="auto"]') != night:
        sys.stdout.write("the night of `auto` differs from the night of `slate`\n")
        wrong += 1
    return 1 if wrong else 0


def _clip(value: float) -> float:
    return min(1.0, max(0.0, value))


def _of(scheme: Tokens, one: str, other: str) -> float:
    return ratio(colour(scheme, one), colour(scheme, other))


def _wash(scheme: Tokens, hue: str) -> str:
    return f"oklch({scheme['wash-light']} {scheme['wash-chroma']} {hue})"


if __name__ == "__main__":
    sys.exit(main())
