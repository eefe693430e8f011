"""How the log of a pause looks: its form, the choice after a slip, and what is kept."""

from collections.abc import Iterator
from functools import partial

from handrail_widgets.kit.fields import choice, choices, field
from handrail_widgets.kit.html import (
    Element,
    br,
    button,
    div,
    h4,
    input_,
    li,
    p,
    section,
    span,
    strong,
    textarea,
    time,
    ul,
)
from handrail_widgets.pause.log import (
    KINDS,
    AddedWritten,
    Entry,
    EntryOpened,
    EntryRemoved,
    EntrySaved,
    HappenedWritten,
    Kind,
    KindChosen,
    Log,
    NextWritten,
    RemovalAsked,
    Then,
    ThenChosen,
    Words,
    outcome,
)
from handrail_widgets.time.days import counted, spoken_moment, typed_number


def log_view(log: Log, asked: Element | None = None) -> Element:
    """Return the form for a new entry and all entries, the newest first.

    What is `asked` after a slip stands under the button that saved it, where the reader is looking.
    """
    return section(key="log")[
        h4["Write down what happened"],
        _words(log.draft, 0, "Choose what it was." if log.tried and not log.draft.kind else ""),
        div(class_="row")[button(class_="button", key="save", on_click=EntrySaved)["Save to my log"]],
        asked,
        h4["Your log"],
        ul(class_="log")[(_entry(log, entry) for entry in reversed(log.entries))]
        if log.entries
        else p(class_="empty")["Nothing written yet. One line is enough."],
    ]


def added_error(log: Log, room: int) -> str:
    """Return what is wrong with the number of days to add, or nothing."""
    added = typed_number(log.added)
    if added is not None and 1 <= added <= room:
        return ""
    return f"Write a whole number from 1 to {room}." if room > 1 else "You can add 1 day."


def choice_view(log: Log, room: int, saved: object) -> Element:
    """Return the choice after a slip. At most `room` days can be added; with 0 it isn't offered."""
    then = log.then if room else _without_adding(log.then)
    added = input_(type="number", min=1, max=room, step=1, value=log.added, on_input=AddedWritten)
    return section(class_="panel", key="choice")[
        h4["What would you like to do now?"],
        p["That was a hard moment, and you wrote it down. Your quiet days still count."],
        choices("then", "From here", _options(then, room)),
        field(
            "added",
            f"Days to add, at most {room}",
            added,
            error=added_error(log, room) if log.added_tried else "",
        )
        if then == "add-days"
        else None,
        div(class_="row")[button(class_="button", key="then-saved", on_click=saved)[_doing(log, then)]],
    ]


def _without_adding(then: Then) -> Then:
    return "carry-on" if then == "add-days" else then


def _doing(log: Log, then: Then) -> str:
    added = typed_number(log.added)
    match then:
        case "carry-on":
            return "Carry on as planned"
        case "add-days":
            return f"Add {counted(added, 'day')}" if added else "Add these days"
        case "start-again":
            return "Start again, with day 1 tomorrow"


def _options(then: Then, room: int) -> Iterator[Element]:
    offered: tuple[tuple[Then, str], ...] = (
        ("carry-on", "Carry on"),
        ("add-days", "Add days"),
        ("start-again", "Start again from today; the log is kept"),
    )
    for value, words in offered:
        if room or value != "add-days":
            radio = input_(
                type="radio",
                key=f"then-{value}",
                name="then-kind",
                checked=then == value,
                on_change=ThenChosen(value),
            )
            yield choice(radio, words)


def _words(words: Words, entry: int, error: str = "") -> Element:
    def radio(kind: Kind) -> Element:
        return input_(
            type="radio",
            key=f"kind-{entry}-{kind}",
            name=f"kind-{entry}",
            checked=words.kind == kind,
            on_change=KindChosen(entry, kind),
        )

    happened = textarea(rows=3, on_input=partial(HappenedWritten, entry))
    next_step = textarea(rows=2, on_input=partial(NextWritten, entry))
    return section(key=f"words-{entry}")[
        choices(
            f"what-{entry}",
            "What it was",
            (choice(radio(kind), label) for kind, label in KINDS),
            hint="When they get in touch, it is never a slip.",
            error=error,
        ),
        field(f"happened-{entry}", "What happened", happened[words.happened]),
        field(f"next-{entry}", "What I will do next", next_step[words.next_step]),
    ]


def _entry(log: Log, entry: Entry) -> Element:
    moment = time(datetime=entry.at.isoformat(timespec="minutes"))[spoken_moment(entry.at)]
    row = li(class_="log-entry", key=f"entry-{entry.id}")
    if log.editing == entry.id:
        return row[moment, _words(entry.words, entry.id), _done(entry)]
    kind = dict(KINDS).get(entry.words.kind or "practical", "")
    return row[
        moment,
        span[strong[kind], _lines(entry)],
        _removal(entry) if log.removing == entry.id else _actions(entry),
    ]


def _lines(entry: Entry) -> Iterator[Element | str]:
    next_step = entry.words.next_step.strip()
    written = (entry.words.happened, f"Next: {next_step}" if next_step else "", outcome(entry))
    for text in written:
        for line in text.strip().splitlines():
            yield br
            yield line


def _actions(entry: Entry) -> Element:
    which = f"the entry of {spoken_moment(entry.at)}"
    quiet = button(class_="button button-quiet")
    return div(class_="row")[
        quiet(key=f"edit-{entry.id}", aria_label=f"Change {which}", on_click=EntryOpened(entry.id))["Change"],
        quiet(key=f"remove-{entry.id}", aria_label=f"Remove {which}", on_click=RemovalAsked(entry.id))[
            "Remove"
        ],
    ]


def _done(entry: Entry) -> Element:
    return div(class_="row")[
        button(class_="button", key=f"edit-{entry.id}", on_click=EntryOpened(None))["Done changing"],
        span(class_="note")["What you type here is kept as you type."],
    ]


def _removal(entry: Entry) -> Element:
    return div(class_="row")[
        p["Remove this entry for good?"],
        button(class_="button", key=f"edit-{entry.id}", on_click=RemovalAsked(None))["Keep it"],
        button(
            class_="button button-quiet",
            key=f"removing-{entry.id}",
            on_click=EntryRemoved(entry.id),
        )["Yes, remove it"],
    ]
