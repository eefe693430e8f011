"""What is rendered of a page: its steps marked, a place for each widget, and the widgets put there."""

from collections.abc import Iterator, Mapping

from handrail_widgets.kit.words import Words

from handrail.guides.facts import NO_FACTS, Published
from handrail.guides.guide import Guide, Page
from handrail.guides.uses import CHECKLIST
from handrail.pages import conditional, places
from handrail.pages.cards import CARD, STEP
from handrail.pages.draw import draw
from handrail.pages.places import PLACE, SLOT
from handrail.problem import Problem


def markdown(
    page: Page, facts: Mapping[str, tuple[Published, ...]] = NO_FACTS, end: int | None = None
) -> str:
    """Return a page's body as Python-Markdown takes it: steps and blocks marked, a place for each widget.

    Args:
        page: The page.
        facts: What the widgets of its guide publish.
        end: The line of its file with which the text ends, if not with the last.

    """
    changes = conditional.marks(page, facts)
    for use in page.uses:
        changes[use.line] = (use.last, f"\n{use.indent}{PLACE.format(use.id)}\n")
    notes = {note.line: f" {note.id}" for note in page.notes}
    for step in page.steps:
        head = step.heading
        mark = STEP.format(f"{step.number} {step.id}{notes.get(head.line, '')}")
        changes[head.line] = (head.last, f"\n## {mark}{head.written}\n")
    return page.source.rewritten(changes, end)


def filled(html: str, guide: Guide, page: Page, words: Words) -> str:
    """Put the widgets' HTML, in the site's words, where its places are."""
    return places.filled(html, {("", use.id): draw(use, guide.slug, words) for use in page.drawn})


def lost(html: str, page: Page) -> Iterator[Problem]:
    """Yield a problem for each step, block and widget of a page that is not in its rendered HTML.

    Raw HTML swallows them: Python-Markdown reads nothing within it. What raw HTML is, only it knows.
    """
    path = page.source.path
    blocks = {int(line) for line in conditional.BLOCK.findall(html)}
    for block in page.source.conditions:
        if block.line not in blocks:
            what = "This block hangs on an answer, and is lost in what stands around it, such as raw HTML."
            fix = "Take it out of what is around it, and leave an empty line about it."
            yield Problem(path, block.line, "HR108", what, fix)
    cards, slots = set(CARD.findall(html)), {name for _, name in SLOT.findall(html)}
    for step in page.steps:
        if str(step.number) not in cards:
            what = "This heading never becomes a step: it stands within raw HTML, a box or a list."
            fix = "Take it out of what is around it: a step stands by itself on its page."
            yield Problem(path, step.heading.line, "HR108", what, fix)
    for use in page.uses:
        if use.id not in slots:
            named = "This task list" if use.type == CHECKLIST else f"The widget `{use.id}`"
            what = f"{named} never becomes a widget: it stands within raw HTML."
            fix = "Write `markdown` into the tag around it, as in `<div markdown>`, and empty lines about it."
            yield Problem(path, use.line, "HR108", what, fix)
