"""What builds and serves pages: MkDocs, or ProperDocs in its place, run as its own command would be.

Beside `handrail/mkdocs.py`, which they call, nothing else knows of them. They are imported when they are run.
"""

import logging
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

PROPERDOCS: Final = "properdocs"
MKDOCS: Final = "mkdocs"


def generator(config: Path) -> str:
    """Name the program for a configuration: ProperDocs for its own, or where there is no MkDocs."""
    wants = config.stem == PROPERDOCS or find_spec(MKDOCS) is None
    return PROPERDOCS if wants and find_spec(PROPERDOCS) else MKDOCS


def run(config: Path, arguments: Sequence[str], *, verbose: bool = False) -> None:
    """Run a command of the program, such as `["build", "--strict"]`, for a configuration.

    Args:
        config: The file.
        arguments: The command and its options.
        verbose: Let it tell everything, and not only what is wrong.

    Raises:
        click.ClickException: If the program ends with a word on what is wrong.

    """
    program = import_module(f"{generator(config)}.__main__")
    log = program.State(level=logging.INFO if verbose else logging.WARNING)
    program.cli.main([*arguments, "--config-file", str(config)], obj=log, standalone_mode=False)
