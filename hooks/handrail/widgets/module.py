"""One file of an author's own widgets, read without running it, and what can be seen to be wrong with it."""

import ast
import keyword
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from handrail_widgets.supplement import module_name

from handrail.problem import Problem
from handrail.reading.code_names import is_code
from handrail.widgets.kinds import Kind, Kinds

FOLDER: Final = "widgets"
"""The folder beside mkdocs.yml, and the package that its files are modules of."""

_OURS: Final = "handrail_widgets"
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Import:
    """What an import asks for: a module, names out of it; its line; whether it runs late, in a function."""

    module: str
    names: tuple[str, ...]
    line: int
    late: bool

    @property
    def needs(self) -> frozenset[str]:
        """The modules that it may lead to: `from a import b` takes a module `b` as well as a name."""
        return frozenset({self.module, *(f"{self.module}.{name}" for name in self.names)})


@dataclass(frozen=True)
class Module:
    """A file that can be parsed.

    Attributes:
        name: What it is imported as, such as `widgets.water`.
        path: What a traceback calls it, such as `widgets/water.py`.
        shown: What a Problem calls it: its path, relative to the docs folder.
        source: Its text.
        tree: The text, parsed.

    """

    name: str
    path: str
    shown: str
    source: str
    tree: ast.Module

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """All that it imports, but for what a type checker alone sees."""
        return tuple(_imports(self.tree, self.name, late=False))

    @cached_property
    def imported_names(self) -> frozenset[str]:
        """The names that its imports bind."""
        aliases = (
            alias
            for node in self.tree.body
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        )
        return frozenset(alias.asname or alias.name for alias in aliases)

    def line_of(self, name: str) -> int:
        """Return the line that gives a name its value; the first where there is none to be seen."""
        for node in self.tree.body:
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            if any(isinstance(target, ast.Name) and target.id == name for target in targets):
                return node.lineno
        return 1


def parsed(path: Path, folder: str) -> tuple[Module | None, tuple[Problem, ...]]:
    """Read a file; `folder` is what Problems call the one it lies in."""
    shown = f"{folder}/{path.name}"
    if not path.stem.isidentifier() or keyword.iskeyword(path.stem):
        what = f'"{path.name}" can\'t be imported: "{path.stem}" is no name of a module.'
        fix = "Name it with letters, digits and underscores, such as `my_widget.py`."
        return None, (Problem(shown, 1, "HR601", what, fix),)
    try:
        source = path.read_bytes().decode("utf-8-sig")
        tree = ast.parse(source)
    except (OSError, UnicodeDecodeError) as error:
        what = f'"{path.name}" can\'t be read: {error}.'
        return None, (Problem(shown, 1, "HR601", what, "Save it as UTF-8, where it may be read."),)
    except (SyntaxError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None) or 1
        what = f"This is no Python: {getattr(error, 'msg', error)}."
        return None, (Problem(shown, line, "HR602", what, "Mend this line, or the one before it."),)
    return Module(name_of(path.name), f"{FOLDER}/{path.name}", shown, source.replace("\r\n", "\n"), tree), ()


def name_of(file: str) -> str:
    """Return what a file of this name is imported as."""
    return module_name(f"{FOLDER}/{file}")


def sound(modules: Iterable[Module], wrong: Iterable[str]) -> list[Module]:
    """Leave out the modules of `wrong` files, as Problems call them, and all that import those."""
    missing = {name_of(path.rpartition("/")[2]) for path in wrong}
    left = list(modules)
    while bad := [m for m in left if m.name in missing or any(missing & i.needs for i in m.imports)]:
        missing |= {module.name for module in bad}
        left = [module for module in left if module not in bad]
    return left


@dataclass(frozen=True)
class Rules:
    """What an own module may import.

    Attributes:
        available: The modules that the browser's Python has; `None` where that is not known.
        own: The author's modules.

    """

    available: frozenset[str] | None
    own: frozenset[str]

    def broken(self, module: Module) -> Iterator[Problem]:
        """Yield what is wrong with a module's imports."""
        for found in module.imports:
            if found.late:
                what = f"`{found.module}` is imported later than the file itself."
                fix = "Move the import to the top of the file: readers have all they need before they begin."
                yield Problem(module.shown, found.line, "HR605", what, fix)
            for name in () if found.late else self._missing(found):
                what = f"The browser's Python has no `{name}`."
                yield Problem(module.shown, found.line, "HR604", what, f"It has: {', '.join(self.listed)}.")

    def _missing(self, found: Import) -> Iterator[str]:
        if self.available is None:
            return
        known = self.available | self.own | {FOLDER}
        if found.module not in known or found.module.partition(".")[0] in _UNWELCOME:
            yield found.module
            return
        for name in found.names:  # `from a import b`: b may be a module, too
            whole = f"{found.module}.{name}"
            if whole not in known and _is_module(whole, found.module):
                yield whole

    @property
    def listed(self) -> list[str]:
        """Name what an author may want, without what is of no use to them."""
        return sorted(name for name in self.available or () if _useful(name))


_UNWELCOME: Final = frozenset({"js", "pyodide", "pyodide_js", "_pyodide", "asyncio"})
"""What the browser's Python has for its own use: a widget is pure, and its `update` doesn't await."""

_INNER: Final = frozenset(
    """
    abc ast builtins codecs copyreg dis encodings errno gc genericpath importlib inspect io keyword
    linecache marshal opcode os posix posixpath reprlib site stat sys time token tokenize traceback
    warnings weakref zipimport zlib
    """.split()  # noqa: SIM905 - a list of that length reads worse
)
"""What it has too, and no widget needs: not forbidden, and not recommended."""


def _useful(name: str) -> bool:
    top, *inner = name.split(".")
    if top == _OURS:
        return len(inner) > 1 and inner[0] in ("kit", "text", "time")
    return not any(part.startswith("_") for part in (top, *inner)) and top not in _UNWELCOME | _INNER


def _is_module(name: str, package: str) -> bool:
    if package.partition(".")[0] in (FOLDER, _OURS):
        return False  # what is there is listed
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def named(kind: Kind, line: int, built_in: Kinds, own: Kinds) -> Iterator[Problem]:
    """Yield what is wrong with an own widget's name; `own` are those before it."""
    name = kind.widget.name
    if not _NAME.fullmatch(str(name)):
        what = f"A fence can't name a widget {name!r}."
        fix = "Use small letters, digits and hyphens, such as `my-widget`."
    elif is_code(name):
        what, fix = (
            f'"{name}" is a code language.',
            "Name the widget otherwise, or no such code can be shown.",
        )
    elif name in built_in:
        what, fix = f'There is a widget called "{name}" already.', "Name yours otherwise."
    elif name in own:
        what = f'There is a widget called "{name}" already, in {own[name].file.rpartition("/")[2]}.'
        fix = "Name one of the two otherwise."
    else:
        return
    yield Problem(kind.file, line, "HR606", what, fix)


def _imports(node: ast.AST, own: str, *, late: bool) -> Iterator[Import]:
    """Walk a tree for imports; those below `if TYPE_CHECKING:` never run."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, (), child.lineno, late) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            package = own if own == FOLDER else own.rpartition(".")[0]
            module = ".".join(filter(None, (package if child.level else "", child.module)))
            yield Import(module, tuple(alias.name for alias in child.names), child.lineno, late)
        elif isinstance(child, ast.Call) and _called(child) in ("__import__", "import_module"):
            yield Import(ast.unparse(child), (), child.lineno, late=True)
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            yield from _imports(ast.Module(child.orelse, []), own, late=late)
        else:
            inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from _imports(child, own, late=late or inside)


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")
