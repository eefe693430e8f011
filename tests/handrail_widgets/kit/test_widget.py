from dataclasses import dataclass, replace
from typing import Any

import pytest
from handrail_widgets.kit.effects import Announce
from handrail_widgets.kit.widget import Widget

from tests.handrail_widgets.kettle import Config, Named, Sent, State, Switched, Ticked, Weighed, kettle, view


def made(update: Any) -> Widget[Any, Any, Any]:
    return Widget("made", Config, lambda config: State(config.cups), update, view)


def test_messages_are_those_that_update_takes() -> None:
    assert kettle.messages == (Named, Switched, Sent, Weighed, Ticked)


def test_one_message_is_enough() -> None:
    def update(state: State, message: Named) -> State:
        return replace(state, tea=message.tea)

    assert made(update).messages == (Named,)


def test_an_update_must_say_what_it_takes() -> None:
    def unsaid(state, message): ...  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202

    def text(state: State, message: str) -> State: ...  # type: ignore[empty-body]

    def three(state: State, message: Named, more: Named) -> State: ...  # type: ignore[empty-body]

    for update in (unsaid, text, three):
        with pytest.raises(TypeError, match="made: update"):
            assert made(update).messages


def test_an_update_gives_a_state_alone_or_with_effects() -> None:
    assert kettle.updated(State(2), Named("Mint")) == (State(2, "Mint"), ())
    assert kettle.updated(State(2), Switched(on=True)) == (
        State(2, on=True),
        (Announce("The kettle is on"),),
    )


def test_a_widget_without_subscriptions_has_none() -> None:
    @dataclass(frozen=True)
    class Empty:
        pass

    assert made(kettle.update).subscriptions(Empty()) == ()
