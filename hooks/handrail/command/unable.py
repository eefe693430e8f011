"""What a command ends with that could not be run at all."""

import sys
import textwrap
from shutil import get_terminal_size
from typing import Final

import click

CLEAN: Final = 0
PROBLEMS: Final = 1
UNABLE: Final = 2
"""The exit codes of every command; click's own errors of usage end with the last one, too."""

WIDEST: Final = 100
"""Columns beyond which lines are hard to read, however wide a terminal is."""
_BEFORE: Final = len("Error: ")


class UnableError(click.ClickException):
    """The command can't be run: the text says why, and what to do."""

    exit_code = UNABLE

    def format_message(self) -> str:
        """Return the text, wrapped to a terminal where it goes to one."""
        if not sys.stderr.isatty():
            return self.message
        width = min(get_terminal_size().columns, WIDEST) - _BEFORE
        return "\n".join(wrapped(line, width) for line in self.message.split("\n"))


def wrapped(line: str, width: int, below: str = "") -> str:
    """Wrap a line between words, paths and commands staying whole; `below` begins the lines below it."""
    found = textwrap.wrap(
        line, width, subsequent_indent=below, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(found)
