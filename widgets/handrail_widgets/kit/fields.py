"""A labelled field with its hint and its error, put together once so that screen readers hear both."""

from collections.abc import Iterable, Sequence
from typing import Final

from handrail_widgets.kit.html import MOST_SIGNS, Element, div, fieldset, label, legend, p, span

LETTERS: Final = 21
"""So many letters a phone of 320 pixels has room for in a row of options that are equally wide."""

_LINES: Final = (None, "text", "tel", "email", "url", "search")
"""The kinds of input that hold a line of text."""

_PAIRS: Final = 4
"""Fewer options than these stand in a row or below one another."""


def field(  # noqa: PLR0913 - a control, and the four texts that may stand around it
    name: str,
    caption: str,
    control: Element,
    *,
    hint: str = "",
    error: str = "",
    below: Element | None = None,
) -> Element:
    """Return a control under the label `caption`; `name` becomes its id.

    `error` says what is wrong and how to mend it. It stands beside the control and is tied to it, as
    is what stands `below`: remarks on what was written, which is not wrong.

    Unless `autocomplete` is off, browsers write what stands in fields into files of their own, to restore
    tabs, and no page can erase it there.
    """
    return div(class_="field", key=f"{name}-field")[
        label(class_="field-label", for_=name)[caption],
        _hint(name, hint),
        control(
            id=name,
            autocomplete="off",
            data_most=MOST_SIGNS if _is_text(control) else None,
            aria_describedby=_described(name, hint, error, "" if below is None else below.text),
            aria_invalid=True if error else None,
        ),
        _error(name, error),
        None if below is None else below(key=f"{name}-below"),
    ]


def choices(  # noqa: PLR0913 - options, and the texts that may stand around them
    name: str,
    caption: str,
    options: Iterable[Element],
    *,
    hint: str = "",
    error: str = "",
    below: Element | None = None,
) -> Element:
    """Return a group of ticks or of radio buttons under the heading `caption`.

    On a phone they stand side by side where their words are short, else in pairs or one below the other.
    """
    options = tuple(options)
    return fieldset(
        class_=f"choices {_side_by_side(options)}",
        key=name,
        aria_describedby=_described(name, hint, error),
    )[
        legend[caption],
        _hint(name, hint),
        options,
        below,
        _error(name, error),
    ]


def _side_by_side(options: Sequence[Element]) -> str:
    """Return the class that says how options stand on a phone: no word is broken, none has three lines."""
    texts = [option.text for option in options]
    longest = max((len(word) for text in texts for word in text.split()), default=0)
    needed = max(longest, max(map(len, texts), default=0) / 2)
    if len(options) * needed <= LETTERS:
        return "choices-in-a-row"
    if len(options) >= _PAIRS and 2 * needed <= LETTERS:
        return "choices-in-pairs"
    return "choices-in-a-column"


def choice(control: Element, caption: str) -> Element:
    """Return one tick or radio button with its caption; the whole row is the target."""
    return label(class_="choice", key=f"{control.get('id')}-row")[control, span[caption]]


def _is_text(control: Element) -> bool:
    return control.tag == "textarea" or (control.tag == "input" and control.get("type") in _LINES)


def _described(name: str, hint: str, error: str, below: str = "") -> str | None:
    texts = (("hint", hint), ("error", error), ("below", below))
    ids = [f"{name}-{part}" for part, text in texts if text]
    return " ".join(ids) or None


def _hint(name: str, text: str) -> Element | None:
    return span(class_="field-hint", key=f"{name}-hint")[text] if text else None


def _error(name: str, text: str) -> Element | None:
    return p(class_="field-error", key=f"{name}-error")[text] if text else None
