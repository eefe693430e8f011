"""How the tools for a hard moment look: the wait, the letter that is never sent, the friend."""

from datetime import datetime

from handrail_widgets.kit.fields import field
from handrail_widgets.kit.html import (
    Element,
    a,
    button,
    details,
    div,
    h4,
    input_,
    p,
    section,
    span,
    summary,
    textarea,
)
from handrail_widgets.kit.words import Words
from handrail_widgets.pause.urge import (
    MINUTES,
    ClearingAsked,
    FriendWritten,
    LetterCleared,
    LetterWritten,
    NumberWritten,
    SecondsShown,
    Urge,
    Wait,
    WaitStarted,
    WaitStopped,
    dialled,
    left,
)
from handrail_widgets.time.durations import MINUTE, clock_face

QUIET = button(class_="button button-quiet")


def urge_view(words: Words, urge: Urge, now: datetime | None) -> Element:
    """Return the tools, folded; a wait stands above them, so that folding can't hide it."""
    return section(key="urge")[
        wait_view(words, urge.wait, now, seconds=urge.seconds) if urge.wait else None,
        details(key="urge-tools")[
            summary[words("pause-urge.title")],
            None if urge.wait else _offer(words, urge),
            _letter(words, urge),
            _friend(words, urge),
        ],
    ]


def wait_view(words: Words, wait: Wait, now: datetime | None, *, seconds: bool) -> Element:
    """Return a wait: how much is left, and how to lengthen or to leave it."""
    remaining = left(wait, now)
    if not remaining:
        heading, rest = words("pause-urge.wait-over"), p[words("pause-urge.wait-over-ask")]
    else:
        heading = words("pause-urge.wait", count=wait.minutes)
        rest = _clock(words, remaining, seconds=seconds)
    return section(class_="panel", key="wait-panel")[
        h4[heading],
        rest,
        div(class_="row")[
            button(class_="button", key="passed", on_click=WaitStopped(passed=True))[
                words("pause-urge.passed")
            ],
            QUIET(key="wait", on_click=WaitStarted)[words("pause-urge.wait-more", minutes=MINUTES)],
            QUIET(key="stop", on_click=WaitStopped(passed=False))[words("pause-urge.stop")],
            QUIET(key="seconds", on_click=SecondsShown(not seconds))[
                words("pause-urge.whole-minutes") if seconds else words("pause-urge.seconds")
            ]
            if remaining
            else None,
        ],
        p(class_="note")[words("pause-urge.meanwhile")],
    ]


def _clock(words: Words, remaining: int, *, seconds: bool) -> Element:
    shown = p(class_="time-left", role="timer", key="clock")
    left = (
        words("pause-urge.left", count=-(-remaining // MINUTE))
        if remaining >= MINUTE
        else words("pause-urge.left-little")
    )
    return shown[clock_face(remaining), span(class_="time-words")[left]] if seconds else shown[left]


def _offer(words: Words, urge: Urge) -> Element:
    return section(key="offer")[
        h4[words("pause-urge.offer")],
        p[words("pause-urge.offer-intro")],
        div(class_="row")[
            button(class_="button", key="wait", on_click=WaitStarted)[words("pause-urge.wait", count=MINUTES)]
        ],
        p(class_="note")[words("pause-urge.passed-before", count=urge.passed)] if urge.passed else None,
    ]


def _letter(words: Words, urge: Urge) -> Element:
    letter = textarea(rows=6, on_input=LetterWritten)
    return section(key="letter-part")[
        h4[words("pause-urge.letter-title")],
        field(
            "letter",
            words("pause-urge.letter"),
            letter[urge.letter],
            hint=words("pause-urge.letter-hint"),
        ),
        _clearing(words, urge) if urge.letter else None,
    ]


def _clearing(words: Words, urge: Urge) -> Element:
    if not urge.clearing:
        return div(class_="row")[
            QUIET(key="clear", on_click=ClearingAsked(asked=True))[words("pause-urge.clear")]
        ]
    return div(class_="row")[
        p[words("pause-urge.clear-sure")],
        button(class_="button", key="clear", on_click=ClearingAsked(asked=False))[
            words("pause-urge.clear-not")
        ],
        QUIET(key="clearing", on_click=LetterCleared())[words("pause-urge.clear-yes")],
    ]


def _friend(words: Words, urge: Urge) -> Element:
    number = dialled(urge.number)
    wrong = bool(urge.number.strip()) and not number
    return section(key="friend-part")[
        h4[words("pause-urge.friend-title")],
        p[words("pause-urge.friend-intro")],
        div(class_="row")[
            field("friend", words("pause-urge.friend"), input_(value=urge.friend, on_input=FriendWritten)),
            field(
                "number",
                words("pause-urge.number"),
                input_(type="tel", value=urge.number, on_input=NumberWritten),
                error=words("pause-urge.number-wrong") if wrong else "",
            ),
        ],
        p(class_="row")[
            a(class_="button", key="call", href=f"tel:{number}")[
                words("pause-urge.call", name=urge.friend.strip() or urge.number.strip())
            ]
        ]
        if number
        else None,
    ]
