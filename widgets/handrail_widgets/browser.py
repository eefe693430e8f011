"""The door that the page's worker knocks at. Only this module may import `js` or `pyodide`."""

from collections.abc import Callable
from importlib import import_module
from typing import Final, Protocol

import handrail_widgets
import handrail_widgets.kit.session
import handrail_widgets.kit.words
from handrail_widgets import supplement

LONG: Final = 2_000
"""Signs from which on a text travels as bytes: Pyodide takes texts over sign by sign, and bytes at once."""


class Buffer(Protocol):
    """Bytes of JavaScript's."""

    def to_bytes(self) -> bytes:
        """Return a copy of them."""


def begin(text: str) -> Callable[[str | Buffer], str | bytes]:
    """Return what answers the page's requests: `Session.handle`, knowing all widgets and the site's words.

    A request may come as UTF-8; a long reply goes so, unless it holds half a sign, which UTF-8 can't say.

    Args:
        text: The site's supplement, see `handrail_widgets.supplement`; "" where there is none.

    """
    added = supplement.read(text)
    if added.modules:
        supplement.Importer(added.modules, added.bytecode).install()
    # By name, and only now: while somebody works on our own widgets, a supplement may bring newer ones.
    ours = import_module(handrail_widgets.__name__).WIDGETS
    session = import_module(handrail_widgets.kit.session.__name__).Session
    said = import_module(handrail_widgets.kit.words.__name__)
    words = said.words_of(added.words) if added.words else said.NO_WORDS
    handle: Callable[[str], str] = session(supplement.Widgets(ours, added.widgets), words).handle

    def answer(request: str | Buffer) -> str | bytes:
        reply = handle(request if isinstance(request, str) else request.to_bytes().decode())
        try:
            return reply.encode() if len(reply) > LONG else reply
        except UnicodeEncodeError:
            return reply

    return answer
