"""The page with all that a reader wrote and ticked in a guide: a place for each widget, in order."""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Final, get_type_hints

from handrail_widgets import WIDGETS
from handrail_widgets.kit.codec import encode
from handrail_widgets.kit.codec.records import is_record, members, saved_fields
from handrail_widgets.kit.widget import AnyWidget
from handrail_widgets.kit.words import Words
from markupsafe import Markup, escape

from handrail.guides.guide import Guide, Page
from handrail.guides.notes import NOTE
from handrail.guides.steps import Step
from handrail.guides.uses import CHECKLIST, WidgetUse
from handrail.pages.views import NOTHING, OwnPageView, OwnStepView, OwnWidgetView

FILE: Final = "notes.md"
"""The page's file in a guide's folder. An author who writes one of that name has theirs."""


def page(guide: Guide) -> str | None:
    """Return the path of the page in the docs folder; `None` where its author has one there."""
    return guide.room_for(FILE)


def places(guide: Guide, words: Words) -> Iterator[OwnPageView]:
    """Yield the pages of a guide on which a reader can do something, with the widgets of each step."""
    for page_ in guide.pages:
        uses = [use for use in page_.drawn if not use.kind.widget.still]
        if not uses:
            continue
        at = guide.parts.index(page_) if page_ in guide.parts else -1
        steps = {step.heading.line: step for step in page_.steps}

        def above(use: WidgetUse, steps: dict[int, Step] = steps) -> int:
            return max((line for line in steps if line <= use.line), default=0)

        # A note stands at the end of its step, and has the line of its heading.
        uses.sort(key=lambda use: (above(use), use in page_.notes, use.line))
        yield OwnPageView(
            escape(page_.title),
            escape(page_.file),
            at,
            tuple(
                _step(guide, page_, steps.get(line), tuple(inside), words)
                for line, inside in groupby(uses, above)
            ),
        )


def shapes(guide: Guide) -> Markup:
    """Return what the page tells kinds of tools by of which the guide has none any more, as JSON.

    For each kind: the names of its state's fields, those of its messages, and whether it hides answers.
    """
    own = {use.type: use.kind.widget for page_ in guide.pages for use in page_.drawn}
    found = [
        (_stored(widget), [kind.__name__ for kind in widget.messages], widget.hides)
        for widget in {**WIDGETS, **own}.values()
        if not widget.still
    ]
    return escape(json.dumps(found, separators=(",", ":")))


def _stored(widget: AnyWidget) -> list[str]:
    """Return the names of what is stored of a widget's state, by what its `update` takes."""
    state, *_ = get_type_hints(widget.update, include_extras=True).values()
    return sorted({name for kind in members(state) if is_record(kind) for name in saved_fields(kind)})


def _step(
    guide: Guide, page_: Page, step: Step | None, uses: tuple[WidgetUse, ...], words: Words
) -> OwnStepView:
    widgets = tuple(_widget(guide, page_, use, words) for use in uses)
    if step is None:
        return OwnStepView(0, NOTHING, NOTHING, widgets)
    return OwnStepView(step.number, escape(step.title), escape(f"{page_.file}#{step.id}"), widgets)


def _widget(guide: Guide, page_: Page, use: WidgetUse, words: Words) -> OwnWidgetView:
    named = {NOTE: "note.label", CHECKLIST: "mine.tasks"}
    title = use.config.title or (words(named[use.type]) if use.type in named else "")
    config = json.dumps(encode(use.config), ensure_ascii=False, separators=(",", ":"))
    return OwnWidgetView(
        escape(use.id),
        escape(f"{guide.slug}/{use.id}"),
        escape(use.type),
        escape(config),
        escape(title),
        escape(use.config.title or f"{title}: {use.about}" if title else use.about),
        escape(f"{page_.file}#{use.id}"),
        use.kind.widget.hides,
    )
