"""`handrail serve`: MkDocs' server, with a sentence where it would fail with a traceback."""

import socket
import time
from pathlib import Path
from threading import Thread
from typing import Final

import click

from handrail.command.generator import run
from handrail.command.settings import read
from handrail.command.unable import UnableError
from handrail.command.where import config_option

_LOOK: Final = 0.5
"""Seconds between two looks."""


@click.command("serve")
@config_option
@click.option(
    "-p",
    "--port",
    type=click.IntRange(1, 65535),
    help="The port, unless the configuration has one; else 8000.",
)
@click.option("-o", "--open", "opens", is_flag=True, help="Open the site in a browser.")
@click.option("-v", "--verbose", is_flag=True, help="Tell what MkDocs is doing.")
def command(config: Path, port: int | None, *, opens: bool, verbose: bool) -> None:
    """Show the site while you write.

    It is built again whenever a file is saved, and pages that are open load anew. While something is wrong,
    the last good site stays up, and the terminal says what to mend. Ctrl+C ends it.
    """
    site = read(config)
    host, configured = site.address
    wanted = port or configured
    _must_be_free(host, wanted)
    click.echo(f"http://{host}:{wanted}/  Ctrl+C ends it.", err=True)
    Thread(target=mind, args=(site.docs,), daemon=True).start()
    address = f"[{host}]:{wanted}" if ":" in host else f"{host}:{wanted}"
    given = ["serve", "--livereload", "--dev-addr", address, *(["--open"] if opens else [])]
    run(config, given, verbose=verbose)


def mind(docs: Path) -> None:
    """Say so when the folder of the pages goes away: then MkDocs looks at it no more, and doesn't tell."""
    while docs.is_dir():
        time.sleep(_LOOK)
    gone = f"The folder of the pages, {docs}, is gone, and changes in it are not seen any more."
    click.echo(f"{gone}\nPut it back, end this with Ctrl+C, and begin it again.", err=True)


def _must_be_free(host: str, port: int) -> None:
    """Try a port before a site is built for it.

    Raises:
        UnableError: If it can't be had.

    """
    try:
        _tried(host, port)
    except OSError as error:
        fix = f"Choose another one: `handrail serve --port {_free(host, port)}`."
        raise UnableError(
            f"Port {port} on {host} can't be had: {error.strerror}. Perhaps another `serve` is running. {fix}"
        ) from error


def _tried(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as MkDocs' server does
        sock.bind((host, port))


def _free(host: str, port: int) -> int:
    for other in range(port + 1, min(port + 20, 65536)):
        try:
            _tried(host, other)
        except OSError:
            continue
        return other
    return port + 1
