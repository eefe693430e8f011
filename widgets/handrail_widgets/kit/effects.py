"""What a widget asks of the page, as data. The page does it; the widget only says it.

An effect happens once, after an update. A subscription holds for as long as `subscriptions(state)`
returns it: a timer that is restored from storage goes on ticking without anybody starting it.
"""

from dataclasses import dataclass
from datetime import datetime

from handrail_widgets.kit.codec import Sendable


@dataclass(frozen=True)
class Announce:
    """Say this to people who listen to the page, through its ``role="status"`` region."""

    text: str


@dataclass(frozen=True)
class Chime:
    """Play a short, soft chime."""


@dataclass(frozen=True)
class Download:
    """Give the reader a file. `name` is its file name, `type` its media type."""

    name: str
    type: str
    text: str


@dataclass(frozen=True)
class Copy:
    """Put this text on the clipboard."""

    text: str


@dataclass(frozen=True)
class Print:
    """Open the browser's print window."""


type Effect = Announce | Chime | Download | Copy | Print


@dataclass(frozen=True)
class Every:
    """Send `message`, or a message type that waits for the time, every so many seconds.

    It is sent once at the opening of the widget too, before anything is shown as current.
    """

    seconds: int
    message: Sendable


@dataclass(frozen=True)
class KeepAwake:
    """Keep the reader's screen on."""


@dataclass(frozen=True)
class Alarm:
    """Tell the reader this at a moment, with a chime, while another page of the guide is open.

    On its own page a widget tells it itself.
    """

    moment: datetime
    text: str


type Subscription = Every | KeepAwake | Alarm
