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

from lean import CUT, LEAN, PATCHED

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
        SystemExit: if this Pyodide doesn't have it exactly once.

    """
    if source.count(old.encode()) != 1:
        sys.exit(f"this Pyodide's library has no {old!r} to replace; see PATCHED in lean.py")
    return source.replace(old.encode(), new.encode())


def cut(source: bytes, first: str, end: str) -> bytes:
    """Return source without the lines from `first` up to `end`.

    Raises:
        SystemExit: if this Pyodide doesn't have both of them, in that order.

    """
    before, found, rest = source.partition(f"\n{first}\n".encode())
    _, also, after = rest.partition(f"\n{end}\n".encode())
    if not (found and also):
        sys.exit(f"this Pyodide's library has nothing from {first!r} to {end!r}; see CUT in lean.py")
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
        SystemExit: if this interpreter's bytecode isn't Pyodide's, or its hashes differ from run to run.

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
