"""One pass over the lines of a Markdown text, finding its blocks as Python-Markdown and SuperFences do."""

import re
from typing import Final

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor

from handrail.problem import Problem
from handrail.reading.attributes import Attributed, of_heading, of_task
from handrail.reading.blocks import Admonition, Blocks, Fence, Heading, Task, TaskList
from handrail.reading.code_names import is_code
from handrail.reading.inline import plain, slugify

_FENCE: Final = re.compile(r"(?P<indent>[ ]*)(?P<marks>`{3,}|~{3,})[ \t]*(?P<info>[^`]*)")
_NAME: Final = re.compile(r"\{?[ \t]*\.?(?P<name>[^\s{},#]*)")
_UNDERLINE: Final = re.compile(r"(=+|-+)[ ]*")
_TASK: Final = re.compile(r"(?P<indent>[ ]*)[-*+][ ]\[(?P<tick>[ xX])\][ ]+(?P<text>\S.*)")
_ALMOST: Final = re.compile(r"[ ]*[-*+][ ]*\[[ ]*[xX]?[ ]*\](?![(\[:])")
_LIST: Final = re.compile(r"[ ]*(?:[-*+]|\d+\.)[ ]+\S")
_RULE: Final = re.compile(r"[ ]{0,3}(?:(?:-+[ ]{0,2}){3,}|(?:_+[ ]{0,2}){3,}|(?:\*+[ ]{0,2}){3,})[ ]*")
_TAG: Final = re.compile(r"[ ]{0,3}</?(?P<name>[a-zA-Z][\w-]*)\b.*>[ ]*")
_OF_BLOCKS: Final = frozenset(Markdown().block_level_elements)
_TAB: Final = 4
_ADMONITION: Final = re.compile(
    r'(?P<indent>[ ]*)(?:!!!|\?\?\?\+?)[ ]*(?P<kind>[\w-]++)[^"]*+(?:"(?P<title>[^"]*)")?[ ]*'
)
_TABBED: Final = re.compile(r'(?P<indent>[ ]*)===[!+]*[ ]+"[^"]*"[ ]*')
_NOTE: Final = re.compile(r"[ ]{0,3}\[\^[^\]]*\]:")


def find(path: str, lines: tuple[str, ...], body: int, *, tabs: bool = False) -> Blocks:
    """Find the blocks of the lines from line `body` on; `tabs`: `=== "Title"` begins one, as in Material."""
    scan = _Scan(path, lines, tabs=tabs)
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
        frozenset(scan.anchors),
        tuple(scan.problems),
    )


class _Scan:
    """One pass over the lines.

    Each `take_*` but `take_text` returns the line to go on with, or 0 if it is not its turn.
    """

    def __init__(self, path: str, lines: tuple[str, ...], *, tabs: bool = False) -> None:
        self.tabs = tabs
        self.path = path
        self.lines = lines
        self.prose = list(lines)
        self.headings: list[Heading] = []
        self.fences: list[Fence] = []
        self.task_lists: list[TaskList] = []
        self.admonitions: list[tuple[int, re.Match[str]]] = []
        self.problems: list[Problem] = []
        self.anchors: set[str] = set()
        self.depth = 0
        """How many lists, boxes and footnotes what is indented may belong to."""
        self.is_fresh = True
        """The next line begins a block: nothing above it goes on."""

    def step(self, line: int) -> int:
        text = self.lines[line - 1]
        if not text.strip():
            self.is_fresh = True
            return line + 1
        depth = (len(text) - len(text.lstrip(" "))) // _TAB
        if depth > self.depth:
            if self.is_fresh:
                self.hide(line, line)  # indented code
            return line + 1
        fence = self.take_fence(line, text)
        whole = fence or self.take_tasks(line, text) or self.take_heading(line, text)
        if whole:
            self.depth = depth  # it ends the lists that stood as deep, so what is indented below is code
        taken = whole or self.take_comment(line, text) or self.take_admonition(line, text)
        if taken:
            self.is_fresh = not (fence and self.ends_in_code(fence))
            return taken
        if depth and text.lstrip().startswith("#"):
            self.anchors.add(self.headed(line, line, text.strip()).id)
            self.is_fresh = True
            return line + 1
        self.take_text(text, depth)
        return line + 1

    def ends_in_code(self, line: int) -> bool:
        """Tell whether code ends above a line: without a blank line, text goes on with its paragraph."""
        return bool(self.fences) and self.fences[-1].last == line - 1 and is_code(self.fences[-1].name)

    def take_text(self, text: str, depth: int) -> None:
        """Take a line of a list, a footnote or a paragraph; see how deep what follows may be indented."""
        tag = _TAG.fullmatch(text)
        ends = bool(_RULE.fullmatch(text.strip()) or (tag and tag["name"].lower() in _OF_BLOCKS))
        if _NOTE.match(text) or (_LIST.match(text) and not ends and self.may_be_item(depth)):
            self.depth = depth + 1
        elif self.is_fresh or ends:
            self.depth = depth
        self.is_fresh = ends

    def may_be_item(self, depth: int) -> bool:
        """Tell whether a list may begin or go on here; it never begins within a paragraph."""
        return self.is_fresh or self.depth > depth

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
        while inside < len(self.lines) and self.lines[inside].rstrip() != f"{indent}{marks}":
            if self.lines[inside].strip() and not self.lines[inside].startswith(indent):
                what = f'The fence "{text.strip()}" ends here: this line is not indented as far.'
                fix = f'Indent it as far as the fence, or put a line "{marks}" before it.'
                self.problem(inside + 1, "HR105", what, fix)
                self.hide(line, inside)
                return inside + 1
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
        made = tuple(self.task(*task) for task in tasks)
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
        if text.startswith("#"):
            self.headings.append(self.headed(line, line, text))
            return line + 1
        under = _UNDERLINE.fullmatch(self.lines[line]) if line < len(self.lines) else None
        if not under or text.startswith((" ", ">", "|")) or _LIST.match(text) or not self.is_fresh:
            return 0
        level = 1 if under[1].startswith("=") else 2
        self.headings.append(self.heading(line, line + 1, level, text.strip()))
        self.hide(line + 1, line + 1)
        return line + 2

    def headed(self, line: int, last: int, text: str) -> Heading:
        found = HashHeaderProcessor.RE.match(text)
        level, written = (len(found["level"]), found["header"].strip()) if found else (1, text)
        return self.heading(line, last, level, written)

    def heading(self, line: int, last: int, level: int, written: str) -> Heading:
        found = of_heading(written)
        self.check_id(line, found)
        words = plain(found.text)
        name = slugify(words) if found.id is None else found.id
        return Heading(line, last, level, written, found.text, words, name, found.id is not None)

    def task(self, line: int, text: str) -> Task:
        found = of_task(text)
        self.check_id(line, found)
        return Task(line, found.text.strip(), found.id or "")

    def check_id(self, line: int, found: Attributed) -> None:
        if found.wrong:
            fix = (
                "Write an id as `{#my-id}` after a space: letters, digits and the signs - _ . : may be in it."
            )
            self.problem(line, "HR306", found.wrong, fix)

    def take_admonition(self, line: int, text: str) -> int:
        if self.tabs and (tab := _TABBED.fullmatch(text)):
            self.depth = len(tab["indent"]) // _TAB + 1
            return line + 1
        found = _ADMONITION.fullmatch(text)
        if not found:
            return 0
        self.admonitions.append((line, found))
        self.depth = len(found["indent"]) // _TAB + 1
        return line + 1


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
