"""The blocks of a Markdown text: headings, fences, task lists, admonitions. `scan` finds them."""

from dataclasses import dataclass
from typing import Final

from handrail.problem import Problem

STEP_LEVEL: Final = 2
"""The level of the headings that are steps: `##`."""


@dataclass(frozen=True)
class Heading:
    """A heading that stands at the left margin.

    `written` is what stands after its `##`, with the author's attributes in braces; `text` is what is left
    of that without them. `id` is the author's own (`{#id}`) or made of the words.
    """

    line: int
    last: int
    level: int
    written: str
    text: str
    words: str
    id: str
    explicit: bool


@dataclass(frozen=True)
class Fence:
    """A fenced block, from its opening to its closing line; `body` has the fence's indent taken off."""

    line: int
    last: int
    indent: str
    name: str
    body: str


@dataclass(frozen=True)
class Task:
    """One `- [ ]` line: the text with its inline Markdown, and the author's own id, if any."""

    line: int
    text: str
    id: str


@dataclass(frozen=True)
class TaskList:
    """A run of tasks."""

    line: int
    last: int
    indent: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Admonition:
    """A `!!! kind "title"` block with the plain words in it."""

    line: int
    last: int
    kind: str
    title: str
    words: str


@dataclass(frozen=True)
class Blocks:
    """What `scan.find` found.

    `prose` is the body, line by line, with code, comments and tasks blanked; `anchors` are the ids of
    headings within lists and boxes.
    """

    headings: tuple[Heading, ...]
    fences: tuple[Fence, ...]
    task_lists: tuple[TaskList, ...]
    admonitions: tuple[Admonition, ...]
    prose: tuple[str, ...]
    anchors: frozenset[str]
    problems: tuple[Problem, ...]
