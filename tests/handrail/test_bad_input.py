"""Every kind of bad input is told with its file, its line and how to mend it."""

import re
from pathlib import Path

import pytest
from handrail.guides.catalogue import read
from handrail.problem import CODES, report

from tests.handrail.literate import TOLD_ELSEWHERE, Case, cases
from tests.handrail.sample import KINDS, TEA, written

CASES = tuple(cases())


def test_the_sample_guide_is_in_order(tmp_path: Path) -> None:
    assert report(read(written(tmp_path, TEA), KINDS).problems) == ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.slug)
def test_bad_input_is_told(case: Case, tmp_path: Path) -> None:
    catalogue = read(written(tmp_path, case.files), KINDS)
    assert tuple(report(catalogue.problems).splitlines()) == case.expected


def test_every_code_has_a_fixture() -> None:
    told = {code for case in CASES for line in case.expected for code in re.findall(r"HR\d{3}", line)}
    assert told == set(CODES) - TOLD_ELSEWHERE
