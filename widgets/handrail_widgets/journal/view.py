"""How a journal looks: the clock, the open session, the others, and the dates."""

from collections.abc import Iterator
from functools import partial

from handrail_widgets.journal.state import (
    AfterChosen,
    DatesWanted,
    Prompt,
    Session,
    SessionDone,
    SessionOpened,
    State,
    Written,
)
from handrail_widgets.kit.fields import choice, choices, field
from handrail_widgets.kit.html import (
    Element,
    button,
    details,
    div,
    h4,
    input_,
    li,
    p,
    section,
    span,
    strong,
    summary,
    textarea,
    ul,
)
from handrail_widgets.kit.lines import Line, heading, labelled, said
from handrail_widgets.sitting import state as sitting
from handrail_widgets.sitting.view import sitting_lines
from handrail_widgets.sitting.view import view as clock_view
from handrail_widgets.time.calendar_view import calendar_view


def view(state: State) -> Element:
    """Return the open session, and what stands around it."""
    config, words, at = state.config, state.config.words, opened(state)
    several = config.sessions > 1
    return div[
        section(key="clock")[clock_view(clock_of(state)).children] if config.lengths else None,
        section(key=f"session-{at}", aria_labelledby=f"session-{at}-title" if several else None)[
            h4(key=f"session-{at}-title")[words("journal.session", number=at + 1, of=config.sessions)]
            if several
            else None,
            _late(state, at),
            _prompts(state, at),
            _after(state, at),
            _stop(state),
            _done(state, at),
        ],
        _others(state) if several else None,
        calendar_view(words, len(coming(state)), DatesWanted) if config.calendar else None,
    ]


def clock_of(state: State) -> sitting.State:
    """Return the clock by itself."""
    config = state.config
    return sitting.State(
        config.lengths,
        config.untimed,
        config.words,
        state.length,
        state.doing,
        state.sittings,
        state.seconds_hidden,
        state.now,
    )


def opened(state: State) -> int:
    """Return the place of the session that is open; the last, where there are fewer than there were."""
    return min(state.open, state.config.sessions - 1)


def session_at(state: State, at: int) -> Session:
    """Return the session at a place; one that nobody touched yet is empty."""
    return state.sessions[at] if at < len(state.sessions) else Session()


def is_written(session: Session) -> bool:
    """Tell whether anything stands in a session but white space."""
    return any(text.strip() for _, text in session.texts)


def coming(state: State) -> tuple[int, ...]:
    """Return the places of the sessions that aren't closed yet."""
    return tuple(at for at in range(state.config.sessions) if not session_at(state, at).done)


def _prompts(state: State, at: int) -> Iterator[Element]:
    """Yield the fields of a session; where prompts take turns, those of other sessions stay folded."""
    prompts = state.config.prompts
    first = (prompts[at % len(prompts)],) if state.config.in_turn else prompts
    yield from (_prompt(state, at, prompt) for prompt in first)
    if rest := [prompt for prompt in prompts if prompt not in first]:
        yield details(key=f"more-{at}")[
            summary[state.config.words("journal.more")],
            (_prompt(state, at, prompt) for prompt in rest),
        ]


def _prompt(state: State, at: int, prompt: Prompt) -> Element:
    text = dict(session_at(state, at).texts).get(prompt.id, "")
    area = textarea(rows=prompt.lines, on_input=partial(Written, at, prompt.id))
    return field(f"text-{at}-{prompt.id}", prompt.label, area[text], hint=prompt.hint)


def _late(state: State, at: int) -> Iterator[Element]:
    """Yield that the next session can wait, while nothing is written in it, and how it was after the last."""
    config = state.config
    if at == 0 or session_at(state, at - 1).done is None or is_written(session_at(state, at)):
        return
    yield p(class_="note", key=f"rest-{at}")[config.words("journal.rest", number=at + 1)]
    if config.after:
        yield _how(state, at - 1, config.words("journal.after-last", number=at))


def _after(state: State, at: int) -> Element | None:
    """Return the question how it is now, once there is something to ask about."""
    config, session = state.config, session_at(state, at)
    if not config.after or not (is_written(session) or session.after):
        return None
    return _how(state, at, config.words("journal.after"))


def _how(state: State, at: int, question: str) -> Element:
    config, session = state.config, session_at(state, at)
    answers = (
        choice(
            input_(
                type="radio",
                key=f"after-{at}-{number}",
                name=f"after-{at}",
                checked=session.after == answer,
                on_change=AfterChosen(at, answer),
            ),
            answer,
        )
        for number, answer in enumerate(config.after)
    )
    return choices(f"after-{at}", question, answers)


def _stop(state: State) -> Element | None:
    stop = state.config.stop
    if stop is None or sum(session.after == stop.answer for session in state.sessions) < stop.times:
        return None
    return div(class_="panel", key="stop", role="status")[p[stop.text]]


def _done(state: State, at: int) -> Element | None:
    session, words = session_at(state, at), state.config.words
    if session.done:
        return p(class_="note", key=f"done-{at}")[
            words("journal.done-on", day=words.day(session.done, "full"))
        ]
    if not is_written(session):
        return p(class_="empty", key=f"empty-{at}")[words("journal.empty")]
    key = "journal.close-session" if state.config.sessions > 1 else "journal.close"
    return div(class_="row", key=f"closing-{at}")[
        button(class_="button", key=f"close-{at}", on_click=partial(SessionDone, at))[words(key)]
    ]


def _others(state: State) -> Element:
    words = state.config.words
    closed = state.config.sessions - len(coming(state))
    return details(key="sessions")[
        summary[words("journal.sessions", count=state.config.sessions, done=closed)],
        ul(class_="log")[(_row(state, at) for at in range(state.config.sessions))],
    ]


def _row(state: State, at: int) -> Element:
    words = state.config.words
    opening = button(class_="button button-quiet", key=f"open-{at}", on_click=SessionOpened(at))
    return li(class_="log-entry", key=f"row-{at}")[
        span[words("journal.row", number=at + 1, stands=", ".join(_stands(state, at)))],
        opening(disabled=at == opened(state))[words("journal.open", number=at + 1)],
        list(_written(state, at)) if at != opened(state) else None,
    ]


def _written(state: State, at: int) -> Iterator[Element]:
    """Yield what stands in a session that isn't open: paper alone shows it."""
    labels = {prompt.id: prompt.label for prompt in state.config.prompts}
    for prompt, text in session_at(state, at).texts:
        label = strong[f"{labels[prompt]}\n"] if prompt in labels else None
        yield div(class_="written")[label, text]


def _stands(state: State, at: int) -> Iterator[str]:
    session, words = session_at(state, at), state.config.words
    if session.done:
        yield words.day(session.done, "short")
    else:
        yield words("journal.begun" if is_written(session) else "journal.to-come")
    if session.after:
        yield session.after


def lines(state: State) -> Iterator[Line]:
    """Yield all sessions in which anything stands, and the times that were finished."""
    config, words = state.config, state.config.words
    labels = {prompt.id: prompt.label for prompt in config.prompts}
    for at, session in enumerate(state.sessions):
        if session != Session() and len(state.sessions) + config.sessions > 2:  # noqa: PLR2004 - one of each
            yield heading(words("journal.session", number=at + 1, of=max(config.sessions, at + 1)))
        yield from labelled(session.texts, labels)
        yield from said(session.after, words("journal.after"))
        if session.done:
            yield Line(words("written.closed", day=words.day(session.done)))
    yield from sitting_lines(words, state.sittings)
