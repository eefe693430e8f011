"""A journal on paper: all of its sessions, each with room to write."""

from collections.abc import Iterator

from handrail_widgets.journal.state import Config, Prompt
from handrail_widgets.kit.html import Element, div, h4, li, p, section, strong, ul
from handrail_widgets.kit.words import Words
from handrail_widgets.paper.pen import boxes, room
from handrail_widgets.time.durations import minutes_in_words

LEAST = 8
"""Lines for a prompt: handwriting is larger than type."""


def journal(config: Config, words: Words) -> Element:
    """Return the sessions, and what goes for each of them."""
    lengths = (minutes_in_words(words, each) for each in sorted(config.lengths))
    untimed = (words("timer.no-clock"),) if config.untimed else ()
    return div[
        (p[strong[words("timer.length")]], boxes((*lengths, *untimed))) if config.lengths else None,
        (section[list(_session(config, words, at))] for at in range(config.sessions)),
        _rest(config, words),
        p[words("pen.stop", count=config.stop.times, answer=config.stop.answer), " ", config.stop.text]
        if config.stop
        else None,
    ]


def _asked(config: Config, at: int) -> tuple[Prompt, ...]:
    """Return the prompts of a session."""
    prompts = config.prompts
    return (prompts[at % len(prompts)],) if config.in_turn else prompts


def _session(config: Config, words: Words, at: int) -> Iterator[Element]:
    if config.sessions > 1:
        yield h4[words("journal.session", number=at + 1, of=config.sessions)]
    for prompt in _asked(config, at):
        yield room(prompt.label, max(LEAST, prompt.lines), prompt.hint)
    if config.after:
        yield p[strong[words("journal.after")]]
        yield boxes(config.after)


def _rest(config: Config, words: Words) -> Element | None:
    """Return the prompts that no session begins with, where they take turns."""
    asked = {prompt.id for at in range(config.sessions) for prompt in _asked(config, at)}
    rest = [prompt for prompt in config.prompts if prompt.id not in asked]
    if not rest:
        return None
    return div[
        p[strong[words("journal.more")]],
        ul[(li[prompt.label, " ", prompt.hint] for prompt in rest)],
    ]
