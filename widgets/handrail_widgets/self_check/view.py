"""How a self-check looks: its lines on the scale, the sums so far, and the rounds side by side."""

from collections.abc import Iterator
from functools import partial

from handrail_widgets.kit.fields import choice, choices, field
from handrail_widgets.kit.html import (
    Element,
    button,
    caption,
    details,
    div,
    h4,
    input_,
    meter,
    p,
    section,
    span,
    summary,
    table,
    tbody,
    td,
    th,
    thead,
    tr,
)
from handrail_widgets.kit.lines import Line, heading, labelled
from handrail_widgets.kit.link import link_button
from handrail_widgets.self_check.rounds import is_whole, most_of, next_look, points_of, sum_of
from handrail_widgets.self_check.state import (
    Item,
    NoteWritten,
    Placed,
    RemovalAsked,
    Round,
    RoundKept,
    RoundRemoved,
    State,
    Support,
    Total,
)

NAMED = 3
"""Up to so many points a scale has room for their names on a phone."""

_QUIET = button(class_="button button-quiet")


def view(state: State) -> Element:
    """Return the open round, and the kept ones."""
    config, words = state.config, state.config.words
    keep = button(class_="button", key="keep", on_click=RoundKept)
    return div[
        p(class_="note")[words("scale.words", scale=words.listed(_named(config.scale)))],
        (_total(state, total) for total in config.totals),
        (
            field(
                f"note-{note.id}",
                note.label,
                input_(
                    type="text",
                    value=dict(state.round.notes).get(note.id, ""),
                    on_input=partial(NoteWritten, note.id),
                ),
                hint=note.hint,
            )
            for note in config.notes
        ),
        _support(config.support) if config.support else None,
        div(class_="row")[keep(disabled=not is_whole(config, state.round))[words("scale.keep")]],
        _rounds(state) if state.kept else p(class_="empty", key="rounds")[words("scale.none")],
    ]


def _named(scale: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{points} {name}" for points, name in enumerate(scale))


def _total(state: State, total: Total) -> Element:
    config, words = state.config, state.config.words
    done = sum(points_of(config, state.round, item.id) is not None for item in total.items)
    points, most = sum_of(config, state.round, total), most_of(config, total)
    so_far = words("scale.sum", label=total.label, points=points, most=most)
    return section(key=f"total-{total.id}", aria_labelledby=f"total-{total.id}-title")[
        h4(key=f"total-{total.id}-title")[total.label],
        (_item(state, item) for item in total.items),
        p(class_="count", key=f"sum-{total.id}", role="status")[so_far] if done == len(total.items) else None,
    ]


def _item(state: State, item: Item) -> Element:
    """Return a line and its points: few of them are named, of more the first and the last."""
    scale, words = state.config.scale, state.config.words
    few = len(scale) <= NAMED
    ends = (
        None
        if few
        else p(class_="scale-ends", aria_hidden=True)[
            (span[words("scale.end", points=at, name=scale[at])] for at in (0, len(scale) - 1))
        ]
    )
    chosen = points_of(state.config, state.round, item.id)
    return choices(
        f"item-{item.id}",
        item.text,
        (
            choice(
                input_(
                    type="radio",
                    key=f"points-{item.id}-{points}",
                    name=f"item-{item.id}",
                    checked=chosen == points,
                    aria_label=f"{points}, {name}",
                    on_change=Placed(item.id, points),
                ),
                name if few else str(points),
            )
            for points, name in enumerate(scale)
        ),
        below=ends,
    )


def _support(support: Support) -> Element:
    """Return the question that has no points; opening it says nothing to anybody."""
    return details(key="support")[
        summary[support.question], p[support.text], link_button(support.link, support.link_label)
    ]


def _rounds(state: State) -> Element:
    words, labels = state.config.words, (total.label for total in state.config.totals)
    return section(key="rounds")[
        h4[words("scale.rounds")],
        table(class_="rounds")[
            caption(class_="note")[words("scale.no-verdict")],
            thead[tr[(th(scope="col")[name] for name in (words("scale.day"), *labels))]],
            tbody[(_row(state, at, round_) for at, round_ in enumerate(state.kept))],
        ],
        (_notes(state, at, round_) for at, round_ in enumerate(state.kept) if round_.notes),
        _next(state),
        div(class_="row")[list(_removal(state))],
    ]


def _row(state: State, at: int, round_: Round) -> Element:
    config = state.config
    return tr(key=f"round-{at}")[
        th(scope="row")[_day(state, round_)],
        (
            td[
                span[
                    config.words(
                        "scale.of", points=sum_of(config, round_, total), most=most_of(config, total)
                    )
                ],
                meter(
                    min=0,
                    max=most_of(config, total),
                    value=sum_of(config, round_, total),
                    aria_label=total.label,
                ),
            ]
            for total in config.totals
        ),
    ]


def _day(state: State, round_: Round) -> str:
    return state.config.words.day(round_.day, "long") if round_.day else ""


def _notes(state: State, at: int, round_: Round) -> Element:
    labels = {note.id: note.label for note in state.config.notes}
    written = "; ".join(f"{labels.get(name, name)}: {text.strip()}" for name, text in round_.notes)
    return p(class_="note", key=f"notes-{at}")[
        state.config.words("scale.notes", day=_day(state, round_), notes=written)
    ]


def _next(state: State) -> Element | None:
    look = next_look(state)
    if look is None:
        return None
    number, day = look
    words = state.config.words
    return p(key="next")[words("scale.next", number=number, day=words.day(day))]


def _removal(state: State) -> Iterator[Element]:
    """Yield the button that removes the last round, in two steps."""
    words, last = state.config.words, len(state.kept) - 1
    if state.removing != last:
        yield _QUIET(key="remove", on_click=RemovalAsked(last))[
            words("scale.remove", day=_day(state, state.kept[last]))
        ]
        return
    yield _QUIET(key="remove", on_click=RemovalAsked(None))[words("scale.remove-not")]
    yield _QUIET(key="removing", on_click=RoundRemoved(last))[words("scale.remove-yes")]


def lines(state: State) -> Iterator[Line]:
    """Yield the open round, and the kept ones, the newest first."""
    yield from _round(state, state.round)
    for round_ in reversed(state.kept):
        yield heading(_day(state, round_))
        yield from _round(state, round_)


def _round(state: State, round_: Round) -> Iterator[Line]:
    """Yield where each line was placed, the sums, and the notes."""
    config, words = state.config, state.config.words
    points, known = dict(round_.points), set[str]()
    for total in config.totals:
        for item in total.items:
            known.add(item.id)
            if (placed := points_of(config, round_, item.id)) is not None:
                yield Line(words("scale.end", points=placed, name=config.scale[placed]), item.text)
            elif item.id in points:
                yield Line(str(points[item.id]), item.text)
        if points.keys() >= {item.id for item in total.items}:
            sum_, most = sum_of(config, round_, total), most_of(config, total)
            yield Line(words("scale.sum", label=total.label, points=sum_, most=most))
    for name in sorted(points.keys() - known):
        yield Line(str(points[name]), name)
    yield from labelled(round_.notes, {note.id: note.label for note in config.notes})
