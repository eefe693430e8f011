"""A widget for tests of what widgets stand on: it can be told to go wrong in every way."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from handrail_widgets.kit.codec import Json, Unsaved
from handrail_widgets.kit.effects import Announce, Effect, Every, KeepAwake, Subscription
from handrail_widgets.kit.html import Element, button, div, form, input_, label, p
from handrail_widgets.kit.widget import Progress, Widget, WidgetConfig


@dataclass(frozen=True, kw_only=True)
class Config(WidgetConfig):
    cups: int = 2


@dataclass(frozen=True)
class State:
    cups: Unsaved[int]
    tea: str = ""
    on: bool = False
    ends: datetime | None = None
    weight: float = 0.0
    now: Unsaved[datetime | None] = None


@dataclass(frozen=True)
class Named:
    tea: str


@dataclass(frozen=True)
class Switched:
    on: bool


@dataclass(frozen=True)
class Sent:
    """The form."""


@dataclass(frozen=True)
class Weighed:
    weight: float


@dataclass(frozen=True)
class Ticked:
    now: datetime


type Said = Named | Switched
type Message = Said | Sent | Weighed | Ticked


def update(state: State, message: Message) -> State | tuple[State, *tuple[Effect, ...]]:
    match message:
        case Named("crash"):
            raise OverflowError("told to")
        case Named(tea):
            return replace(state, tea=tea)
        case Switched(on):
            return replace(state, on=on), Announce("The kettle is on" if on else "The kettle is off")
        case Sent():
            return replace(state, tea=f"{state.tea}!"), Announce("Sent"), Announce("Thank you")
        case Weighed(weight):
            return replace(state, weight=weight * 1e200)
        case Ticked(now):
            return replace(state, now=now)


def view(state: State) -> Element:
    if state.tea.startswith("undrawable"):
        raise ZeroDivisionError("told to")
    return div[
        "Kettle ",
        label[input_(type="checkbox", id="on", checked=state.on, on_change=Switched), "On"],
        form(on_submit=Sent)[
            label(for_="tea")["Tea"],
            input_(id="tea", value=state.tea, on_input=Named),
            button(type="submit")["Send"],
        ],
        button(on_click=Named(""), disabled=not state.tea)["Clear"],
        p[f"{state.cups} cups of {state.tea or 'water'}"],
        p(id="now")[state.now.isoformat() if state.now else "no time yet"],
    ]


def subscriptions(state: State) -> tuple[Subscription, ...]:
    return (Every(60, Ticked), KeepAwake()) if state.on else ()


def progress(state: State) -> Progress | None:
    return Progress(bool(state.tea) + state.on, 2) if state.tea or state.on else None


def facts(state: State) -> Mapping[str, str]:
    tea = {"tea": state.tea.lower()} if state.tea else {}
    return tea | ({"kettle-on": "yes"} if state.on else {})


def publishes(_config: Config) -> Mapping[str, tuple[str, ...]]:
    return {"tea": ("mint", "sage"), "kettle-on": ("yes",)}


def trimmed(old: dict[str, Json]) -> dict[str, Json]:
    match old:
        case {"tea": str(tea)}:
            return {**old, "tea": tea.strip()}
    return old


kettle = Widget(
    "kettle",
    Config,
    lambda config: State(config.cups),
    update,
    view,
    subscriptions,
    progress,
    facts,
    publishes,
    version=3,
    migrations={
        1: lambda old: {"tea": old["name"]},
        2: trimmed,
    },
)
