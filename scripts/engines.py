"""One tab in each of three engines, behind the same few words: Chromium, Firefox and WebKitGTK.

    with opened("webkit") as engine, engine.reader() as tab:
        tab.open("http://127.0.0.1:8000/")

Each engine has a library of its own that drives it: Playwright for Chromium, puppeteer-core over WebDriver
BiDi for Firefox (`firefox.mjs`; Debian has no geckodriver), Selenium for WebKitGTK's MiniBrowser.
"""

import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any, Final, Protocol

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from selenium.webdriver import WebKitGTK, WebKitGTKOptions
from selenium.webdriver.common.by import By
from selenium.webdriver.webkitgtk.service import Service
from urllib3.exceptions import HTTPError

from scripts.reader import chromium

HERE: Final = Path(__file__).resolve().parent
PATIENCE: Final = 30.0
SIZE: Final = (1000, 800)
MINI_BROWSERS: Final = tuple(Path("/usr").glob("lib*/**/webkit2gtk-4.1/MiniBrowser"))


class Tab(Protocol):
    """What a reader does in a tab, and what a test may ask of it."""

    def open(self, address: str) -> None:
        """Go to an address, as typed in; returns when it is loaded."""

    def reload(self) -> None:
        """Load the page again."""

    def click(self, selector: str) -> None:
        """Click the first element that the CSS selector finds, with a real pointer."""

    def choose(self, selector: str, file: Path) -> None:
        """Choose a file in the field that the CSS selector finds."""

    def evaluate(self, expression: str) -> Any:  # noqa: ANN401 - whatever JSON the page answers
        """Return what a JavaScript expression is on the page, as JSON."""

    def resize(self, width: int, height: int) -> None:
        """Give the window's inside about this size, in CSS pixels."""

    def screenshot(self, target: Path) -> None:
        """Write a PNG of what is seen."""


class Engine(Protocol):
    """A browser that runs."""

    name: str

    def reader(self) -> AbstractContextManager[Tab]:
        """Return the tab of a reader who has never been anywhere: a profile of its own."""


def wait(tab: Tab, expression: str, patience: float = PATIENCE) -> None:
    """Wait until a JavaScript expression is true on the page.

    Raises:
        TimeoutError: if it never is; says which.

    """
    ends = time.monotonic() + patience
    while not tab.evaluate(f"Boolean({expression})"):
        if time.monotonic() > ends:
            raise TimeoutError(f"not within {patience:g} s: {expression}")
        time.sleep(0.05)


def missing(name: str) -> str:
    """Say what this machine lacks for an engine; "" if it is all there. Playwright sees to Chromium."""
    commands = {"firefox": ("firefox-esr",), "webkit": ("WebKitWebDriver", "Xvfb")}.get(name, ())
    lacking = [command for command in commands if not shutil.which(command)]
    if name == "webkit" and not MINI_BROWSERS:
        lacking.append("MiniBrowser")
    return f"not installed here: {', '.join(lacking)}" if lacking else ""


@contextmanager
def without_network() -> Iterator[None]:
    """Leave this thread, and whatever it starts, no network but a loopback of its own.

    Only root on Linux may do that; elsewhere the network stays as it is.
    """
    if not sys.platform.startswith("linux") or os.geteuid() != 0 or not shutil.which("ip"):
        yield
        return
    here = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    os.unshare(os.CLONE_NEWNET)
    try:
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)  # drivers are spoken to by it
        yield
    finally:
        os.setns(here, os.CLONE_NEWNET)
        os.close(here)


@contextmanager
def opened(name: str) -> Iterator[Engine]:
    """Start `chromium`, `firefox` or `webkit`, and end it afterwards."""
    engines: dict[str, Callable[[], AbstractContextManager[Engine]]] = {
        "chromium": _chromium,
        "firefox": _firefox,
        "webkit": _webkit,
    }
    with engines[name]() as engine:
        yield engine


# Chromium, by Playwright


class Chromium:
    """Chromium that somebody else started and ends: Playwright runs but once in a process."""

    name = "chromium"

    def __init__(self, browser: Browser, *, offline: bool = False) -> None:
        self.browser = browser
        self.offline = offline

    @contextmanager
    def reader(self) -> Iterator[Tab]:
        """Open a tab with a profile of its own."""
        size: ViewportSize = {"width": SIZE[0], "height": SIZE[1]}
        context = self.browser.new_context(viewport=size, offline=self.offline)
        try:
            yield _ChromiumTab(context.new_page())
        finally:
            context.close()


class _ChromiumTab:
    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, address: str) -> None:
        self.page.goto(address, wait_until="load")

    def reload(self) -> None:
        self.page.reload(wait_until="load")

    def click(self, selector: str) -> None:
        self.page.locator(selector).first.click()

    def choose(self, selector: str, file: Path) -> None:
        self.page.set_input_files(selector, file)

    def evaluate(self, expression: str) -> Any:  # noqa: ANN401
        return self.page.evaluate(expression)

    def resize(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def screenshot(self, target: Path) -> None:
        self.page.screenshot(path=target)


@contextmanager
def _chromium() -> Iterator[Engine]:
    with sync_playwright() as playwright, chromium(playwright) as browser:
        yield Chromium(browser)


# Firefox, by puppeteer-core


class _Firefox:
    """Speaks lines of JSON with `firefox.mjs`; it is a tab as well, since only one is open at a time."""

    name = "firefox"

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def _ask(self, **request: object) -> Any:  # noqa: ANN401
        given, said = self.process.stdin, self.process.stdout
        if not given or not said:
            raise RuntimeError("firefox.mjs was started without its pipes")
        given.write(json.dumps(request) + "\n")
        given.flush()
        line = said.readline()
        if not line:
            raise RuntimeError("Firefox, or the script that drives it, has ended")
        answer = json.loads(line)
        if "error" in answer:
            raise RuntimeError(f"Firefox: {answer['error']}")
        return answer.get("value")

    @contextmanager
    def reader(self) -> Iterator[Tab]:
        self._ask(do="reader", width=SIZE[0], height=SIZE[1])
        try:
            yield self
        finally:
            self._ask(do="close")

    def open(self, address: str) -> None:
        self._ask(do="open", address=address)

    def reload(self) -> None:
        self._ask(do="reload")

    def click(self, selector: str) -> None:
        self._ask(do="click", selector=selector)

    def choose(self, selector: str, file: Path) -> None:
        self._ask(do="choose", selector=selector, file=str(file))

    def evaluate(self, expression: str) -> Any:  # noqa: ANN401
        return self._ask(do="evaluate", expression=expression)

    def resize(self, width: int, height: int) -> None:
        self._ask(do="resize", width=width, height=height)

    def screenshot(self, target: Path) -> None:
        target.write_bytes(base64.b64decode(self._ask(do="screenshot")))


@contextmanager
def _firefox() -> Iterator[Engine]:
    command = ["node", str(HERE / "firefox.mjs"), shutil.which("firefox-esr") or "firefox"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield _Firefox(process)
    finally:
        if process.stdin:
            process.stdin.close()  # it closes Firefox and ends
        process.wait(20)
        if process.stdout:
            process.stdout.close()


# WebKitGTK, by Selenium


class _WebKit:
    name = "webkit"

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment

    @contextmanager
    def reader(self) -> Iterator[Tab]:
        driver = self._started()
        driver.set_window_size(*SIZE)
        driver.set_page_load_timeout(2 * PATIENCE)  # its own patience is five minutes
        try:
            yield _WebKitTab(driver)
        finally:
            driver.quit()

    def _started(self) -> WebKitGTK:
        """Start MiniBrowser; now and then it never answers, and another does."""
        options = WebKitGTKOptions()
        options.binary_location = str(MINI_BROWSERS[0])
        options.add_argument("--automation")
        usual = socket.getdefaulttimeout()
        socket.setdefaulttimeout(2 * PATIENCE)  # where Selenium takes its own from, which is else for ever
        try:
            for _ in range(2):
                with suppress(HTTPError, TimeoutError):
                    return WebKitGTK(options, Service(shutil.which("WebKitWebDriver"), env=self.environment))
            return WebKitGTK(options, Service(shutil.which("WebKitWebDriver"), env=self.environment))
        finally:
            socket.setdefaulttimeout(usual)


class _WebKitTab:
    def __init__(self, driver: WebKitGTK) -> None:
        self.driver = driver

    def open(self, address: str) -> None:
        self.driver.get(address)

    def reload(self) -> None:
        self.driver.refresh()

    def click(self, selector: str) -> None:
        found = self.driver.find_element(By.CSS_SELECTOR, selector)
        # By itself WebKit's driver scrolls as little as it can, to where the bar with the exit control lies.
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", found)
        found.click()

    def choose(self, selector: str, file: Path) -> None:
        self.driver.find_element(By.CSS_SELECTOR, selector).send_keys(str(file))

    def evaluate(self, expression: str) -> Any:  # noqa: ANN401
        return self.driver.execute_script(f"return ({expression})")

    def resize(self, width: int, height: int) -> None:
        self.driver.set_window_size(width, height)
        frame = [outer - inner for outer, inner in zip((width, height), self._inside(), strict=True)]
        self.driver.set_window_size(width + frame[0], height + frame[1])

    def _inside(self) -> tuple[int, int]:
        width, height = self.evaluate("[innerWidth, innerHeight]")
        return int(width), int(height)

    def screenshot(self, target: Path) -> None:
        self.driver.save_screenshot(str(target))


@contextmanager
def _webkit() -> Iterator[Engine]:
    """Start a screen that nobody looks at; WebKitGTK draws nowhere else."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    screen = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        number = screen.stdout.readline().strip() if screen.stdout else ""
        yield _WebKit(
            os.environ
            | {
                "DISPLAY": f":{number}",
                "GDK_BACKEND": "x11",
                "LIBGL_ALWAYS_SOFTWARE": "1",
                "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
            }
        )
    finally:
        screen.terminate()
        with suppress(subprocess.TimeoutExpired):
            screen.wait(10)
        if screen.stdout:
            screen.stdout.close()
