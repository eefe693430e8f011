"""The page gives Python nothing that is nested deeper than it takes, and keeps nothing back that is not."""

import json

import pytest
from handrail_widgets.kit.json_text import DEEPEST, parsed

from tests.handrail_widgets.kit.test_markup_in_the_page import BUNDLE, RUNTIME, node

JUDGE = """
const { isDeep, isJson } = await import(process.argv[1]);
const texts = JSON.parse(process.argv[2]);
console.log(JSON.stringify(texts.map((text) => [!isDeep(text), isJson(JSON.parse(text))])));
"""


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[bool, bool]]:
    """Return of each text whether the page takes it as a state, and as a message's fields."""
    module = tmp_path_factory.mktemp("shapes") / "shapes.mjs"
    node(BUNDLE, str(RUNTIME / "reader" / "ledger" / "shapes.ts"), str(module))
    return [(state, fields) for state, fields in json.loads(node(JUDGE, module.as_uri(), json.dumps(TEXTS)))]


def texts(depth: int) -> tuple[str, str]:
    """Return JSON of so many objects and lists, one with a value in the innermost and one with none."""
    return '{"]":' * depth + "null" + "}" * depth, '{"[":' * (depth - 1) + "[]" + "}" * (depth - 1)


TEXTS = [text for depth in range(DEEPEST - 10, DEEPEST + 10) for text in texts(depth)]


def is_taken(text: str) -> bool:
    try:
        parsed(text)
    except ValueError:
        return False
    return True


def test_the_page_takes_the_states_that_python_takes(verdicts: list[tuple[bool, bool]]) -> None:
    python = [is_taken(text) for text in TEXTS]
    assert [state for state, _ in verdicts] == python
    assert len(set(python)) == 2


def test_the_page_takes_the_fields_that_python_takes_in_a_request(verdicts: list[tuple[bool, bool]]) -> None:
    """The message, the list of messages and the request lie around them."""
    request = '{{"do":"open","messages":[{{"is":"Toggled","with":{}}}]}}'
    python = [is_taken(request.format(text)) for text in TEXTS]
    assert [fields for _, fields in verdicts] == python
    assert len(set(python)) == 2
