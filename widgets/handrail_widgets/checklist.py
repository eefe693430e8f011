"""A list of things to tick off. Every task list of a guide is one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated

from handrail_widgets.kit.codec import Unsaved
from handrail_widgets.kit.codec.constraint import Word
from handrail_widgets.kit.html import Element, div, input_, label, li, p, span, ul
from handrail_widgets.kit.lines import Line
from handrail_widgets.kit.widget import Progress, Widget, WidgetConfig
from handrail_widgets.kit.words import Words


@dataclass(frozen=True)
class Item:
    """One row. `id` stays when the text around it changes, so that its tick stays too."""

    id: Annotated[str, Word()]
    text: str


@dataclass(frozen=True, kw_only=True)
class Config(WidgetConfig):
    """The rows."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class State:
    """The rows and which of them are ticked; ticks of rows that went away stay too."""

    items: Unsaved[tuple[Item, ...]]
    words: Unsaved[Words]
    done: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Toggled:
    """The reader ticked a row, or took the tick back."""

    item: str
    done: bool


type Message = Toggled


def init(config: Config) -> State:
    """Return the list with nothing ticked."""
    return State(config.items, config.words)


def update(state: State, message: Message) -> State:
    """Return the list after a message."""
    match message:
        case Toggled(item, done):
            return replace(state, done=state.done | {item} if done else state.done - {item})


def view(state: State) -> Element:
    """Return the rows and how many are done."""
    count = state.words("checklist.done", count=len(state.items), done=ticked(state))
    return div[
        ul(class_="ticks")[(row(item, done=item.id in state.done) for item in state.items)],
        p(class_="count", role="status")[count],
    ]


def progress(state: State) -> Progress | None:
    """Return how many of the rows are ticked; a list without rows has nothing to count."""
    return Progress(ticked(state), len(state.items)) if state.items else None


def ticked(state: State) -> int:
    """Return how many of today's rows are ticked."""
    return sum(item.id in state.done for item in state.items)


def written(state: State) -> Iterator[Line]:
    """Yield what is ticked; of rows that went away the id is all there is."""
    texts = {item.id: item.text for item in state.items}
    for item in [*texts, *sorted(state.done - texts.keys())]:
        if item in state.done:
            yield Line(texts.get(item, item), ticked=True)


def row(item: Item, *, done: bool) -> Element:
    """Return one row; its whole width is the target."""
    # Two prefixes: with a suffix on one of them, a row "a-box" would meet the box of a row "a".
    toggled = partial(Toggled, item.id)
    box = input_(type="checkbox", key=f"box-{item.id}", checked=done, on_change=toggled)
    return li(class_="tick", key=f"row-{item.id}")[label[box, span[item.text]]]


checklist = Widget("checklist", Config, init, update, view, progress=progress, written=written)
