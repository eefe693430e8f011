"""The configuration that a command is for: named, or found from the folder in which the command was given."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

NAMES: Final = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")


def found(start: Path) -> Path | None:
    """Return the configuration in a folder, or in the nearest folder above that has one."""
    for folder in (start, *start.absolute().parents):
        for name in NAMES:
            if (folder / name).is_file():
                return Path(os.path.relpath(folder / name))
    return None


def _chosen(ctx: click.Context, param: click.Parameter, value: str | None) -> Path:
    """Return the configuration that was asked for.

    Raises:
        click.BadParameter: If it is not there.

    """
    if value is None:
        starts = [Path(path) for path in ctx.params.get("paths") or ()]
        for start in (Path(), *(path if path.is_dir() else path.parent for path in starts)):
            if near := found(start):
                return near
        text = (
            "There is no mkdocs.yml in this folder, nor in one above it.\n"
            "Go to your site's folder, name its file with -f, or begin a site with `handrail new DIR`."
        )
        raise click.UsageError(text, ctx)
    path = Path(value)
    if path.is_dir():
        path = next((path / name for name in NAMES if (path / name).is_file()), path / NAMES[0])
    if not path.is_file():
        raise click.BadParameter(f"There is no file {path}.", ctx, param)
    return path


def config_option[**P, R](command: Callable[P, R]) -> Callable[P, R]:
    """Give a command the option `-f`; its argument is called `config`."""
    return click.option(
        "-f",
        "--config-file",
        "config",
        metavar="FILE",
        callback=_chosen,
        help="The site's mkdocs.yml, or its folder. Else the one here, or in the nearest folder above.",
    )(command)
