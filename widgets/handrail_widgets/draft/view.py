"""How a draft looks: its fields, each with what is to look at again, and what can be done with the text."""

from collections.abc import Iterator
from functools import partial

from handrail_widgets.draft.remarks import Remark, is_free, is_over, last_day, remarks, text_of, whole
from handrail_widgets.draft.state import (
    Begun,
    Config,
    Copied,
    Field,
    NotSent,
    Sending,
    SendingAsked,
    Sent,
    State,
    Written,
)
from handrail_widgets.kit.fields import field
from handrail_widgets.kit.html import Element, button, div, li, p, span, strong, textarea, ul
from handrail_widgets.kit.lines import Line, labelled
from handrail_widgets.kit.link import link_button
from handrail_widgets.kit.words import Words
from handrail_widgets.text.phrases import Mark, words_in

_QUIET = button(class_="button button-quiet")


def view(state: State) -> Element:
    """Return the fields, what is to look at, what is there, and the buttons."""
    config, words = state.config, state.words
    written = whole(state)
    if config.sent and state.sent:
        return div[
            _sent(state, config.sent),
            (_field(state, each, ()) for each in config.fields),
            config.note and p(class_="note", key="note")[config.note],
        ]
    found, marks = remarks(state)
    count = words("draft.words", count=words_in(written))
    return div[
        (_field(state, each, found.get(each.id, ())) for each in config.fields),
        _starts(state),
        p(class_="count", key="length")[
            count if not written.strip() else f"{count}. {good_length(config, words)}".removesuffix(". ")
        ],
        _flags(state, sum(map(len, found.values()))) if config.rules.flags else None,
        ul(class_="marks", key="marks")[
            (_mark(state, mark, there=mark.id in marks) for mark in config.rules.marks)
        ]
        if config.rules.marks and written.strip()
        else None,
        config.note and p(class_="note", key="note")[config.note],
        _buttons(state, has_text=bool(written.strip())),
    ]


def _field(state: State, each: Field, found: tuple[Remark, ...]) -> Iterator[Element]:
    caption = state.words("draft.optional", label=each.label) if each.optional else each.label
    area = textarea(rows=each.lines, on_input=partial(Written, each.id))
    if state.sent:
        area = area(readonly=True)
    flags = div(class_="flags")[(_flag(state, remark) for remark in found)] if found else None
    yield field(f"text-{each.id}", caption, area[text_of(state, each.id)], hint=each.hint, below=flags)


def _flag(state: State, remark: Remark) -> Element:
    phrase: Element | str = strong[" ".join(remark.phrase.split())]
    said = state.words.parts("draft.flag", phrase=phrase, why=remark.flag.say)
    return p(class_="flag", data_flag=remark.flag.id)[list(said)]


def _flags(state: State, count: int) -> Element:
    words = state.words("draft.flags", count=count) if count else state.words("draft.no-flags")
    return p(class_="note", key="flags", role="status")[words if whole(state).strip() else ""]


def _mark(state: State, mark: Mark, *, there: bool) -> Element:
    label: Element | str = strong[mark.label]
    stands = state.words("draft.there" if there else "draft.not-there")
    return li(class_="mark mark-there" if there else "mark", data_mark=mark.id)[
        span[list(state.words.parts("draft.mark", label=label, stands=stands))]
    ]


def good_length(config: Config, words: Words) -> str:
    """Return what a good length is, in words."""
    least, most = config.length.least, config.length.most
    if least is not None and most is not None:
        return words("draft.between", least=least, most=most)
    if most is not None:
        return words("draft.at-most", count=most)
    return words("draft.at-least", count=least) if least is not None else ""


def _starts(state: State) -> Element | None:
    """Return the openings, while the field that they would go to holds nothing of the reader's own."""
    config = state.config
    if not config.starts or not is_free(state):
        return None
    key = "draft.instead" if text_of(state, config.fields[0].id).strip() else "draft.begin-with"
    return div(class_="row", role="group", aria_label=state.words("draft.begin"), key="starts")[
        (
            _QUIET(key=f"start-{at}", on_click=Begun(at))[state.words(key, start=start.label)]
            for at, start in enumerate(config.starts)
            if start.text != text_of(state, config.fields[0].id)
        )
    ]


def _buttons(state: State, *, has_text: bool) -> Element | None:
    config, words = state.config, state.words
    if not has_text:
        return None
    copy = _QUIET(key="copy", on_click=Copied())[words("draft.copy")]
    if not config.sent:
        return div(class_="row", key="buttons")[copy]
    if not state.asked:
        return div(class_="row", key="buttons")[
            copy, _QUIET(key="send", on_click=SendingAsked(True))[config.sent.label]  # noqa: FBT003 - a message
        ]
    return div(class_="panel", key="buttons")[
        p[words("draft.sure")],
        div(class_="row")[
            button(class_="button", key="not-sent", on_click=SendingAsked(False))[words("draft.not-yet")],  # noqa: FBT003 - a message
            _QUIET(key="send", on_click=Sent)[words("draft.is-sent")],
        ],
    ]


def _sent(state: State, sending: Sending) -> Element:
    words = state.words
    day = last_day(state)
    over = is_over(state)
    said = sending.over if over else sending.waiting
    return div(class_="panel", key="sent", role="status")[
        p[strong[words("draft.sent-on", day=words.day(state.sent, "long") if state.sent else "")]],
        p[said.replace("{day}", words.day(day, "long") if day else "")],
        link_button(sending.link, sending.link_label)
        if over  # after so long it was no slip
        else div(class_="row")[_QUIET(key="slip", on_click=NotSent())[words("draft.slip")]],
    ]


def lines(state: State) -> Iterator[Line]:
    """Yield the text, and when it was sent."""
    yield from labelled(state.texts, {each.id: each.label for each in state.config.fields})
    if state.sent:
        yield Line(state.words("draft.sent-on", day=state.words.day(state.sent, "long")))
