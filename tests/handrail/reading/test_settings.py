import json

import pytest
import yaml
from handrail.reading.settings import Settings, UnreadableError, read
from hypothesis import given
from hypothesis import strategies as st

from tests.handrail.strategies import yaml_text

scalars = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text()
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(min_size=1), values, max_size=4))
def test_json_is_read_as_it_is(settings: dict[str, object]) -> None:
    try:
        known = yaml.safe_load(json.dumps(settings))
    except yaml.YAMLError:
        return  # characters that YAML leaves out
    if known == settings:
        assert read(json.dumps(settings), 1).values == settings


@given(yaml_text)
def test_any_text_is_settings_or_unreadable_at_one_of_its_lines(text: str) -> None:
    last = 6 + len(text.splitlines())
    try:
        lines = set(read(text, 5).lines.values())
    except UnreadableError as error:
        lines = {error.line}
    assert all(5 <= line <= last for line in lines)


@pytest.mark.parametrize("text", ["no", "12:30", "2026-11-23", "0x1F", "1_000", "Yes"])
def test_words_that_yaml_1_1_would_change_stay_text(text: str) -> None:
    assert read(f"a: {text}\n", 1).values == {"a": text}


def test_every_value_knows_its_line() -> None:
    settings = read("a: 1\nb:\n  - x: 2\n    y: 3\n  - z\n", 10)
    assert settings.line(("b", 0, "y")) == 13
    assert settings.line(("b", 1)) == 14
    assert settings.line(("b", 0, "nowhere")) == 12
    assert Settings().line(("x",)) == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [\n", 1),
        ("a: &x 1\nb: *x\n", 1),
        ("*x\n", 1),
        ("- 1\n", 1),
        ("a: 1\na: 2\n", 2),
        ("[" * 5000, 1),
        ("a: \x00", 1),
    ],
)
def test_what_cannot_be_read_says_where(text: str, line: int) -> None:
    with pytest.raises(UnreadableError) as error:
        read(text, 1)
    assert error.value.line == line
