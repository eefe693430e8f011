"""A labelled field with its hint and its error, put together once so that screen readers hear both."""

from collections.abc import Iterable

from handrail_widgets.kit.html import Element, div, fieldset, label, legend, p, span


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
    """
    return div(class_="field", key=f"{name}-field")[
        label(class_="field-label", for_=name)[caption],
        _hint(name, hint),
        control(
            id=name,
            aria_describedby=_described(name, hint, error, "" if below is None else below.text),
            aria_invalid=True if error else None,
        ),
        _error(name, error),
        None if below is None else below(key=f"{name}-below"),
    ]


def choices(
    name: str, caption: str, options: Iterable[Element], *, hint: str = "", error: str = ""
) -> Element:
    """Return a group of ticks or of radio buttons under the heading `caption`."""
    return fieldset(class_="choices", key=name, aria_describedby=_described(name, hint, error))[
        legend[caption],
        _hint(name, hint),
        options,
        _error(name, error),
    ]


def choice(control: Element, caption: str) -> Element:
    """Return one tick or radio button with its caption; the whole row is the target."""
    return label(class_="choice", key=f"{control.get('id')}-row")[control, span[caption]]


def _described(name: str, hint: str, error: str, below: str = "") -> str | None:
    texts = (("hint", hint), ("error", error), ("below", below))
    ids = [f"{name}-{part}" for part, text in texts if text]
    return " ".join(ids) or None


def _hint(name: str, text: str) -> Element | None:
    return span(class_="field-hint", key=f"{name}-hint")[text] if text else None


def _error(name: str, text: str) -> Element | None:
    return p(class_="field-error", key=f"{name}-error")[text] if text else None
