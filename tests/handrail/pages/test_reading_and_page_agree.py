"""What we read in a page's Markdown is what the site's own Python-Markdown makes of it."""

import re
from collections.abc import Iterator
from pathlib import Path

from handrail.guides import rules
from handrail.guides.guide import Page, assemble
from handrail.pages import content
from handrail.pages.places import SLOT
from handrail.problem import Problem
from handrail.reading.source import Source, parse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.effort import examples
from tests.handrail.compositions import MARK, pages
from tests.handrail.rendering import Placed, render
from tests.handrail.sample import INDEX, KINDS, TEA
from tests.handrail.strategies import fronted

FLAGSHIP = Path(__file__).parents[3] / "docs/guides/second-chance"
WRITTEN = tuple(path.read_text(encoding="utf-8") for path in sorted(FLAGSHIP.glob("*.md")))
HEADINGS = {f"h{level}" for level in range(1, 7)}


def part(text: str) -> tuple[Page, list[Problem]]:
    """Read a page as the first part of the guide to tea."""
    files = {**TEA, "index.md": INDEX, "01-boil.md": text}
    sources = [parse(f"guides/tea/{n}", t.encode()) for n, t in files.items() if n.endswith(".md")]
    guide, problems = assemble("tea", sources, KINDS)
    found = [*problems, *rules.broken(guide)]
    return guide.parts[0], [problem for problem in found if problem.path.endswith("01-boil.md")]


def kinds(source: Source) -> dict[int, str]:
    """Say of each line of a page's body what we take it for."""
    kind = {at: "text" if line.strip() else "hidden" for at, line in enumerate(source.prose, source.body)}
    for fence in source.fences:
        name = "widget" if fence.name in ("timer", "pause") else "code"
        kind |= dict.fromkeys(range(fence.line, fence.last + 1), name)
    for tasks in source.task_lists:
        kind |= dict.fromkeys(range(tasks.line, tasks.last + 1), "widget")
    for heading in source.headings:
        kind[heading.line] = f"h{heading.level}"
    for at, line in enumerate(source.lines, 1):
        if kind.get(at) == "text" and line.startswith("    ") and line.lstrip().startswith("#"):
            kind[at] = "heading"  # within a box or a list
    for box in source.admonitions:
        kind[box.line] = "box"
    return kind


def fits(kind: str, line: str, places: list[tuple[str, ...]]) -> bool:
    """Tell whether a mark stands in the page where a line of that kind should be."""
    if all(any("@" in name for name in place) for place in places):  # nowhere, or in attributes alone
        return kind not in ("text", "box", *HEADINGS) or "<!--" in line or bool(places)
    names = {name for place in places for name in place}
    if kind == "widget":
        return False
    if kind in ("code", "hidden"):
        return "pre" in names or "!comment" in names
    if kind == "box":
        return "p.admonition-title" in names
    if kind == "heading":
        return bool(names & HEADINGS)
    return names & HEADINGS == ({kind} & HEADINGS) and "pre" not in names


def disagreements(page: Page, html: str) -> Iterator[str]:
    """Yield what stands in the page otherwise than we read it."""
    placed = Placed(html)
    steps, uses = [str(step.number) for step in page.steps], [use.id for use in page.uses]
    if placed.cards != steps:
        yield f"the steps {steps} have the cards {placed.cards}"
    notes, places = [note.id for note in page.notes], [name for _, name in SLOT.findall(html)]
    if [place for place in places if place not in notes] != uses:
        yield f"the widgets {uses} have the places {places}"
    if [place for place in places if place in notes] != notes:
        yield f"the notes {notes} have the places {places}"
    if re.search("[\ue000-\ue003]", html):
        yield "a sign of ours is left in the page"
    kind = kinds(page.source)
    for at, line in enumerate(page.source.lines[page.source.body - 1 :], page.source.body):
        for mark in MARK.findall(line):
            if not fits(kind[at], line, placed.places.get(mark, [])):
                yield f"{line!r} is {kind[at]}, and stands in {placed.places.get(mark, [])}"


@settings(
    derandomize=True
)  # the same pages each time: what other ones still show is for whoever works on the reading
@given(pages())
def test_whole_blocks_stand_in_the_page_as_they_were_read(body: str) -> None:
    page, problems = part(f"---\ntitle: Any\n---\n{body}")
    if problems:
        return
    html = render(content.markdown(page))
    assert not list(content.lost(html, page))
    assert not list(disagreements(page, html))


def test_nine_pages_of_ten_hold_steps_widgets_lists_and_raw_html() -> None:
    full: list[bool] = []

    @settings(
        max_examples=examples(100),
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(pages())
    def count(body: str) -> None:
        page, problems = part(f"---\ntitle: Any\n---\n{body}")
        html = render(content.markdown(page))
        types = {use.type for use in page.uses}
        full.append(
            not problems
            and bool(page.steps)
            and "checklist" in types
            and bool(types & {"timer", "pause"})
            and bool(re.search("<[uo]l|admonition", html.partition("<section")[2]))
            and bool(re.search(r"^ *<(div|details|p|hr|pre|img|section)|<!--", body, re.MULTILINE))
        )

    count()
    assert sum(full) >= 0.9 * len(full) >= 0.8 * examples(100)


@given(fronted)
def test_any_lines_keep_their_steps_and_widgets(text: str) -> None:
    page, problems = part(text)
    if problems:
        return
    html = render(content.markdown(page))
    if not list(content.lost(html, page)):
        assert not list(disagreements(page, html))
    else:
        assert "<" in text or "\\" in text, "nothing but raw HTML swallows a step or a widget"


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Draw a page of the flagship with some lines deleted, doubled, indented, or moved to the margin."""
    lines = draw(st.sampled_from(WRITTEN)).split("\n")
    body = next(at for at, line in enumerate(lines[1:], 1) if line == "---") + 1
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(body, len(lines) - 1))
        change = draw(st.sampled_from(("delete", "double", "indent", "far", "out", "split")))
        match change:
            case "delete":
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "indent":
                lines[at] = f"  {lines[at]}"
            case "far":
                lines[at] = f"    {lines[at]}"
            case "out":
                lines[at] = lines[at].lstrip()
            case _:
                lines.insert(at, "")
        if len(lines) <= body:
            break
    return "\n".join(lines)


@settings(max_examples=examples(50))
@given(mutated())
def test_slips_in_real_pages_are_told_or_harmless(text: str) -> None:
    page, problems = part(text)
    if problems:
        return
    html = render(content.markdown(page))
    assert not list(content.lost(html, page))
    assert not list(disagreements(page, html))
