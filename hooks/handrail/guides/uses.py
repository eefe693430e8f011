"""Widget uses: the places in a page where a widget stands, from its fences and task lists."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from handrail_widgets.kit.codec import decode
from handrail_widgets.kit.widget import WidgetConfig

from handrail.guides.beside import Files, brought, named
from handrail.guides.settings_links import addressed, links, unnamed
from handrail.problem import Problem
from handrail.problem import named as named_path
from handrail.reading.blocks import STEP_LEVEL, Fence, TaskList
from handrail.reading.code_names import is_code
from handrail.reading.inline import plain, slugify, suggestion
from handrail.reading.schema import Codes, check
from handrail.reading.settings import Settings, UnreadableError, read
from handrail.reading.source import Source
from handrail.widgets.kinds import Kind, Kinds
from handrail.widgets.own import undrawn

CHECKLIST: Final = "checklist"
"""The widget that every task list is."""

WIDGET_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""What the id of a widget is made of."""


@dataclass(frozen=True)
class WidgetUse:
    """One place where a widget stands.

    Attributes:
        kind: What widget it is.
        config: What the author said, as the widget's own config.
        about: What it is of, where it has no title: the step or the page of a task list, or the type.
        line, last: The lines of the file that it takes the place of.
        indent: The white space before it.
        beside: The names of the files beside the page that its YAML names.
        links: The links in its YAML as they are written, each with its line.

    """

    kind: Kind
    config: WidgetConfig
    about: str
    line: int
    last: int
    indent: str
    beside: tuple[str, ...] = ()
    links: tuple[tuple[str, int], ...] = ()

    @property
    def type(self) -> str:
        """The name of its kind."""
        return self.kind.widget.name

    @property
    def id(self) -> str:
        """Its name within the guide, and its anchor on the page."""
        return self.config.id


def uses(
    source: Source, page: str, kinds: Kinds, files: Files
) -> tuple[tuple[WidgetUse, ...], tuple[Problem, ...]]:
    """Find a page's widgets, and what is wrong with them.

    Args:
        source: The page.
        page: A slug for tasks that stand above every heading.
        kinds: The widgets there are.
        files: The YAML files beside the page, which its widgets may name.

    """
    made = [from_fence(source, fence, kinds, files) for fence in source.fences]
    seen: Counter[str] = Counter()
    heads = [head for head in source.headings if head.level == STEP_LEVEL and head.id]
    top = (page, str(source.front.values.get("title") or page))
    for tasks in source.task_lists:
        at = bisect(heads, tasks.line, key=lambda head: head.line) - 1
        owner, title = (heads[at].id, heads[at].words) if at >= 0 else top
        seen[owner] += 1
        nth = f"-{seen[owner]}" if seen[owner] > 1 else ""
        made.append(_from_tasks(tasks, f"{owner}-{CHECKLIST}{nth}", title, kinds[CHECKLIST]))
    found = tuple(sorted((use for use, _ in made if use), key=lambda use: use.line))
    return found, tuple(problem for _, problems in made for problem in problems)


def _from_tasks(
    tasks: TaskList,
    name: str,
    title: str,
    kind: Kind,
) -> tuple[WidgetUse, tuple[Problem, ...]]:
    items = [
        {"id": task.id or slugify(plain(task.text)) or f"item-{number}", "text": plain(task.text)}
        for number, task in enumerate(tasks.tasks, 1)
    ]
    config = decode(kind.widget.config, {"id": name, "title": "", "items": items})
    return WidgetUse(kind, config, title, tasks.line, tasks.last, tasks.indent), ()


def from_fence(
    source: Source,
    fence: Fence,
    kinds: Kinds,
    files: Files,
    lead: Callable[[str], str] | None = None,
) -> tuple[WidgetUse | None, tuple[Problem, ...]]:
    """Make a widget of a fence, or say what is wrong; `lead` as for `addressed`."""
    if fence.name not in kinds:
        return None, tuple(_unknown(source, fence, kinds))
    kind = kinds[fence.name]
    try:
        settings = read(fence.body, fence.line + 1)
    except UnreadableError as error:
        return None, (Problem(source.path, error.line, "HR402", error.text, error.fix),)
    settings = Settings(settings.values, {**settings.lines, (): fence.line})
    codes = Codes("HR403", "HR404", "HR405", f"the widget `{fence.name}`")
    fields_named = named(kind.widget.config, settings)
    files_named = tuple(fields_named.values())
    settings, missing = brought(kind.widget.config, settings, source.path, files)
    config, problems = check(kind.widget.config, settings, source.path, codes)
    if missing:  # what is wrong with a file has been told there: its field isn't missing, too
        lacking = {f'The key "{name}" is missing' for name in fields_named}
        problems = tuple(each for each in problems if not any(map(each.what.startswith, lacking)))
    if config is None or missing:
        return None, (*missing, *problems, *_id_problem(source, settings))
    problems = (*_id_problem(source, settings), *_unnamed(source, settings, config))
    if kind.file:  # ours are tested
        problems += tuple(undrawn(kind, config, f"{named_path(source.path)}, line {fence.line}"))
    found = tuple((target, settings.line(where)) for where, target in links(config))
    config = addressed(config, source.path, lead)
    use = WidgetUse(kind, config, fence.name, fence.line, fence.last, fence.indent, files_named, found)
    return use, problems


def _id_problem(source: Source, settings: Settings) -> Iterator[Problem]:
    name: Any = settings.values.get("id", "")
    if isinstance(name, str) and ("id" in settings.values and not WIDGET_ID.fullmatch(name)):
        what = f'`id` should be small letters, digits and hyphens, not "{name}".'
        fix = f"Write `id: {slugify(name) or 'my-widget'}`."
        yield Problem(source.path, settings.line(("id",)), "HR405", what, fix)


def _unnamed(source: Source, settings: Settings, config: object) -> Iterator[Problem]:
    for path in unnamed(config):
        what = "This link has no words, and readers would see a file's name on its button."
        fix = "Write `link_label:` beside it, and say where it leads, such as “Go to step 3”."
        yield Problem(source.path, settings.line(path), "HR411", what, fix)


def _unknown(source: Source, fence: Fence, kinds: Kinds) -> Iterator[Problem]:
    if is_code(fence.name):
        return
    what = f'"{fence.name}" is no widget and no code language.'
    fix = f"{suggestion(fence.name, kinds)} Widgets are: {', '.join(sorted(kinds))}."
    yield Problem(source.path, fence.line, "HR401", what, fix)
