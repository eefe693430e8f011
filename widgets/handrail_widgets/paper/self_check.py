"""A self-check on paper: its lines and the scale, once, or a column for each day on which to look again."""

from collections.abc import Iterator

from handrail_widgets.kit.html import Element, div, p, strong, table, tbody, td, th, thead, tr
from handrail_widgets.kit.words import Words
from handrail_widgets.paper.pen import BOX, GAP, room, way
from handrail_widgets.self_check.rounds import most_of
from handrail_widgets.self_check.state import Config, Support, Total


def self_check(config: Config, words: Words) -> Element:
    """Return the scale in words, a row for each line, and one for each sum."""
    named = tuple(f"{points} {name}" for points, name in enumerate(config.scale))
    days = tuple(words("pause-mark.day", number=day) for day in config.days)
    heads = days or tuple(str(points) for points in range(len(config.scale)))
    return div[
        p[words("scale.words", scale=words.listed(named)), " ", words("pen.points") if days else ""],
        table(class_="pen-scale")[
            thead[tr[td, (th[head] for head in heads)]],
            tbody[(_total(config, words, total, len(days)) for total in config.totals)],
        ],
        p(class_="note")[words("scale.no-verdict")],
        (room(note.label, max(1, len(days)), note.hint) for note in config.notes),
        _support(config.support) if config.support else None,
    ]


def _total(config: Config, words: Words, total: Total, days: int) -> Iterator[Element]:
    """Yield a heading, the lines under it, and room for their sum."""
    columns = days or len(config.scale)
    yield tr[th(class_="pen-head", colspan=columns + 1)[total.label]]
    for item in total.items:
        yield tr[th[item.text], (td[None if days else BOX] for _ in range(columns))]
    most = most_of(config, total)
    if days:
        yield tr[th[strong[words("pen.sum", most=most)]], (td for _ in range(columns))]
    else:
        yield tr[th(colspan=columns + 1)[words("scale.sum", label=total.label, points=GAP, most=most)],]


def _support(support: Support) -> Element:
    return div[p[strong[support.question]], p[support.text], way(support.link, support.link_label)]
