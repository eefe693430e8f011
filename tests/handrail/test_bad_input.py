"""Every kind of bad input is told with its file, its line and how to mend it."""

import re
from pathlib import Path

import pytest
from handrail.problem import CODES, report

from tests.handrail.literate import TOLD_ELSEWHERE, Case, cases
from tests.handrail.sample import TEA, checked, written

CASES = tuple(cases())


def test_the_sample_guide_is_in_order(tmp_path: Path) -> None:
    assert report(checked(written(tmp_path / "docs", TEA))) == ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.slug)
def test_bad_input_is_told(case: Case, tmp_path: Path) -> None:
    problems = checked(written(tmp_path / "docs", case.files))
    assert tuple(report(problems).splitlines()) == case.expected


def test_every_code_has_a_fixture() -> None:
    told = {code for case in CASES for line in case.expected for code in re.findall(r"HR\d{3}", line)}
    assert told == set(CODES) - TOLD_ELSEWHERE
