"""Prompts to write to, in one session or several, with a clock or without.

A session has no day: a missed one is simply the next. Everything can be opened and changed at any time.
"""

from dataclasses import replace
from datetime import datetime

from handrail_widgets.journal.state import (
    MOST_SESSIONS,
    AfterChosen,
    Config,
    DatesWanted,
    Message,
    Own,
    Session,
    SessionDone,
    SessionOpened,
    State,
    Written,
)
from handrail_widgets.journal.view import clock_of, coming, is_written, lines, session_at, view
from handrail_widgets.kit.effects import Announce, Effect, Subscription
from handrail_widgets.kit.widget import Progress, Widget
from handrail_widgets.sitting import state as sitting
from handrail_widgets.sitting import update as clock
from handrail_widgets.time.calendar_file import Entry, calendar_download, entry_id
from handrail_widgets.time.days import days_after

type Update = tuple[State, *tuple[Effect, ...]]


def init(config: Config) -> State:
    """Return the journal with nothing written."""
    return State(config, length=config.lengths[0] if config.lengths else None)


def update(state: State, message: Message) -> Update:
    """Return the journal after a message, its own or one of its clock."""
    if isinstance(message, Own):
        return changed(state, message)
    if not state.config.lengths:
        return (state,)
    after, *effects = clock.update(clock_of(state), message)
    return with_clock(state, after), *effects


def with_clock(state: State, after: sitting.State) -> State:
    """Return the journal with what its clock came to."""
    return replace(
        state,
        length=after.length,
        doing=after.doing,
        sittings=after.sittings,
        seconds_hidden=after.seconds_hidden,
        now=after.now,
    )


def changed(state: State, message: Own) -> Update:
    """Return the journal after one of its own messages. A session that there is not changes nothing.

    One that the author has taken away since still takes what no Python had read by then.
    """
    if isinstance(message, DatesWanted):
        return dates(state, message.now)
    at = message.session
    takes = MOST_SESSIONS if isinstance(message, Written | AfterChosen) else state.config.sessions
    if at not in range(takes):
        return (state,)
    match message:
        case SessionDone(now=now):
            return done(state, at, now)
        case Written(prompt=prompt, text=text):
            state = with_session(state, at, written(session_at(state, at), prompt, text))
        case AfterChosen(answer=answer):
            state = with_session(state, at, replace(session_at(state, at), after=answer))
        case SessionOpened():
            state = replace(state, open=at)
    return (state,)


def written(session: Session, prompt: str, text: str) -> Session:
    """Return a session with the text under a prompt; one that is empty again takes no room."""
    others = tuple(pair for pair in session.texts if pair[0] != prompt)
    return replace(session, texts=(*others, (prompt, text)) if text else others)


def with_session(state: State, at: int, session: Session) -> State:
    """Return the journal with one session in its place, and empty ones before it where there are none."""
    missing = (Session(),) * (at + 1 - len(state.sessions))
    sessions = (*state.sessions, *missing)
    return replace(state, sessions=(*sessions[:at], session, *sessions[at + 1 :]))


def done(state: State, at: int, now: datetime) -> Update:
    """Return the journal with a session closed, if anything was written in it, and the next one open."""
    session = session_at(state, at)
    if not is_written(session):
        return (state,)
    day = session.done or now.date()
    state = replace(with_session(state, at, replace(session, done=day)), now=now)
    rest = coming(state)
    words = state.config.words
    said = words("journal.said-next", number=rest[0] + 1) if rest else words("journal.said-all")
    return replace(state, open=rest[0] if rest else at), Announce(said)


def dates(state: State, now: datetime) -> Update:
    """Return the journal, and a file with one date for each session to come, from today on."""
    filed = state.filed or now
    summary = state.config.words("calendar.entry")
    entries = [
        Entry(entry_id(filed, f"{session + 1}"), days_after(now.date(), days), summary, state.files)
        for days, session in enumerate(coming(state))
    ]
    if not entries:
        return (state,)
    after = replace(state, filed=filed, files=state.files + 1, now=now)
    return after, calendar_download(state.config.words, entries, now)


def subscriptions(state: State) -> tuple[Subscription, ...]:
    """Return what the clock needs."""
    return clock.subscriptions(clock_of(state)) if state.config.lengths else ()


def progress(state: State) -> Progress | None:
    """Return how many of the sessions are closed."""
    count = state.config.sessions
    return Progress(count - len(coming(state)), count)


journal = Widget("journal", Config, init, update, view, subscriptions, progress, written=lines)
