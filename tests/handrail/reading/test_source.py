from functools import partial

import pytest
from handrail.guides import facts, rules
from handrail.guides.guide import assemble
from handrail.reading.blocks import Admonition, Fence, Heading, TaskList
from handrail.reading.source import LARGEST, Source, parse
from handrail.reading.spans import Note
from hypothesis import given

from tests.growth import TIMES, growth
from tests.handrail.sample import BOIL, INDEX, KINDS
from tests.handrail.strategies import fronted, markdown


def page(body: str) -> Source:
    return parse("a.md", f"---\ntitle: A\n---\n{body}".encode())


@given(markdown)
def test_any_text_is_read_and_every_line_is_one_of_its_own(text: str) -> None:
    source = parse("a.md", text.encode())
    last = len(source.lines) + 1
    places: list[Heading | Fence | TaskList | Admonition | Note] = [*source.headings, *source.fences]
    places += [*source.task_lists, *source.admonitions, *source.notes]
    assert all(1 <= place.line <= place.last <= last for place in places)
    spans = [*source.links, *source.images, *source.citations]
    assert all(1 <= span.line <= last for span in spans)
    assert all(1 <= problem.line <= max(last, 1) for problem in source.problems)


@given(fronted)
def test_rewriting_nothing_changes_nothing(text: str) -> None:
    source = parse("a.md", text.encode())
    assert source.rewritten({}).split("\n") == list(source.lines[source.body - 1 :])


def test_a_page_is_taken_apart_with_its_lines() -> None:
    source = parse("guides/tea/01-boil.md", BOIL.encode())
    assert [(head.line, head.level, head.id) for head in source.headings] == [
        (6, 2, "fill-the-pot"),
        (15, 2, "heat-it"),
    ]
    assert [(fence.line, fence.last, fence.name) for fence in source.fences] == [(20, 24, "timer")]
    assert [(tasks.line, [task.text for task in tasks.tasks]) for tasks in source.task_lists] == [
        (12, ["I filled the pot", "I put the lid on"]),
    ]
    assert [(tip.line, tip.kind, tip.title, tip.words) for tip in source.admonitions] == [
        (17, "warning", "Hot", "Steam burns."),
    ]
    assert [(link.line, link.target) for link in source.links] == [(10, "02-wait.md#wait-for-it")]
    assert [(image.line, image.target, image.words) for image in source.images] == [
        (8, "pictures/pot.svg", "A hand fills a pot at a tap"),
    ]
    assert [(note.line, note.label) for note in source.notes] == [(26, "smith2001")]


def test_code_and_comments_are_not_read() -> None:
    hidden = page(
        "`[a](b.md)`\n\n~~~md\n## No\n![](x)\n- [ ] no\n~~~\n\n<!--\n## No\n[^n]\n-->\n\n    [a](b.md)\n"
    )
    assert not [*hidden.headings, *hidden.images, *hidden.task_lists, *hidden.links, *hidden.citations]


def test_a_box_is_read() -> None:
    box = page("!!! tip\n    Look [there](b.md).\n\n    - [ ] One\n\n    ```timer\n    id: x\n    ```\n")
    assert [link.target for link in box.links] == ["b.md"]
    assert box.task_lists[0].indent == "    "
    assert box.fences[0].body == "id: x\n"


def test_headings_come_in_each_form_python_markdown_knows() -> None:
    source = page("##Close\n\nUnder\n-----\n\n## Own {#mine .big}\n\n### Closed ###\n")
    assert [(h.level, h.text, h.id) for h in source.headings] == [
        (2, "Close", "close"),
        (2, "Under", "under"),
        (2, "Own", "mine"),
        (3, "Closed", "closed"),
    ]


def test_a_task_may_run_over_lines_and_have_an_id() -> None:
    tasks = page("- [ ] One\n  and more\n* [ ] Two {#second}\n").task_lists[0].tasks
    assert [(task.text, task.id) for task in tasks] == [("One and more", ""), ("Two", "second")]


def test_links_by_reference_are_followed() -> None:
    assert [link.target for link in page("[a][b] and [c]: no\n\n[b]: there.md\n").links] == ["there.md"]


def test_windows_line_ends_and_a_byte_order_mark_are_taken() -> None:
    source = parse("a.md", b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\n## One\r\n")
    assert not source.problems
    assert source.headings[0].line == 4


FORK = "```fork\nid: a\nfact: f\nchoices: [{value: a, label: A}, {value: b, label: B}]\n```\n"
HARD = (
    "- [ ] task",
    "[[[[[[[[[",
    "`a``b```c",
    "![a](b",
    "**bold _x",
    "!!! tip",
    "<img <img",
    '[a](b "',
    "## a\n![](x)",
    "[^a]: b",
    "[^a]",
    "[^" * 25_000,
    "```\n```",
    "    x",
    "a\n-",
    "<!-- -->",
    "# x {#",
    "- [ ] a\n\n## b",
    "[a]: b\n[a][a]",
    "/// when | a\n    b: c\n\n///",
    "/// when | a",
    "/// when | a\n////",
    "//// unless | a\n    b: c\n## d\n////",
    f"/// when | a\n    f: a\n{FORK}///",
)
"""Lines that backtrack, nest or are never closed."""


def whole(line: str, size: int) -> None:
    """Read a page of this size that consists of the line, and all that is wrong in it."""
    text = f"---\ntitle: A\n---\n## One\n{f'{line}\n' * (size // (len(line) + 1))}"
    index = parse("guides/g/index.md", INDEX.encode())
    guide, _ = assemble("g", [index, parse("guides/g/01-a.md", text.encode())], KINDS)
    list(rules.broken(guide))
    list(facts.blocks_hang_on_facts(guide))


@pytest.mark.parametrize("line", HARD)
def test_five_times_the_page_takes_no_square_of_the_time(line: str) -> None:
    assert growth(partial(whole, line), 10_000) < 12


@pytest.mark.slow
@pytest.mark.parametrize("line", HARD)
def test_nor_does_a_page_of_the_largest_size(line: str) -> None:
    assert growth(partial(whole, line), (LARGEST - 100) // TIMES) < 12
