"""Lines placed on a scale, added up under labels, and compared with earlier rounds. There is no verdict."""

from dataclasses import replace
from datetime import datetime

from handrail_widgets.kit.effects import Announce, Effect
from handrail_widgets.kit.widget import Progress, Widget
from handrail_widgets.self_check.rounds import is_whole, items, points_of
from handrail_widgets.self_check.state import (
    Config,
    Message,
    NoteWritten,
    Placed,
    RemovalAsked,
    Round,
    RoundKept,
    RoundRemoved,
    State,
)
from handrail_widgets.self_check.view import lines, view

type Update = tuple[State, *tuple[Effect, ...]]


def init(config: Config) -> State:
    """Return the check with nothing placed."""
    return State(config)


def update(state: State, message: Message) -> Update:
    """Return the check after a message."""
    match message:
        case RoundKept(now):
            return kept(state, now)
        case Placed(item, points):
            others = tuple(pair for pair in state.round.points if pair[0] != item)
            state = replace(state, round=replace(state.round, points=(*others, (item, points))))
        case NoteWritten(note, text):
            others_ = tuple(pair for pair in state.round.notes if pair[0] != note)
            notes = (*others_, (note, text)) if text else others_
            state = replace(state, round=replace(state.round, notes=notes))
        case RemovalAsked(at):
            state = replace(state, removing=at)
        case RoundRemoved(at):
            rounds = tuple(round_ for place, round_ in enumerate(state.kept) if place != at)
            state = replace(state, kept=rounds, removing=None)
    return (state,)


def kept(state: State, now: datetime) -> Update:
    """Return the check with its round kept, once all of it is placed."""
    if not is_whole(state.config, state.round):
        return state, Announce(state.config.words("scale.said-open"))
    done = replace(state.round, day=now.date())
    after = replace(state, round=Round(), kept=(*state.kept, done))
    return after, Announce(state.config.words("scale.said-kept"))


def progress(state: State) -> Progress:
    """Return how many of today's items are placed; all of them, once a round was kept."""
    all_ = items(state.config)
    placed = sum(points_of(state.config, state.round, item) is not None for item in all_)
    return Progress(len(all_) if state.kept else placed, len(all_))


self_check = Widget("self-check", Config, init, update, view, progress=progress, written=lines)
