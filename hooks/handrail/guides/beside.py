"""Settings in files beside a page: a widget's YAML names one, and the build puts in what it says.

A config marks such a field with `BESIDE`. The file lies in the page's folder, and is no page: it stays out of
the site.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, get_args

from handrail_widgets.kit.codec import encode, type_hints
from handrail_widgets.kit.codec.constraint import BESIDE
from handrail_widgets.text.phrases import Rules

from handrail.guides.phrasing import tried
from handrail.problem import Problem
from handrail.reading.inline import suggestion
from handrail.reading.schema import Codes, check
from handrail.reading.settings import Settings, UnreadableError, read
from handrail.reading.source import LARGEST, digested

ENDINGS: Final = (".yaml", ".yml")

CHECKS: Final[Mapping[type, Callable[[Any, Settings, str], Iterator[Problem]]]] = {Rules: tried}
"""What a kind of file has to hold beyond its shape."""


@dataclass(frozen=True, eq=False)
class Beside:
    """A YAML file that lies beside pages, read.

    Attributes:
        path: Relative to the docs folder, with forward slashes.
        settings: What it says; empty where it can't be read.
        problems: Why it can't be read.
        digest: Stands for its bytes.

    """

    path: str
    settings: Settings = field(default_factory=Settings)
    problems: tuple[Problem, ...] = ()
    digest: bytes = b""

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.rpartition("/")[2]


type Files = Mapping[str, Beside]
"""The files beside the pages of a folder, by their names."""

NO_FILES: Final[Files] = MappingProxyType({})


def parse(path: str, data: bytes) -> Beside:
    """Read a file's bytes; what is wrong with it is in its `problems`, told only where a page names it."""
    digest = digested(data)
    if len(data) > LARGEST:
        what = f"The file has {len(data) / 1e6:.1f} MB, and may have {LARGEST / 1e6} MB."
        return Beside(path, problems=(Problem(path, 1, "HR102", what, "Split it."),), digest=digest)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        what = f"The byte 0x{data[error.start]:02x} is not UTF-8."
        problem = Problem(path, line, "HR101", what, "Save the file as UTF-8.")
        return Beside(path, problems=(problem,), digest=digest)
    try:
        return Beside(path, read(text, 1), digest=digest)
    except UnreadableError as error:
        return Beside(
            path, problems=(Problem(path, error.line, "HR402", error.text, error.fix),), digest=digest
        )


def unreadable(path: str, error: OSError) -> Beside:
    """Return what stands for a file whose bytes can't be had."""
    what = f"The file can't be read: {error.strerror}."
    return Beside(path, problems=(Problem(path, 1, "HR107", what, "Mend or delete it."),))


def brought(kind: type, settings: Settings, path: str, files: Files) -> tuple[Settings, tuple[Problem, ...]]:
    """Put what files say in the places of their names.

    Args:
        kind: The dataclass that the settings are checked against later.
        settings: What an author wrote.
        path: The page that it stands in.
        files: What lies beside it.

    Returns:
        The settings. A field whose file isn't there or isn't right is left out and told.

    """
    values, problems = dict(settings.values), list[Problem]()
    for name, given in named(kind, settings).items():
        del values[name]
        if given not in files:
            what = f'The file "{given}" that `{name}` names does not lie beside this page.'
            there = f"There is: {', '.join(sorted(files))}." if files else "Add it."
            fix = f"{suggestion(given, files)} {there}"
            problems.append(Problem(path, settings.line((name,)), "HR407", what, fix))
            continue
        value, found = _checked(get_args(type_hints(kind)[name])[0], files[given])
        problems += found
        if value is not None:
            values[name] = value
    return Settings(values, settings.lines), tuple(problems)


def named(kind: type, settings: Settings) -> Mapping[str, str]:
    """Return the fields in which an author named a file, and the file's name."""
    hints, values = type_hints(kind), settings.values
    marked = (name for name, hint in hints.items() if BESIDE in get_args(hint)[1:])
    return {name: given for name in marked if isinstance(given := values.get(name), str)}


def _checked(kind: type, file: Beside) -> tuple[Any, tuple[Problem, ...]]:
    """Return what a file says as plain values, or `None` and why not."""
    if file.problems:
        return None, file.problems
    codes = Codes("HR403", "HR404", "HR405", f"the file `{file.name}`")
    value, problems = check(kind, file.settings, file.path, codes)
    if not problems and kind in CHECKS:
        problems = tuple(CHECKS[kind](value, file.settings, file.path))
    return (None if problems else encode(value)), problems
