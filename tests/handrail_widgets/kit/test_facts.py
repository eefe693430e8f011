from dataclasses import replace
from typing import Any

import pytest
from handrail_widgets.kit.facts import publishable, published
from handrail_widgets.kit.session import first_view
from handrail_widgets.kit.widget import Progress

from tests.handrail_widgets.kettle import Config, State, kettle

POT = Config(id="pot")


@pytest.mark.parametrize("name", ["tea", "ended-by", "a1-2"])
def test_what_a_widget_can_publish_is_known_from_its_config(name: str) -> None:
    known = {name: ("them", "me, or “both”")}
    assert publishable(replace(kettle, publishes=lambda _: known), POT) == known


@pytest.mark.parametrize(
    "name", ["", "Tea", "ended by", "ended_by", "-tea", "tea-", "a--b", "1a", "tea\n", "té"]
)
def test_a_fact_has_a_slug_for_a_name(name: str) -> None:
    with pytest.raises(ValueError, match="a word such as ended-by"):
        publishable(replace(kettle, publishes=lambda _: {name: ("yes",)}), POT)


@pytest.mark.parametrize("values", ["yes", ["yes"], (1,), (None,), None])
def test_the_values_of_a_fact_are_a_tuple_of_texts(values: Any) -> None:
    with pytest.raises(TypeError, match="a tuple of texts"):
        publishable(replace(kettle, publishes=lambda _: {"tea": values}), POT)


def test_a_fact_that_was_never_announced_is_a_mistake_that_the_build_finds() -> None:
    undeclared = replace(kettle, facts=lambda _: {"milk": "yes"})
    with pytest.raises(ValueError, match="milk can't be a fact"):
        published(undeclared, publishable(undeclared, POT), State(2))
    with pytest.raises(ValueError, match="milk can't be a fact"):
        first_view(undeclared, POT)


@pytest.mark.parametrize("value", ["nettle", 5, None, ["mint"]])
def test_no_other_value_than_those_announced_is_published(value: Any) -> None:
    other = replace(kettle, facts=lambda _: {"tea": value, "kettle-on": "yes"})
    assert published(other, publishable(other, POT), State(2)) == {"kettle-on": "yes"}


@pytest.mark.parametrize(("done", "of"), [(0, 0), (-1, 2), (3, 2), (0, -1)])
def test_progress_is_a_part_of_a_whole(done: int, of: int) -> None:
    with pytest.raises(ValueError, match=f"{done} of {of} is no progress"):
        Progress(done, of)
