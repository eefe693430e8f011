"""What can be mended with certainty: the mend says the same as what stood there, and takes no choice away.

Left to the author is what readers would read otherwise: words, alternative texts, which of two ids stays.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Final, NamedTuple

from handrail.problem import Problem
from handrail.reading.attributes import of_task
from handrail.reading.inline import plain, slugify


class Change(NamedTuple):
    """Lines that take the place of `last - first` lines from the line `first` on, both counted from 0.

    `made` is the id that a widget or a task gets by it.
    """

    first: int
    last: int
    lines: tuple[str, ...]
    says: str
    made: str = ""


@dataclass(frozen=True)
class Around:
    """What a mend must know of the rest.

    Attributes:
        lines: The lines of the file, without their ends.
        title: The title of the page.
        taken: The ids that the guide has already.

    """

    lines: Sequence[str]
    title: str = ""
    taken: frozenset[str] = frozenset()

    def free(self, name: str) -> str:
        """Return a name, or the first of its kind with a number that nothing has."""
        tried = (f"{name}-{number}" if number > 1 else name for number in count(1))
        return next(each for each in tried if each not in self.taken)


type _Mend = Callable[[Problem, Around], Change | None]

_TICKED: Final = re.compile(r"(?P<before>\s*[-*+] \[)[xX](?P<after>\]\s.*)")
_ALMOST: Final = re.compile(r"(?P<before>\s*[-*+])\s*\[\s*[xX]?\s*\]\s*(?P<words>[^\s(\[:].*)")
_TASK: Final = re.compile(r"\s*[-*+] \[[ xX]\]\s+(?P<words>.*)")
_ID: Final = re.compile(r"(?P<before>\s*id:\s+)(?P<id>\S.*)")
_FENCE: Final = re.compile(r"(?P<indent>\s*)(?P<marks>`{3,}|~{3,})\s*(?P<name>[\w-]+)\s*")
_KEY: Final = re.compile(r"\s*[\w-]+:(\s|$)")
_TITLE: Final = re.compile(r"\s*title:\s+[\"']?(?P<words>.*?)[\"']?\s*")
_PLAIN: Final = re.compile(
    r"(?P<before>\s*(?:-\s+)?(?:[\w-]+:\s+)?)(?P<value>[\w.+~-]+)(?P<after>\s*(?:\s#.*)?)"
)
_CAPITALS: Final = re.compile(
    r'The (?:image|file that) (?P<target>\S+) .*is called "(?P<there>[^"]+)" on the disk\.'
)
_TITLED: Final = re.compile(r"#\s+(?P<words>.*?)\s*#*\s*")


def mend(problem: Problem, around: Around) -> Change | None:
    """Return the change that mends a Problem, or `None` where nothing is certain."""
    if problem.code not in _MENDS or problem.line > len(around.lines):
        return None
    return _MENDS[problem.code](problem, around)


def _line(problem: Problem, line: str, says: str) -> Change:
    return Change(problem.line - 1, problem.line, (line,), says)


def _unticked(problem: Problem, around: Around) -> Change | None:
    found = _TICKED.fullmatch(around.lines[problem.line - 1])
    return (
        _line(problem, f"{found['before']} {found['after']}", "the task is not ticked any more")
        if found
        else None
    )


def _as_task(problem: Problem, around: Around) -> Change | None:
    found = _ALMOST.fullmatch(around.lines[problem.line - 1])
    says = "the line is written as a task"
    return _line(problem, f"{found['before']} [ ] {found['words']}", says) if found else None


def _with_own_id(problem: Problem, around: Around) -> Change | None:
    text = around.lines[problem.line - 1]
    found = _TASK.fullmatch(text)
    below = around.lines[problem.line] if problem.line < len(around.lines) else ""
    if not found or of_task(found["words"]).id or (below.strip() and not _TASK.fullmatch(below)):
        return None
    ids = {
        name for line in around.lines if (task := _TASK.fullmatch(line)) and (name := _id_of(task["words"]))
    }
    name = replace(around, taken=around.taken | ids).free(_id_of(found["words"]) or "task")
    line = f"{text.rstrip()} {{#{name}}}"
    return Change(problem.line - 1, problem.line, (line,), f"the task has the id `{name}`", name)


def _id_of(words: str) -> str:
    found = of_task(words)
    return found.id or slugify(plain(found.text))


def _second_title(problem: Problem, around: Around) -> Change | None:
    found = _TITLED.fullmatch(around.lines[problem.line - 1])
    if not found or not around.title or plain(found["words"]) != around.title:
        return None
    after = around.lines[problem.line : problem.line + 1]
    last = problem.line + (1 if after and not after[0].strip() else 0)
    return Change(problem.line - 1, last, (), "the title does not stand here a second time")


def _written(problem: Problem, around: Around) -> Change | None:
    """Mend a value of the wrong kind: an id that isn't written as one, or a text that needs quotes."""
    text = around.lines[problem.line - 1]
    if problem.what.startswith("`id` should be small letters"):
        found = _ID.fullmatch(text)
        name = slugify(found["id"].strip().strip("\"'")) if found else ""
        if not found or not re.match("[a-z]", name) or name in around.taken:
            return None
        return Change(
            problem.line - 1, problem.line, (f"{found['before']}{name}",), f"the id is `{name}`", name
        )
    found = _PLAIN.fullmatch(text) if problem.fix == "Put it in quotes." else None
    if not found:
        return None
    quoted = f'{found["before"]}"{found["value"]}"{found["after"]}'
    return _line(problem, quoted, f'"{found["value"]}" is a text')


def _with_id(problem: Problem, around: Around) -> Change | None:
    """Give a widget the id that it lacks: no reader can have answers under it yet."""
    found = _FENCE.fullmatch(around.lines[problem.line - 1])
    if not found or not problem.what.startswith('The key "id" is missing'):
        return None
    body = []
    for text in around.lines[problem.line :]:
        if text.strip() == found["marks"]:
            break
        body.append(text)
    first = next((text for text in body if text.strip()), "id:")
    if not _KEY.match(first):
        return None
    titles = (title["words"] for text in body if (title := _TITLE.fullmatch(text)))
    name = slugify(next(titles, ""))
    name = around.free(name if re.match("[a-z]", name) else found["name"])
    says = f"the widget has the id `{name}`"
    return Change(problem.line, problem.line, (f"{found['indent']}id: {name}",), says, name)


def _capitals(problem: Problem, around: Around) -> Change | None:
    text = around.lines[problem.line - 1]
    found = _CAPITALS.fullmatch(problem.what)
    if not found or text.count(found["target"]) != 1:
        return None
    _, mark, anchor = found["target"].partition("#")
    return _line(
        problem,
        text.replace(found["target"], f"{found['there']}{mark}{anchor}"),
        f"the file is called {found['there']}",
    )


_MENDS: Final[Mapping[str, _Mend]] = {
    "HR206": _written,
    "HR303": _second_title,
    "HR404": _with_id,
    "HR405": _written,
    "HR502": _capitals,
    "HR503": _capitals,
    "HR511": _unticked,
    "HR513": _with_own_id,
    "HR515": _as_task,
    "HR516": _with_own_id,
}
"""What mends Problems of a code."""
