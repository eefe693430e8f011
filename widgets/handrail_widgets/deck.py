"""Cards for people who sit together: one at a time, each may be skipped, and nothing is noted.

No card is up before everybody said that they are happy to; that is asked anew each time. What is on them
can be read beforehand, as a list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Annotated

from handrail_widgets.kit.codec import Unsaved
from handrail_widgets.kit.codec.constraint import Length
from handrail_widgets.kit.effects import Announce, Effect
from handrail_widgets.kit.fields import choice, choices
from handrail_widgets.kit.html import (
    Element,
    button,
    details,
    div,
    input_,
    li,
    p,
    strong,
    summary,
    ul,
    written_once,
)
from handrail_widgets.kit.lines import Line
from handrail_widgets.kit.widget import Widget, WidgetConfig
from handrail_widgets.kit.words import Words


@dataclass(frozen=True, kw_only=True)
class Group:
    """Cards that belong together, and what they are called."""

    label: Annotated[str, Length(1, 100)]
    cards: Annotated[tuple[Annotated[str, Length(1, 600)], ...], Length(1, 100)]


@dataclass(frozen=True, kw_only=True)
class Config(WidgetConfig):
    """What an author writes: who sits together, what each of them says first, and the cards."""

    people: Annotated[tuple[Annotated[str, Length(1, 100)], ...], Length(1, 12)]
    consent: Annotated[str, Length(1, 300)]
    groups: Annotated[tuple[Group, ...], Length(1, 20)]
    note: str = ""


@dataclass(frozen=True)
class State:
    """The place of the card that is up, from 0; behind the last one it is their number."""

    config: Unsaved[Config]
    words: Unsaved[Words]
    at: int = 0
    happy: Unsaved[frozenset[int]] = frozenset()
    begun: Unsaved[bool] = False


@dataclass(frozen=True)
class Agreed:
    """Somebody is happy to, by their place among the people, or no longer."""

    person: int
    happy: bool


@dataclass(frozen=True)
class Begun:
    """The cards begin, from the first or from where they were."""

    at: int


@dataclass(frozen=True)
class Turned:
    """Another card is up: the next, the one before, or the next without a word on this one."""

    at: int


@dataclass(frozen=True)
class Stopped:
    """Somebody had enough."""


type Message = Agreed | Begun | Turned | Stopped
type Update = tuple[State, *tuple[Effect, ...]]


def init(config: Config) -> State:
    """Return the deck with its back up."""
    return State(config, config.words)


def update(state: State, message: Message) -> Update:
    """Return the deck after a message."""
    match message:
        case Agreed(person, happy):
            people = state.happy | {person} if happy else state.happy - {person}
            return (replace(state, happy=people, begun=state.begun and happy),)
        case Begun(at) if is_agreed(state):
            return turned(replace(state, begun=True), at)
        case Turned(at) if state.begun:
            return turned(state, at)
        case Stopped():
            return replace(state, begun=False, happy=frozenset()), Announce(state.words("deck.said-stopped"))
    return (state,)


def turned(state: State, at: int) -> Update:
    """Return the deck with this card up, which is read aloud."""
    after = replace(state, at=max(0, min(at, len(cards(state.config)))))
    return after, Announce(shown(after))


def cards(config: Config) -> tuple[tuple[str, str], ...]:
    """Return all cards, each with the name of its group."""
    return tuple((group.label, card) for group in config.groups for card in group.cards)


def is_agreed(state: State) -> bool:
    """Tell whether everybody is happy to."""
    return state.happy >= {*range(len(state.config.people))}


def shown(state: State) -> str:
    """Return what is on the card that is up, or that there is none any more."""
    deck = cards(state.config)
    return deck[state.at][1] if state.at < len(deck) else state.words("deck.end")


def view(state: State) -> Element:
    """Return the question to everybody, or the card that is up."""
    return card_view(state) if state.begun else consent_view(state)


def consent_view(state: State) -> Element:
    """Return what each has to be happy with, and the button for all."""
    config, words = state.config, state.words
    begin = button(class_="button", key="begin", disabled=not is_agreed(state))
    is_under_way = 0 < state.at < len(cards(config))
    ticks = (
        choice(
            input_(
                type="checkbox",
                key=f"happy-{person}",
                checked=person in state.happy,
                on_change=partial(Agreed, person),
            ),
            words("deck.consent", name=name, consent=config.consent),
        )
        for person, name in enumerate(config.people)
    )
    quiet = button(class_="button button-quiet", key="again", disabled=not is_agreed(state))
    return div[
        choices("consent", words("deck.before"), ticks),
        div(class_="row")[
            begin(on_click=Begun(state.at if is_under_way else 0))[
                words("deck.go-on", number=state.at + 1) if is_under_way else words("deck.begin")
            ],
            quiet(on_click=Begun(0))[words("deck.from-first")] if is_under_way else None,
        ],
        config.note and p(class_="note")[config.note],
        all_cards(config),
    ]


@lru_cache(maxsize=20)
def all_cards(config: Config) -> Element:
    """Return all cards as a list, to be read beforehand."""
    return written_once(
        details(key="all")[
            summary[config.words("deck.all")],
            ((p[strong[group.label]], ul[(li[card] for card in group.cards)]) for group in config.groups),
        ]
    )


def card_view(state: State) -> Element:
    """Return the card, and what can be done with it; any may be skipped, and anybody may stop."""
    words, deck, at = state.words, cards(state.config), state.at
    quiet = button(class_="button button-quiet")
    back = quiet(key="back", on_click=Turned(at - 1))[words("deck.back")] if at else None
    stop = quiet(key="stop", on_click=Stopped())[words("deck.stop")]
    if at >= len(deck):
        again = button(class_="button", key="next", on_click=Turned(0))[words("deck.again")]
        return div[p(class_="deck-card")[words("deck.end")], div(class_="row")[again, back, stop]]
    group, card = deck[at]
    return div[
        p(class_="count")[words("deck.place", group=group, number=at + 1, count=len(deck))],
        p(class_="deck-card")[card],
        div(class_="row")[
            button(class_="button", key="next", on_click=Turned(at + 1))[words("deck.next")],
            quiet(key="skip", on_click=Turned(at + 1))[words("deck.skip")],
            back,
            stop,
        ],
    ]


def written(state: State) -> Iterator[Line]:
    """Yield how far they came; what is said over a card is noted nowhere."""
    all_ = cards(state.config)
    if state.at >= len(all_):
        yield Line(state.words("deck.end"))
    elif state.at:
        group, _ = all_[state.at]
        yield Line(state.words("deck.place", group=group, number=state.at + 1, count=len(all_)))


deck = Widget("deck", Config, init, update, view, written=written)
