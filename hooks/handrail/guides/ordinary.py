"""An ordinary page, which belongs to no guide: the widgets on it, and what is worth saying of the others.

Guides are held strictly, since their authors wrote them for us. An ordinary page was written for its site:
what can become a widget does, and the rest stays as it was.
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final
from urllib.parse import quote

from handrail_widgets.kit.codec import decode

from handrail.guides.beside import NO_FILES, Files
from handrail.guides.uses import CHECKLIST, WidgetUse, from_fence
from handrail.problem import Problem
from handrail.reading.blocks import Task, TaskList
from handrail.reading.inline import CODE_SPAN, masked, plain, slugify
from handrail.reading.source import Source, of_text
from handrail.widgets.kinds import Kinds

_ITEM: Final = re.compile(r"(?P<indent>[ ]*)(?:[-*+]|\d+[.)])[ ]+\S")
_TICKED: Final = re.compile(r"[ ]*[-*+][ ]\[[xX]\][ ]")
_OTHERS: Final = re.compile(r"[ ]*(?:(?:>[ ]*)+(?:[-*+]|\d+[.)])|\d+[.)])[ ]+\[[ xX]\][ ]+\S")
_FIX: Final = "It stays as the site has it."


@dataclass(frozen=True)
class Manner:
    """How a site has its ordinary pages.

    Attributes:
        kinds: The widgets that may stand on them.
        shown: Gives the words of a task as the site shows them, or `None` if it shows more than words.
        foreign: The names of fences that the site itself does something with.
        task_lists: Whether task lists become checklists.

    """

    kinds: Kinds
    shown: Callable[[str], str | None]
    foreign: frozenset[str] = frozenset()
    task_lists: bool = True


@dataclass(frozen=True)
class Given:
    """A page as MkDocs hands it over.

    Attributes:
        path: Its file in the docs folder.
        text: Its Markdown, after what other plugins did to it.
        title: What it is called, where a list stands above every heading.
        above: How many lines of the file stand above that text.
        files: The YAML files beside it.
        lead: Makes an address of a link in a widget's settings; by itself, that of an `.html` file.

    """

    path: str
    text: str
    title: str = ""
    above: int = 0
    files: Files = NO_FILES
    lead: Callable[[str], str] | None = None

    @property
    def name(self) -> str:
        """Under which its readers' answers are saved, where a guide has its slug; no folder is called so."""
        return f"page:{quote(self.path.removesuffix('.md'))}"


@dataclass(frozen=True)
class Remark:
    """Something to tell the author; `wrong`: it was meant to be a widget, and is none, for a `problem`."""

    path: str
    line: int
    text: str
    problem: Problem | None = None

    @property
    def wrong(self) -> bool:
        """Tell whether it ends a strict build."""
        return self.problem is not None


@dataclass(frozen=True)
class Ordinary:
    """A page with its widgets, in order, and what there is to say of it."""

    given: Given
    uses: tuple[WidgetUse, ...] = ()
    remarks: tuple[Remark, ...] = field(default=())

    def without(self, lost: Sequence[WidgetUse]) -> "Ordinary":
        """Return the page without widgets of which rendering shows that they stand where none can."""
        said = tuple(
            Remark(
                self.given.path, use.line + self.given.above, f"{_named(use)} stands within raw HTML. {_FIX}"
            )
            for use in lost
        )
        return Ordinary(
            self.given, tuple(use for use in self.uses if use not in lost), (*self.remarks, *said)
        )


def find(given: Given, manner: Manner) -> Ordinary:
    """Find the widgets of a page."""
    source = of_text(given.path, given.text)
    fences, wrong = _fences(source, given, manner)
    lists, left = _lists(source, given, manner) if manner.task_lists else ((), ())
    uses = tuple(sorted((*fences, *lists), key=lambda use: use.line))
    return Ordinary(given, uses, tuple(sorted((*wrong, *left), key=lambda said: said.line)))


def _named(use: WidgetUse) -> str:
    return (
        "This task list won't remember what is ticked: it"
        if use.type == CHECKLIST
        else f"The widget `{use.id}`"
    )


def _fences(source: Source, given: Given, manner: Manner) -> tuple[list[WidgetUse], list[Remark]]:
    taken: dict[str, WidgetUse] = {}
    remarks: list[Remark] = []
    heads = {heading.id: heading.line for heading in source.headings}
    for fence in source.fences:
        if fence.name not in manner.kinds or fence.name in manner.foreign:
            continue
        use, problems = from_fence(source, fence, manner.kinds, given.files, given.lead)
        if use and (line := taken[use.id].line if use.id in taken else heads.get(use.id)):
            what = f'The id "{use.id}" stands here, and on line {line + given.above}.'
            problems = (*problems, Problem(given.path, use.line, "HR406", what, "Give it another id."))
        remarks += (_told(problem, given) for problem in problems)
        if use and not problems:
            taken[use.id] = use
    for use in list(taken.values()):
        for other in use.kind.widget.reads(use.config):
            if other == use.id or other not in taken or taken[other].type != use.type:
                what = f'The widget `{use.id}` shows "{other}", and the page has no such {use.type}.'
                fix = f"Write the id of another {use.type} of this page."
                remarks.append(_told(Problem(given.path, use.line, "HR410", what, fix), given))
                taken.pop(use.id, None)
    return list(taken.values()), remarks


def _told(problem: Problem, given: Given) -> Remark:
    """Make a remark of a problem, with its line in the file; it may be of a file beside the page."""
    line = problem.line + (given.above if problem.path == given.path else 0)
    said = f"{problem.code} {problem.what} {problem.fix}"
    return Remark(problem.path, line, said, replace(problem, line=line))


def _lists(source: Source, given: Given, manner: Manner) -> tuple[list[WidgetUse], list[Remark]]:
    uses: list[WidgetUse] = []
    remarks = [
        _left(given, number, "it stands in a quotation or is numbered")
        for number, line in enumerate(source.prose, 1)
        if _OTHERS.match(line)
    ]
    seen: Counter[str] = Counter()
    for tasks in _joined(source):
        at = bisect(source.headings, tasks.line, key=lambda head: head.line) - 1
        owner, title = ("", given.title)
        if at >= 0:
            owner, title = source.headings[at].id, source.headings[at].words
        name = _name(owner, seen)
        words = [manner.shown(task.text) for task in tasks.tasks]
        if why := next(_unlike(source, tasks, words), ""):
            remarks.append(_left(given, tasks.line, why))
            continue
        items = [{"id": _id(task), "text": shown} for task, shown in zip(tasks.tasks, words, strict=True)]
        kind = manner.kinds[CHECKLIST]
        config = decode(kind.widget.config, {"id": name, "title": "", "items": items})
        uses.append(WidgetUse(kind, config, title, tasks.line, tasks.last, tasks.indent))
    return uses, remarks


def _left(given: Given, line: int, why: str) -> Remark:
    text = f"This task list won't remember what is ticked: {why}. {_FIX}"
    return Remark(given.path, line + given.above, text)


def _name(owner: str, seen: Counter[str]) -> str:
    """Name a list by the heading above it; with a dot, which no id has that is made of a heading's words."""
    seen[owner] += 1
    nth = f"-{seen[owner]}" if seen[owner] > 1 else ""
    return f"{owner or 'page'}.{CHECKLIST}{nth}"


def _id(task: Task) -> str:
    return task.id or slugify(plain(task.text))


def _joined(source: Source) -> Iterator[TaskList]:
    """Join tasks that nothing but empty lines part: they are one list with more room."""
    last: TaskList | None = None
    for tasks in source.task_lists:
        between = source.lines[last.last : tasks.line - 1] if last else ()
        if last and last.indent == tasks.indent and not any(map(str.strip, between)):
            last = replace(last, last=tasks.last, tasks=(*last.tasks, *tasks.tasks))
            continue
        if last:
            yield last
        last = tasks
    if last:
        yield last


def _unlike(source: Source, tasks: TaskList, words: Sequence[str | None]) -> Iterator[str]:
    """Say why a list can't be a checklist without looking otherwise than its author wrote it."""
    lines = [source.lines[task.line - 1] for task in tasks.tasks]
    if any(len(line) - len(line.lstrip()) != len(tasks.indent) for line in lines):
        yield "a task is indented under another"
    if any(map(_TICKED.match, lines)):
        yield "a task is ticked already"
    if _goes_on_below(source, tasks):
        yield "more than one paragraph, or another list, belongs to a task"
    if _is_mixed(source, tasks):
        yield "its list has items that are no tasks"
    texts = [masked(task.text, CODE_SPAN) for task in tasks.tasks]
    if None in words or any("[" in text for text in texts):
        yield "a task holds a link, a picture or something else than words"
    ids = [_id(task) for task in tasks.tasks]
    if "" in ids:
        yield "a task has no words"
    if len(set(ids)) < len(ids):
        yield "two tasks are alike"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _goes_on_below(source: Source, tasks: TaskList) -> bool:
    after = next((line for line in source.lines[tasks.last :] if line.strip()), "")
    return _indent(after) > len(tasks.indent)


def _is_mixed(source: Source, tasks: TaskList) -> bool:
    """Tell whether an item at the same margin stands just before or behind, with no other block between."""
    margin = len(tasks.indent)
    after = next((line for line in source.lines[tasks.last :] if line.strip()), "")
    above = list(reversed(source.lines[: tasks.line - 1]))
    block = chain(
        (line for line in above[:1] if line.strip()),  # the paragraph that it directly follows, if any
        (line for line in above if line.strip() and _indent(line) <= margin),
    )
    before = next(block, "")
    return any((found := _ITEM.match(line)) and len(found["indent"]) == margin for line in (before, after))
