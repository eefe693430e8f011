"""What is rendered of a page: its steps marked, a place for each widget, and the widgets put there."""

import re
from collections.abc import Iterator

from handrail.guides.guide import Guide, Page, Step
from handrail.guides.uses import CHECKLIST
from handrail.pages.draw import draw
from handrail.pages.steps import PLACE, SLOT
from handrail.problem import Problem


def markdown(page: Page) -> str:
    """Return a page's body as Python-Markdown takes it: steps marked, a place kept for each widget."""
    changes: dict[int, tuple[int, str]] = {}
    for use in page.uses:
        changes[use.line] = (use.last, f"\n{use.indent}{PLACE.format(use.id)}\n")
    for step in page.steps:
        head = step.heading
        attributes = f"#{step.id} data-step={step.number} {head.attributes}".strip()
        changes[head.line] = (head.last, f"\n## {head.text} {{ {attributes} }}\n")
    return page.source.rewritten(changes)


def filled(html: str, guide: Guide, page: Page) -> str:
    """Put the widgets' HTML where their places are."""
    drawn = {use.id: draw(use, guide.slug) for use in page.uses}

    def widget(found: re.Match[str]) -> str:
        return drawn.get(found[1], found[0])

    return SLOT.sub(widget, html) if drawn else html


def lost(html: str, page: Page) -> Iterator[Problem]:
    """Yield the steps and widgets of a page that are not in its rendered HTML.

    Raw HTML swallows them: Python-Markdown reads nothing within it. What raw HTML is, only it knows.
    """
    fix = "Write `markdown` into the tag around it, as in `<div markdown>`, and empty lines about it."
    slots = set(SLOT.findall(html))
    kinds = [
        ("This heading never becomes a step", s.heading.line) for s in page.steps if _mark(s) not in html
    ]
    for use in page.uses:
        if use.id not in slots:
            named = "This task list" if use.type == CHECKLIST else f"The widget `{use.id}`"
            kinds.append((f"{named} never becomes a widget", use.line))
    for what, line in kinds:
        yield Problem(page.source.path, line, "HR108", f"{what}: it stands within raw HTML.", fix)


def _mark(step: Step) -> str:
    return f'data-step="{step.number}"'
