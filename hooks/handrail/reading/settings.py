"""YAML as an author writes it: plain values, each with the line it stands on.

Read from the parser's events rather than through a loader, for three reasons: errors must point at a
line of the Markdown file; YAML 1.1 would turn `no`, `12:30` and `2026-11-23` into something else than
what was typed; and no input, however deep, can exhaust the stack.
"""

import re
from dataclasses import dataclass, field
from typing import Final

import yaml

from handrail.reading.faults import FIX, fault

type Value = str | int | float | bool | list[Value] | dict[str, Value] | None
"""What YAML can say here; the same shapes as JSON."""

type Path = tuple[str | int, ...]
"""Where a value stands: keys and positions from the top."""

_DEEPEST: Final = 20
_WORDS: Final[dict[str, Value]] = {
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    "null": None, "Null": None, "NULL": None, "~": None, "": None,
}  # fmt: skip
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,2})?")


@dataclass(frozen=True)
class Settings:
    """The mapping of a front matter or a widget's fence.

    Attributes:
        values: The keys and values.
        lines: The line in the file of each value, by its path; `()` is the start.

    """

    values: dict[str, Value] = field(default_factory=dict)
    lines: dict[Path, int] = field(default_factory=lambda: {(): 1})

    def line(self, path: Path) -> int:
        """Return the line of a value, or of the nearest thing around it that is there."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


class UnreadableError(Exception):
    """The YAML can't be read; `line` is a line of the file, `text` one sentence, `fix` says what to do."""

    def __init__(self, line: int, text: str, fix: str = FIX) -> None:
        """Keep them."""
        super().__init__(text)
        self.line = line
        self.text = text
        self.fix = fix


def read(text: str, first: int) -> Settings:
    """Read a YAML mapping whose first line is line `first` of its file.

    Raises:
        UnreadableError: If it is not YAML, not a mapping, names a key twice, has a key that is no word, goes
            too deep, or uses what we leave out: anchors, aliases, tags (but for a text's `!!str`)
            and several documents.

    """
    reader = _Reader(first)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line if mark else 0, max(text.count("\n"), 1) - 1)
        if found := fault(text, line):
            raise UnreadableError(first + found.line, found.what, found.fix) from error
        raise UnreadableError(first + line, f"YAML says: {error.problem or error.context}.") from error
    except yaml.reader.ReaderError as error:
        raise UnreadableError(first, f"YAML says: {error.reason}.") from error
    if reader.top is None:
        return Settings({}, {(): first})
    if not isinstance(reader.top, dict):
        raise UnreadableError(first, "This is not a list of `key: value` lines.")
    return Settings(reader.top, reader.lines)


class _Reader:
    """Build values from events, remembering where each began."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.top: Value = None
        self.lines: dict[Path, int] = {(): first}
        self.stack: list[dict[str, Value] | list[Value]] = []
        self.path: list[str | int] = []
        self.key: list[str | None] = []
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        line = self.first + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.NodeEvent):
            _plainly_written(event, line)
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise UnreadableError(line, "A line `---` starts a second document.")
            case yaml.ScalarEvent():
                self.scalar(event, line)
            case yaml.MappingStartEvent():
                self.open({}, line)
            case yaml.SequenceStartEvent():
                self.open([], line)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.stack.pop()
                self.key.pop()
                if self.path:
                    self.path.pop()

    def scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        value = event.value if event.tag or event.style else _plain(event.value)
        if self.stack and isinstance(self.stack[-1], dict) and self.key[-1] is None:
            name = str(event.value)
            if name in self.stack[-1]:
                raise UnreadableError(line, f'The key "{name}" stands here for the second time.')
            self.key[-1] = name
            self.lines[(*self.path, name)] = line
            return
        self.put(value, line)
        if self.stack:
            self.path.pop()

    def open(self, value: dict[str, Value] | list[Value], line: int) -> None:
        if len(self.stack) >= _DEEPEST:
            raise UnreadableError(line, "Lists within lists go too deep.")
        if self.stack and isinstance(self.stack[-1], dict) and self.key[-1] is None:
            raise UnreadableError(line, "A key must be a word.")
        self.put(value, line)
        self.stack.append(value)
        self.key.append(None)

    def put(self, value: Value, line: int) -> None:
        """Put a value where it belongs and leave `path` pointing at it."""
        if not self.stack:
            self.top = value
            return
        parent = self.stack[-1]
        if isinstance(parent, dict):
            name = self.key[-1] or ""
            self.key[-1] = None
            parent[name] = value
            self.path.append(name)
        else:
            parent.append(value)
            self.path.append(len(parent) - 1)
            self.lines[tuple(self.path)] = line


def _plainly_written(event: yaml.NodeEvent, line: int) -> None:
    """Refuse what makes YAML more than values.

    Raises:
        UnreadableError: For an anchor, an alias, or a tag other than a text's `!!str`.

    """
    if event.anchor is not None:
        raise UnreadableError(line, "Anchors and aliases (`&` and `*`) are left out here.")
    if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) or event.tag is None:
        return
    if isinstance(event, yaml.CollectionStartEvent) or event.tag != "tag:yaml.org,2002:str":
        raise UnreadableError(line, f"The tag {event.tag!r} is left out here.")


def _plain(text: str) -> Value:
    """Read an unquoted word as YAML 1.2's core schema does: `no` and `12:30` are text."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    return text
