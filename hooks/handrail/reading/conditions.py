"""Blocks of a page that hang on an answer of the reader's, as an author writes them.

    /// when | If they ended it
        ended-by: [them, unclear]

    Text, tasks, widgets.
    ///

`when` shows what is in it while the fact has one of the values; `unless` hides it then. The form is that of
pymdown-extensions' blocks; ours are read here, since what they hang on is checked against the guide.
"""

import re
from dataclasses import dataclass
from typing import Final

from handrail.problem import Problem
from handrail.reading.settings import UnreadableError, read

WHEN: Final = "when"
UNLESS: Final = "unless"

_OURS: Final = (WHEN, UNLESS)
_OPENS: Final = re.compile(r"(?P<slashes>/{3,})[ ]*(?P<name>[\w-]+)[ ]*(?:\|[ ]*(?P<label>.*?))?[ ]*")
_CLOSES: Final = re.compile(r"(?P<slashes>/{3,})[ ]*")
_INDENT: Final = "    "
_EXAMPLE: Final = "Write `/// when | If it rains`, indented below it `weather: rain`, and at the end `///`."


@dataclass(frozen=True)
class Condition:
    """A block that hangs on a fact.

    Attributes:
        line: Where it opens.
        head: The last line of its opening, after what it hangs on.
        last: Where it closes.
        label: What stands above it while its fact is not known.
        unless: Whether it is hidden, and not shown, while its fact has one of the values.
        fact: The name of the fact.
        values: Those of its values that are meant.
        named: The line on which the fact stands.

    """

    line: int
    head: int
    last: int
    label: str
    unless: bool
    fact: str
    values: tuple[str, ...]
    named: int


def find(path: str, prose: tuple[str, ...], body: int) -> tuple[tuple[Condition, ...], tuple[Problem, ...]]:
    """Find the blocks of a page.

    Args:
        path: Its file, for what is wrong.
        prose: Its lines from line `body` on, code and comments blanked.
        body: The line on which its text begins.

    Returns:
        The blocks in the order in which they open, and what is wrong with others.

    """
    finder = _Finder(path, prose, body)
    for line, text in enumerate(prose, body):
        if opening := _OPENS.fullmatch(text):
            finder.begin(line, opening)
        elif closing := _CLOSES.fullmatch(text):
            finder.close(line, closing["slashes"])
    finder.end()
    return tuple(sorted(finder.found, key=lambda block: block.line)), tuple(finder.problems)


class _Finder:
    """The blocks found so far, and those that are open, ours and those of other names."""

    def __init__(self, path: str, prose: tuple[str, ...], body: int) -> None:
        self.path = path
        self.prose = prose
        self.body = body
        self.open: list[tuple[int, re.Match[str]]] = []
        self.ours = 0
        self.found: list[Condition] = []
        self.problems: list[Problem] = []

    def problem(self, line: int, what: str, fix: str) -> None:
        self.problems.append(Problem(self.path, line, "HR801", what, fix))

    def begin(self, line: int, opening: re.Match[str]) -> None:
        self.open.append((line, opening))
        self.ours += opening["name"] in _OURS

    def close(self, line: int, slashes: str) -> None:
        if self.open and self.open[-1][1]["slashes"] == slashes:
            first, opening = self.open.pop()
            if opening["name"] in _OURS:
                self.ours -= 1
                self.block(first, line, opening)
        elif self.ours:
            fix = "A block closes with as many slashes as it opens with, the inner ones first."
            self.problem(line, f"`{slashes}` closes nothing.", fix)

    def end(self) -> None:
        for line, opening in self.open:
            if opening["name"] in _OURS:
                what = f"The block `{opening[0].strip()}` that opens here is never closed."
                self.problem(line, what, f"Put a line `{opening['slashes']}` after its last line.")

    def block(self, first: int, last: int, opening: re.Match[str]) -> None:
        head = first
        while head + 1 < last and self.prose[head + 1 - self.body].startswith(_INDENT):
            head += 1
        inside = self.prose[first + 1 - self.body : head + 1 - self.body]
        try:
            settings = read("".join(f"{line.removeprefix(_INDENT)}\n" for line in inside), first + 1)
        except UnreadableError as error:
            self.problem(error.line, error.text, _EXAMPLE)
            return
        name, label = opening["name"], (opening["label"] or "").strip()
        if not label:
            what = f"The block `/// {name}` has no words above it for a reader of whom nothing is known."
            self.problem(first, what, f"Say after a stroke whom it is for: `/// {name} | If they ended it`.")
        if len(settings.values) != 1:
            what = f"The block `/// {name}` should hang on one fact, and names {len(settings.values)}."
            self.problem(first, what, f"{_EXAMPLE} Blocks may stand in one another.")
            return
        ((fact, value),) = settings.values.items()
        line = settings.line((fact,))
        items = value if isinstance(value, list) else [value]
        values = tuple(item for item in items if isinstance(item, str) and item)
        if values and len(values) == len(items):
            self.found.append(Condition(first, head, last, label, name == UNLESS, fact, values, line))
        else:
            what = f"`{fact}` should be a word or a list of words."
            self.problem(line, what, f"Write `{fact}: yes`, or `{fact}: [yes, unsure]`.")
