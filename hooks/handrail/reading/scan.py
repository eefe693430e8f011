"""One pass over the lines of a Markdown text, finding its blocks as Python-Markdown and SuperFences do."""

import re
from typing import Final

from handrail.problem import Problem
from handrail.reading.blocks import Admonition, Blocks, Fence, Heading, Task, TaskList
from handrail.reading.inline import plain, slugify

_FENCE: Final = re.compile(r"(?P<indent>[ ]*)(?P<marks>`{3,}|~{3,})[ \t]*(?P<info>[^`]*)")
_NAME: Final = re.compile(r"\{?[ \t]*\.?(?P<name>[^\s{},#]*)")
_HEADING: Final = re.compile(r"(?P<level>#{1,6})(?P<text>.*)")
_UNDERLINE: Final = re.compile(r"(=+|-+)[ ]*")
_ATTRIBUTES: Final = re.compile(
    r"(?<![ \t])[ \t]*\{:?[ \t]*(?P<inside>[^{}]*#[^{}]*|:[^{}]*|[^{}]*[.=][^{}]*)\}[ \t]*$"
)
_ID: Final = re.compile(r"#([\w:.-]+)")
_TASK: Final = re.compile(r"(?P<indent>[ ]*)[-*+][ ]\[(?P<tick>[ xX])\][ ]+(?P<text>\S.*)")
_ALMOST: Final = re.compile(r"[ ]*[-*+][ ]*\[[ ]*[xX]?[ ]*\](?![(\[:])")
_LIST: Final = re.compile(r"[ ]*(?:[-*+]|\d+[.)])[ \t]+\S")
_ADMONITION: Final = re.compile(
    r'(?P<indent>[ ]*)(?:!!!|\?\?\?\+?)[ ]*(?P<kind>[\w-]++)[^"]*+(?:"(?P<title>[^"]*)")?[ ]*'
)
_NOTE: Final = re.compile(r"[ ]{0,3}\[\^[^\]]+\]:")


def find(path: str, lines: tuple[str, ...], body: int) -> Blocks:
    """Find the blocks of the lines from line `body` on."""
    scan = _Scan(path, lines)
    line = body
    while line <= len(lines):
        line = scan.step(line)
    prose = scan.prose[body - 1 :]
    return Blocks(
        tuple(scan.headings),
        tuple(scan.fences),
        tuple(scan.task_lists),
        tuple(_admonition(scan.prose, *opening) for opening in scan.admonitions),
        tuple(prose),
        tuple(scan.problems),
    )


class _Scan:
    """One pass over the lines. Each `take_*` returns the line to go on with, or 0 if it is not its turn."""

    def __init__(self, path: str, lines: tuple[str, ...]) -> None:
        self.path = path
        self.lines = lines
        self.prose = list(lines)
        self.headings: list[Heading] = []
        self.fences: list[Fence] = []
        self.task_lists: list[TaskList] = []
        self.admonitions: list[tuple[int, re.Match[str]]] = []
        self.problems: list[Problem] = []
        self.in_container = False

    def step(self, line: int) -> int:
        text = self.lines[line - 1]
        if not text.strip():
            return line + 1
        indented = text.startswith(("    ", "\t"))
        if indented and not self.in_container:
            if not self.blank_before(line):
                return line + 1  # a paragraph's own line
            self.hide(line, line)
            return line + 1
        if not indented:
            self.in_container = bool(_LIST.match(text) or _ADMONITION.fullmatch(text) or _NOTE.match(text))
        return (
            self.take_fence(line, text)
            or self.take_comment(line, text)
            or self.take_tasks(line, text)
            or self.take_heading(line, text)
            or self.take_admonition(line, text)
            or line + 1
        )

    def blank_before(self, line: int) -> bool:
        """Tell whether a block may begin: after an empty line or code."""
        return line == 1 or not self.prose[line - 2].strip()

    def hide(self, first: int, last: int) -> None:
        for line in range(first, last + 1):
            self.prose[line - 1] = ""

    def problem(self, line: int, code: str, what: str, fix: str) -> None:
        self.problems.append(Problem(self.path, line, code, what, fix))

    def take_fence(self, line: int, text: str) -> int:
        opening = _FENCE.fullmatch(text)
        if not opening:
            return 0
        indent, marks = opening["indent"], opening["marks"]
        inside = line
        while inside < len(self.lines) and self.lines[inside].strip() != marks:
            inside += 1
        if inside == len(self.lines):
            what = f'The fence "{text.strip()}" that opens here is never closed.'
            self.problem(line, "HR105", what, f'Put a line "{marks}" after its last line.')
            self.hide(line, inside)
            return inside + 1
        last = inside + 1
        content = [body.removeprefix(indent) for body in self.lines[line : last - 1]]
        name = _NAME.match(opening["info"].strip())
        found = name["name"] if name else ""
        self.fences.append(Fence(line, last, indent, found, "".join(f"{body}\n" for body in content)))
        self.hide(line, last)
        return last + 1

    def take_comment(self, line: int, text: str) -> int:
        if not text.lstrip().startswith("<!--"):
            return 0
        last = line
        while last <= len(self.lines) and "-->" not in self.lines[last - 1]:
            last += 1
        if last > len(self.lines):
            what = "The comment `<!--` that opens here is never closed."
            self.problem(line, "HR106", what, "Put `-->` after its last word.")
        self.hide(line, min(last, len(self.lines)))
        return last + 1

    def take_tasks(self, line: int, text: str) -> int:
        first = _TASK.fullmatch(text)
        if not first:
            if _ALMOST.match(text):
                what = f"`{text.strip()[:30]}` is almost a task."
                self.problem(line, "HR515", what, "A task is written `- [ ] Text`, with those three spaces.")
            return 0
        indent, tasks, at = first["indent"], [], line
        while at <= len(self.lines):
            found = _TASK.fullmatch(self.lines[at - 1])
            if found:
                self.check_task(at, found, indent)
                tasks.append((at, found["text"]))
            elif self.goes_on(at) and tasks:
                tasks[-1] = (tasks[-1][0], f"{tasks[-1][1]} {self.lines[at - 1].strip()}")
            else:
                break
            at += 1
        made = tuple(_task(*task) for task in tasks)
        self.task_lists.append(TaskList(line, at - 1, indent, made))
        self.hide(line, at - 1)
        return at

    def goes_on(self, line: int) -> bool:
        """Tell whether a line belongs to the task above it, as CommonMark has it."""
        text = self.lines[line - 1]
        return bool(text.strip()) and not (
            _LIST.match(text) or _FENCE.fullmatch(text) or text.startswith("#") or _ADMONITION.fullmatch(text)
        )

    def check_task(self, line: int, found: re.Match[str], indent: str) -> None:
        if found["indent"] != indent:
            fix = "Put it at the same margin as the others, or make it part of the task above."
            self.problem(line, "HR512", "This task is indented under another.", fix)
        if found["tick"] != " ":
            fix = "Write `- [ ]`; only the reader ticks."
            self.problem(line, "HR511", "This task is ticked already.", fix)

    def take_heading(self, line: int, text: str) -> int:
        found = _HEADING.fullmatch(text)
        if found:
            self.headings.append(_heading(line, line, len(found["level"]), _unclosed(found["text"])))
            return line + 1
        under = _UNDERLINE.fullmatch(self.lines[line]) if line < len(self.lines) else None
        if not under or text.startswith((" ", ">", "|")) or _LIST.match(text) or not self.blank_before(line):
            return 0
        level = 1 if under[1].startswith("=") else 2
        self.headings.append(_heading(line, line + 1, level, text))
        self.hide(line + 1, line + 1)
        return line + 2

    def take_admonition(self, line: int, text: str) -> int:
        found = _ADMONITION.fullmatch(text)
        if not found:
            return 0
        self.admonitions.append((line, found))
        return line + 1


def _unclosed(text: str) -> str:
    """Take off the `##` at the end of a heading, but not an escaped one."""
    text = text.rstrip(" \t")
    bare = text.rstrip("#")
    return f"{bare}#" if bare.endswith("\\") and bare != text else bare


def _heading(line: int, last: int, level: int, text: str) -> Heading:
    attributes = _ATTRIBUTES.search(text)
    inside = attributes["inside"] if attributes else ""
    bare = (text[: attributes.start()] if attributes else text).strip()
    own = _ID.search(inside)
    rest = " ".join(_ID.sub("", inside).split()) if own else inside.strip()
    words = plain(bare)
    return Heading(line, last, level, bare, words, own[1] if own else slugify(words), bool(own), rest)


def _task(line: int, text: str) -> Task:
    attributes = _ATTRIBUTES.search(text)
    own = _ID.search(attributes["inside"]) if attributes else None
    if attributes is None or own is None:
        return Task(line, text.strip(), "")
    return Task(line, text[: attributes.start()].strip(), own[1])


def _admonition(prose: list[str], line: int, opening: re.Match[str]) -> Admonition:
    """Take in what is indented below the opening line."""
    inner = f"{opening['indent']}    "
    last, words = line, []
    for at in range(line + 1, len(prose) + 1):
        text = prose[at - 1]
        if text.startswith(inner):
            last = at
            words.append(text.strip())
        elif text.strip():
            break
    kind = opening["kind"]
    return Admonition(line, last, kind, opening["title"] or "", plain(" ".join(words)))
