"""An author's own widgets: every `widgets/*.py` beside their `mkdocs.yml`, read, checked and imported.

They are imported as `widgets.<name>`, by the importer that the reader's browser uses, so that a module of
theirs may import another, and none can hide one of the standard library.
"""

import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Final

from handrail_widgets.kit.session import first_view
from handrail_widgets.kit.widget import AnyWidget, Widget, WidgetConfig
from handrail_widgets.kit.words import NO_WORDS, Words
from handrail_widgets.supplement import PACKAGE, Importer, Supplement

from handrail.problem import Problem
from handrail.widgets.kinds import Kind, Kinds
from handrail.widgets.module import FOLDER, Module, Rules, name_of, named, parsed, sound

_NOT_OURS: Final = ("test_", "conftest")
"""How files begin that pytest collects: an author may test a widget beside it."""


@dataclass(frozen=True)
class Own:
    """An author's own widgets.

    Attributes:
        kinds: Those that can be used, by name.
        supplement: What of them travels to the reader.
        problems: What is wrong with them; `Problem.path` is relative to the docs folder.

    """

    kinds: Kinds = field(default_factory=dict)
    supplement: Supplement = field(default_factory=Supplement)
    problems: tuple[Problem, ...] = ()


def own_files(folder: Path) -> tuple[Path, ...]:
    """Find the files of an author's own widgets, by name; none where there is no such folder."""
    return tuple(path for path in sorted(folder.glob("*.py")) if not path.name.startswith(_NOT_OURS))


def own_widgets(
    files: tuple[Path, ...],
    shown: str,
    built_in: Kinds,
    available: frozenset[str] | None,
    words: Words = NO_WORDS,
) -> Own:
    """Read, check and import an author's own widgets.

    What an earlier build of this process has imported is forgotten first, so that this one sees today's code.

    Args:
        files: Their files.
        shown: Their folder as seen from the docs folder, for problems, such as `../widgets`.
        built_in: The kinds there are already; nobody may take their names.
        available: The modules that the browser's Python has; `None` where that is not known.
        words: The sentences of the site's language that widgets have in the browser.

    """
    _forget()
    read = [parsed(path, shown) for path in files]
    modules = {module.name: module for module, _ in read if module}
    problems = [problem for _, found in read for problem in found]
    rules = Rules(available, frozenset(name_of(path.name) for path in files))
    for module in modules.values():
        problems += rules.broken(module)
    wrong = {problem.path for problem in problems}
    sources = {module.path: module.source for module in modules.values()}
    if modules:
        sources.setdefault(f"{FOLDER}/{PACKAGE}.py", "")
    digest = _digest(sources, built_in)
    kinds: dict[str, Kind] = {}
    places: dict[str, str] = {}
    for name, imported in _imported(sound(modules.values(), wrong), sources, problems):
        module = modules[name]
        for attribute, widget in _widgets(imported, module):
            kind = Kind(widget, digest, module.shown, words)
            line = module.line_of(attribute)
            found = [*named(kind, line, built_in, kinds), *_incomplete(kind, line)]
            problems += found
            if not found:
                kinds[widget.name] = kind
                places[widget.name] = f"{name}:{attribute}"
    return Own(kinds, Supplement(sources, places), tuple(problems))


def undrawn(kind: Kind, config: WidgetConfig, where: str) -> Iterator[Problem]:
    """Yield what goes wrong when an own widget's first view is drawn for a config.

    Args:
        kind: The widget.
        config: What the author wrote in the fence.
        where: The fence's page and line, for the author.

    """
    try:
        first_view(kind.widget, replace(config, words=kind.words))
    except Exception as error:  # noqa: BLE001 - told with its line
        path, line = _place(error, kind.file)
        what = f"The widget `{kind.widget.name}` can't be drawn for {where}: {_said(error)}."
        yield Problem(path, line, "HR608", what, "Mend what this line does with the settings given there.")


def _imported(
    modules: Iterable[Module], sources: Mapping[str, str], problems: list[Problem]
) -> Iterator[tuple[str, ModuleType]]:
    """Import modules, in order; what fails is told and left out."""
    importer = Importer(sources)
    importer.install()
    try:
        for module in modules:
            try:
                __import__(module.name)
            except (Exception, SystemExit) as error:  # noqa: BLE001 - told with its line
                path, line = _place(error, module.shown)
                what = f"This file can't be imported: {_said(error)}."
                problems.append(Problem(path, line, "HR603", what, "Mend what this line does."))
            else:
                yield module.name, sys.modules[module.name]
    finally:
        sys.meta_path.remove(importer)


def _widgets(imported: ModuleType, module: Module) -> Iterator[tuple[str, AnyWidget]]:
    """Find the widgets that a module makes, not those that it imports."""
    for attribute, value in vars(imported).items():
        if isinstance(value, Widget) and attribute not in module.imported_names:
            yield attribute, value


def _incomplete(kind: Kind, line: int) -> Iterator[Problem]:
    """Yield what a widget doesn't say of itself."""
    widget = kind.widget
    config: object = widget.config
    if not (isinstance(config, type) and issubclass(config, WidgetConfig)):
        what = f"The config of `{widget.name}` is no WidgetConfig: {widget.config!r}."
        fix = "Write `class Config(WidgetConfig):` with @dataclass(frozen=True, kw_only=True) above it."
        yield Problem(kind.file, line, "HR607", what, fix)
    try:
        _ = widget.messages
    except Exception as error:  # noqa: BLE001 - whatever annotations may hold
        what = f"The widget `{widget.name}` doesn't say what its `update` takes ({_said(error)})."
        fix = "Write `def update(state: State, message: Message) -> State:`, a message being a dataclass."
        code = getattr(widget.update, "__code__", None)
        yield Problem(kind.file, code.co_firstlineno if code else line, "HR607", what, fix)


def _place(error: BaseException, shown: str) -> tuple[str, int]:
    """Return the last line of the author's that an exception came through: path as shown, and line."""
    folder = shown.rpartition("/")[0]
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.startswith(f"{FOLDER}/"):
            return f"{folder}/{frame.filename.removeprefix(f'{FOLDER}/')}", frame.lineno or 1
    return shown, 1


def _said(error: BaseException) -> str:
    return "".join(traceback.format_exception_only(error)).strip().rstrip(".").replace("\n", " ")


def _digest(sources: Mapping[str, str], built_in: Kinds) -> str:
    """Stand for all own code, for one module may use another, and for ours, which all of them use."""
    found = sha256("".join(sorted({kind.digest for kind in built_in.values()})).encode())
    for path, source in sorted(sources.items()):
        found.update(f"\0{path}\0{source}".encode())
    return found.hexdigest()


def _forget() -> None:
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == FOLDER and type(module.__loader__).__name__ == Importer.__name__:
            del sys.modules[name]
