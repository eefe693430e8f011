"""The door that the page's worker knocks at. Only this module may import `js` or `pyodide`."""

from collections.abc import Callable
from importlib import import_module

import handrail_widgets
import handrail_widgets.kit.session
import handrail_widgets.kit.words
from handrail_widgets import supplement


def begin(text: str) -> Callable[[str], str]:
    """Return what answers the page's requests: `Session.handle`, knowing all widgets and the site's words.

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
    return handle
