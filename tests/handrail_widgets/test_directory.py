from dataclasses import replace

import pytest
from handrail_widgets.directory import Config, directory
from handrail_widgets.kit import codec
from handrail_widgets.kit.session import first_view
from hypothesis import given

from tests.handrail_widgets.parsed import parse
from tests.handrail_widgets.strategies import texts
from tests.words import ENGLISH

CUPS = {
    "name": "Cups & Co",
    "link": "https://cups.example/",
    "what": "Cups.",
    "cost": "None.",
    "hours": "All.",
}
POTS = {"name": "Pots", "what": "Pots.", "who": "Cooks.", "cost": "One.", "hours": "Some."}


def drawn(*services: dict[str, str], checked: str = "2026-11-20") -> str:
    listed = {"checked": checked, "services": list(services)}
    config = codec.decode(Config, {"id": "help", "services": listed})
    return first_view(directory, replace(config, words=ENGLISH))


def test_each_service_says_what_there_is_to_know() -> None:
    html = drawn(CUPS, POTS)
    assert '<a href="https://cups.example/">Cups &amp; Co</a>' in html
    assert html.count("<dt>What it is</dt><dd>") == 2
    assert html.count("<dt>For whom</dt>") == 1
    assert html.count("<a ") == 1  # the other has no address
    assert html.index("Cups") < html.index("Pots")


def test_nothing_in_it_can_be_sent() -> None:
    assert "data-on-" not in drawn(CUPS)
    assert directory.messages == ()


@pytest.mark.parametrize(
    ("checked", "said"),
    [
        ("2026-11-20", "Each was tried on 20 November 2026."),
        ("not yet", "Last tried: not yet."),
        ("2026-02-30", "Last tried: 2026-02-30."),
    ],
)
def test_the_day_of_checking_is_said_as_people_say_it(checked: str, said: str) -> None:
    assert said in parse(drawn(CUPS, checked=checked)).text


@given(texts.filter(bool))
def test_whatever_a_file_says_is_text(text: str) -> None:
    assert text in parse(drawn(CUPS | {"what": text})).text
