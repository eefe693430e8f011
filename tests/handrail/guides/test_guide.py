from datetime import date

from handrail.guides import rules
from handrail.guides.guide import assemble
from handrail.reading.source import parse
from handrail_widgets.fork import Config
from hypothesis import given

from tests.handrail.sample import INDEX, KINDS, TEA, tea_guide
from tests.handrail.strategies import fronted


def test_steps_are_numbered_through_the_guide() -> None:
    assert [(step.number, step.id) for step in tea_guide().steps] == [
        (1, "fill-the-pot"),
        (2, "heat-it"),
        (3, "wait-for-it"),
    ]


def test_a_guide_knows_its_parts_and_other_pages() -> None:
    guide = tea_guide()
    assert [part.file for part in guide.parts] == ["01-boil.html", "02-wait.html"]
    assert [page.title for page in guide.support] == ["Where to ask"]
    assert guide.front.reviewed == date(2026, 11, 23)
    assert len(guide.pages) == 4


def test_parts_are_ordered_by_their_number_not_their_name() -> None:
    sources = [
        parse(f"guides/g/{name}.md", f"---\ntitle: {name}\n---\n## {name}\n".encode())
        for name in ("10-last", "2-second", "01-first")
    ]
    guide, _ = assemble("g", [*sources, parse("guides/g/index.md", INDEX.encode())], KINDS)
    assert [step.title for step in guide.steps] == ["01-first", "2-second", "10-last"]


def test_other_pages_stand_as_the_overview_links_to_them() -> None:
    sources = [
        parse(f"guides/g/{name}.md", f"---\ntitle: {name}\n---\nText.\n".encode())
        for name in ("also", "help", "safety")
    ]
    index = f"{INDEX}\nFirst [this](safety.md#now), then [that](help.md).\n"
    guide, _ = assemble("g", [*sources, parse("guides/g/index.md", index.encode())], KINDS)
    assert [page.title for page in guide.support] == ["safety", "help", "also"]


def test_a_guide_without_parts_has_its_steps_in_its_index() -> None:
    guide, problems = assemble(
        "g", [parse("guides/g/index.md", f"{INDEX}\n## One\n\n## Two\n".encode())], KINDS
    )
    assert not problems
    assert guide.parts == (guide.index,)
    assert [step.number for step in guide.steps] == [1, 2]


def test_a_step_says_what_it_is_about() -> None:
    fill, heat, _ = tea_guide().steps
    assert fill.words.endswith("Cold water is best. See waiting.")
    assert fill.image
    assert [tip.title for tip in heat.tips] == ["Hot"]


def test_task_lists_are_checklists_with_lasting_ids() -> None:
    (tasks, timer), (waited,) = (part.uses for part in tea_guide().parts)
    assert (tasks.type, tasks.id, tasks.about) == (
        "checklist",
        "fill-the-pot-checklist",
        "Fill the pot",
    )
    assert [item.id for item in getattr(tasks.config, "items", ())] == [
        "i-filled-the-pot",
        "i-put-the-lid-on",
    ]
    assert (timer.type, timer.id) == ("timer", "kettle")
    assert waited.id == "wait-for-it-checklist"


def test_two_task_lists_of_a_step_have_two_ids() -> None:
    two = "---\ntitle: Wait\n---\n## Wait for it\n\n- [ ] One\n\nThen:\n\n- [ ] Two\n"
    uses = tea_guide(**{"02-wait.md": two}).parts[1].uses
    assert [use.id for use in uses] == ["wait-for-it-checklist", "wait-for-it-checklist-2"]


@given(fronted, fronted)
def test_any_two_pages_are_a_guide_or_problems_with_lines(one: str, two: str) -> None:
    files = {**TEA, "01-boil.md": one, "02-wait.md": two}
    sources = [parse(f"guides/tea/{n}", t.encode()) for n, t in files.items() if n.endswith(".md")]
    guide, problems = assemble("tea", sources, KINDS)
    assert [step.number for step in guide.steps] == list(range(1, len(guide.steps) + 1))
    assert all(problem.line >= 1 for problem in (*problems, *rules.broken(guide)))


def test_links_in_settings_are_addresses_on_their_page_and_remembered_as_written() -> None:
    fence = """```fork
id: way
fact: way
choices:
  - {value: a, label: A, link: help.md#by-phone, link_label: Phone}
  - {value: b, label: B, link: https://a.example/x.md, link_label: X}
  - {value: c, label: C}
```
"""
    guide, _ = assemble(
        "g",
        [
            parse("guides/g/index.md", INDEX.encode()),
            parse("guides/g/01-a.md", f"---\ntitle: A\n---\n## A\n\n{fence}".encode()),
        ],
        KINDS,
    )
    (use,) = guide.parts[0].uses
    assert isinstance(use.config, Config)
    assert [each.link for each in use.config.choices] == ["help.html#by-phone", "https://a.example/x.md", ""]
    assert use.links == (("help.md#by-phone", 10), ("https://a.example/x.md", 11))
