import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from handrail_widgets.kit.html import Element
from handrail_widgets.kit.protocol import Answer, Broken, Closed
from handrail_widgets.kit.session import Session, first_view
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import examples
from tests.handrail_widgets.fits import fits
from tests.handrail_widgets.kettle import Config, State, kettle, view
from tests.handrail_widgets.strategies import json_values, no_numbers

NOW = "2026-11-23T09:00:00.000+01:00"
CONFIG = {"id": "pot", "cups": 4}
OPEN = {"do": "open", "id": "pot", "type": "kettle", "config": CONFIG}


def opened(saved: object = None, *messages: object) -> tuple[Session, dict[str, Any]]:
    session = Session({"kettle": kettle})
    return session, asked(session, **OPEN, saved=saved, messages=list(messages), now=NOW)


def asked(session: Session, **request: object) -> dict[str, Any]:
    return strict(session.handle(json.dumps(request)))


def dispatched(session: Session, *messages: object) -> dict[str, Any]:
    return asked(session, do="dispatch", id="pot", messages=list(messages))


def strict(text: str) -> dict[str, Any]:
    """Read JSON as a browser does: no NaN, no Infinity."""

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    reply = json.loads(text, parse_constant=refuse)
    assert isinstance(reply, dict)
    return reply


def named(tea: str) -> dict[str, object]:
    return {"is": "Named", "with": {"tea": tea}}


def switched(*, on: bool) -> dict[str, object]:
    return {"is": "Switched", "with": {"on": on}}


def test_a_fresh_widget_looks_as_it_was_drawn_at_build() -> None:
    _, reply = opened()
    saved = json.loads(reply.pop("state"))
    fresh = {"is": "State", "tea": "", "on": False, "ends": None, "weight": 0.0}
    assert saved == {"version": 3, "state": fresh}
    assert reply == {
        "id": "pot",
        "problem": None,
        "refused": [],
        "html": first_view(kettle, Config(id="pot", cups=4)),
        "effects": [],
        "subscriptions": [],
        "progress": None,
        "facts": {},
    }


def test_text_beside_elements_is_drawn_too() -> None:
    assert first_view(kettle, Config(id="pot")).startswith("Kettle <label>")


def test_early_clicks_are_replayed_in_order() -> None:
    _, reply = opened(None, named("Mint"), named("Sage"), switched(on=True))
    assert "4 cups of Sage" in reply["html"]
    assert reply["effects"] == [{"is": "Announce", "text": "The kettle is on"}]


def test_effects_happen_once_and_in_order() -> None:
    session, _ = opened()
    reply = dispatched(session, {"is": "Sent", "with": {}}, switched(on=False))
    assert [effect["text"] for effect in reply["effects"]] == ["Sent", "Thank you", "The kettle is off"]
    assert dispatched(session)["effects"] == []


def test_replies_have_the_shapes_that_the_protocol_promises() -> None:
    session, reply = opened("{", named("Mint"), named("crash"), switched(on=True))
    assert reply["effects"]
    assert reply["subscriptions"]
    assert reply["problem"]
    assert fits(Answer, reply)
    assert fits(Answer, dispatched(session))
    assert fits(Closed, asked(session, do="close", id="pot"))
    assert fits(Broken, dispatched(session))


def test_a_restored_widget_goes_on_and_knows_the_time() -> None:
    _, before = opened(None, named("Mint"), switched(on=True))
    _, after = opened(before["state"])
    assert "4 cups of Mint" in after["html"]
    assert "2026-11-23T09:00:00+01:00" in after["html"]
    assert after["state"] == before["state"]
    assert after["subscriptions"] == [
        {"is": "Every", "seconds": 60, "message": {"is": "Ticked", "with": {}, "fill": {"now": "now"}}},
        {"is": "KeepAwake"},
    ]


def test_a_state_that_cannot_be_read_is_reported_and_the_widget_starts_fresh() -> None:
    for saved in ("{", '{"version":9,"state":{}}', 5, {"version": 3}):
        _, reply = opened(saved, named("Mint"))
        assert reply["problem"]["code"] == "unreadable-state"
        assert "4 cups of Mint" in reply["html"]


def test_a_state_that_cannot_be_drawn_is_reported_and_the_widget_starts_fresh() -> None:
    _, reply = opened('{"version":3,"state":{"tea":"undrawable"}}', switched(on=True))
    assert reply["problem"]["code"] == "unreadable-state"
    assert "ZeroDivisionError" in reply["problem"]["detail"]
    assert "4 cups of water" in reply["html"]
    assert '"on":true' in reply["state"]


def test_a_state_that_can_be_drawn_after_what_waited_is_not_set_aside() -> None:
    _, reply = opened('{"version":3,"state":{"tea":"undrawable","on":true}}', named("Mint"), named("crash"))
    assert (reply["problem"]["code"], reply["refused"]) == ("failed", [named("crash")])
    assert '"tea":"Mint","on":true' in reply["state"]


def test_a_state_is_set_aside_whatever_becomes_of_what_waited() -> None:
    """Only under this code does the page set the old state aside before it stores the new one."""
    _, reply = opened("{", named("crash"), named("Mint"))
    assert (reply["problem"]["code"], reply["refused"]) == ("unreadable-state", [named("crash")])
    assert "JSONDecodeError" in reply["problem"]["detail"]
    assert "OverflowError" in reply["problem"]["detail"]


def drawings(*messages: object, saved: str | None = None) -> dict[str, Any]:
    """Return the reply to an `open`, and under "drawn" how often the view was made for it."""
    drawn: list[State] = []

    def counting(state: State) -> Element:
        drawn.append(state)
        return view(state)

    session = Session({"kettle": replace(kettle, view=counting)})
    reply = asked(session, **OPEN, saved=saved, messages=messages, now=NOW)
    return reply | {"drawn": len(drawn)}


def test_a_widget_is_drawn_once_for_all_that_waited() -> None:
    _, before = opened(None, named("Mint"), switched(on=True))
    assert drawings(named("Sage"), switched(on=False), saved=before["state"])["drawn"] == 1


def test_twenty_thousand_messages_that_waited_are_one_drawing() -> None:
    reply = drawings(*(named(f"Tea {n}") for n in range(20_000)), named("crash"))
    assert "4 cups of Tea 19999" in reply["html"]
    assert (reply["drawn"], reply["refused"]) == (1, [named("crash")])


def test_a_request_that_is_nested_deep_is_answered_and_disturbs_nobody() -> None:
    session, _ = opened()
    deep = '{"do":"dispatch","id":"pot","messages":' + "[" * 5_000 + "]" * 5_000 + "}"
    assert fits(Broken, strict(session.handle(deep)))
    assert dispatched(session, named("Mint"))["problem"] is None


def test_among_many_messages_those_that_cannot_be_drawn_are_found_with_few_drawings() -> None:
    many = [named(f"Tea {n}") for n in range(2_000)]
    heavy = {"is": "Weighed", "with": {"weight": 1e200}}  # and every state after it can't be stored
    reply = drawings(*many[:700], heavy, *many[700:], named("undrawable"))
    assert reply["refused"] == [heavy, named("undrawable")]
    assert "4 cups of Tea 1999" in reply["html"]
    assert reply["drawn"] < 60


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        "Named",
        {"is": "Unknown"},
        {"is": "Named", "with": {"tea": 5}},
        named("crash"),  # update fails
        named("undrawable"),  # the view of the state fails
        {"is": "Weighed", "with": {"weight": 1e200}},  # the state could not be read again
    ],
)
def test_a_message_that_fails_changes_nothing_and_the_others_are_brought(wrong: object) -> None:
    session, _ = opened()
    dispatched(session, named("Mint"))
    reply = dispatched(session, switched(on=True), wrong, {"is": "Sent", "with": {}})
    assert reply["problem"]["code"] == "failed"
    assert "Traceback" in reply["problem"]["detail"]
    assert reply["refused"] == [wrong]
    assert "4 cups of Mint!" in reply["html"]
    assert [effect["text"] for effect in reply["effects"]] == ["The kettle is on", "Sent", "Thank you"]
    after = dispatched(session, named("Sage"))
    assert (after["problem"], after["refused"]) == (None, [])
    assert "4 cups of Sage" in after["html"]


def test_early_clicks_that_fail_are_refused_one_by_one() -> None:
    _, reply = opened(None, named("Mint"), named("crash"), named("undrawable"))
    assert reply["refused"] == [named("crash"), named("undrawable")]
    assert "4 cups of Mint" in reply["html"]


def test_a_time_that_cannot_be_read_is_a_problem_not_an_end() -> None:
    session = Session({"kettle": kettle})
    reply = asked(session, **OPEN, saved=None, messages=[switched(on=True)], now="noon")
    assert reply["problem"]["code"] == "failed"
    assert (reply["refused"], len(reply["subscriptions"])) == ([], 2)


def test_widgets_of_a_page_do_not_meet() -> None:
    session, _ = opened()
    asked(session, do="open", id="jug", type="kettle", config={"id": "jug"}, saved=None, messages=[], now=NOW)
    assert "4 cups of Mint" in dispatched(session, named("Mint"))["html"]
    reply = asked(session, do="dispatch", id="jug", messages=[])
    assert "2 cups of water" in reply["html"]
    assert 'id="jug--tea"' in reply["html"]


def test_an_answer_says_how_far_the_reader_has_come_and_what_others_may_know() -> None:
    session, _ = opened()
    half = dispatched(session, named("Mint"))
    assert (half["progress"], half["facts"]) == ([1, 2], {"tea": "mint"})
    full = dispatched(session, switched(on=True))
    assert (full["progress"], full["facts"]) == ([2, 2], {"tea": "mint", "kettle-on": "yes"})


def test_a_fact_of_a_value_that_is_no_longer_offered_is_not_published() -> None:
    _, reply = opened('{"version":3,"state":{"tea":"Nettle","on":true}}')
    assert (reply["problem"], reply["facts"]) == (None, {"kettle-on": "yes"})


def test_a_closed_widget_is_forgotten_and_the_others_stay() -> None:
    session, _ = opened()
    asked(session, do="open", id="jug", type="kettle", config={"id": "jug"}, saved=None, messages=[], now=NOW)
    assert asked(session, do="close", id="pot") == {"id": "pot", "problem": None}
    assert dispatched(session, named("Mint"))["problem"]["code"] == "failed"
    assert asked(session, do="dispatch", id="jug", messages=[])["problem"] is None
    assert asked(session, do="close", id="pot")["problem"] is None  # closing twice is no mistake


def test_a_widget_may_go_by_another_name_than_its_own() -> None:
    """Two pages may have a widget of one id; on the wire each goes by its key."""
    session = Session({"kettle": kettle})
    for name in ("guide/pot", "other/pot"):
        reply = asked(session, **OPEN | {"id": name}, saved=None, messages=[named(name)], now=NOW)
        assert reply["id"] == name
        assert 'id="pot--tea"' in reply["html"]
    assert set(session.running) == {"guide/pot", "other/pot"}


@pytest.mark.parametrize(
    "request_",
    [
        {},
        {"id": "pot"},
        {"do": "dispatch", "id": "unknown", "messages": []},
        {"do": "close", "id": None},
        {"do": "shut", "id": "pot"},
        {"do": "dispatch", "id": "pot", "messages": None},
        {"do": "dispatch", "id": "pot"},
        {**OPEN, "type": "kettel", "saved": None, "messages": [], "now": NOW},
        {**OPEN, "config": {}, "saved": None, "messages": [], "now": NOW},
        {**OPEN, "saved": None, "messages": []},
    ],
)
def test_a_request_that_cannot_be_answered_has_a_problem(request_: dict[str, object]) -> None:
    session, _ = opened()
    reply = strict(session.handle(json.dumps(request_)))
    assert set(reply) == {"id", "problem"}
    assert reply["id"] == request_.get("id")
    assert reply["problem"]["code"] == "failed"
    assert dispatched(session, named("Mint"))["problem"] is None


def test_a_widget_is_given_what_is_stored_of_those_that_it_reads() -> None:
    """It stays the other's: nothing of it is stored again, and what is no text for it changes nothing."""

    def beside(state: State, stored: Mapping[str, str]) -> State:
        return replace(state, tea=f"{state.tea} beside {stored.get('jug')}")

    def drawn(stored: object, saved: str | None = None) -> str:
        session = Session({"kettle": replace(kettle, beside=beside)})
        reply = asked(session, **OPEN, saved=saved, messages=[], now=NOW, beside=stored)
        return str(json.loads(reply["state"])["state"]["tea"])

    assert drawn({"jug": "Sage"}) == " beside Sage"
    assert drawn({}) == " beside None"
    assert drawn(None) == drawn([]) == drawn("jug") == ""


@pytest.mark.parametrize("text", ["", "{", "7", "null", "[]", '"x"', "[" * 100_000, '{"id":NaN}', "\ud800"])
def test_what_is_no_request_is_answered_too(text: str) -> None:
    reply = strict(Session({}).handle(text))
    assert (reply["id"], reply["problem"]["code"]) == (None, "failed")


def test_a_number_that_json_does_not_know_changes_nothing() -> None:
    session, before = opened()
    sent = {"do": "dispatch", "id": "pot", "messages": [named("Mint"), float("nan")]}
    assert strict(session.handle(json.dumps(sent)))["problem"]["code"] == "failed"
    assert dispatched(session)["html"] == before["html"]


messages = st.sampled_from(("Named", "Switched", "Sent", "Weighed", "Ticked")).flatmap(
    lambda name: st.fixed_dictionaries({"is": st.just(name) | json_values, "with": json_values | no_numbers}),
)
requests = st.fixed_dictionaries(
    {
        "do": st.sampled_from(("open", "dispatch", "close")) | json_values,
        "id": st.sampled_from(("pot", "jug")) | json_values,
        "type": st.just("kettle") | json_values,
        "config": st.just(CONFIG) | json_values,
        "saved": st.none() | st.text() | json_values,
        "messages": st.lists(messages | json_values, max_size=4) | json_values,
        "now": st.just(NOW) | json_values,
        "beside": json_values,
    },
)


@given(st.lists(requests | json_values | no_numbers, max_size=4))
@settings(max_examples=examples(200))
def test_no_request_breaks_the_session(asked_for: list[Any]) -> None:
    session, _ = opened()
    for request in asked_for:
        reply = strict(session.handle(json.dumps(request)))
        for refused in reply.pop("refused", []):
            assert refused in request["messages"], "it is set aside as it came, whatever it is"
        assert fits(Answer | Closed | Broken, {"refused": [], **reply} if "html" in reply else reply), reply
    assert dispatched(session)["id"] == "pot"
