import pytest
from handrail.problem import Problem, report


def test_a_problem_reads_as_path_line_code_and_fix() -> None:
    problem = Problem("a.md", 3, "HR101", "The byte 0xff is not UTF-8.", " Save the file\nas UTF-8.")
    assert str(problem) == "a.md:3: HR101 The byte 0xff is not UTF-8. Save the file as UTF-8."


def test_problems_are_listed_once_each_by_file_then_line() -> None:
    late, early, other = (
        Problem(p, n, "HR101", "X.", "Y.") for p, n in (("a.md", 10), ("a.md", 9), ("b.md", 1))
    )
    assert [line.split()[0] for line in report([other, late, early, late], "docs/").splitlines()] == [
        "docs/a.md:9:",
        "docs/a.md:10:",
        "docs/b.md:1:",
    ]


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(ValueError, match="HR999"):
        Problem("a.md", 1, "HR999", "", "")
