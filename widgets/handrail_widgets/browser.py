"""The door that the page's worker knocks at. Only this module may import `js` or `pyodide`."""

from handrail_widgets import WIDGETS
from handrail_widgets.kit.session import Session

handle = Session(WIDGETS).handle
