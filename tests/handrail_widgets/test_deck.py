from typing import Any

import pytest
from handrail_widgets.deck import deck
from handrail_widgets.kit.effects import Announce
from handrail_widgets.kit.simulate import Simulated
from handrail_widgets.kit.storage import store
from hypothesis import given
from hypothesis import strategies as st

from tests.handrail_widgets.parsed import parse
from tests.handrail_widgets.strategies import texts
from tests.words import simulated

GROUPS = [{"label": "Light", "cards": ["A song?", "A smell?"]}, {"label": "Deep", "cards": ["A fear?"]}]


def card_up(page: Simulated) -> str:
    """Return what is on the card that is up; "" where none is."""
    cards = (each for each in parse(page.html).all("p") if each.attributes.get("class") == "deck-card")
    return "".join(each.text for each in cards)


def test_all_cards_can_be_read_before_anybody_agrees() -> None:
    [beforehand] = parse(table().html).all("details")
    assert beforehand.text == "All cardsLightA song?A smell?DeepA fear?"


def table(**config: Any) -> Simulated:
    given = {"people": ["You", "Them"], "consent": "I am happy to", "groups": GROUPS}
    return simulated(deck, id="cards", **{**given, **config})


def begun() -> Simulated:
    return table().tick("You: I am happy to").tick("Them: I am happy to").press("Show the first card")


def test_no_card_is_shown_before_everybody_is_happy_to() -> None:
    one = table().tick("You: I am happy to")
    assert card_up(one) == ""
    with pytest.raises(LookupError):
        one.press("Show the first card")
    assert card_up(one.send({"is": "Begun", "with": {"at": 0}})) == ""
    assert card_up(one.send({"is": "Turned", "with": {"at": 0}})) == ""


def test_a_card_is_up_and_read_aloud() -> None:
    first = begun()
    assert "Light · card 1 of 3A song?" in first.text
    assert first.effects == (Announce("A song?"),)
    assert "Deep · card 3 of 3A fear?" in first.press("Next card").press("Skip this one").text
    assert "card 2 of 3" in first.press("Back").text


def test_every_card_may_be_skipped_and_the_first_has_nothing_before_it() -> None:
    page = begun()
    with pytest.raises(LookupError):
        page.press("Back")
    for _ in range(3):
        page.press("Skip this one")
    assert "That was the last card." in page.text
    assert "A song?" in page.press("Start again").text


def test_anybody_may_stop_and_all_are_asked_again() -> None:
    stopped = begun().press("Next card").press("Stop here")
    assert card_up(stopped) == ""
    assert stopped.effects == (Announce("Stopped. Nothing is noted."),)
    stopped.tick("You: I am happy to").tick("Them: I am happy to")
    assert "A smell?" in stopped.press("Go on with card 2").text


def test_who_is_no_longer_happy_to_takes_the_card_away() -> None:
    page = begun().send({"is": "Agreed", "with": {"person": 1, "happy": False}})
    assert card_up(page) == ""


def test_only_the_place_is_stored_and_consent_is_asked_anew() -> None:
    page = begun().press("Next card")
    assert store(deck, page.state) == '{"version":1,"state":{"is":"State","at":1}}'
    assert card_up(page.reload()) == ""
    assert "Go on with card 2" in page.text


def test_a_place_beyond_a_shorter_deck_is_its_end() -> None:
    page = begun().send({"is": "Turned", "with": {"at": 99}})
    assert "That was the last card." in page.text
    assert "A song?" in page.send({"is": "Turned", "with": {"at": -5}}).text


@given(st.lists(texts.filter(bool), min_size=1, max_size=4), st.lists(st.integers(-2, 6), max_size=6))
def test_whatever_is_on_a_card_is_text(cards: list[str], turns: list[int]) -> None:
    page = table(groups=[{"label": "All", "cards": cards}])
    page.tick("You: I am happy to").tick("Them: I am happy to").press("Show the first card")
    for at in turns:
        page.send({"is": "Turned", "with": {"at": at}})
        assert parse(page.html).text == page.text
        assert 0 <= page.state.at <= len(cards)
