"""What a command ends with that could not be run at all."""

from typing import Final

import click

CLEAN: Final = 0
PROBLEMS: Final = 1
UNABLE: Final = 2
"""The exit codes of every command; click's own errors of usage end with the last one, too."""


class UnableError(click.ClickException):
    """The command can't be run: the text says why, and what to do."""

    exit_code = UNABLE
