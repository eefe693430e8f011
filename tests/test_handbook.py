"""The handbook's and the README's samples work as they stand."""

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from handrail.guides import facts, rules
from handrail.guides.guide import assemble
from handrail.problem import Problem, report
from handrail.reading.source import parse
from handrail_widgets import WIDGETS

from scripts.problems_page import PAGE, markdown
from tests.handrail.sample import KINDS

ROOT = Path(__file__).parent.parent
PAGES = (*sorted((ROOT / "docs" / "handbook").glob("*.md")), ROOT / "README.md")
FENCE = re.compile(r"^(`{3,})(\w+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


def samples(page: Path, language: str) -> list[str]:
    """Return the page's code samples in one language."""
    text = page.read_text(encoding="utf-8")
    return [body for _, name, body in FENCE.findall(text) if name == language]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_python_samples_run_in_order(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType(f"sample_{page.stem.replace('-', '_')}")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    for number, sample in enumerate(samples(page, "python"), 1):
        exec(compile(sample, f"{page.name}, sample {number}", "exec"), module.__dict__)  # noqa: S102


def problems_of_the_sample_guide(widget: str) -> tuple[Problem, ...]:
    """Check the guide to tea that the handbook writes, with one fence at the end of its part."""
    index, part, fence, _block = samples(ROOT / "docs" / "handbook" / "write-a-guide.md", "markdown")
    files = {"index.md": index, "01-boil.md": f"{part}\n{fence.replace('timer', widget)}"}
    guide, problems = assemble("tea", [parse(f"guides/tea/{n}", t.encode()) for n, t in files.items()], KINDS)
    if problems:
        return problems
    return tuple(problem for rule in rules.RULES for problem in rule(guide))


def test_the_page_on_accessibility_names_tests_that_are_there() -> None:
    page = ROOT / "docs" / "handbook" / "accessibility.md"
    named = set(re.findall(r"\btest_\w+\.py\b", page.read_text(encoding="utf-8")))
    assert named
    assert named <= {path.name for path in (ROOT / "tests").rglob("test_*.py")}


def test_the_page_of_problems_lists_the_codes_of_today() -> None:
    assert PAGE.read_text(encoding="utf-8") == markdown(), "run: python -m scripts.problems_page"


def test_the_sample_guide_is_in_order() -> None:
    assert problems_of_the_sample_guide("timer") == ()


def test_the_sample_mistake_is_reported_as_printed() -> None:
    printed = samples(ROOT / "docs" / "handbook" / "write-a-guide.md", "text")[-1]
    listed = printed.strip().replace("checklist, pause, timer", ", ".join(sorted(WIDGETS)))
    assert report(problems_of_the_sample_guide("timr"), "docs/") == listed


def test_the_sample_block_hangs_on_the_fact_of_a_fork() -> None:
    index, part, _fence, block = samples(ROOT / "docs" / "handbook" / "write-a-guide.md", "markdown")
    fork = (
        "```fork\nid: way\nfact: ended-by\n"
        "choices: [{value: them, label: A}, {value: unclear, label: B}]\n```\n"
    )
    for above, codes in (("", ["HR802"]), (fork, [])):
        files = {"index.md": index, "01-boil.md": f"{part}\n{above}\n{block}"}
        sources = [parse(f"guides/tea/{name}", text.encode()) for name, text in files.items()]
        guide, problems = assemble("tea", sources, KINDS)
        assert [problem.code for problem in (*problems, *facts.blocks_hang_on_facts(guide))] == codes


def test_the_sample_widget_has_25_lines() -> None:
    widget = samples(ROOT / "docs" / "handbook" / "write-a-widget.md", "python")[0]
    assert len([line for line in widget.splitlines() if line.strip()]) <= 25


def test_commands_in_the_readme_are_targets_of_the_makefile() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    for page in PAGES:
        for command in re.findall(r"(?:^|`)make ([a-z]+)", page.read_text(), re.MULTILINE):
            assert command in targets, f"{page.name} says make {command}"


def test_every_link_and_picture_of_the_readme_is_there() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_path_of_where_a_change_goes_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.partition("## Where a change goes")[2].partition("\n## ")[0]
    paths = [name for name in re.findall(r"`([^`\s]+)`", table) if "/" in name]
    assert len(paths) > 20
    assert [path for path in paths if not any(ROOT.glob(path.rstrip("/")))] == []
