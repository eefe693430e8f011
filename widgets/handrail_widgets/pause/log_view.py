"""How the log of a pause looks: its form, the choice after a slip, and its entries."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from handrail_widgets.kit.fields import choice, choices, field
from handrail_widgets.kit.html import (
    Element,
    br,
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
    time,
    ul,
)
from handrail_widgets.kit.words import Words
from handrail_widgets.pause.log import (
    KINDS,
    Account,
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
    outcome,
)
from handrail_widgets.time.days import spoken_moment, typed_number

PAGE = 30
"""Entries that are drawn at first, and with each further press: a long log makes no key slow."""


@dataclass(frozen=True)
class EarlierShown:
    """The reader wants to see earlier entries, too."""


def log_view(words: Words, log: Log, shown: int = 0, asked: Element | None = None) -> Element:
    """Return one line that opens to the form for a new entry, and the entries, the newest first.

    Of a long log the latest are there, and more for each of the `shown` times that earlier ones were
    asked for. What is `asked` after a slip stands under the form that saved it, where the reader is looking.
    """
    missing = words("pause-log.kind-missing") if log.tried and not log.draft.kind else ""
    save = button(class_="button", key="save", on_click=EntrySaved)
    left = max(0, len(log.entries) - PAGE * (1 + shown))
    earlier = button(
        class_="button button-quiet", key="earlier", data_before_print="", on_click=EarlierShown()
    )
    return section(key="log")[
        details(key="write", open=log.tried or log.draft != Account())[
            summary[words("pause-log.write")],
            _account(words, log.draft, 0, missing),
            div(class_="row")[save[words("pause-log.save")]],
        ],
        asked,
        (
            h4[words("pause-log.title")],
            ul(class_="log")[(_entry(words, log, entry) for entry in reversed(log.entries[left:]))],
            div(class_="row")[earlier[words("pause-log.earlier", count=left)]] if left else None,
        )
        if log.entries
        else None,
    ]


def added_error(words: Words, log: Log, room: int) -> str:
    """Return what is wrong with the number of days to add, or nothing."""
    added = typed_number(log.added)
    if added is not None and 1 <= added <= room:
        return ""
    return words("pause-log.add-wrong", most=room) if room > 1 else words("pause-log.add-only-one")


def choice_view(words: Words, log: Log, room: int, saved: object) -> Element:
    """Return the choice after a slip. At most `room` days can be added; with 0 it isn't offered."""
    then = log.then if room else _without_adding(log.then)
    added = input_(type="number", min=1, max=room, step=1, value=log.added, on_input=AddedWritten)
    return section(class_="panel", key="choice")[
        h4[words("pause-log.then")],
        p[words("pause-log.then-intro")],
        choices("then", words("pause-log.then-choice"), _options(words, then, room)),
        field(
            "added",
            words("pause-log.add-how-many", count=room),
            added,
            error=added_error(words, log, room) if log.added_tried else "",
        )
        if then == "add-days"
        else None,
        div(class_="row")[
            button(class_="button", key="then-saved", on_click=saved)[_doing(words, log, then)]
        ],
    ]


def _without_adding(then: Then) -> Then:
    return "carry-on" if then == "add-days" else then


def _doing(words: Words, log: Log, then: Then) -> str:
    added = typed_number(log.added)
    match then:
        case "carry-on":
            return words("pause-log.carry-on-do")
        case "add-days":
            return words("pause-log.add-do", count=added) if added else words("pause-log.add-do-unsaid")
        case "start-again":
            return words("pause-log.again-do")


def _options(words: Words, then: Then, room: int) -> Iterator[Element]:
    offered: tuple[tuple[Then, str], ...] = (
        ("carry-on", "pause-log.carry-on"),
        ("add-days", "pause-log.add"),
        ("start-again", "pause-log.again"),
    )
    for value, name in offered:
        if room or value != "add-days":
            radio = input_(
                type="radio",
                key=f"then-{value}",
                name="then-kind",
                checked=then == value,
                on_change=ThenChosen(value),
            )
            yield choice(radio, words(name))


def _account(words: Words, account: Account, entry: int, error: str = "") -> Element:
    def radio(kind: Kind) -> Element:
        return input_(
            type="radio",
            key=f"kind-{entry}-{kind}",
            name=f"kind-{entry}",
            checked=account.kind == kind,
            on_change=KindChosen(entry, kind),
        )

    happened = textarea(rows=3, on_input=partial(HappenedWritten, entry))
    next_step = textarea(rows=2, on_input=partial(NextWritten, entry))
    return section(key=f"words-{entry}")[
        choices(
            f"what-{entry}",
            words("pause-log.kind"),
            (choice(radio(kind), words(name)) for kind, name in KINDS),
            hint=words("pause-log.kind-hint"),
            error=error,
        ),
        field(f"happened-{entry}", words("pause-log.happened"), happened[account.happened]),
        field(f"next-{entry}", words("pause-log.next"), next_step[account.next_step]),
    ]


def _entry(words: Words, log: Log, entry: Entry) -> Element:
    moment = time(datetime=entry.at.isoformat(timespec="minutes"))[spoken_moment(words, entry.at)]
    row = li(class_="log-entry", key=f"entry-{entry.id}")
    if log.editing == entry.id:
        return row[moment, _account(words, entry.words, entry.id), _done(words, entry)]
    kind = words(dict(KINDS)[entry.words.kind or "practical"])
    return row[
        moment,
        span[strong[kind], _lines(words, entry)],
        _removal(words, entry) if log.removing == entry.id else _actions(words, entry),
    ]


def _lines(words: Words, entry: Entry) -> Iterator[Element | str]:
    next_step = entry.words.next_step.strip()
    to_do = words("pause-log.next-was", text=next_step) if next_step else ""
    written = (entry.words.happened, to_do, outcome(words, entry))
    for text in written:
        for line in text.strip().splitlines():
            yield br
            yield line


def _actions(words: Words, entry: Entry) -> Element:
    moment = spoken_moment(words, entry.at)
    quiet = button(class_="button button-quiet")
    change = quiet(key=f"edit-{entry.id}", on_click=EntryOpened(entry.id))
    remove = quiet(key=f"remove-{entry.id}", on_click=RemovalAsked(entry.id))
    return div(class_="row")[
        change(aria_label=words("pause-log.change-which", moment=moment))[words("pause-log.change")],
        remove(aria_label=words("pause-log.remove-which", moment=moment))[words("pause-log.remove")],
    ]


def _done(words: Words, entry: Entry) -> Element:
    return div(class_="row")[
        button(class_="button", key=f"edit-{entry.id}", on_click=EntryOpened(None))[words("pause-log.done")],
        span(class_="note")[words("pause-log.done-note")],
    ]


def _removal(words: Words, entry: Entry) -> Element:
    return div(class_="row")[
        p[words("pause-log.remove-sure")],
        button(class_="button", key=f"edit-{entry.id}", on_click=RemovalAsked(None))[
            words("pause-log.remove-not")
        ],
        button(
            class_="button button-quiet",
            key=f"removing-{entry.id}",
            on_click=EntryRemoved(entry.id),
        )[words("pause-log.remove-yes")],
    ]
