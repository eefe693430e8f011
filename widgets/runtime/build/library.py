# noqa: INP001
"""Pyodide's standard library as bytecode: a zip that starts without compiling anything.

Run by stdlib.mjs with the project's own CPython, whose bytecode is Pyodide's too. Docstrings, asserts
and line tables are dropped: nobody reads the library's in a browser. Same sources, same bytes.

    python library.py MAGIC SOURCE.zip RESULT.zip [--only NAMES.json] [--lean]
"""

import argparse
import importlib.util
import io
import json
import marshal
import os
import sys
import zipfile
from collections.abc import Mapping
from importlib import _bootstrap_external
from pathlib import Path
from types import CodeType

DATE = (2020, 1, 1, 0, 0, 0)

NOWHERE = 0x80 | 15 << 3
"""Starts an entry of a line table without a place; see CPython's Objects/locations.md."""

KEPT = frozenset(
    """
    __future__ _pydecimal _strptime argparse base64 bisect calendar cmath cmd code codeop collections
    colorsys contextlib contextvars copy copyreg csv dataclasses datetime decimal difflib encodings enum
    fractions functools gettext glob graphlib gzip hashlib heapq hmac html importlib inspect io ipaddress
    itertools json keyword linecache locale logging math numbers operator os pathlib pickle pkgutil
    platform pprint queue random re reprlib secrets shlex shutil signal socket stat statistics string
    stringprep struct subprocess sysconfig tarfile tempfile textwrap threading timeit token tokenize
    tomllib traceback types typing unicodedata urllib uuid warnings weakref zipfile zipimport zoneinfo
    _pylong _pyodide pyodide asyncio concurrent selectors
    """.split(),  # noqa: SIM905 - a list of that length reads worse
)
"""Top names that a widget's author may import, beside what Pyodide's start and the widgets do."""

LEAN = {
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
    "dataclasses.py": (  # makes six functions for each class; five of them can be the same for all
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


def bare(code: CodeType, name: str) -> CodeType:
    """Return code whose line table knows no lines, named after its file in the library.

    The table can't be empty: traceback asks it for every instruction. An entry stands for up to eight.
    """
    inner = tuple(bare(c, name) if isinstance(c, CodeType) else c for c in code.co_consts)
    whole, rest = divmod(len(code.co_code) // 2, 8)
    table = bytes([NOWHERE | 7] * whole + [NOWHERE | rest - 1] * (rest > 0))
    return code.replace(co_consts=inner, co_linetable=table, co_filename=name)


def bytecode(source: bytes, name: str) -> bytes:
    """Return a .pyc of one module: unchecked, so that no date and no source is looked for."""
    code = bare(compile(source, name, "exec", dont_inherit=True, optimize=2), name)
    # Written, read and written again: marshal marks what is shared, and only what was read is surely not.
    code = marshal.loads(marshal.dumps(code))  # noqa: S302 - our own bytes
    digest = importlib.util.source_hash(source)
    packed: bytes = _bootstrap_external._code_to_hash_pyc(code, digest, False)  # type: ignore[attr-defined]  # noqa: SLF001, FBT003
    return packed


def wanted(path: str, only: frozenset[str] | None) -> bool:
    """Tell whether a file of the shipped library goes into ours."""
    if not path.endswith(".py") or "/tests/" in path:
        return False
    if only is None:
        return True
    module = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return module in only or module.partition(".")[0] in KEPT


def patched(source: bytes, old: str, new: str) -> bytes:
    """Return source with one passage changed.

    Raises:
        SystemExit: if this Pyodide doesn't have it once.

    """
    if source.count(old.encode()) != 1:
        sys.exit(f"this Pyodide's library has no {old!r} to replace; see PATCHED in library.py")
    return source.replace(old.encode(), new.encode())


def cut(source: bytes, first: str, end: str) -> bytes:
    """Return source without the lines from `first` up to `end`.

    Raises:
        SystemExit: if this Pyodide doesn't have each of them once, in that order.

    """
    before, found, rest = source.partition(f"\n{first}\n".encode())
    _, also, after = rest.partition(f"\n{end}\n".encode())
    if not (found and also):
        sys.exit(f"this Pyodide's library has nothing from {first!r} to {end!r}; see CUT in library.py")
    return before + f"\n{end}\n".encode() + after


def library(files: Mapping[str, bytes], *, deflate: bool) -> bytes:
    """Return a zip of the bytecode of all files, in one order and with one date."""
    method = zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", method, compresslevel=9) as archive:
        for path, source in sorted(files.items()):
            info = zipfile.ZipInfo(f"{path}c", DATE)
            info.compress_type = method
            info.external_attr = 0o644 << 16
            archive.writestr(info, bytecode(source, path))
    return result.getvalue()


def main() -> None:
    """Read the shipped library, write ours.

    Raises:
        SystemExit: if this interpreter's bytecode isn't Pyodide's.

    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("magic", help="Pyodide's magic number, hexadecimal")
    parser.add_argument("source", type=Path, help="python_stdlib.zip as shipped")
    parser.add_argument("result", type=Path)
    parser.add_argument("--only", type=Path, help="JSON list of modules to keep, beside a fixed list")
    parser.add_argument("--lean", action="store_true", help="for a snapshot: without what it never does")
    given = parser.parse_args()
    if (own := importlib.util.MAGIC_NUMBER.hex()) != given.magic:
        sys.exit(f"CPython {sys.version.split()[0]} writes bytecode {own}, Pyodide reads {given.magic}.")
    if os.environ.get("PYTHONHASHSEED") != "0":  # sets are marshalled in the order of their hashes
        sys.exit("library.py needs PYTHONHASHSEED=0 to write the same bytes each time.")
    only = frozenset(json.loads(given.only.read_text("utf-8"))) if given.only else None
    with zipfile.ZipFile(given.source) as shipped:
        files = {name: shipped.read(name) for name in shipped.namelist() if wanted(name, only)}
    if given.lean:
        files |= {name: text.encode() for name, text in LEAN.items()}
        for name, changes in PATCHED.items():
            for change in changes:
                files[name] = patched(files[name], *change)
        for name, (first, end) in CUT.items():
            files[name] = cut(files[name], first, end)
    given.result.write_bytes(library(files, deflate=not given.lean))


if __name__ == "__main__":
    main()
