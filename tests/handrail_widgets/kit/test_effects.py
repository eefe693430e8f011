from handrail_widgets.kit import codec
from handrail_widgets.kit.effects import Announce, Chime, Copy, Download, KeepAwake, Print


def test_effects_are_encoded_by_their_names_and_fields() -> None:
    file = Download("a.ics", "text/calendar", "B")
    effects = (Announce("Done"), Chime(), Copy("x"), Print(), KeepAwake(), file)
    assert [codec.encode(effect) for effect in effects] == [
        {"is": "Announce", "text": "Done"},
        {"is": "Chime"},
        {"is": "Copy", "text": "x"},
        {"is": "Print"},
        {"is": "KeepAwake"},
        {"is": "Download", "name": "a.ics", "type": "text/calendar", "text": "B"},
    ]
