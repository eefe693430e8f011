"""The reader's data is touched in one place: nothing outside the ledger names a store of the browser."""

import re
from pathlib import Path

import pytest

RUNTIME = Path(__file__).parent.parent / "widgets" / "runtime"
LEDGER = RUNTIME / "reader" / "ledger"
STORES = re.compile(r"\b(localStorage|sessionStorage|indexedDB|IDB\w+|idb-keyval|document\.cookie)\b")
COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)


def sources() -> list[Path]:
    found = sorted(RUNTIME.rglob("*.ts"))
    return [path for path in found if not {"node_modules", "dist"} & set(path.relative_to(RUNTIME).parts)]


def stores(path: Path) -> set[str]:
    """Return the stores that a module's code names; its comments may."""
    return set(STORES.findall(COMMENT.sub("", path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(RUNTIME).as_posix())
def test_only_the_ledger_touches_storage(path: Path) -> None:
    if LEDGER not in path.parents:
        assert stores(path) == set()


def test_the_ledger_does() -> None:
    """Else the test above would look for the wrong words."""
    assert {"localStorage", "idb-keyval"} <= set().union(*map(stores, LEDGER.glob("*.ts")))
