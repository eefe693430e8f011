"""A free text in the reader's own words. Every step of a guide has one at its end, folded."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from handrail_widgets.kit.codec import Unsaved
from handrail_widgets.kit.codec.constraint import Length
from handrail_widgets.kit.fields import field
from handrail_widgets.kit.html import Element, details, div, summary, textarea
from handrail_widgets.kit.lines import Line, said
from handrail_widgets.kit.widget import Widget, WidgetConfig


@dataclass(frozen=True, kw_only=True)
class Config(WidgetConfig):
    """What an author writes. One that is `folded` is a line, its `label`, until something stands in it."""

    label: Annotated[str, Length(0, 200)] = ""
    folded: bool = False


@dataclass(frozen=True)
class State:
    """What is written."""

    config: Unsaved[Config]
    text: str = ""


@dataclass(frozen=True)
class Written:
    """The reader wrote."""

    text: str


type Message = Written


def init(config: Config) -> State:
    """Return the note with nothing in it."""
    return State(config)


def update(state: State, message: Message) -> State:
    """Return the note after a message."""
    return replace(state, text=message.text)


def view(state: State) -> Element:
    """Return the field, open or folded."""
    label = state.config.label or state.config.words("note.label")
    area = textarea(rows=3, on_input=Written)[state.text]
    if not state.config.folded:
        return div[field("text", label, area)]
    inside = div(class_="field")[area(id="text", aria_label=label)]
    return div[details(key="fold", open=bool(state.text.strip()))[summary[label], inside]]


def written(state: State) -> Iterator[Line]:
    """Yield the text, under the label that its author gave it."""
    return said(state.text, state.config.label)


note = Widget("note", Config, init, update, view, written=written)
