"""Take the stroke out of a font's zero, in place: ``python scripts/plain_zero.py FILE.woff2``.

The stroke is what lies between two half counters. Each of them has one long straight edge along it; without
those edges the two arcs make the one counter of a plain zero. Variations keep their points in another order.
Needs ``fonttools[woff]``.
"""

import sys
from itertools import pairwise
from math import dist
from typing import Any, Final

from fontTools.ttLib import TTFont  # type: ignore[import-not-found]
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates  # type: ignore[import-not-found]

HALVES: Final = 2
GHOSTS: Final = 4
"""The points that stand for a glyph's sides in its variations, after those of its outline."""


def arc(points: list[int], coordinates: Any) -> list[int]:  # noqa: ANN401 - fontTools has no types
    """Return a contour's points from the end of its longest edge round to its beginning."""
    edges = [*pairwise(points), (points[-1], points[0])]
    longest = max(range(len(edges)), key=lambda at: dist(*(coordinates[point] for point in edges[at])))
    return [*points[longest + 1 :], *points[: longest + 1]]


def plain(font: Any) -> None:  # noqa: ANN401 - fontTools has no types
    """Make the zero of a font plain.

    Raises:
        ValueError: if it has no stroke.

    """
    name = font.getBestCmap()[ord("0")]
    glyph = font["glyf"][name]
    ends = list(glyph.endPtsOfContours)
    starts = [0, *(end + 1 for end in ends[:-1])]
    outer, *halves = (list(range(start, end + 1)) for start, end in zip(starts, ends, strict=True))
    if len(halves) != HALVES:
        message = f"this zero has {len(halves)} counters, and one with a stroke has {HALVES}"
        raise ValueError(message)
    order = [*outer, *(point for half in halves for point in arc(half, glyph.coordinates))]
    for variation in font["gvar"].variations[name] if "gvar" in font else ():
        deltas = variation.coordinates
        variation.coordinates = [*(deltas[point] for point in order), *deltas[-GHOSTS:]]
    glyph.flags = bytearray(glyph.flags[point] for point in order)
    glyph.coordinates = GlyphCoordinates([glyph.coordinates[point] for point in order])
    glyph.endPtsOfContours = [ends[0], ends[-1]]
    glyph.numberOfContours = len(glyph.endPtsOfContours)


if __name__ == "__main__":
    for path in sys.argv[1:]:
        opened = TTFont(path)
        plain(opened)
        opened.save(path)
