"""The build tries the rules for texts of the flagship; here, that it has enough examples to try."""

from pathlib import Path

import pytest
from handrail.guides.beside import parse
from handrail_widgets.kit import codec
from handrail_widgets.text.phrases import Rules

GUIDE = Path(__file__).parent.parent / "docs" / "guides" / "second-chance"


@pytest.mark.parametrize(("name", "least"), [("apology", 60), ("invitation", 30)])
def test_each_rule_has_examples_and_there_are_enough(name: str, least: int) -> None:
    file = parse(f"{name}.yaml", (GUIDE / f"{name}.yaml").read_bytes())
    rules = codec.decode(Rules, file.settings.values)
    assert len(rules.examples) >= least
    assert {flag.id for flag in rules.flags} <= {id_ for each in rules.examples for id_ in each.flags}
    assert {mark.id for mark in rules.marks} <= {id_ for each in rules.examples for id_ in each.marks or ()}
    assert sum(not each.flags for each in rules.examples) >= least / 4


def test_the_hard_cases_are_among_them() -> None:
    file = parse("apology.yaml", (GUIDE / "apology.yaml").read_bytes())
    texts = [each.text for each in codec.decode(Rules, file.settings.values).examples]
    for hard in ("nothing but", "butter", "’", "\n", "BUT", "“but", '"but', "> "):
        assert any(hard in text for text in texts), hard
