"""What page, worker and Python say to one another: one record for each message, all of them JSON.

This is their only definition. `session` answers by it, and the page's types in
`widgets/runtime/protocol.ts` are made from it by `scripts/protocol_types.py`. A record is a plain
`dict`, since each click passes through here; the types are checked before anything runs.
"""

from typing import Annotated, Final, Literal, NotRequired, TypedDict, TypeGuard

from handrail_widgets.kit.codec import Json, Message
from handrail_widgets.kit.effects import Effect, Subscription

type Written[Record] = Annotated[object, Record]
"""The JSON of a record: ``is``, the name of its class, and its fields."""

type Source = Literal["plain", "snapshot"]
"""How Python starts: from Pyodide's own files and a wheel, or from a snapshot of its memory."""


class Pack(TypedDict):
    """A snapshot's files in base64, for pages from disk, where none can be fetched."""

    wasm: str
    memory: str


class Fetched(TypedDict):
    """Where a text lies, for a worker that can fetch it."""

    address: str


class Given(TypedDict):
    """The text itself, for pages from disk."""

    text: str


class Order(TypedDict):
    """The page's first message: how the worker is to start Python.

    `folder` is the address of the runtime's folder: a worker that starts from a Blob has no address
    of its own. `supplement` is what the site adds to Python, if anything: see `handrail_widgets.supplement`.
    """

    source: Source
    folder: str
    pack: NotRequired[Pack]
    supplement: NotRequired[Fetched | Given]


class Open(TypedDict):
    """Take a widget over: from `saved`, its stored state, and with the messages that waited.

    `id` is the widget's data-key, so that two pages may have widgets of one id. `now` is the
    reader's time with its offset; after the messages it is brought to what waits for the time.
    `beside` is what is stored of the other widgets that it reads, by their ids.
    """

    do: Literal["open"]
    id: str
    type: str
    config: Json
    saved: str | None
    messages: list[Message]
    now: str
    beside: NotRequired[dict[str, str]]


class Dispatch(TypedDict):
    """Bring more messages to an open widget. Those that tell a time carry it themselves."""

    do: Literal["dispatch"]
    id: str
    messages: list[Message]


class Close(TypedDict):
    """Forget a widget: the reader went to another page."""

    do: Literal["close"]
    id: str


class Read(TypedDict):
    """Say what a reader has in a widget, which need not be open and is not opened.

    `saved` and `messages` are as in `Open`. Nothing is changed by it.
    """

    do: Literal["read"]
    id: str
    type: str
    config: Json
    saved: str | None
    messages: list[Message]


type Request = Open | Dispatch | Close | Read
"""What the page asks of Python, in lists; each list is answered by one of the same length."""


class Trouble(TypedDict):
    """What went wrong: its code, a sentence for the reader, and the traceback for the console."""

    code: Literal["unreadable-state", "failed"]
    text: str
    detail: NotRequired[str]


class Shown(TypedDict):
    """The part of an answer that follows from the widget's state and its effects."""

    html: str
    state: str
    effects: list[Written[Effect]]
    subscriptions: list[Written[Subscription]]
    progress: tuple[int, int] | None
    facts: dict[str, str]


class Answer(Shown):
    """The widget as it is now, after what was asked.

    `state` is a text that only Python reads. `effects` are to be done once; `subscriptions` hold
    until the next answer. `progress` is how many are done, of how many, or null where there is
    nothing to count. `facts` are names and values that other text may depend on. `refused` are the
    messages that failed, as they came; each of them has changed nothing.
    """

    id: str
    problem: Trouble | None
    refused: list[Message]


class Closed(TypedDict):
    """A widget that was closed. There is nothing to show, store or do."""

    id: str
    problem: None


class Broken(TypedDict):
    """A widget that can't be opened or drawn at all. What is stored of it stays as it is."""

    id: str | None
    problem: Trouble


class Lines(TypedDict):
    """What a reader has in a widget: each line as a text, its label, and whether it is ticked.

    A label without a text heads the lines that follow. `refused` are the messages that failed.
    """

    id: str
    lines: list[tuple[str, str, bool]]
    refused: list[Message]
    problem: None


type Reply = Answer | Closed | Broken | Lines


class Intervals(TypedDict):
    """For the worker alone, and not answered: when to say `tick` of each subscription of a widget.

    `seconds` has one number for each, in their order; 0 is never.
    """

    id: str
    seconds: list[int]


class Started(TypedDict):
    """How Python started, and the milliseconds it took."""

    source: Source
    ms: float


class Ready(TypedDict):
    """Python is there."""

    ready: Started


class Failed(TypedDict):
    """Python could not start, or can't go on."""

    failed: str


class Tick(TypedDict):
    """A subscription's time has come: `tick` is the widget's id, `index` which of its subscriptions."""

    tick: str
    index: int


type Notice = Ready | Failed | Tick
"""What the worker says of its own accord."""

_KEYS: Final = {
    "open": Open.__required_keys__,
    "dispatch": Dispatch.__required_keys__,
    "close": Close.__required_keys__,
    "read": Read.__required_keys__,
}


def is_request(value: object) -> TypeGuard[Request]:
    """Tell whether JSON is a request.

    What the page passes on, `type`, `config`, `saved`, `now` and each of the messages, may be anything;
    whoever uses it checks it, so that the rest of the request is still answered.
    """
    if not isinstance(value, dict):
        return False
    do = value.get("do")
    keys = _KEYS.get(do) if isinstance(do, str) else None
    named, listed = isinstance(value.get("id"), str), isinstance(value.get("messages", []), list)
    return keys is not None and value.keys() >= keys and named and listed
