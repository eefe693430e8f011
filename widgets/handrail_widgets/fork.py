"""A choice that the rest of the guide goes by: it publishes a fact, and can be taken back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from handrail_widgets.kit.codec import Unsaved
from handrail_widgets.kit.codec.constraint import Length, Word
from handrail_widgets.kit.fields import choice, choices
from handrail_widgets.kit.html import Element, button, div, input_, p
from handrail_widgets.kit.lines import Line, said
from handrail_widgets.kit.link import Link, link_button
from handrail_widgets.kit.widget import Progress, Widget, WidgetConfig


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One way on. `text` is shown once it is chosen, with a link if there is one."""

    value: Annotated[str, Word()]
    label: Annotated[str, Length(1, 200)]
    text: str = ""
    link: Link = ""
    link_label: str = ""


@dataclass(frozen=True, kw_only=True)
class Config(WidgetConfig):
    """What an author writes: the name of the fact, the ways on, and what is asked."""

    fact: Annotated[str, Word()]
    choices: Annotated[tuple[Choice, ...], Length(2, 12)]
    question: str = ""


@dataclass(frozen=True)
class State:
    """The value that was chosen, also where the author took it away since; "" for none."""

    config: Unsaved[Config]
    chosen: str = ""


@dataclass(frozen=True)
class Chosen:
    """The reader chose a way on, or none any more."""

    value: str


type Message = Chosen


def init(config: Config) -> State:
    """Return the fork with nothing chosen."""
    return State(config)


def update(state: State, message: Message) -> State:
    """Return the fork after a message."""
    return replace(state, chosen=message.value)


def view(state: State) -> Element:
    """Return the ways on, and what follows from the chosen one."""
    config, words = state.config, state.config.words
    chosen = next((each for each in config.choices if each.value == state.chosen), None)
    options = (
        choice(
            input_(
                type="radio",
                key=f"way-{each.value}",
                name="way",
                checked=each is chosen,
                on_change=Chosen(each.value),
            ),
            each.label,
        )
        for each in config.choices
    )
    back = button(class_="button button-quiet", key="back", on_click=Chosen(""))
    return div[
        choices("ways", config.question or words("fork.question"), options),
        div(key="way-on", role="status")[
            p[chosen.text] if chosen and chosen.text else None,
            link_button(chosen.link, chosen.link_label) if chosen else None,
        ],
        div(class_="row")[back[words("fork.back")]] if chosen else None,
    ]


def progress(state: State) -> Progress:
    """Return whether one of today's ways is chosen."""
    return Progress(int(bool(facts(state))), 1)


def publishes(config: Config) -> Mapping[str, tuple[str, ...]]:
    """Return the fact, with the values of all ways."""
    return {config.fact: tuple(each.value for each in config.choices)}


def facts(state: State) -> Mapping[str, str]:
    """Return the fact, once something is chosen that there still is."""
    known = state.chosen in publishes(state.config)[state.config.fact]
    return {state.config.fact: state.chosen} if known else {}


def written(state: State) -> Iterator[Line]:
    """Yield what was chosen; of a way that went away the value is all there is."""
    labels = {each.value: each.label for each in state.config.choices}
    return said(labels.get(state.chosen, state.chosen), state.config.question)


fork = Widget(
    "fork",
    Config,
    init,
    update,
    view,
    progress=progress,
    facts=facts,
    publishes=publishes,
    written=written,
)
