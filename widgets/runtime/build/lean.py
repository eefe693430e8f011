# noqa: INP001
"""What the snapshot's library has in another way than Pyodide's: it need not do what no widget ever does."""

LEAN: dict[str, str] = {
    "pyodide/webloop.py": """
from pyodide_js._api import scheduleCallback  # restoring counts on this reference and the next

def _initialize_event_loop():
    pass
""",
    "pyodide/_package_loader.py": """
from pyodide_js import loadedPackages

class Place:
    def __init__(self, path):
        self.path = path
    def __str__(self):
        return self.path

SITE_PACKAGES = Place("/lib/python3.13/site-packages")
DSO_DIR = Place("/usr/lib")

def init_loaded_packages():
    pass
""",
    "asyncio/__init__.py": """
def get_event_loop():
    raise RuntimeError("widgets can't await: their updates are plain functions")

def __getattr__(name):
    raise AttributeError(f"a snapshot has no asyncio.{name}: widgets' updates are plain functions")
""",
    "dis.py": """
from collections import namedtuple

COMPILER_FLAG_NAMES = {
    1: "OPTIMIZED", 2: "NEWLOCALS", 4: "VARARGS", 8: "VARKEYWORDS", 16: "NESTED", 32: "GENERATOR",
    64: "NOFREE", 128: "COROUTINE", 256: "ITERABLE_COROUTINE", 512: "ASYNC_GENERATOR",
}
Positions = namedtuple("Positions", "lineno end_lineno col_offset end_col_offset", defaults=[None] * 4)

def __getattr__(name):
    raise AttributeError(f"a snapshot has no dis.{name}: it takes no bytecode apart")
""",
}
"""What a snapshot never does, awaiting JavaScript, installing packages and taking bytecode apart, is left out of
Pyodide's own package and of the library: it would bring asyncio, zipfile, tempfile, subprocess and eighty more
modules along."""

PATCHED: dict[str, tuple[tuple[str, str], ...]] = {
    "traceback.py": (  # brings a table of all characters, to put marks below a line that has wide ones
        (
            """\
    import unicodedata

    return sum(
        2 if unicodedata.east_asian_width(char) in _WIDE_CHAR_SPECIFIERS else 1
        for char in line[:offset]
    )
""",
            "    return len(line[:offset])\n",
        ),
    ),
    "_pyodide/_importhook.py": (  # brings resources, tempfile, random, ...
        (
            "from importlib.abc import Loader, MetaPathFinder",
            "from importlib._abc import Loader\nclass MetaPathFinder: pass",
        ),
    ),
    # This makes six functions for each class, from source. Five can be the same for all classes. And an `__init__` that
    # only sets attributes has the code of any other with as many fields, under other names: so nothing is parsed
    # while an author's own widgets are imported, which halves the time that takes.
    "dataclasses.py": (
        (
            "    if eq:\n        # Create __eq__ method.",
            "    if eq:\n        _set_new_attribute(cls, '__eq__', _shared_eq)\n    if False:\n        #",
        ),
        (
            "def _hash_add(cls, fields, func_builder):\n",
            "def _hash_add(cls, fields, func_builder):\n    return _shared_hash\n",
        ),
        (
            """\
    if repr:
        flds = [f for f in field_list if f.repr]
        func_builder.add_fn('__repr__',""",
            """\
    if repr:
        _set_new_attribute(cls, '__repr__', _shared_repr)
    if False:
        func_builder.add_fn('__repr__',""",
        ),
        (
            "    _init_params = [_init_param(f) for f in std_fields]\n",
            """\
    plain = all(
        f.init and f.default_factory is MISSING and f._field_type is _FIELD for f in fields
    )
    if plain and not has_post_init and self_name == 'self' and fields == [*std_fields, *kw_only_fields]:
        func_builder.init = _plain_init(std_fields, kw_only_fields, frozen, func_builder.globals)
        return
    _init_params = [_init_param(f) for f in std_fields]
""",
        ),
        (
            "    def add_fns_to_class(self, cls):\n",
            """\
    init = None

    def add_fns_to_class(self, cls):
        if self.init:
            self.init.__qualname__ = f'{cls.__qualname__}.__init__'
            _set_new_attribute(cls, '__init__', self.init)
        if not self.names:
            return
""",
        ),
        (
            "def _init_fn(fields, std_fields, kw_only_fields, frozen, has_post_init,\n",
            """\
_CODES = {}

def _init_code(count, kw_only, frozen):
    if (count, kw_only, frozen) not in _CODES:
        names = [f'field_{number}' for number in range(count + kw_only)]
        listed = ', '.join(['self', *names[:count], *(['*'] if kw_only else []), *names[count:]])
        lines = [f'assign(self, {name!r}, {name})' if frozen else f'self.{name} = {name}' for name in names]
        body = '; '.join(lines) or 'pass'
        made = {}
        exec(f'def make(assign):\\n def __init__({listed}): {body}\\n return __init__', made)
        _CODES[count, kw_only, frozen] = made['make'](None).__code__
    return _CODES[count, kw_only, frozen]

def _plain_init(std_fields, kw_only_fields, frozen, globals):
    code = _init_code(len(std_fields), len(kw_only_fields), frozen)
    both = [*std_fields, *kw_only_fields]
    names = {f'field_{number}': f.name for number, f in enumerate(both)}
    renamed = lambda values: tuple(names.get(value, value) for value in values)
    code = code.replace(
        co_varnames=renamed(code.co_varnames), co_consts=renamed(code.co_consts), co_names=renamed(code.co_names)
    )
    closure = (types.CellType(object.__setattr__),) if code.co_freevars else None
    defaults = tuple(f.default for f in std_fields if f.default is not MISSING)
    made = types.FunctionType(code, globals, '__init__', defaults or None, closure)
    made.__kwdefaults__ = {f.name: f.default for f in kw_only_fields if f.default is not MISSING} or None
    made.__annotations__ = {**{f.name: f.type for f in both}, 'return': None}
    return made

def _init_fn(fields, std_fields, kw_only_fields, frozen, has_post_init,
""",
        ),
        (
            "def _frozen_get_del_attr(cls, fields, func_builder):\n",
            """\
def _is_frozen(self, name):
    return _FIELDS in type(self).__dict__ or name in getattr(type(self), _FIELDS)

def _shared_setattr(self, name, value):
    if _is_frozen(self, name):
        raise FrozenInstanceError(f"cannot assign to field {name!r}")
    object.__setattr__(self, name, value)

def _shared_delattr(self, name):
    if _is_frozen(self, name):
        raise FrozenInstanceError(f"cannot delete field {name!r}")
    object.__delattr__(self, name)

def _shared_eq(self, other):
    if self is other:
        return True
    if other.__class__ is not self.__class__:
        return NotImplemented
    return all(getattr(self, f.name) == getattr(other, f.name) for f in fields(self) if f.compare)

def _shared_hash(self):
    counted = (f.name for f in fields(self) if (f.compare if f.hash is None else f.hash))
    return hash(tuple(getattr(self, name) for name in counted))

@recursive_repr()
def _shared_repr(self):
    shown = ', '.join(f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.repr)
    return f"{self.__class__.__qualname__}({shown})"

def _frozen_get_del_attr(cls, fields, func_builder):
    for name, shared in (('__setattr__', _shared_setattr), ('__delattr__', _shared_delattr)):
        if _set_new_attribute(cls, name, shared):
            raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}')
    return
""",
        ),
        (  # a docstring made of the signature, by `inspect`; no reader's Python has docstrings
            "    if not getattr(cls, '__doc__'):\n",
            "    if False:\n",
        ),
    ),
}

CUT = {
    "ast.py": (
        "# Large float and imaginary literals get turned into infinities in the AST.",
        "def __getattr__(name):",
    ),
}
"""What lies between two lines of a module and is of no use there: writing source from a syntax tree."""
