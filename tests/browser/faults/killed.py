"""A browser that is killed while somebody types, and what of it is there afterwards.

A reader types signs of a text that is unlike any other, and the process of the browser, or of the page
alone, is killed so many milliseconds after the last of them. The same profile is opened again, and asked for
the longest beginning of that text that is stored anywhere. Nothing is waited for but the browser's own word
that the page has dealt with the key.
"""

import os
import random
import re
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import BrowserContext, BrowserType, Error, Page

from scripts.reader import launch_options
from tests.browser.reader import FIRST_PART, READ_ALL, wait_for_python

FIELD: Final = "#causes [data-on-input]"
LONGEST_WAIT: Final = 0.2
"""Seconds between the last key and the end, at most."""

# Says in the console what the field held whenever the page says that all is saved.
WATCH: Final = f"""
new MutationObserver(() => {{
  const held = document.querySelector('{FIELD}');
  const saved = document.documentElement.dataset.saved === 'yes';
  if (saved && held?.value) console.debug(`acknowledged:${{held.value}}`);
}}).observe(document, {{ subtree: true, attributes: true, attributeFilter: ['data-saved'] }});
"""
EVERYTHING: Final = f"""
async () => JSON.stringify([await ({READ_ALL})().catch(() => null), {{ ...localStorage }}])
"""
Victim = Literal["browser", "page", "tab"]


@dataclass
class Round:
    """What was typed, what of it was called saved, and what was there afterwards; `wait` in seconds."""

    wait: float
    typed: str
    acknowledged: str
    found: str = ""

    @property
    def lost(self) -> int:
        """Return how many signs are gone that the page had called saved."""
        return max(0, len(self.acknowledged) - len(self.found))

    @property
    def missing(self) -> int:
        """Return how many signs are gone of those that were typed, saved or not."""
        return len(self.typed) - len(self.found)


@dataclass
class Reader:
    """A reader with a profile of their own, whose browser may die and be started again."""

    engine: BrowserType
    profile: Path
    context: BrowserContext | None = None
    said: list[str] = field(default_factory=list)

    def page(self) -> Page:
        """Return a new tab, in the browser that runs or in one that is started."""
        if self.context is None:
            self.context = self.engine.launch_persistent_context(self.profile, **launch_options())
            self.context.on("console", lambda message: self.said.append(message.text))
        page = self.context.new_page()
        page.add_init_script(WATCH)
        return page

    def end(self, victim: Victim, page: Page) -> None:
        """Kill the whole browser or the page's process, or close the tab; returns when it has gone."""
        if victim == "tab":
            return page.close()
        found = processes(self.profile)
        doomed = [
            number for number, kind in found.items() if kind == ("" if victim == "browser" else "renderer")
        ]
        for number in doomed:
            os.kill(number, signal.SIGKILL)
        if victim == "page":
            with suppress(Error):
                page.close()
            return None
        with suppress(Error):
            if self.context:
                self.context.close()
        self.context = None
        for number in found:
            wait_for_end(number)
        for lock in self.profile.glob("Singleton*"):
            lock.unlink(missing_ok=True)
        return None

    def acknowledged(self, typed: str) -> str:
        """Return the longest beginning of a text of which the page has said that it is saved."""
        return acknowledged(self.said, typed)


def acknowledged(said: list[str], text: str) -> str:
    """Return the longest beginning of a text of which a page has said in the console that it is saved."""
    held = [each.removeprefix("acknowledged:") for each in said if each.startswith("acknowledged:")]
    return max((each for each in held if text.startswith(each)), key=len, default="")


def seeded(name: str) -> random.Random:
    """Return chance that is the same each time."""
    return random.Random(name)  # noqa: S311 - for moments and texts, not for secrets


def processes(profile: Path) -> dict[int, str]:
    """Return the processes of the browser with this profile, and the kind of each; its first has none."""
    found = {}
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if f"--user-data-dir={profile}" in words and "chrom" in words.split(" ", 1)[0]:
                kind = words.partition("--type=")[2].split(" ", 1)[0]
                found[int(entry.name)] = kind
    return found


def wait_for_end(number: int) -> None:
    """Wait until a process has gone, ten seconds at most."""
    ends = time.monotonic() + 10
    while Path(f"/proc/{number}").exists() and time.monotonic() < ends:
        time.sleep(0.02)


@contextmanager
def reader(engine: BrowserType) -> Iterator[Reader]:
    """Give a reader with an empty profile, which is thrown away afterwards."""
    profile = Path(tempfile.mkdtemp(prefix="handrail-reader-"))
    found = Reader(engine, profile)
    try:
        yield found
    finally:
        with suppress(Error):
            if found.context:
                found.context.close()
        shutil.rmtree(profile, ignore_errors=True)


def beginning(text: str, everything: str) -> str:
    """Return the longest beginning of a text that is stored as the whole of some field."""
    ends = (length for length in range(len(text), 0, -1) if re.search(rf'{text[:length]}\\*"', everything))
    return text[: next(ends, 0)]


def stored(who: Reader, site_url: str, text: str) -> str:
    """Open the page again, without Python, and return what of a text is in the store."""
    page = who.page()
    page.goto(f"{site_url}{FIRST_PART}?python=none")
    page.wait_for_selector("html[data-python=failed]")
    everything = page.evaluate(EVERYTHING)
    page.close()
    return beginning(text, everything)


def one_round(  # noqa: PLR0913 - each is a part of the experiment
    who: Reader, site_url: str, chance: random.Random, victim: Victim, *, ready: bool, number: int
) -> Round:
    """Type a text and end the browser; returns what became of it.

    `ready`: Python was there before the first key.
    """
    page = who.page()
    page.goto(site_url + FIRST_PART, wait_until="load" if ready else "commit")
    if ready:
        wait_for_python(page)
    result = typed_and_ended(who, page, chance, victim, number=number)
    result.found = stored(who, site_url, result.typed)
    return result


def typed_and_ended(who: Reader, page: Page, chance: random.Random, victim: Victim, *, number: int) -> Round:
    """Type a text into a page and end the browser; what is found of it is yet to be looked for."""
    held = page.locator(FIELD).first
    held.focus()
    held.press("Control+A")
    text = f"{number}q" + "".join(chance.choices("abcdefghijkmnoprstuvwxyz", k=chance.randint(1, 12)))
    for sign in text:
        page.keyboard.press(sign)
        time.sleep(chance.uniform(0, 0.12) if sign is not text[-1] else 0)
    wait = chance.uniform(0, LONGEST_WAIT)
    ends = time.perf_counter() + wait
    while time.perf_counter() < ends:
        if ends - time.perf_counter() > 0.03:
            page.evaluate("0")  # else nobody hears what the page says meanwhile
    who.end(victim, page)
    return Round(wait, text, who.acknowledged(text))
