from dataclasses import replace
from typing import Any

import icalendar
import pytest
from handrail_widgets.kit.codec import Handler
from handrail_widgets.kit.effects import Announce, Download, Print
from handrail_widgets.kit.simulate import Simulated
from handrail_widgets.kit.storage import restore, store
from handrail_widgets.worksheet import beside, reads, worksheet
from handrail_widgets.worksheet.sheet import MOST_ROWS, with_cell, with_rows
from handrail_widgets.worksheet.state import CellWritten, Row, RowAdded
from handrail_widgets.worksheet.view import PAGE, lines
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.effort import examples
from tests.handrail_widgets.strategies import texts
from tests.words import simulated

COLUMNS = [
    {"id": "cause", "label": "Cause"},
    {"id": "whose", "label": "Whose", "kind": "choice", "options": ["mine", "theirs"]},
    {"id": "changed", "label": "It has changed", "kind": "tick"},
    {"id": "seen", "label": "Last seen", "kind": "date"},
]
TOTALS = [
    {"label": "changed", "column": "changed"},
    {"label": "still there", "column": "changed", "value": ""},
]
REVIEW = [
    {"id": "what", "label": "What"},
    {"id": "again", "label": "Again", "kind": "review", "weeks": [2, 6]},
]
FIXED = [
    {"id": "open", "label": "My first sentence", "hint": "Short."},
    {"id": "end", "label": "A way to end"},
]


def sheet(**config: Any) -> Simulated:
    given = {"id": "causes", "columns": COLUMNS, "add": "Add a cause", "totals": TOTALS}
    return simulated(worksheet, **{**given, **config})


def card(**config: Any) -> Simulated:
    """Return a sheet of the author's rows alone."""
    return simulated(worksheet, id="card", **{"columns": COLUMNS[:1], "rows": FIXED, **config})


def filled(page: Simulated, *causes: str) -> Simulated:
    for number, cause in enumerate(causes):
        if number:
            page.press("Add a cause")
        page.write("Cause", cause)
    return page


def names(page: Simulated) -> list[str]:
    return [row.cell("cause") for row in page.state.own]


def events(page: Simulated) -> list[Any]:
    (file,) = page.effects
    assert isinstance(file, Download)
    return list(icalendar.Calendar.from_ical(file.text).walk("VEVENT"))


def test_an_empty_row_has_the_authors_name_for_it_or_none() -> None:
    assert "Row 1" in sheet().text
    named = sheet(row="Cause")
    assert "Cause 1" in named.text
    assert "Row" not in named.text
    assert "Cause 2" in filled(named, "Silence", "").text


def test_the_first_row_of_ones_own_is_there_and_open() -> None:
    page = sheet()
    assert "Row 1" in page.text
    assert page.progress is None
    page.write("Cause", "We talked less")


def test_one_row_is_open_at_a_time_and_the_others_are_a_line() -> None:
    page = filled(sheet(), "We talked less", "Money")
    page.tick("theirs").tick("It has changed")
    assert page.text.count("Last seen") == 1
    page.press("We talked less")
    assert "Moneytheirs · It has changed" in page.text
    assert page.text.count("Last seen") == 1
    assert "Last seen" not in page.press("Row 1").text


def test_an_empty_row_at_the_end_is_not_added_to() -> None:
    page = sheet().press("Add a cause").press("Add a cause")
    assert len(page.state.own) == 1


def test_sums_count_rows_in_which_anything_stands() -> None:
    page = filled(sheet(), "One", "Two", "Three").tick("It has changed").press("Add a cause")
    assert "changed: 1 · still there: 2" in page.text


def test_rows_are_moved_and_the_place_is_said() -> None:
    page = filled(sheet(), "One", "Two", "Three").press("Move up")
    assert names(page) == ["One", "Three", "Two"]
    assert page.effects == (Announce("Row 2 of 3"),)
    page.press("Move up")
    assert names(page) == ["Three", "One", "Two"]
    assert "Move up" not in page.text
    assert names(page.press("Move down")) == ["One", "Three", "Two"]


def test_a_deleted_row_can_be_put_back_where_it_stood() -> None:
    page = filled(sheet(), "One", "Two", "Three").press("Two").press("Delete this row")
    assert names(page) == ["One", "Three"]
    assert page.effects == (Announce("The row is deleted."),)
    assert "“Two” is deleted." in page.text
    assert names(page.reload().press("Put it back")) == ["One", "Two", "Three"]
    assert "is deleted" not in page.text


def test_an_empty_row_goes_without_a_word() -> None:
    page = filled(sheet(), "One").press("Add a cause").press("Delete this row")
    assert names(page) == ["One"]
    assert "Put it back" not in page.text


def test_ids_of_rows_are_never_used_again() -> None:
    page = filled(sheet(), "One", "Two").press("Delete this row").press("Add a cause").write("Cause", "New")
    assert [row.id for row in page.state.own] == ["own-1", "own-3"]
    page.press("Put it back")
    assert names(page) == ["One", "Two", "New"]


def test_what_is_asked_of_a_row_that_is_gone_changes_nothing() -> None:
    page = filled(sheet(), "One")
    before = page.state
    messages: list[Handler] = [
        {"is": "CellWritten", "with": {"row": "own-9", "column": "cause", "text": "x"}},
        {"is": "CellTicked", "with": {"row": "own-9", "column": "changed", "done": True}},
        {"is": "RowMoved", "with": {"row": "own-9", "by": 1}},
        {"is": "RowRemoved", "with": {"row": "own-9"}},
        {"is": "RowPutBack", "with": {}},
    ]
    for message in messages:
        page.send(message)
    assert page.state == before


def test_rows_of_the_authors_with_one_thing_to_say_are_fields_by_their_names() -> None:
    page = card()
    page.write("My first sentence", "Thank you for coming.")
    assert "Cause" not in page.text
    assert "Row 1" not in page.text
    assert "Add" not in page.text


def test_rows_of_which_several_things_are_asked_fold_and_keep_their_names() -> None:
    page = card(columns=COLUMNS[:3], add="Add your own")
    assert page.text.startswith("My first sentenceShort.Cause")
    page.write("Cause", "Hello").tick("mine").press("A way to end")
    assert page.text.startswith("My first sentenceHello · mineA way to endCause")
    page.press("Add your own").write("Cause", "Mine")
    assert page.text.startswith("My first sentenceHello · mineA way to endRow 1Cause")
    assert "Move" not in page.text
    assert page.press("Row 1").state.open == ""


def test_a_row_that_the_author_took_away_is_kept() -> None:
    page = card().write("A way to end", "I’ll head home now.")
    fewer = worksheet.init(card(rows=FIXED[:1]).config)
    assert restore(worksheet, fewer, store(worksheet, page.state)).fixed == page.state.fixed


def test_what_is_read_only_after_the_author_took_its_row_away_is_kept_too() -> None:
    page = card(rows=FIXED[:1])
    page.send({"is": "CellWritten", "with": {"row": "end", "column": "cause", "text": "Bye."}})
    assert [(row.id, row.cell("cause")) for row in page.state.fixed] == [("end", "Bye.")]
    assert "Bye." in {line.text for line in lines(page.state)}


def test_what_another_tab_writes_into_a_row_that_was_just_deleted_comes_back_with_it() -> None:
    page = filled(sheet(), "One", "Two").press("Delete this row")
    page.send({"is": "CellWritten", "with": {"row": "own-2", "column": "cause", "text": "Two and more"}})
    assert names(page) == ["One"]
    assert names(page.press("Put it back")) == ["One", "Two and more"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-11-23", "Monday 23 November 2026"),
        ("2028-02-29", "Tuesday 29 February 2028"),
        ("0099", "whole date yet"),
    ],
)
def test_a_date_is_said_in_words(typed: str, said: str) -> None:
    assert said in sheet().write("Last seen", typed).text


def test_a_review_has_a_day_that_goes_into_a_calendar() -> None:
    page = sheet(columns=REVIEW, totals=[])
    assert "calendar" not in page.text
    page.write("Again", "2")
    first = page.now.date()
    assert "Look again on" in page.text
    (event,) = events(page.press("Save 1 date as a calendar file"))
    assert (event.start - first).days == 14
    assert str(event["SUMMARY"]) == "Check-in"
    assert "Save 1 date" not in page.wait(days=15).text


def test_a_file_saved_again_keeps_its_ids_and_counts_on() -> None:
    page = sheet(columns=REVIEW, totals=[]).write("Again", "6")
    first, second = (events(page.press("Save 1 date as a calendar file"))[0] for _ in range(2))
    assert first["UID"] == second["UID"]
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 1)


def test_rules_quote_what_is_better_not_agreed_on() -> None:
    said = {"id": "passwords", "say": "These control a person.", "phrases": ["share passwords"]}
    rules = {"flags": [said]}
    page = sheet(watch=rules).write("Cause", "We share passwords again")
    assert "“share passwords” These control a person." in page.text
    (flag,) = [element for element in page.tree.walk() if element.get("data-flag")]
    assert flag.get("data-flag") == "passwords"


def test_another_sheet_stands_beside_this_one() -> None:
    then = filled(sheet(), "We talked less", "Money").tick("It has changed")
    now = sheet(id="now", beside="causes")
    assert reads(now.config) == ("causes",)
    assert "Nothing written there yet" in now.text
    state = beside(now.state, {"causes": store(worksheet, then.state)})
    text = worksheet.view(state).text
    assert "ThenWe talked lessMoneyIt has changedchanged: 1 · still there: 1Now" in text
    assert beside(state, {}).then is None
    assert beside(state, {"causes": '{"version": 1, "state": {"own": 3}}'}).then is None
    assert store(worksheet, state) == store(worksheet, now.state)


def test_a_sheet_is_printed_where_the_author_says_so() -> None:
    assert "Print" not in sheet().text
    assert sheet(printed=True).press("Print this sheet").effects == (Print(),)


def test_there_is_a_most_of_rows() -> None:
    page = sheet()
    for number in range(1, MOST_ROWS + 1):
        page.state = with_cell(page.state, CellWritten(f"own-{number}", "cause", "x"))
        page.state = with_rows(page.state, RowAdded())
    assert len(page.state.own) == MOST_ROWS
    assert "This sheet is full: it holds 500 rows, and all of them are kept." in page.text
    assert "Add a cause" not in page.text


def long_sheet(count: int) -> Simulated:
    """Return a sheet with so many rows of the reader's own, the last of which is open."""
    page = sheet()
    own = tuple(Row(f"own-{n}", (("cause", f"Cause of {n}"),)) for n in range(1, count + 1))
    page.state = replace(page.state, own=own, made=count, open=own[-1].id)
    return page


def drawn(page: Simulated) -> list[str]:
    return [str(each.get("id")) for each in page.tree.walk() if str(each.get("id")).startswith("row-own")]


def test_of_a_long_sheet_the_last_rows_are_drawn_and_more_with_each_press() -> None:
    page = long_sheet(PAGE * 2 + 1)
    assert drawn(page) == [f"row-own-{n}" for n in range(PAGE + 2, PAGE * 2 + 2)]
    page.press(f"Show earlier rows ({PAGE + 1} in all)").press("Show 1 earlier row")
    assert drawn(page) == [f"row-own-{n}" for n in range(1, PAGE * 2 + 2)]
    assert "earlier" not in page.text


def test_the_open_row_of_a_long_sheet_is_drawn_wherever_it_stands() -> None:
    page = long_sheet(PAGE + 10)
    page.state = replace(page.state, open="own-3")
    assert drawn(page)[:2] == ["row-own-3", "row-own-11"]
    assert "7 rows stand between" in page.text
    assert dict(page.press("Move down").state.own[3].cells) == {"cause": "Cause of 3"}
    page.press("Delete this row").press("Put it back")
    assert drawn(page)[:2] == ["row-own-3", "row-own-11"]


def test_a_key_draws_as_much_in_a_sheet_of_any_length() -> None:
    """In the sheet itself, and in what it shows of another."""
    short, long = (long_sheet(count) for count in (PAGE + 50, MOST_ROWS))
    for page in (short, long):
        page.state = replace(page.state, then=page.state.own)
        page.write("Cause", "x")
    assert len(long.html) < len(short.html) + 500


def test_every_row_of_a_long_sheet_stands_in_my_notes() -> None:
    page = long_sheet(MOST_ROWS)
    assert len([line for line in lines(page.state) if line.text]) == MOST_ROWS


class Sheets(RuleBasedStateMachine):
    """Whatever rows are added, moved, deleted and put back: none is lost, and none has another's id."""

    def __init__(self) -> None:
        super().__init__()
        self.page = sheet()
        self.written: set[str] = set()

    @rule(text=texts)
    def write_and_add(self, text: str) -> None:
        last = self.page.state.own[-1].id if self.page.state.own else ""
        if not last:
            self.page.send({"is": "RowAdded", "with": {}})
            last = self.page.state.own[-1].id
        self.page.send({"is": "CellWritten", "with": {"row": last, "column": "cause", "text": text}})
        self.page.send({"is": "RowAdded", "with": {}})

    @rule(at=st.integers(0, 5), by=st.integers(-9, 9))
    def move(self, at: int, by: int) -> None:
        if at < len(self.page.state.own):
            before = sorted(row.id for row in self.page.state.own)
            self.page.send({"is": "RowMoved", "with": {"row": self.page.state.own[at].id, "by": by}})
            assert sorted(row.id for row in self.page.state.own) == before

    @rule(at=st.integers(0, 5))
    def remove_and_put_back(self, at: int) -> None:
        if at < len(self.page.state.own):
            before = self.page.state.own
            row = before[at]
            self.page.send({"is": "RowRemoved", "with": {"row": row.id}})
            if any(text.strip() for _, text in row.cells):
                self.page.send({"is": "RowPutBack", "with": {}})
                assert self.page.state.own == before

    @invariant()
    def ids_are_told_apart_and_all_can_be_stored_and_drawn(self) -> None:
        state = self.page.state
        ids = [row.id for row in state.own]
        assert len(set(ids)) == len(ids)
        assert restore(worksheet, worksheet.init(self.page.config), store(worksheet, state)) == state


TestSheets = Sheets.TestCase
TestSheets.settings = settings(max_examples=examples(100), stateful_step_count=20, deadline=None)


@given(texts)
def test_any_text_is_kept_as_it_is(text: str) -> None:
    page = sheet().write("Cause", text)
    assert page.reload().state.own[0].cell("cause") == text
