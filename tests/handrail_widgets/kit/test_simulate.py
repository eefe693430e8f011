import doctest
from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest
from handrail_widgets.kit import codec, simulate
from handrail_widgets.kit.effects import Announce
from handrail_widgets.kit.html import Element, button, div, input_, label
from handrail_widgets.kit.session import first_view
from handrail_widgets.kit.simulate import Simulated
from handrail_widgets.kit.widget import Widget

from tests.handrail_widgets.kettle import Config, kettle


def pot() -> Simulated:
    return Simulated(kettle, id="pot", cups=4)


def test_the_example_in_its_docstring_holds() -> None:
    assert doctest.testmod(simulate).failed == 0


def test_it_starts_as_a_reader_finds_it() -> None:
    assert pot().html == first_view(kettle, Config(id="pot", cups=4))
    assert pot().effects == ()


def test_controls_are_found_by_what_a_person_reads() -> None:
    simulated = pot().write("Tea", "Mint").tick("On")
    assert "4 cups of Mint" in simulated.text
    assert simulated.effects == (Announce("The kettle is on"),)
    assert "4 cups of water" in simulated.press("Clear").text
    assert simulated.tick("On", done=False).effects == (Announce("The kettle is off"),)


def test_the_button_of_a_form_sends_the_form() -> None:
    assert "4 cups of Mint!" in pot().write("Tea", "Mint").press("Send").text


def test_a_button_that_is_disabled_is_not_there() -> None:
    with pytest.raises(LookupError, match=r"0 controls are called 'Clear'; there are \['Send'\]"):
        pot().press("Clear")


def test_a_control_that_sends_nothing_is_reported() -> None:
    @dataclass(frozen=True)
    class State:
        tea: str = ""

    def update(state: State, message: State) -> State:
        return replace(state, tea=message.tea)

    def view(state: State) -> Element:
        return div[label["Tea", input_(value=state.tea)], button["Go"]]

    deaf = Simulated(Widget("deaf", Config, lambda _: State(), update, view), id="deaf")
    with pytest.raises(LookupError, match="nothing happens on-change"):
        deaf.write("Tea", "Mint")
    with pytest.raises(LookupError, match="nothing happens on-click"):
        deaf.press("Go")


def test_time_passes_only_for_those_who_ask() -> None:
    simulated = pot().wait(minutes=5)
    assert "no time yet" in simulated.text
    assert simulated.tick("On").wait(minutes=5).log[-1] == {
        "is": "Ticked",
        "with": {"now": "2026-11-23T09:10:00.000+01:00"},
    }


def test_its_clock_can_be_set() -> None:
    now = datetime.fromisoformat("2026-03-29T01:59:00+01:00")
    assert "2026-03-29T02:59:00+01:00" in Simulated(kettle, now, id="pot").tick("On").wait(hours=1).text


def test_reloading_keeps_what_is_stored() -> None:
    simulated = pot().write("Tea", "Mint").tick("On")
    simulated.wait(minutes=1)
    assert "4 cups of Mint" in simulated.reload().text


def test_messages_are_logged_as_they_travel() -> None:
    assert pot().write("Tea", "Mint").tick("On").log == [
        {"is": "Named", "with": {"tea": "Mint"}},
        {"is": "Switched", "with": {"on": True}},
    ]


def test_a_message_that_the_widget_cannot_read_is_reported() -> None:
    with pytest.raises(codec.DecodeError, match="one of the messages"):
        pot().send({"is": "Unknown", "with": {}})


def test_a_state_that_does_not_survive_storage_is_reported() -> None:
    @dataclass(frozen=True)
    class Loose:
        day: str | date = ""  # in JSON a date is a text, so that is what it comes back as

    @dataclass(frozen=True)
    class Dated:
        """Something to do."""

    def update(state: Loose, _message: Dated) -> Loose:
        return replace(state, day=date(2026, 11, 23))

    def view(_state: Loose) -> Element:
        return div[button(on_click=Dated())["Date"]]

    loose = Simulated(Widget("loose", Config, lambda _: Loose(), update, view), id="loose")
    with pytest.raises(AssertionError, match="restored"):
        loose.press("Date")
