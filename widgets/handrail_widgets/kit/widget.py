"""The record that makes a widget: Elm's init, update, view and subscriptions, as plain functions.

Source of the shape: the Elm Architecture, https://guide.elm-lang.org/architecture/
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Never, get_type_hints

from handrail_widgets.kit.codec import Json, Unsaved
from handrail_widgets.kit.codec.records import is_record, members
from handrail_widgets.kit.effects import Effect, Subscription
from handrail_widgets.kit.html import Element
from handrail_widgets.kit.lines import Line
from handrail_widgets.kit.words import NO_WORDS, Words

TAKES: Final = 2
"""What `update` takes: a state and a message."""


@dataclass(frozen=True, kw_only=True)
class WidgetConfig:
    """What an author writes in every widget's fence.

    `id` names the widget within its guide and is where its answers are saved, so it should never
    change once a guide is published. `title` stands above the widget.

    `words` are the sentences of the site's language. No author writes them and no page carries them:
    whoever makes the config puts them in.
    """

    id: str
    title: str = ""
    words: Unsaved[Words] = NO_WORDS


def _no_subscriptions(_state: object) -> tuple[Subscription, ...]:
    return ()


def _no_progress(_state: object) -> None:
    return None


def _no_facts(_given: object) -> Mapping[str, Never]:
    return {}


def _reads_nothing(_config: object) -> tuple[str, ...]:
    return ()


def _beside_nothing[State](state: State, _stored: Mapping[str, str]) -> State:
    return state


@dataclass(frozen=True)
class Progress:
    """How far a reader has come: `done` of so many. When all of them are done, the widget is.

    Raises:
        ValueError: unless `of` is 1 or more, and `done` from 0 to `of`.

    """

    done: int
    of: int

    def __post_init__(self) -> None:
        """Refuse what can't be shown as a part of a whole."""
        if not (self.of >= 1 and 0 <= self.done <= self.of):
            message = f"{self.done} of {self.of} is no progress; without anything to count it is None"
            raise ValueError(message)


@dataclass(frozen=True)
class Widget[Config: WidgetConfig, State, Message]:
    """One kind of widget. Its functions are pure: no clock, no randomness, no locale, no storage.

    - `config`: the dataclass that an author's YAML is checked against;
    - `init`: the state of a reader who has not touched it yet;
    - `update`: the next state, alone or in a tuple followed by effects;
    - `view`: the state as an element tree; the page shows its children;
    - `subscriptions`: what the state needs for as long as it lasts;
    - `progress`: how far the reader has come with it, or `None` while there is nothing to count;
    - `facts`, `publishes`: the small answers that other text may depend on, and, by the config
      alone, all that they can ever be; see `handrail_widgets.kit.facts`;
    - `reads`, `beside`: the ids of other widgets of its guide, by the config alone, and the state with
      what is stored of those: texts by id, which `handrail_widgets.kit.storage` can read;
    - `written`: what the reader wrote, ticked and chose, as lines to be read: all of it, except what must
      be hidden from somebody; where it is left out, the state's fields are read by their names;
    - `hides`: its state holds what somebody must not see yet, so it is never shown as it is stored;
    - `still`: it is drawn at build and never again; it takes no messages, and nothing of it is stored;
    - `version`, `migrations`: raise the version when stored states change shape, and give for each
      older version a function from its stored fields to those of the next.
    """

    name: str
    config: type[Config]
    init: Callable[[Config], State]
    update: Callable[[State, Message], State | tuple[State, *tuple[Effect, ...]]]
    view: Callable[[State], Element]
    subscriptions: Callable[[State], tuple[Subscription, ...]] = _no_subscriptions
    progress: Callable[[State], Progress | None] = _no_progress
    facts: Callable[[State], Mapping[str, str]] = _no_facts
    publishes: Callable[[Config], Mapping[str, tuple[str, ...]]] = _no_facts
    reads: Callable[[Config], tuple[str, ...]] = _reads_nothing
    beside: Callable[[State, Mapping[str, str]], State] = _beside_nothing
    written: Callable[[State], Iterable[Line]] | None = None
    hides: bool = False
    still: bool = False
    version: int = 1
    migrations: Mapping[int, Callable[[dict[str, Json]], dict[str, Json]]] = field(
        default_factory=dict,
    )

    @cached_property
    def messages(self) -> tuple[type[Message], ...]:
        """The message classes, read from the second parameter of `update`; a still widget has none.

        Raises:
            TypeError: if that is not annotated with a dataclass, or a union of some.

        """
        if self.still:
            return ()
        hints = get_type_hints(self.update)
        hints.pop("return", None)
        kinds = [members(hint) for hint in hints.values()]
        messages: tuple[type[Message], ...] = (
            tuple(kind for kind in kinds[-1] if is_record(kind)) if len(kinds) == TAKES else ()
        )
        if not messages or len(messages) < len(kinds[-1]):
            message = f"{self.name}: update(state: State, message: Message) says what it takes"
            raise TypeError(message)
        return messages

    def updated(self, state: State, message: Message) -> tuple[State, tuple[Effect, ...]]:
        """Return the next state and the effects, whichever way `update` gave them."""
        result = self.update(state, message)
        if isinstance(result, tuple):
            return result[0], result[1:]
        return result, ()


def still[Config: WidgetConfig](
    name: str, config: type[Config], view: Callable[[Config], Element]
) -> Widget[Config, Config, Never]:
    """Return a widget that is drawn at build from its config, and never again."""

    def unchanged(state: Config, message: Never) -> Config:  # noqa: ARG001 - there is none
        return state

    return Widget(name, config, lambda given: given, unchanged, view, still=True)


type AnyWidget = Widget[Any, Any, Any]  # type: ignore[explicit-any]
"""A widget of any kind. Python can't say "a config, a state and messages that belong together, whichever
they are", so a collection of widgets says `Any`; a function that takes one widget can name its types."""
