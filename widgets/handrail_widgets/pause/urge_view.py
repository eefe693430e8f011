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
from handrail_widgets.time.days import counted
from handrail_widgets.time.durations import clock_face

QUIET = button(class_="button button-quiet")


def urge_view(urge: Urge, now: datetime | None) -> Element:
    """Return the tools, folded; a wait stands above them, so that folding can't hide it."""
    return section(key="urge")[
        wait_view(urge.wait, now, seconds=urge.seconds) if urge.wait else None,
        details(key="urge-tools")[
            summary["I want to get in touch"],
            None if urge.wait else _offer(urge),
            _letter(urge),
            _friend(urge),
        ],
    ]


def wait_view(wait: Wait, now: datetime | None, *, seconds: bool) -> Element:
    """Return a wait: how much is left, and how to lengthen or to leave it."""
    remaining = left(wait, now)
    if not remaining:
        heading, rest = "The wait is over", p["How is it now?"]
    else:
        heading, rest = f"Wait {wait.minutes} minutes", _clock(remaining, seconds=seconds)
    return section(class_="panel", key="wait-panel")[
        h4[heading],
        rest,
        div(class_="row")[
            button(class_="button", key="passed", on_click=WaitStopped(passed=True))["It passed"],
            QUIET(key="wait", on_click=WaitStarted)[f"Wait {MINUTES} more"],
            QUIET(key="stop", on_click=WaitStopped(passed=False))["Stop the wait"],
            QUIET(key="seconds", on_click=SecondsShown(not seconds))[
                "Show whole minutes only" if seconds else "Show the seconds"
            ]
            if remaining
            else None,
        ],
        p(class_="note")["You can write your letter or call a friend meanwhile, below."],
    ]


def _clock(remaining: int, *, seconds: bool) -> Element:
    minutes = -(-remaining // 60)
    words = f"{counted(minutes, 'minute')} left" if remaining >= 60 else "Less than a minute left"  # noqa: PLR2004
    if not seconds:
        return p(class_="time-left", role="timer", key="clock")[words]
    return p(class_="time-left", role="timer", key="clock")[
        clock_face(remaining), span(class_="time-words")[words]
    ]


def _offer(urge: Urge) -> Element:
    return section(key="offer")[
        h4["Wait ten minutes"],
        p["A strong wish often rises, stays a while and sinks again. Give this one ten minutes."],
        div(class_="row")[
            button(class_="button", key="wait", on_click=WaitStarted)[f"Wait {MINUTES} minutes"]
        ],
        p(class_="note")[
            "Once it has passed for you already. It can pass again."
            if urge.passed == 1
            else f"It has passed {urge.passed} times for you. It can pass again."
        ]
        if urge.passed
        else None,
    ]


def _letter(urge: Urge) -> Element:
    letter = textarea(rows=6, on_input=LetterWritten)
    return section(key="letter-part")[
        h4["Write it here instead"],
        field(
            "letter",
            "A letter that you don't send",
            letter[urge.letter],
            hint="Say all of it. It stays on this device, and nothing here can send it.",
        ),
        _clearing(urge) if urge.letter else None,
    ]


def _clearing(urge: Urge) -> Element:
    if not urge.clearing:
        return div(class_="row")[QUIET(key="clear", on_click=ClearingAsked(asked=True))["Clear the letter"]]
    return div(class_="row")[
        p["Clear the whole letter? It can't be brought back."],
        button(class_="button", key="clear", on_click=ClearingAsked(asked=False))["Keep it"],
        QUIET(key="clearing", on_click=LetterCleared())["Yes, clear it"],
    ]


def _friend(urge: Urge) -> Element:
    number = dialled(urge.number)
    wrong = bool(urge.number.strip()) and not number
    return section(key="friend-part")[
        h4["Call a friend"],
        p["Somebody who is glad to hear from you. Put them in now, for the moment you need it."],
        div(class_="row")[
            field("friend", "Friend's name", input_(value=urge.friend, on_input=FriendWritten)),
            field(
                "number",
                "Friend's number",
                input_(type="tel", value=urge.number, on_input=NumberWritten),
                error="A number needs digits, such as 0151 234567." if wrong else "",
            ),
        ],
        p(class_="row")[
            a(class_="button", key="call", href=f"tel:{number}")[
                f"Call {urge.friend.strip() or urge.number.strip()}"
            ]
        ]
        if number
        else None,
    ]
