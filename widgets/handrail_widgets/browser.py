"""The door that the page's worker knocks at. Only this module may import `js` or `pyodide`."""

from collections.abc import Callable
from importlib import import_module

import handrail_widgets
import handrail_widgets.kit.session
from handrail_widgets import supplement


def begin(text: str) -> Callable[[str], str]:
    """Return what answers the page's requests: `Session.handle`, knowing our widgets and the site's own.

    Args:
        text: The site's supplement, see `handrail_widgets.supplement`; "" where there is none.

    """
    added = supplement.read(text)
    if added.modules:
        supplement.Importer(added.modules).install()
    # By name, and only now: while somebody works on our own widgets, a supplement may bring newer ones.
    ours = import_module(handrail_widgets.__name__).WIDGETS
    session = import_module(handrail_widgets.kit.session.__name__).Session
    handle: Callable[[str], str] = session(supplement.Widgets(ours, added.widgets)).handle
    return handle
