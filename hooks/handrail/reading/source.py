"""One Markdown file: its front matter and its blocks, each with the line it stands on.

Read before Markdown is rendered and by the same rules as Python-Markdown and SuperFences read it: MkDocs
swallows bad front matter, and SuperFences swallows what goes wrong in a fence. Nothing here knows guides.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Final

from handrail.problem import Problem
from handrail.reading import conditions, scan, spans
from handrail.reading.blocks import Admonition, Fence, Heading, TaskList
from handrail.reading.conditions import Condition
from handrail.reading.settings import Settings, UnreadableError, read
from handrail.reading.spans import Note, Span

LARGEST: Final = 500_000
"""Bytes; about 300 printed pages. Whatever is longer is a mistake."""

_RESERVED: Final = re.compile("[\ue000-\ue005]")
_CUT_SHORT: Final = {"HR101", "HR102", "HR103", "HR104", "HR105", "HR106", "HR107", "HR202"}


@dataclass(frozen=True, eq=False)
class Source:
    """A Markdown file, read.

    Attributes:
        path: Relative to the docs folder, with forward slashes.
        front: The front matter; empty where there is none.
        lines: All lines of the file, without their ends; `lines[0]` is line 1.
        body: The line on which the text after the front matter begins.
        problems: What is wrong with the file itself.
        digest: Stands for the file's bytes; b"" if they can't be had.

    """

    path: str
    front: Settings = field(default_factory=Settings)
    lines: tuple[str, ...] = ()
    body: int = 1
    headings: tuple[Heading, ...] = ()
    fences: tuple[Fence, ...] = ()
    task_lists: tuple[TaskList, ...] = ()
    admonitions: tuple[Admonition, ...] = ()
    conditions: tuple[Condition, ...] = ()
    links: tuple[Span, ...] = ()
    images: tuple[Span, ...] = ()
    citations: tuple[Span, ...] = ()
    notes: tuple[Note, ...] = ()
    anchors: frozenset[str] = frozenset()
    references: Mapping[str, str] = field(default_factory=dict)
    dangling: tuple[Span, ...] = ()
    prose: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    digest: bytes = b""

    @property
    def is_whole(self) -> bool:
        """Tell whether all of it could be read, so that what is missing is truly missing."""
        return not any(problem.code in _CUT_SHORT for problem in self.problems)

    @property
    def name(self) -> str:
        """The file's own name, such as `04-talk.md`."""
        return self.path.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """The folder it stands in, without a slash at the end."""
        return self.path.rpartition("/")[0]

    def rewritten(self, changes: dict[int, tuple[int, str]], end: int | None = None) -> str:
        """Return the body with ranges of lines replaced.

        Args:
            changes: First line -> (last line, what stands there instead). Lines count as in the file.
            end: The line with which the text ends; the last one if it isn't given.

        """
        text: list[str] = []
        line = self.body
        while line <= (len(self.lines) if end is None else end):
            last, replacement = changes.get(line, (line, self.lines[line - 1]))
            text.append(replacement)
            line = last + 1
        return "\n".join(text)


def digested(data: bytes) -> bytes:
    """Return what stands for a file's bytes."""
    return sha256(data).digest()


def parse(path: str, data: bytes) -> Source:
    """Read a file's bytes; what is wrong with it is in the source's `problems`."""
    return replace(_parsed(path, data), digest=digested(data))


def _parsed(path: str, data: bytes) -> Source:
    if len(data) > LARGEST:
        what = f"The file has {len(data) / 1e6:.1f} MB, and a page may have {LARGEST / 1e6} MB."
        return _broken(path, 1, "HR102", what, "Split it, or take out what isn't text.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        what = f"The byte 0x{data[error.start]:02x} is not UTF-8."
        return _broken(path, line, "HR101", what, "Save the file as UTF-8.")
    if not text.strip():
        fix = "Give it front matter with a title, and text; or delete it."
        return _broken(path, 1, "HR103", "The file is empty.", fix)
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    front, body, front_problems = _front_matter(path, lines)
    # Python-Markdown reads tabs so, too. Front matter keeps its own: YAML has a word to say on them.
    lines = (*lines[: body - 1], *(line.expandtabs(4) for line in lines[body - 1 :]))
    found = scan.find(path, lines, body)
    ends = spans.find(found.prose, body)
    blocks, unsound = conditions.find(path, found.prose, body)
    return Source(
        path,
        front,
        lines,
        body,
        found.headings,
        found.fences,
        found.task_lists,
        found.admonitions,
        blocks,
        ends.links,
        ends.images,
        ends.citations,
        ends.notes,
        ends.anchors | found.anchors,
        ends.references,
        ends.dangling,
        found.prose,
        (*front_problems, *found.problems, *unsound, *_reserved(path, lines)),
    )


def _reserved(path: str, lines: tuple[str, ...]) -> Iterator[Problem]:
    for number, line in enumerate(lines, 1):
        if found := _RESERVED.search(line):
            what = f"The sign U+{ord(found[0]):04X} is one that the build marks places with."
            yield Problem(path, number, "HR112", what, "Take it out; it belongs to no script.")


def of_text(path: str, text: str) -> Source:
    """Read the text of a page as MkDocs hands it over, without its front matter; tabs are read as well."""
    lines = tuple(line.expandtabs(4) for line in text.split("\n"))
    found = scan.find(path, lines, 1, tabs=True)
    return Source(
        path,
        lines=lines,
        headings=found.headings,
        fences=found.fences,
        task_lists=found.task_lists,
        admonitions=found.admonitions,
        prose=found.prose,
        problems=found.problems,
    )


def unreadable(path: str, error: OSError) -> Source:
    """Return what stands for a file whose bytes can't be had."""
    what = f"The file can't be read: {error.strerror}."
    return _broken(path, 1, "HR107", what, "Mend or delete it; a link on the disk must lead to a file.")


def _broken(path: str, line: int, code: str, what: str, fix: str) -> Source:
    return Source(path, problems=(Problem(path, line, code, what, fix),))


_EXAMPLE = "Begin the file with a line `---`, a line `title: ...` and a line `---`."
_MARK: Callable[[str], object] = re.compile(r"---[ \t]*").fullmatch
_END: Callable[[str], object] = re.compile(r"(---|\.\.\.)[ \t]*").fullmatch


def _front_matter(
    path: str,
    lines: tuple[str, ...],
) -> tuple[Settings, int, tuple[Problem, ...]]:
    """Return the settings, the line the text begins on, and what is wrong."""
    if not _MARK(lines[0]):
        problem = Problem(path, 1, "HR201", "The page has no front matter.", _EXAMPLE)
        return Settings(), 1, (problem,)
    end = next((i for i, line in enumerate(lines[1:], 1) if _END(line)), None)
    if end is None:
        what = "The front matter that begins here is never closed."
        fix = "Put a line `---` after its last key."
        return Settings(), len(lines) + 1, (Problem(path, 1, "HR202", what, fix),)
    try:
        settings = read("".join(f"{line}\n" for line in lines[1:end]), 2)
    except UnreadableError as error:
        problem = Problem(path, error.line, "HR203", error.text, error.fix)
        return Settings(), end + 2, (problem,)
    return settings, end + 2, ()
