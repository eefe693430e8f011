import json
from typing import Any

import pytest
from handrail_widgets.kit import json_text
from handrail_widgets.kit.json_text import DEEPEST, parsed, written
from hypothesis import given

from tests.handrail_widgets.strategies import json_values


def nested(depth: int) -> str:
    """Return JSON of so many lists and objects within one another, with a text of brackets inside."""
    pairs = [("[", "]") if level % 2 else ('{"[":', "}") for level in range(depth)]
    return "".join(a for a, _ in pairs) + '"[{\\"[[{\\\\"' + "".join(b for _, b in reversed(pairs))


def depth_of(value: object) -> int:
    match value:
        case list():
            return 1 + max(map(depth_of, value), default=0)
        case dict():
            return 1 + max(map(depth_of, value.values()), default=0)
    return 0


@given(json_values)
def test_what_is_written_is_read_again_and_its_depth_is_known(value: object) -> None:
    text = written(value)
    assert parsed(text) == value
    assert json_text._depth(text) == json_text._depth(json.dumps(value, indent=1)) == depth_of(value)


def test_only_what_lies_within_one_another_is_deep() -> None:
    wide = written([nested(1)] * 1_000)
    assert parsed(wide) == [nested(1)] * 1_000
    assert parsed("[" + ",".join(["[[]]"] * 1_000) + "]") == [[[]]] * 1_000


def test_what_is_nested_too_deep_is_not_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert depth_of(parsed(nested(DEEPEST))) == DEEPEST

    def loads(*_args: Any, **_options: Any) -> None:
        raise AssertionError("parsed")

    monkeypatch.setattr(json, "loads", loads)
    for text in (
        nested(DEEPEST + 1),
        nested(5_000),
        "[" * 5_000,
        '{"a":' * 5_000,
        '["' + "[" * 9 + '",' + "[" * 251,
    ):
        with pytest.raises(ValueError, match="nested deeper than 250"):
            parsed(text)


@pytest.mark.parametrize("text", ["", "{", '"', "NaN", "[-Infinity]", "[1e999", '{"a":1} {}', '"\\' * 5_000])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parsed(text)
