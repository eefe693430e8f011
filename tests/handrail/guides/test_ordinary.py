"""What becomes a widget on an ordinary page, and what is said of the rest."""

import pytest
from handrail.guides.ordinary import Given, Manner, Ordinary, find
from handrail.pages.ordinary import marked, words_in
from handrail.widgets.kinds import built_in
from markdown import Markdown


def found(text: str, *foreign: str, task_lists: bool = True) -> Ordinary:
    markdown = Markdown(extensions=["attr_list"])

    def shown(task: str) -> str | None:
        return words_in(markdown.reset().convert(task))

    return find(Given("a/b c.md", text, "B"), Manner(built_in(), shown, frozenset(foreign), task_lists))


def test_a_task_list_is_named_by_the_heading_above_it_with_a_dot() -> None:
    page = found("# A\n\n## Before\n\n- [ ] One *word*\n\n- [ ] Two `x`\n")
    assert [(use.id, use.about, use.line, use.last) for use in page.uses] == [
        ("before.checklist", "Before", 5, 7)
    ]
    assert page.given.name == "page:a/b%20c"
    assert marked(page) == "# A\n\n## Before\n\n\n\ue000page:a/b%20c before.checklist\ue001\n\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("- [ ] [a](b.md)\n- [ ] c\n", "a link"),
        ("- [ ] a ![b](b.png)\n", "a link, a picture"),
        ("- [ ] a <kbd>b</kbd>\n", "something else than words"),
        ("- [ ] a\n    - [ ] b\n", "indented under another"),
        ("- [ ] a\n\n    more\n", "more than one paragraph"),
        ("- [ ] a\n- [ ] a\n", "alike"),
        ("- [x] a\n- [ ] b\n", "ticked already"),
        ("- [ ] a\n- b\n", "no tasks"),
        ("- b\n- [ ] a\n", "no tasks"),
        ("> - [ ] a\n", "quotation"),
        ("1. [ ] a\n", "numbered"),
    ],
)
def test_a_list_that_would_look_otherwise_stays_and_is_told(text: str, why: str) -> None:
    page = found(text)
    assert page.uses == ()
    line = text[: text.index("[")].count("\n") + 1
    assert [(said.line, said.wrong) for said in page.remarks] == [(line, False)]
    assert why in page.remarks[0].text


def test_a_list_in_a_tab_is_one_too() -> None:
    assert len(found('=== "Linux"\n\n    - [ ] a\n    - [ ] b\n').uses) == 1


def test_a_widgets_fence_that_is_wrong_is_a_warning() -> None:
    page = found("```timer\nid: a\n```\n")
    assert page.uses == ()
    assert page.remarks[0].wrong
    assert "lengths" in page.remarks[0].text


@pytest.mark.parametrize("text", ["```timer\nid: a\n```\n", "```no-widget\nx\n```\n"])
def test_fences_of_the_sites_own_are_left_alone(text: str) -> None:
    page = found(text, "timer")
    assert (page.uses, page.remarks) == ((), ())


def test_task_lists_can_be_turned_off() -> None:
    page = found("- [ ] a\n", task_lists=False)
    assert (page.uses, page.remarks) == ((), ())
    assert marked(page) == "- [ ] a\n"
