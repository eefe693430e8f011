from typing import Any

import pytest
from handrail_widgets.fork import fork
from handrail_widgets.kit import codec
from handrail_widgets.kit.simulate import Simulated
from handrail_widgets.kit.storage import restore, store
from handrail_widgets.kit.widget import Progress
from hypothesis import given
from hypothesis import strategies as st

from tests.handrail_widgets.parsed import parse
from tests.handrail_widgets.strategies import texts
from tests.words import simulated

WAYS = [
    {"value": "me", "label": "I did"},
    {
        "value": "them",
        "label": "They did",
        "text": "Read on.",
        "link": "help.html#a",
        "link_label": "Find help",
    },
]


def ended(**config: Any) -> Simulated:
    return simulated(fork, id="ended", **{"fact": "ended-by", "choices": WAYS, **config})


def test_nothing_is_chosen_and_no_fact_is_known_before() -> None:
    assert ended().facts == {}
    assert ended().progress == Progress(0, 1)
    assert "Clear my choice" not in ended().text
    assert "Which is it?" in ended().text
    assert "Who ended it?" in ended(question="Who ended it?").text


def test_a_choice_is_a_fact_and_says_what_follows() -> None:
    chosen = ended().tick("They did").reload()
    assert chosen.facts == {"ended-by": "them"}
    assert chosen.progress == Progress(1, 1)
    assert "Read on.Find help" in chosen.text
    assert [e.get("href") for e in chosen.tree.walk() if e.tag == "a"] == ["help.html#a"]
    assert chosen.tick("I did").facts == {"ended-by": "me"}


def test_a_choice_can_be_taken_back() -> None:
    assert ended().tick("I did").press("Clear my choice").facts == {}


def test_a_way_that_was_taken_away_is_no_fact_and_is_remembered() -> None:
    chosen = ended().tick("They did")
    fewer = fork.init(ended(choices=[WAYS[0], {"value": "both", "label": "Both"}]).config)
    shown = restore(fork, fewer, store(fork, chosen.state))
    assert fork.facts(shown) == {}
    assert fork.progress(shown) == Progress(0, 1)
    assert fork.facts(restore(fork, fork.init(chosen.config), store(fork, shown))) == {"ended-by": "them"}


@pytest.mark.parametrize("link", ["javascript:alert(1)", "//evil.example", "data:text/html,x", "a b", "x\\y"])
def test_a_link_that_runs_something_is_refused(link: str) -> None:
    with pytest.raises(codec.DecodeError, match="should be a page such as"):
        ended(choices=[WAYS[0], {**WAYS[1], "link": link}])


@pytest.mark.parametrize(
    "link", ["help.md", "help.md#a", "#a", "../x/y.md?a=b:c", "https://a.org", "mailto:a@b.c", "tel:1"]
)
def test_a_link_may_lead_to_pages_and_sites(link: str) -> None:
    chosen = ended(choices=[WAYS[0], {**WAYS[1], "link": link}]).tick("They did")
    assert [e.get("href") for e in chosen.tree.walk() if e.tag == "a"] == [link]


labels = texts.filter(bool).map(lambda text: text[:200])  # the most that a label may have


@given(st.lists(texts | st.sampled_from(["me", "them"]), max_size=6), labels)
def test_whatever_is_said_the_fact_is_one_of_todays(said: list[str], label: str) -> None:
    page = ended(choices=[WAYS[1], {"value": "me", "label": label}])
    for value in said:
        page.send({"is": "Chosen", "with": {"value": value}})
        assert page.facts.get("ended-by", "me") in ("me", "them")
        assert parse(page.html).text == page.text
