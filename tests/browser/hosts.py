"""Hosts as they are out there, each serving a folder on a free port of this machine."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.error import HTTPError

from scripts.reader import Host
from scripts.setup import nginx

HANDBOOK: Final = Path(__file__).parents[2] / "docs/handbook/put-it-online.md"
STRICT: Final = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; frame-ancestors 'none'"
"""What a careful host may send for every file; nothing in it knows our site."""


PERMITTED: Final = "camera=(self), microphone=(), geolocation=()"
"""What such a host lets pages ask for."""


class Usual(Host):
    """Answers for an unknown address with the site's own 404 page, as most hosts do."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send 404.html; for any other error, what the base class sends."""
        if code != HTTPStatus.NOT_FOUND:
            return super().send_error(code, message, explain)
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None


class Below(Usual):
    """Has the site below a path, as pages of a project do."""

    def translate_path(self, path: str) -> str:
        """Find a file; whatever isn't below the path doesn't exist."""
        return super().translate_path(path.removeprefix("/repo") if path.startswith("/repo/") else "/none")


class Strict(Usual):
    """Sends the strictest policy that lets Python run."""

    def end_headers(self) -> None:
        """Add the policies to each answer, those for workers too."""
        self.send_header("Content-Security-Policy", STRICT)
        self.send_header("Permissions-Policy", PERMITTED)
        super().end_headers()


class Ignorant(Usual):
    """Knows no types but those of the web's first years, and lets no browser guess."""

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """Call all it doesn't know text."""
        known = str(path).endswith((".html", ".css", ".js", ".svg", ".png", ".jpg"))
        return super().guess_type(path) if known else "text/plain"

    def end_headers(self) -> None:
        """Forbid guessing."""
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()


class Cautious(Ignorant):
    """Calls all it doesn't know bytes."""

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """Return the type of a file."""
        return super().guess_type(path).replace("text/plain", "application/octet-stream")


class Unpacking(Usual):
    """Notices that files are gzipped, and says so, so that the browser unpacks them before we can."""

    def end_headers(self) -> None:
        """Say how a file is packed."""
        if self.path.endswith(".bin"):
            self.send_header("Content-Encoding", "gzip")
        super().end_headers()


class Shortening(Usual):
    """Sends readers from a page to the same address without `.html`, as Cloudflare Pages does."""

    def do_GET(self) -> None:  # noqa: N802 - the base class's name
        """Answer with another address, or with what is there."""
        short = re.sub(r"(?:(?<=/)index)?\.html$", "", self.path)
        if short == self.path:
            return super().do_GET()
        self.send_response(HTTPStatus.PERMANENT_REDIRECT)
        self.send_header("Location", short)
        self.send_header("Content-Length", "0")
        return self.end_headers()

    def translate_path(self, path: str) -> str:
        """Find the page that such an address means."""
        found = super().translate_path(path)
        return found if Path(found).exists() else f"{found}.html"


@contextmanager
def pythons_own(folder: Path) -> Iterator[str]:
    """Serve a folder by `python -m http.server`."""
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "-d", str(folder)]
    with running(command, port) as address:
        yield address


@contextmanager
def behind_nginx(folder: Path, scratch: Path) -> Iterator[str]:
    """Serve a folder by nginx, with the very configuration of the handbook and Debian's table of types.

    Args:
        folder: The site.
        scratch: An empty folder for what nginx writes.

    """
    port = free_port()
    program = nginx()
    if not program:
        raise FileNotFoundError("nginx is not on this machine; ask `nginx()` first")
    (scratch / "nginx.conf").write_text(configured(program, folder, scratch, port), encoding="utf-8")
    options = ["-e", "stderr", "-p", str(scratch), "-c", str(scratch / "nginx.conf")]
    subprocess.run([program, *options, "-t", "-q"], check=True)
    with running([str(program), *options], port) as address:
        yield address


def configured(program: Path, folder: Path, scratch: Path, port: int) -> str:
    """Return an nginx.conf around what the handbook says."""
    (block,) = re.findall(r"```nginx\n(.*?)```", HANDBOOK.read_text(encoding="utf-8"), re.DOTALL)
    ours = re.sub(r"listen 80;", f"listen 127.0.0.1:{port};", block)
    ours = re.sub(r"root [^;]+;", f'root "{folder}";', ours)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return "\n".join(
        [
            "daemon off; pid nginx.pid; worker_processes 1;",
            "user root;" if os.geteuid() == 0 else "",  # pytest's folders are the user's alone
            "events {}",
            "http {",
            f"include {program.parents[2]}/etc/nginx/mime.types;",
            "default_type application/octet-stream; access_log off;",
            *(f"{kind}_temp_path {scratch}/{kind};" for kind in kinds),
            ours,
            "}",
        ]
    )


@contextmanager
def running(command: list[str], port: int) -> Iterator[str]:
    """Run a server until the `with` ends; gives its address once it answers."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(10)


def free_port() -> int:
    """Return a port that nobody listens to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def asked(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of an address."""
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return answer.status, dict(answer.headers), answer.read()
    except HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()
