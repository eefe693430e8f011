"""A list of things to tick off. Every task list of a guide is one."""

from dataclasses import dataclass, replace
from functools import partial

from handrail_widgets.codec import Unsaved
from handrail_widgets.html import Element, div, input_, label, li, p, span, ul
from handrail_widgets.widget import Widget, WidgetConfig


@dataclass(frozen=True)
class Item:
    """One row. `id` stays when the text around it changes, so that its tick stays too."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Config(WidgetConfig):
    """The rows."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class State:
    """The rows and which of them are ticked; ticks of rows that went away are kept too."""

    items: Unsaved[tuple[Item, ...]]
    done: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Toggled:
    """The reader ticked a row, or took the tick back."""

    item: str
    done: bool


type Message = Toggled


def init(config: Config) -> State:
    """Return the list with nothing ticked."""
    return State(config.items)


def update(state: State, message: Message) -> State:
    """Return the list after a message."""
    match message:
        case Toggled(item, True):
            return replace(state, done=state.done | {item})
        case Toggled(item, False):
            return replace(state, done=state.done - {item})


def view(state: State) -> Element:
    """Return the rows and how many are done."""
    done = sum(item.id in state.done for item in state.items)
    return div[
        ul(class_="ticks")[(row(item, done=item.id in state.done) for item in state.items)],
        p(class_="count", role="status")[f"{done} of {len(state.items)} done"],
    ]


def row(item: Item, *, done: bool) -> Element:
    """Return one row; its whole width is the target."""
    box = input_(type="checkbox", key=f"{item.id}-box", checked=done, on_change=partial(Toggled, item.id))
    return li(class_="tick", key=item.id)[label[box, span[item.text]]]


checklist = Widget("checklist", Config, init, update, view)
