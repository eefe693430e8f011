"""`handrail import`: any how-to becomes a guide."""

from datetime import date
from pathlib import Path

import click

from handrail.command import settings
from handrail.command.unable import CLEAN, PROBLEMS, UnableError
from handrail.command.where import found
from handrail.guides.catalogue import GUIDES
from handrail.importing.bring import Wanted
from handrail.importing.document import RefusedError
from handrail.importing.edge import Import, imported, write


@click.command("import")
@click.argument("source")
@click.option(
    "--into",
    "into",
    type=click.Path(path_type=Path),
    help="The guide's own folder. Else docs/guides/ and its title.",
)
@click.option("--force", is_flag=True, help="Write over files of a guide that is there already.")
@click.option("--title", default="", help="What the guide is called, where the source doesn't say.")
@click.option("--topic", default="", help="The topic that it stands under on the home page.")
@click.option(
    "--reviewed",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="The day on which you went through it, such as 2026-11-28.",
)
def command(  # noqa: PLR0913 - what the author may say, each once
    source: str, into: Path | None, *, force: bool, title: str, topic: str, reviewed: date | None
) -> None:
    """Make a guide of a how-to.

    SOURCE is a file: plain text, Markdown, a saved web page (.html), a Word document (.docx), schema.org's
    HowTo or Recipe (.json), or a file that `handrail export` wrote. Nothing is fetched: save a page first.

    Every sentence of the source stands once in the guide or in left-over.md; what is dropped is told by name.

    Ends with 0 if the guide is ready, 1 if it was written and you have something to decide, and 2 if nothing
    could be written.
    """
    try:
        result = imported(source, Wanted(title, topic, f"{reviewed:%Y-%m-%d}" if reviewed else ""))
        folder = into or _guides() / result.slug
        stayed = write(result.files, folder, force=force)
    except RefusedError as error:
        raise UnableError(f"{error.what} {error.fix}") from error
    click.echo(told(result, folder, stayed))
    click.get_current_context().exit(PROBLEMS if result.problems else CLEAN)


def _guides() -> Path:
    """Return the folder of guides of the site here.

    Raises:
        UnableError: If there is no site here.

    """
    config = found(Path())
    if config is None:
        raise UnableError(
            "There is no site in this folder, nor in one above it. "
            "Say with --into where the guide should go, or begin a site with `handrail new DIR`."
        )
    return settings.read(config).docs / GUIDES


def told(result: Import, folder: Path, stayed: tuple[str, ...]) -> str:
    """Say what was made, and what is left to decide."""
    lines = [*result.report, f"Written into {folder}: {', '.join(sorted(result.files))}."]
    if stayed:
        lines.append(f"These files were there before, and stay: {', '.join(stayed)}.")
    if result.problems:
        own = f"{GUIDES}/{result.slug}"
        lines += ("", "To decide:")
        lines += (
            str(problem.seen()).replace(own, folder.as_posix(), 1).replace(f"`{own}", f"`{folder.as_posix()}")
            for problem in result.problems
        )
    if found(folder):
        lines += (
            ("", "`handrail check` tells this again until it is decided.")
            if result.problems
            else ("Nothing is left to decide. `handrail serve` shows the guide.",)
        )
    return "\n".join(lines)
