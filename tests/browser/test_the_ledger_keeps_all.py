"""Whatever tabs, crashes and full disks do: each thing done is there, unless it was erased.

Hypothesis drives the real ledger, bundled by itself, over Chromium's real IndexedDB and localStorage. A model
of either would have the order of transactions that we believe in; and what a stand-in for IndexedDB does when
it aborts isn't what browsers do.
"""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from playwright.sync_api import BrowserContext, Page

from scripts.reader import served
from tests.conftest import ROOT
from tests.effort import examples

HERE = Path(__file__).parent
TABS = st.sampled_from(["one", "other"])
WIDGETS = st.sampled_from(["list", "sheet"])


@pytest.fixture
def model(context: BrowserContext, tmp_path: Path) -> Iterator[Page]:
    """Return a page on which the ledger is all there is."""
    esbuild = ROOT / "widgets/runtime/node_modules/.bin/esbuild"
    target = f"--outfile={tmp_path / 'ledger.js'}"
    # idb-keyval lies beside the runtime, not beside the tests.
    beside = {"NODE_PATH": str(ROOT / "widgets/runtime/node_modules")}
    command = [str(esbuild), str(HERE / "faults/ledger.ts"), "--bundle", "--log-level=error", target]
    subprocess.run(command, check=True, env=beside, cwd=ROOT)
    (tmp_path / "index.html").write_text("<!doctype html><script src=ledger.js></script>")
    with served(tmp_path) as address:
        page = context.new_page()
        page.goto(address)
        yield page


class Machine(RuleBasedStateMachine):
    """What was done and not erased, by widget; `items` is what was written down of localStorage."""

    page: ClassVar[Page]

    @initialize()
    def begin(self) -> None:
        self.count = 0
        self.full = False
        self.done: dict[str, list[str]] = {"list": [], "sheet": []}
        self.items: dict[str, str] = {}
        self.ask("begin")

    def ask(self, what: str, *given: Any) -> Any:
        return self.page.evaluate("([what, given]) => window.model[what](...given)", [what, list(given)])

    def new(self) -> str:
        self.count += 1
        return f"message{self.count}"

    @rule(tab=TABS, widget=WIDGETS)
    def act(self, tab: str, widget: str) -> None:
        """It is saved, or the tab says that it isn't."""
        name = self.new()
        assert self.ask("act", tab, widget, name) is not self.full
        self.done[widget].append(name)

    @rule(tab=TABS, widget=WIDGETS, begun=st.booleans(), written=st.booleans())
    @precondition(lambda self: not self.full)
    def the_page_dies_at_once(self, tab: str, widget: str, *, begun: bool, written: bool) -> None:
        """Between the key and its record, with or without having reached IndexedDB.

        If localStorage is written down then, a later crash brings back what a record has long taken in.
        """
        self.ask("actAndDie", tab, widget, name := self.new(), begun)
        if written:
            self.items = self.ask("items")
        self.close_all()
        self.done[widget].append(name)

    @rule(tab=TABS, widget=WIDGETS)
    @precondition(lambda self: not self.full)
    def the_browser_dies_at_once(self, tab: str, widget: str) -> None:
        """The same, with all pages, and localStorage as it was written down some time before."""
        begun = True
        self.ask("actAndDie", tab, widget, name := self.new(), begun)
        self.ask("fallBack", self.items)
        self.done[widget].append(name)

    def close_all(self) -> None:
        """What a dead page left is found by the next that is opened."""
        for tab in ("one", "other"):
            self.ask("close", tab)

    @rule(tab=TABS, widget=WIDGETS)
    def digest(self, tab: str, widget: str) -> None:
        self.ask("digest", tab, widget)

    @rule(tab=TABS)
    @precondition(lambda self: not self.full)
    def close(self, tab: str) -> None:
        self.ask("close", tab)

    @rule()
    def remember(self) -> None:
        """The browser writes localStorage down, as it does every few seconds."""
        self.items = self.ask("items")

    @rule()
    @precondition(lambda self: not self.full)
    def crash(self) -> None:
        """The browser dies: localStorage is what was written down, IndexedDB is as it was."""
        self.ask("fallBack", self.items)

    @rule(tab=TABS, reader=TABS, widget=WIDGETS, begun=st.booleans(), more=st.booleans())
    @precondition(lambda self: not self.full)
    def what_python_has_read_comes_back(
        self, tab: str, reader: str, widget: str, *, begun: bool, more: bool
    ) -> None:
        """A page dies, Python reads what it left, and the browser dies with localStorage as the page left it.

        By then the message waits nowhere: nothing but the count of what was taken in tells that it is an old
        one. Chance alone needs these four in a row for one widget, and hardly ever had them.
        """
        self.ask("actAndDie", tab, widget, name := self.new(), begun)
        self.done[widget].append(name)
        self.items = self.ask("items")
        self.close_all()
        self.digest(reader, widget)
        if more:
            self.act(reader, widget)
        self.crash()

    @rule(full=st.booleans())
    def fill(self, *, full: bool) -> None:
        """The disk is full, or has room again; with room, the next thing done in each tab takes all along."""
        self.ask("fill", full)
        if self.full and not full:
            for tab in ("one", "other"):
                for widget in ("list", "sheet"):
                    self.full = False
                    self.ask("act", tab, widget, name := self.new())
                    self.done[widget].append(name)
        self.full = full

    @rule(tab=TABS, widget=WIDGETS)
    @precondition(lambda self: not self.full)
    def erase(self, tab: str, widget: str) -> None:
        """It is gone, and stays so, unless the browser crashes before it has written that down."""
        self.ask("erase", tab, widget)
        self.done[widget] = []
        self.items = self.ask("items")

    @rule(tab=TABS)
    def lock(self, tab: str) -> None:
        """It is put on, or changed for another; where there is no room nothing changes."""
        assert self.ask("lock", tab) is not self.full

    @rule(tab=TABS)
    @precondition(lambda self: not self.full)
    def the_page_dies_as_it_locks(self, tab: str) -> None:
        self.ask("lockAndDie", tab)

    @rule(tab=TABS)
    @precondition(lambda self: not self.full)
    def take_the_lock_off(self, tab: str) -> None:
        assert self.ask("takeOff", tab)

    @invariant()
    def nothing_is_lost_or_counted_twice(self) -> None:
        if not getattr(self, "done", None) or self.full:
            return
        for widget, names in self.done.items():
            assert sorted(self.ask("all", "one", widget)) == sorted(names)

    @invariant()
    def what_is_locked_is_nowhere_plain(self) -> None:
        if not getattr(self, "done", None) or self.full:
            return
        self.ask("all", "one", "list")  # opened, it is whole
        stored = self.ask("stored")
        if stored["locked"]:
            assert not re.search(r"message\d", stored["text"])


def test_whatever_happens_each_thing_done_is_there_once(model: Page) -> None:
    Machine.page = model
    effort = settings(max_examples=examples(40), stateful_step_count=20, deadline=None)
    run_state_machine_as_test(Machine, settings=effort)
