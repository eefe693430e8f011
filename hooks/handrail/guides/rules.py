"""The rules a guide keeps: each looks at the whole guide and yields what is wrong.

Rules that need other guides, or the files beside the pages, stand in `links.py`, and those for blocks that
hang on facts in `facts.py`.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from handrail.guides.front_matter import RENDERED
from handrail.guides.guide import Guide, Page
from handrail.guides.uses import CHECKLIST
from handrail.problem import Problem, named
from handrail.reading.inline import CITATION, IMAGE, LINK, nearest, plain, slugify, suggestion

type Rule = Callable[[Guide], Iterator[Problem]]


def parts_have_steps(guide: Guide) -> Iterator[Problem]:
    """A part is made of steps."""
    for part in guide.parts:
        if not part.steps and part.source.is_whole:
            what = f'The part "{part.title}" has no steps.'
            fix = "Give it at least one `## Heading`, or take the number off its file name."
            if part is guide.index:
                what = "The guide has no parts and no steps."
                fix = "Add parts (`01-first.md`, ...), or steps (`## Heading`) to this file."
            yield Problem(part.source.path, part.source.body, "HR302", what, fix)


def steps_begin_with_a_heading(guide: Guide) -> Iterator[Problem]:
    """Tasks and widgets belong to a step."""
    for part in guide.parts:
        first = part.steps[0].heading.line if part.steps else 0
        for use in part.uses:
            if use.line < first:
                named = "This task list" if use.type == CHECKLIST else f"The widget `{use.id}`"
                what = f"{named} stands before the first `##`."
                fix = "Put a `## Heading` above it, or move it into a step."
                yield Problem(part.source.path, use.line, "HR301", what, fix)


def pages_have_one_title(guide: Guide) -> Iterator[Problem]:
    """The title stands in the front matter, and nowhere else."""
    for page in guide.pages:
        for heading in page.source.headings:
            if heading.level == 1:
                what = f'"{heading.words}" is a second title; the first is in the front matter.'
                fix = "Take the heading out, or write it with `##`."
                yield Problem(page.source.path, heading.line, "HR303", what, fix)


def headings_have_words(guide: Guide) -> Iterator[Problem]:
    """A heading without letters or digits can't be linked to."""
    for page in guide.pages:
        for heading in page.source.headings:
            if not heading.id:
                what = f'The heading "{heading.text}" has no words to make an id of.'
                fix = "Add words, or an id: `## ... {#my-id}`."
                yield Problem(page.source.path, heading.line, "HR305", what, fix)


def steps_have_their_own_ids(guide: Guide) -> Iterator[Problem]:
    """A step's id names its checklist too, so it is unique in the guide."""
    seen: dict[str, str] = {}
    for part in guide.parts:
        for step in part.steps:
            here = f"{named(part.source.path)}:{step.heading.line}"
            if step.id and step.id in seen:
                what = f'The step "{step.title}" has the id "{step.id}", as has {seen[step.id]}.'
                fix = f"Reword one heading, or give it an id: `## {step.title} {{#other-id}}`."
                yield Problem(part.source.path, step.heading.line, "HR304", what, fix)
            seen.setdefault(step.id, here)


def widgets_have_their_own_ids(guide: Guide) -> Iterator[Problem]:
    """A widget's id is where its answers are saved, so it is unique in the guide."""
    seen: dict[str, str] = {}
    for page in guide.pages:
        headings = {heading.id: heading.line for heading in page.source.headings}
        for use in page.uses:
            here = f"{named(page.source.path)}:{use.line}"
            other = seen.get(use.id) or (
                f"the heading on line {headings[use.id]}" if use.id in headings else ""
            )
            if other:
                what = f'The id "{use.id}" stands here, and at {other}.'
                fix = "Give one of them another id; keep the one that readers have used already."
                yield Problem(page.source.path, use.line, "HR406", what, fix)
            seen.setdefault(use.id, here)
    yield from _ids_of_notes(guide, seen)


def _ids_of_notes(guide: Guide, seen: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the steps whose note has an id that something else has; `seen` are those of other widgets."""
    for page in guide.pages:
        headings = {heading.id: f"the heading on line {heading.line}" for heading in page.source.headings}
        for use in page.notes:
            if other := seen.get(use.id) or headings.get(use.id):
                what = f'The note of the step "{use.about}" is called "{use.id}", as is {other}.'
                fix = "Give the other one another id, or write `notes: false` above the page."
                yield Problem(page.source.path, use.line, "HR406", what, fix)


def widgets_read_others_that_are_there(guide: Guide) -> Iterator[Problem]:
    """A widget may show another of its guide, of its own kind."""
    known = {use.id: use.type for page in guide.pages for use in page.uses}
    for page in guide.pages:
        for use in page.uses:
            for other in use.kind.widget.reads(use.config):
                if other == use.id or known.get(other) != use.type:
                    alike = (name for name, kind in known.items() if kind == use.type and name != use.id)
                    what = f'The widget `{use.id}` shows "{other}", and the guide has no such {use.type}.'
                    fix = f"Write the id of another {use.type}.{suggestion(other, alike)}"
                    yield Problem(page.source.path, use.line, "HR410", what, fix)


def sensitive_guides_can_be_left(guide: Guide) -> Iterator[Problem]:
    """A way out leads to another site, and a sensitive guide has one."""
    index = guide.index.source
    to = guide.front.exit_url
    if to and not to.startswith(("https://", "http://")):
        what = f'`exit_url` should be a full address, not "{to}".'
        fix = "Write it with its https://, such as `exit_url: https://www.example.org/`."
        yield Problem(index.path, index.front.line(("exit_url",)), "HR206", what, fix)
    meant = (value for name, value in index.front.values.items() if nearest(name, ("exit_url",)))
    if guide.front.sensitive and not any(meant):
        what = "A sensitive guide has no `exit_url` to leave to."
        fix = "Add a line `exit_url: https://...`, a page that gives nothing away."
        yield Problem(index.path, index.front.line(("sensitive",)), "HR205", what, fix)


def texts_shown_as_typed_hold_no_markdown(guide: Guide) -> Iterator[Problem]:
    """Most texts of front matter are shown as they are typed, and none can cite a footnote."""
    for page in guide.pages:
        front = page.source.front
        for name, value in front.values.items():
            for at, text in enumerate(value if isinstance(value, list) else [value]):
                if not isinstance(text, str):
                    continue
                marked = any(found["reference"] is None for p in (LINK, IMAGE) for found in p.finditer(text))
                if CITATION.search(text) or (marked and name not in RENDERED):
                    what = f"`{name}` holds a link, an image or a footnote, and would show it as typed."
                    fix = f"Put it into the page's text; links may stand in {', '.join(RENDERED)} as well."
                    yield Problem(page.source.path, front.line((name, at)), "HR207", what, fix)


def tasks_are_plain_and_distinct(guide: Guide) -> Iterator[Problem]:
    """A task is a line of words with an id of its own."""
    for page in guide.pages:
        for tasks in page.source.task_lists:
            seen: dict[str, int] = {}
            for task in tasks.tasks:
                name = task.id or slugify(plain(task.text))
                if not name:
                    what = f'The task "{task.text}" has no words to make an id of.'
                    fix = "Add words, or end it with an id: `{#my-id}`."
                    yield Problem(page.source.path, task.line, "HR516", what, fix)
                elif seen.setdefault(name, task.line) != task.line:
                    what = f'This task has the id "{name}", as has the one on line {seen[name]}.'
                    fix = "Reword one, or end it with an id of its own: `{#other-id}`."
                    yield Problem(page.source.path, task.line, "HR513", what, fix)
                if any(pattern.search(task.text) for pattern in (LINK, IMAGE, CITATION)):
                    what = "This task holds a link, an image or a footnote."
                    fix = "Put it into the text of the step; a task is words only."
                    yield Problem(page.source.path, task.line, "HR514", what, fix)


def footnotes_have_sources(guide: Guide) -> Iterator[Problem]:
    """Every footnote is defined once, says something, and is used on its page."""
    for page in guide.pages:
        yield from _footnotes(page)


def _footnotes(page: Page) -> Iterator[Problem]:
    source = page.source
    defined: dict[str, int] = {}
    for note in source.notes:
        if len(note.label.split()) != 1 or note.label != note.label.strip():
            what = f"The footnote [^{note.label}] has no name of one word."
            yield Problem(
                source.path, note.line, "HR508", what, "Write `[^name]:`, and `[^name]` in the text."
            )
            continue
        if note.label in defined:
            what = f"The footnote [^{note.label}] is defined on line {defined[note.label]} too."
            yield Problem(source.path, note.line, "HR507", what, "Keep one of the two.")
        defined.setdefault(note.label, note.line)
        if not note.text:
            what = f"The footnote [^{note.label}] has no source."
            yield Problem(source.path, note.line, "HR505", what, "Write the source after the colon.")
    cited = {span.target for span in source.citations}
    for span in source.citations:
        if span.target not in defined:
            what = f"The footnote [^{span.target}] has no source."
            near = suggestion(span.target, defined)
            fix = f"{near} {'Or add' if near else 'Add'} `[^{span.target}]: ...` at the end of the file."
            yield Problem(source.path, span.line, "HR505", what, fix)
    for label, line in defined.items():
        if label not in cited:
            what = f"The footnote [^{label}] is never used."
            fix = f"Put [^{label}] after the sentence it supports, or take it out."
            yield Problem(source.path, line, "HR506", what, fix)


RULES: Final[tuple[Rule, ...]] = (
    parts_have_steps,
    steps_begin_with_a_heading,
    pages_have_one_title,
    headings_have_words,
    steps_have_their_own_ids,
    widgets_have_their_own_ids,
    widgets_read_others_that_are_there,
    sensitive_guides_can_be_left,
    texts_shown_as_typed_hold_no_markdown,
    tasks_are_plain_and_distinct,
    footnotes_have_sources,
)
"""Every rule of this module, in the order in which they are applied."""


def broken(guide: Guide, rules: tuple[Rule, ...] = RULES) -> Iterator[Problem]:
    """Apply the rules to a guide."""
    for rule in rules:
        yield from rule(guide)
