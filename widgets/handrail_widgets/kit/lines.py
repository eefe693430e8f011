"""What a reader has in a widget, as lines to be read: what they wrote, ticked and chose, in its order."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from handrail_widgets.kit.codec import Json


class Line(NamedTuple):
    """A text, and what it is an answer to; a `label` without a text heads the lines that follow."""

    text: str
    label: str = ""
    ticked: bool = False


def heading(label: str) -> Line:
    """Return the line that heads those after it."""
    return Line("", label)


def said(text: str, label: str = "") -> Iterator[Line]:
    """Yield the line of a text, unless nothing but white space stands in it."""
    if text.strip():
        yield Line(text, label)


def labelled(texts: Iterable[tuple[str, str]], labels: Mapping[str, str]) -> Iterator[Line]:
    """Yield texts by the order of their labels; those whose label is gone come last, under their ids."""
    found = dict(texts)
    for name in [*labels, *(name for name in found if name not in labels)]:
        yield from said(found.get(name, ""), labels.get(name, name))


def changed(fresh: Json, state: Json) -> Iterator[Line]:
    """Yield what stands in a state, as JSON, and not in a fresh one: for a widget that has no `written`.

    What its fields are called is all there is to go by.
    """
    known = fresh if isinstance(fresh, dict) else {}
    for name, value in (state if isinstance(state, dict) else {}).items():
        if value != known.get(name):
            yield from _within(name, value)


def _within(name: str, value: Json) -> Iterator[Line]:
    label = name.replace("_", " ").capitalize()
    if isinstance(value, dict):
        for inner, each in value.items():
            if inner != "is":
                yield from _within(inner, each)
    elif isinstance(value, list):
        for each in value:
            yield from _within(name, each)
    elif value is True:
        yield Line(label, ticked=True)
    elif isinstance(value, str | int | float) and value is not False:
        yield from said(str(value), label)
