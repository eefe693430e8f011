import json
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Annotated, Any, Literal

import pytest
from handrail_widgets.kit import codec
from handrail_widgets.kit.codec.constraint import Between, Length, Word
from handrail_widgets.kit.codec.expectation import expectation
from hypothesis import given
from hypothesis import strategies as st

from tests.handrail_widgets.strategies import Day, Rest, Walk, days, json_values, no_numbers, times

type Maybe = int | None
type Choice = Literal["low", 2]


@dataclass(frozen=True)
class Answered:
    question: str
    answer: Maybe
    now: datetime | None
    by: str = "reader"


@dataclass(frozen=True)
class Weight:
    share: float | None = None


@dataclass(frozen=True)
class Compared:
    one: str
    other: str


@dataclass(frozen=True)
class Kept:
    items: codec.Unsaved[tuple[str, ...]]
    done: frozenset[str] = frozenset()
    note: str = ""


@given(days)
def test_what_is_encoded_is_decoded(day: Day) -> None:
    text = json.dumps(codec.encode(day), ensure_ascii=False, allow_nan=False)
    assert codec.decode(Day, json.loads(text)) == day


@given(st.lists(st.text(), max_size=8))
def test_equal_values_give_equal_json(items: list[str]) -> None:
    one, other = frozenset(items), frozenset(reversed(items))
    assert json.dumps(codec.encode(one)) == json.dumps(codec.encode(other))


@given(json_values | no_numbers)
def test_any_json_is_decoded_or_refused_with_the_place(value: Any) -> None:
    for kind in (Day, Walk | Rest, tuple[Walk, ...], Annotated[float, Between(0, 1)], Choice, Maybe, date):
        with suppress(codec.DecodeError):
            codec.decode(kind, value)
    for name in ("Answered", "Compared", value):
        with suppress(codec.DecodeError):
            codec.decode_message((Answered, Compared), {"is": name, "with": value})


def test_a_union_goes_by_the_name_of_its_class() -> None:
    assert codec.decode(Walk | Rest, {"is": "Rest", "minutes": 5}) == Rest(5)
    assert codec.decode(Walk | Rest, {"minutes": 5, "with_whom": "Ann"}) == Walk(5, "Ann")
    assert codec.decode(tuple[int, ...] | tuple[str, ...], ["a"]) == ("a",)


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        (str, 5, "the value should be text, not 5"),
        (int, True, "the value should be a whole number, not True"),
        (float, float("inf"), "the value should be a number, not inf"),
        (float, 10**400, "should be a number"),
        (Maybe, "x", "the value should be a whole number or nothing, not 'x'"),
        (Choice, 3, "the value should be one of low, 2, not 3"),
        (Literal[1], True, "the value should be one of 1, not True"),
        (date, "23.11.2026", "a date such as 2026-11-23"),
        (datetime, "2026-11-23T09:00", "a time with its offset"),
        (datetime, datetime.fromisoformat("2026-11-23T09:00"), "a time with its offset"),
        (tuple[str, ...], "abc", "a list, each text"),
        (tuple[str, int], ["a"], "a list of 2: text, a whole number"),
        (tuple[Walk, ...], [{"minutes": 1}, {"minute": 2}], r"\[1\].minute should be one of the keys"),
        (Walk, {}, "minutes should be given: a whole number"),
        (Walk, [], "a group of keys"),
        (Walk | None, {"minutes": "x"}, "minutes should be a whole number, not 'x'"),
        (Annotated[int, Between(7, 90)], 5, "a number from 7 to 90, not 5"),
        (Annotated[str, Length(1, 3)], "", "1 to 3 long"),
        (Annotated[str, Word()], "a b", "one word without spaces"),
    ],
)
def test_what_does_not_fit_is_said_in_words(kind: object, value: object, message: str) -> None:
    with pytest.raises(codec.DecodeError, match=message):
        codec.decode(kind, value)


def test_a_condition_leaves_nothing_to_the_type() -> None:
    for condition in (Between(1, 2), Length(1, 2), Word()):
        assert codec.decode(Annotated[str | int | None, condition], None) is None
    assert codec.decode(Annotated[float, Between(0, 1)], 0.5) == 0.5
    assert codec.decode(Annotated[frozenset[str], Length(1, 2)], ["a"]) == frozenset("a")


def test_a_type_that_has_no_json_is_named() -> None:
    with pytest.raises(TypeError, match="complex"):
        codec.decode(complex, 1)
    with pytest.raises(TypeError, match="bytes can't be stored"):
        codec.encode(b"x")
    assert expectation(complex) == "complex"


@pytest.mark.parametrize("value", [float("nan"), float("-inf"), datetime.fromisoformat("2026-11-23T09:00")])
def test_what_could_not_be_read_again_is_not_stored(value: object) -> None:
    with pytest.raises(ValueError, match="could not be read again"):
        codec.encode((value,))


def test_a_number_of_a_float_is_always_the_same_json() -> None:
    assert json.dumps(codec.encode(codec.decode(tuple[float, ...], [1, 1.0]))) == "[1.0, 1.0]"
    assert codec.encode(Weight(2)) == {"is": "Weight", "share": 2.0}
    assert isinstance(json.loads(json.dumps(codec.encode(Weight(2))))["share"], float)


# --- Messages -----------------------------------------------------------------------------------


def test_a_handler_says_what_is_known_and_what_the_page_fills_in() -> None:
    assert codec.handler(partial(Answered, "Why?")) == {
        "is": "Answered",
        "with": {"question": "Why?"},
        "fill": {"answer": "value", "now": "now"},
    }
    assert codec.handler(Rest(5)) == {"is": "Rest", "with": {"minutes": 5}}
    assert codec.handler(Rest) == {"is": "Rest", "with": {}, "fill": {"minutes": "value"}}
    assert codec.handler(partial(Rest, minutes=5)) == codec.handler(Rest(5))


def test_one_handler_is_not_taken_for_another() -> None:
    rest: Any = Rest
    spoken = [json.dumps(codec.handler(partial(rest, value))) for value in (1, True, 1.0)]
    assert spoken == [f'{{"is": "Rest", "with": {{"minutes": {said}}}}}' for said in ("1", "true", "1.0")]


_partial: Any = partial  # its mistakes are meant


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (Compared, "one value only"),
        (_partial(Rest, 1, 2), "gives more than Rest has: minutes"),
        (_partial(Rest, minute=1), "gives more than Rest has: minutes"),
        (partial(print, 1), "no message"),
        (str, "no message"),
        (None, "no message"),
    ],
)
def test_what_is_no_handler_is_refused_when_drawn(value: object, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        codec.handler(value)


def test_what_a_control_holds_is_read_by_the_type_that_waits_for_it() -> None:
    def read(answer: object) -> object:
        sent = {"is": "Answered", "with": {"question": "5", "answer": answer, "now": ""}}
        return codec.decode_message((Answered,), sent).answer

    assert [read("5"), read(" 7 "), read(""), read(3), read(None)] == [5, 7, None, 3, None]
    for wrong in ("5.5", "five", True, "9" * 5000):
        with pytest.raises(codec.DecodeError, match="answer should be a whole number or nothing"):
            read(wrong)


def test_text_stays_text_whatever_it_looks_like() -> None:
    sent = {"is": "Compared", "with": {"one": "", "other": "12"}}
    assert codec.decode_message((Compared,), sent) == Compared("", "12")


def test_choices_of_numbers_are_read_from_a_control() -> None:
    @dataclass(frozen=True)
    class Chosen:
        minutes: Literal[5, 15]
        share: float | None = None
        note: int | str = ""

    sent = {"is": "Chosen", "with": {"minutes": "15", "share": "1e999"}}
    with pytest.raises(codec.DecodeError, match="share should be a number or nothing"):
        codec.decode_message((Chosen,), sent)
    sent = {"is": "Chosen", "with": {"minutes": "15", "share": "0.5", "note": "12"}}
    assert codec.decode_message((Chosen,), sent) == Chosen(15, 0.5, "12")


@pytest.mark.parametrize("sent", [None, [], "Rest", {}, {"is": []}, {"is": "Walk"}, {"is": {"a": 1}}])
def test_a_message_that_is_not_known_is_refused(sent: object) -> None:
    with pytest.raises(codec.DecodeError, match="one of the messages Rest"):
        codec.decode_message((Rest,), sent)


@pytest.mark.parametrize("fields", [None, [], "x", {"minutes": 1, "more": 2}, {}])
def test_a_message_with_wrong_fields_is_refused(fields: object) -> None:
    with pytest.raises(codec.DecodeError):
        codec.decode_message((Rest,), {"is": "Rest", "with": fields})


# --- States -------------------------------------------------------------------------------------


def test_what_is_not_stored_comes_from_the_fresh_state() -> None:
    kept = Kept(("old",), frozenset("a"), "words")
    assert codec.encode(kept) == {"is": "Kept", "done": ["a"], "note": "words"}
    assert codec.restored(Kept(("new",)), codec.encode(kept)) == replace(kept, items=("new",))


def test_a_field_that_is_new_is_fresh() -> None:
    assert codec.restored(Kept((), note="default"), {"done": ["a"]}) == Kept((), frozenset("a"), "default")


@pytest.mark.parametrize("value", [None, [], [["done", []]], {"items": []}, {"done": 1}, {"gone": 1}])
def test_a_state_of_another_shape_is_refused(value: object) -> None:
    with pytest.raises(codec.DecodeError):
        codec.restored(Kept(()), value)


def test_a_state_is_a_dataclass() -> None:
    with pytest.raises(TypeError, match="an instance of a dataclass"):
        codec.restored("text", {})


@given(times)
def test_a_moment_keeps_its_offset(moment: datetime) -> None:
    read = codec.decode(datetime, codec.encode(moment))
    assert (read, read.utcoffset()) == (moment, moment.utcoffset())
