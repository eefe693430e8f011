"""A reader's side of things, for tests, benchmarks and pictures: a static host and a Chromium."""

import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Playwright

from scripts.setup import BROWSERS, shell

FLAGS = (
    "--no-sandbox",  # Chromium starts as root only without it; it opens nothing but our own pages
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Host(SimpleHTTPRequestHandler):
    """A plain static host that keeps no log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


class _Patient(ThreadingHTTPServer):
    """Doesn't mind a browser that hangs up when its page is left."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Report all other errors as the base class does."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def served(folder: Path, host: type[Host] = Host) -> Iterator[str]:
    """Serve a folder on a free port of this machine; gives its address, ending in a slash."""
    server = _Patient(("127.0.0.1", 0), partial(host, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def launch_options(*flags: str) -> dict[str, Any]:
    """Return how Playwright starts the machine's own Chromium or Chrome, or its own if there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return {"executable_path": found, "args": [*FLAGS, *flags]}


def shell_options(*flags: str) -> dict[str, Any]:
    """Return the same for Chromium's engine without windows, where there is one; Playwright's own is one."""
    found = shell()
    return {**launch_options(*flags), "executable_path": found} if found else launch_options(*flags)


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Start Chromium, and close it afterwards."""
    browser = playwright.chromium.launch(**launch_options())
    try:
        yield browser
    finally:
        browser.close()
