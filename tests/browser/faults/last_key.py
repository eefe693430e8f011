"""How often the last key is gone when a browser is killed, in Firefox and in WebKitGTK.

    python -m tests.browser.faults.last_key firefox site 50

starts the engine as readers do, with a profile of its own; types a text unlike any other by real key presses;
kills all of its processes (SIGKILL) 0 to 200 ms after the page has said that it has dealt with the last key;
starts it again, and asks for what of the text is stored anywhere. So many rounds with Python there, and as
many with Python on its way. `killed.py` does the same for Chromium.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from random import Random
from typing import Any, Final

from scripts.engines import MINI_BROWSERS
from scripts.reader import Host, served
from tests.browser.faults.keyboard import Keyboard, keyboard
from tests.browser.faults.killed import LONGEST_WAIT, Round, beginning, seeded
from tests.browser.reader import FIRST_PART

PATIENCE: Final = 60.0
"""Seconds."""

TRIES: Final = 3

_SCRIPT: Final = Path(__file__).with_name("lastkey.js")
# No page of the browser's own comes before ours, and none of the dead one's comes back.
_FIREFOX: Final = """\
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.sessionstore.resume_from_crash", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("termsofuse.bypassNotification", true);
user_pref("toolkit.startup.max_resumed_crashes", -1);
"""


class Talk:
    """What the page says to the host, in order, and what the host answers next."""

    def __init__(self) -> None:
        self.heard: Queue[dict[str, Any]] = Queue()
        self.go: str | None = None

    def host(self) -> type[Host]:
        """Return a host whose pages begin with our script, and talk to this."""
        talk = self

        class Talking(Host):
            def do_GET(self) -> None:  # noqa: N802 - the base class's name
                path = self.path.partition("?")[0]
                if path == "/lastkey.js":
                    self._send(_SCRIPT.read_bytes(), "text/javascript")
                elif path.endswith(".html"):
                    page = Path(self.directory, path.lstrip("/")).read_text(encoding="utf-8")
                    script = '<script src="/lastkey.js"></script></head>'
                    self._send(page.replace("</head>", script, 1).encode(), "text/html; charset=utf-8")
                else:
                    super().do_GET()

            def do_POST(self) -> None:  # noqa: N802
                said = self.rfile.read(int(self.headers["Content-Length"]))
                talk.heard.put(json.loads(said))
                self._send(json.dumps({"go": talk.go if b'"stored"' in said else None}).encode(), "text/json")

            def _send(self, content: bytes, kind: str) -> None:
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content)))
                self.send_header("Cache-Control", "no-cache")
                self.end_headers()
                self.wfile.write(content)

        return Talking

    def wait(self, name: str, idle: Callable[[], None] = lambda: None) -> Any:
        """Return what the page says next under a name; what it says of other things meanwhile is dropped.

        Raises:
            TimeoutError: if it never says so.

        """
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            with suppress(Empty):
                said = self.heard.get(timeout=0.5)
                if name in said:
                    return said[name]
                continue
            idle()
        raise TimeoutError(f"the page never said {name!r}")

    def empty(self) -> list[dict[str, Any]]:
        """Return all that was said and not heard yet."""
        found = []
        with suppress(Empty):
            while True:
                found.append(self.heard.get_nowait())
        return found


@dataclass
class Person:
    """A reader with a profile of their own, in an engine that may be killed and started again."""

    engine: str
    profile: Path
    keys: Keyboard
    process: subprocess.Popen[bytes] | None = field(default=None)

    def start(self, address: str) -> None:
        """Start the browser at an address."""
        environment = os.environ | {
            "DISPLAY": self.keys.display,
            "HOME": str(self.profile),
            "XDG_CACHE_HOME": str(self.profile / "cache"),
            "XDG_CONFIG_HOME": str(self.profile / "config"),
            "XDG_DATA_HOME": str(self.profile / "data"),
            "GDK_BACKEND": "x11",
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "MOZ_CRASHREPORTER_DISABLE": "1",
            "NO_AT_BRIDGE": "1",
            "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
        }
        if self.engine == "firefox":
            (self.profile / "user.js").write_text(_FIREFOX, encoding="utf-8")
            found = shutil.which("firefox-esr") or "firefox"
            command = [found, "--new-instance", "--profile", str(self.profile), address]
        else:
            command = [str(MINI_BROWSERS[0]), address]
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def kill(self) -> float:
        """Kill all of its processes; returns the moment, in milliseconds since 1970."""
        if self.process is None:
            raise RuntimeError("no browser runs")
        doomed = _family(self.process.pid)
        moment = time.time() * 1000
        for number in doomed:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        self.process.wait(10)
        self.process = None
        for number in doomed:
            _wait_for_end(number)
        for lock in (self.profile / "lock", self.profile / ".parentlock"):
            lock.unlink(missing_ok=True)
        return moment


def _family(number: int) -> list[int]:
    """Return a process and all that descend from it, the first one first."""
    parents = {}
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError, IndexError):
            stat = (entry / "stat").read_text().rpartition(")")[2].split()
            parents[int(entry.name)] = int(stat[1])
    found = [number]
    for each in found:
        found.extend(child for child, parent in parents.items() if parent == each)
    return found


def _wait_for_end(number: int) -> None:
    """Wait until a process has gone, or is only remembered by a parent; ten seconds at most."""
    ends = time.monotonic() + 10
    while time.monotonic() < ends:
        try:
            if Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return
        except OSError:
            return
        time.sleep(0.02)


@dataclass
class Killed(Round):
    """A round; `before` is how many milliseconds before the kill the page had dealt with the last key."""

    before: float = 0.0


def one_round(  # noqa: PLR0913 - each is a part of the experiment
    person: Person, talk: Talk, address: str, chance: Random, number: int, *, ready: bool, saved: bool
) -> Killed:
    """Type a text, kill the browser, start it again; returns what became of the text.

    `ready`: Python was there before the first key. `saved`: it is killed as soon as the page says that all of
    the text is saved, and not at a random moment.
    """
    page = f"{address}{FIRST_PART}"
    if person.process is None:
        person.start(page)
    talk.wait("here", person.keys.focus)
    person.keys.focus()
    if ready:
        talk.wait("ready")
    text = f"{number}q" + "".join(chance.choices("abcdefghijkmnoprstuvwxyz", k=chance.randint(1, 12)))
    said = talk.empty()
    for sign in text:
        person.keys.press(sign)
        time.sleep(chance.uniform(0, 0.12) if sign is not text[-1] else 0)
    ends = time.monotonic() + PATIENCE
    while not any(each.get("acknowledged" if saved else "typed") == text for each in said):
        if time.monotonic() > ends:
            raise TimeoutError(f"the page never said that of {text!r}, but {said[-3:]}")
        with suppress(Empty):
            said.append(talk.heard.get(timeout=0.05))
    wait = 0 if saved else chance.uniform(0, LONGEST_WAIT)
    time.sleep(wait)
    moment = person.kill()
    said += talk.empty()
    dealt = next(each["at"] for each in said if each.get("typed") == text)
    held = [each["acknowledged"] for each in said if "acknowledged" in each]
    acknowledged = max((each for each in held if text.startswith(each)), key=len, default="")
    talk.go = page
    person.start(f"{page}?python=none")
    stored = talk.wait("stored", person.keys.focus)
    return Killed(wait, text, acknowledged, beginning(text, stored), moment - dealt)


@contextmanager
def someone(engine: str, site: Path) -> Iterator[Callable[..., Killed]]:
    """Give a function that does a round, from `chance` on as `one_round`."""
    talk = Talk()
    profile = Path(tempfile.mkdtemp(prefix="handrail-killed-"))
    with keyboard() as keys, served(site, talk.host()) as address:
        person = Person(engine, profile, keys)

        def do(chance: Random, number: int, *, ready: bool, saved: bool = False) -> Killed:
            for _ in range(TRIES - 1):
                try:
                    return one_round(person, talk, address, chance, number, ready=ready, saved=saved)
                except TimeoutError as error:  # a browser that never came up, on a busy machine
                    print(f"round {number} begins anew: {error}", file=sys.stderr, flush=True)
                    person.kill()
                    talk.empty()
            return one_round(person, talk, address, chance, number, ready=ready, saved=saved)

        try:
            yield do
        finally:
            if person.process:
                person.kill()
            shutil.rmtree(profile, ignore_errors=True)


def measured(engine: str, site: Path, rounds: int, *, ready: bool) -> list[Killed]:
    """Do so many rounds, in one profile."""
    chance = seeded(f"{engine} {ready}")
    found = []
    with someone(engine, site) as do:
        for number in range(rounds):
            found.append(do(chance, number, ready=ready))
            print(found[-1], file=sys.stderr, flush=True)
    return found


def line(engine: str, rounds: list[Killed], *, ready: bool) -> str:
    """Return a row of the handbook's table."""
    gone = [each for each in rounds if each.missing]
    before = sorted(round(each.before) for each in gone)
    lost = sum(each.lost for each in rounds)
    where = "Python answers" if ready else "Python is on its way"
    ago = f"{before[0]} to {before[-1]} ms, half of them within {before[len(before) // 2]}" if gone else "–"
    most = max((each.missing for each in gone), default=0)
    return f"| {engine}, {where} | {len(gone)} of {len(rounds)} | {ago} | {most} | {lost} |"


def main() -> None:
    """Measure one engine over a built site."""
    engine, site, rounds = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    for ready in (True, False):
        print(line(engine, measured(engine, site, rounds, ready=ready), ready=ready), flush=True)


if __name__ == "__main__":
    main()
