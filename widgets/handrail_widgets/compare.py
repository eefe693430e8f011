"""Several people answer apart, on one device, and see one another's answers once all of them are done.

While one answers, nothing of the others is on the page. Whoever takes a turn begins anew: the device may be
in other hands than before. Only what they said alike is named as such.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from handrail_widgets.kit.codec import Unsaved
from handrail_widgets.kit.codec.constraint import Length, Word
from handrail_widgets.kit.effects import Announce, Effect
from handrail_widgets.kit.fields import choice, choices
from handrail_widgets.kit.html import Element, button, div, h4, input_, li, p, section, span, strong, ul
from handrail_widgets.kit.lines import Line
from handrail_widgets.kit.widget import Progress, Widget, WidgetConfig


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer."""

    value: Annotated[str, Word()]
    label: Annotated[str, Length(1, 100)]


@dataclass(frozen=True, kw_only=True)
class Item:
    """What is asked of each."""

    id: Annotated[str, Word()]
    text: Annotated[str, Length(1, 300)]


@dataclass(frozen=True, kw_only=True)
class Config(WidgetConfig):
    """What an author writes.

    Of the `choices` those in `counts` make a match when all say them; by default all of them do.
    """

    people: Annotated[tuple[Annotated[str, Length(1, 100)], ...], Length(2, 6)]
    choices: Annotated[tuple[Choice, ...], Length(2, 6)]
    items: Annotated[tuple[Item, ...], Length(1, 30)]
    counts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What somebody, by their place among the people, said of an item."""

    person: int
    item: str
    value: str


@dataclass(frozen=True)
class State:
    """All answers, and who is `done`. Whose `turn` it is, and what is `shown`, is forgotten with the page."""

    config: Unsaved[Config]
    answers: tuple[Answer, ...] = ()
    done: frozenset[int] = frozenset()
    turn: Unsaved[int | None] = None
    shown: Unsaved[bool] = False


@dataclass(frozen=True)
class TurnTaken:
    """Somebody has the device now, to answer; what they answered before is dropped."""

    person: int


@dataclass(frozen=True)
class Answered:
    """Somebody answered."""

    person: int
    item: str
    value: str


@dataclass(frozen=True)
class TurnEnded:
    """They are done, and hand the device over."""

    person: int


@dataclass(frozen=True)
class Opened:
    """All look at all answers together."""


@dataclass(frozen=True)
class Closed:
    """The answers are put away again, or a turn is left before it ends, and its answers are dropped."""


type Message = TurnTaken | Answered | TurnEnded | Opened | Closed
type Update = tuple[State, *tuple[Effect, ...]]


def init(config: Config) -> State:
    """Return the comparison with nothing answered."""
    return State(config)


def update(state: State, message: Message) -> Update:
    """Return the comparison after a message."""
    words = state.config.words
    match message:
        case TurnTaken(person):
            state = replace(without(state, person), turn=person, shown=False)
        case Answered(person, item, value):
            others = tuple(each for each in state.answers if (each.person, each.item) != (person, item))
            state = replace(state, answers=(*others, Answer(person, item, value)))
        case TurnEnded(person) if is_whole(state, person):
            after = replace(state, turn=None, done=state.done | {person})
            return after, Announce(words("compare.said-handed"))
        case Opened() if are_done(state):
            return replace(state, shown=True, turn=None), Announce(words("compare.said-shown"))
        case Closed():
            left = state if state.turn is None else without(state, state.turn)
            state = replace(left, shown=False, turn=None)
    return (state,)


def without(state: State, person: int) -> State:
    """Return the comparison without what somebody answered."""
    answers = tuple(each for each in state.answers if each.person != person)
    return replace(state, answers=answers, done=state.done - {person})


def answer_of(state: State, person: int, item: str) -> str:
    """Return what somebody said of an item; "" for nothing, and for what can't be said any more."""
    said = next((each.value for each in state.answers if (each.person, each.item) == (person, item)), "")
    return said if any(each.value == said for each in state.config.choices) else ""


def is_whole(state: State, person: int) -> bool:
    """Tell whether somebody has answered each of today's items."""
    return all(answer_of(state, person, item.id) for item in state.config.items)


def are_done(state: State) -> bool:
    """Tell whether all have answered all, and said that they are done."""
    people = range(len(state.config.people))
    return state.done >= {*people} and all(is_whole(state, person) for person in people)


def match_on(state: State, item: str) -> str:
    """Return what all said of an item alike, if it counts; "" if they didn't."""
    said = {answer_of(state, person, item) for person in range(len(state.config.people))}
    counts = state.config.counts or tuple(each.value for each in state.config.choices)
    return next(iter(said)) if len(said) == 1 and said <= {*counts} else ""


def view(state: State) -> Element:
    """Return the answers of whose turn it is, all answers once they are opened, or who comes next."""
    if state.shown and are_done(state):
        return div[list(_all(state))]
    if state.turn in range(len(state.config.people)):
        return div[list(_turn(state, state.turn or 0))]
    return div[list(_between(state))]


def _between(state: State) -> Iterator[Element]:
    words, people = state.config.words, state.config.people
    coming = next((person for person in range(len(people)) if person not in state.done), None)
    yield p(class_="note")[words("compare.note")]
    if are_done(state):
        opened = button(class_="button", key="open", on_click=Opened())
        yield div(class_="row", key="opening")[opened[words("compare.open")]]
    yield div(class_="row", key="turns")[
        (
            button(
                class_="button" if person == coming else "button button-quiet",
                key=f"turn-{person}",
                on_click=TurnTaken(person),
            )[words("compare.change" if person in state.done else "compare.begin", name=name)]
            for person, name in enumerate(people)
        )
    ]


def _turn(state: State, person: int) -> Iterator[Element]:
    words, name = state.config.words, state.config.people[person]
    yield h4(key="whose")[words("compare.turn", name=name)]
    for item in state.config.items:
        said = answer_of(state, person, item.id)
        yield choices(
            f"item-{person}-{item.id}",
            item.text,
            (
                choice(
                    input_(
                        type="radio",
                        key=f"said-{person}-{item.id}-{each.value}",
                        name=f"item-{person}-{item.id}",
                        checked=said == each.value,
                        on_change=Answered(person, item.id, each.value),
                    ),
                    each.label,
                )
                for each in state.config.choices
            ),
        )
    done = button(
        class_="button", key="done", on_click=TurnEnded(person), disabled=not is_whole(state, person)
    )
    away = button(class_="button button-quiet", key="away", on_click=Closed())
    yield div(class_="row", key="end")[done[words("compare.done")], away[words("compare.later")]]


def _all(state: State) -> Iterator[Element]:
    words, people = state.config.words, state.config.people
    labels = {each.value: each.label for each in state.config.choices}
    matches = sum(bool(match_on(state, item.id)) for item in state.config.items)
    yield p(class_="count", role="status")[
        words("compare.matches", count=len(state.config.items), matches=matches)
    ]
    yield ul(class_="log")[
        (
            li(class_="log-entry", key=f"row-{item.id}")[
                span[strong[item.text]],
                (
                    span[words("compare.said", name=name, answer=labels[answer_of(state, person, item.id)])]
                    for person, name in enumerate(people)
                ),
                span[words("compare.match")] if match_on(state, item.id) else None,
            ]
            for item in state.config.items
        )
    ]
    away = button(class_="button", key="close", on_click=Closed())
    yield section(key="after")[div(class_="row")[away[words("compare.close")]]]


def progress(state: State) -> Progress:
    """Return how many of the people are done."""
    people = range(len(state.config.people))
    return Progress(sum(person in state.done and is_whole(state, person) for person in people), len(people))


def written(state: State) -> Iterator[Line]:
    """Yield all answers once all are done; before that, who is, and no answer."""
    config, words = state.config, state.config.words
    labels = {each.value: each.label for each in config.choices}
    if not are_done(state):
        for person, name in enumerate(config.people):
            if person in state.done:
                yield Line(name, words("written.answered"))
        return
    for item in config.items:
        answers = (
            words("compare.said", name=name, answer=labels[answer_of(state, person, item.id)])
            for person, name in enumerate(config.people)
        )
        yield Line("; ".join(answers), item.text)


compare = Widget("compare", Config, init, update, view, progress=progress, written=written, hides=True)
