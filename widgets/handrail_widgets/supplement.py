"""What a site adds to the Python that ships: modules of its author's, and words, in one JSON text.

    {"modules": {"widgets/water.py": "from dataclasses import …"},
     "widgets": {"water": "widgets.water:water"},
     "words": {…},
     "bytecode": {"widgets/water.py": "f30d0d0ae300…"}}

`modules` are sources by their paths, as they would lie below a folder that imports look in; `widgets` says of
each widget's name which module has it, under which name; `words` are for the widgets' texts. Sources travel,
for a site may be built by another Python than the reader's; where it is the same, `bytecode` has the modules
compiled already, by the same paths: the magic number and the marshalled code, in hexadecimal.

The build imports an author's modules in the same way, so that what it draws comes from what will travel.
"""

import json
import marshal
import sys
from _frozen_importlib_external import MAGIC_NUMBER
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import CodeType, ModuleType

from handrail_widgets.kit.widget import AnyWidget

PACKAGE = "__init__"


@dataclass(frozen=True)
class Supplement:
    """One site's supplement; the module's docstring says what its four parts are."""

    modules: Mapping[str, str] = field(default_factory=dict)
    widgets: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, object] = field(default_factory=dict)
    bytecode: Mapping[str, str] = field(default_factory=dict)


def read(text: str) -> Supplement:
    """Read a supplement's text; "" is one that adds nothing.

    Raises:
        ValueError: if it is no JSON.
        TypeError: if it has other parts.

    """
    return Supplement(**json.loads(text or "{}"))


def module_name(path: str) -> str:
    """Return what a source is imported as: `a.b` for ``a/b.py``, `a` for ``a/__init__.py``."""
    return path.removesuffix(".py").removesuffix(f"/{PACKAGE}").replace("/", ".")


class Importer:
    """Serves sources to imports: a finder and the loader of what it finds.

    A traceback names a source by its path and shows its lines, as it does of files.
    """

    def __init__(self, modules: Mapping[str, str], bytecode: Mapping[str, str] | None = None) -> None:
        self.bytecode = bytecode or {}
        self.sources = {module_name(path): (path, source) for path, source in modules.items()}

    def find_spec(
        self,
        name: str,
        path: Sequence[str] | None = None,  # noqa: ARG002 - as the import system calls it
        target: ModuleType | None = None,  # noqa: ARG002 - the same
    ) -> ModuleSpec | None:
        """Find a module among the sources."""
        if name not in self.sources:
            return None
        origin, _ = self.sources[name]
        package = origin.endswith(f"{PACKAGE}.py")
        # It has a loader's methods; importlib.abc, for a base class, would bring forty modules along.
        return ModuleSpec(name, self, origin=origin, is_package=package)  # type: ignore[arg-type]

    def create_module(self, spec: ModuleSpec) -> None:
        """Leave it to the import system to make the module."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the module's source."""
        exec(self.get_code(module.__name__), vars(module))  # noqa: S102 - the site's own code

    def get_code(self, name: str) -> CodeType:
        """Return a module's code: as it was compiled for this very Python, or else compiled now."""
        path, source = self.sources[name]
        made = bytes.fromhex(self.bytecode.get(path, ""))
        if made.startswith(MAGIC_NUMBER):
            code: CodeType = marshal.loads(made[len(MAGIC_NUMBER) :])  # noqa: S302 - the site's own code
            return code
        return compile(source, path, "exec", dont_inherit=True)

    def get_source(self, name: str) -> str:
        """Return a source, for tracebacks."""
        return self.sources[name][1]

    def install(self) -> None:
        """Be asked first from now on. What was imported already is forgotten where a source is here."""
        for name in self.sources:
            if sys.modules.pop(name, None):
                package, _, last = name.rpartition(".")
                vars(sys.modules.get(package, ModuleType(""))).pop(last, None)
        sys.meta_path.insert(0, self)


class Widgets(Mapping[str, AnyWidget]):
    """A site's widgets: ours, and those of a supplement, which are imported when they are first asked for.

    So a module that can't be imported takes nothing along but its own widgets.
    """

    def __init__(self, ours: Mapping[str, AnyWidget], added: Mapping[str, str]) -> None:
        self.ours = ours
        self.added = added

    def __getitem__(self, name: str) -> AnyWidget:
        """Return the widget of that name."""
        if name not in self.added:
            return self.ours[name]
        module, _, attribute = self.added[name].partition(":")
        widget: AnyWidget = getattr(import_module(module), attribute)
        return widget

    def __iter__(self) -> Iterator[str]:
        """Go through all names."""
        return iter({**self.ours, **self.added})

    def __len__(self) -> int:
        """Count them."""
        return len({**self.ours, **self.added})
