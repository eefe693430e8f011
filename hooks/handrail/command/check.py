"""`handrail check`: what is wrong with a site's files, without a build."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from shutil import get_terminal_size

import click

from handrail.command import settings
from handrail.command.checking import Checked, Finding, check
from handrail.command.fixing import fix, planned
from handrail.command.formats import FORMATS, PEOPLE, to_people
from handrail.command.unable import CLEAN, PROBLEMS, WIDEST
from handrail.command.watching import changes
from handrail.command.where import config_option
from handrail.guides.catalogue import Catalogue


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), is_eager=True)
@config_option
@click.option(
    "--format",
    "form",
    type=click.Choice([PEOPLE, *FORMATS]),
    default=PEOPLE,
    show_default=True,
    help="How to say it: `github` annotates a change in GitHub's workflows, `sarif` is for code scanning.",
)
@click.option("--fix", "mends", is_flag=True, help="First mend what is certain, and say each change.")
@click.option(
    "--watch", "watches", is_flag=True, help="Say it again whenever a file has changed. Ctrl+C ends it."
)
def command(paths: tuple[Path, ...], config: Path, *, form: str, mends: bool, watches: bool) -> None:
    """Say what is wrong with a site, without building it.

    All of the site is read, since pages link to one another. With PATHS, only what is wrong in those files
    and folders is told. A build says the same; beyond that it says what shows only once pages are rendered
    (HR108, HR109), and MkDocs' own warnings for pages that belong to no guide.

    --fix mends what takes no choice away: ids that are missing or not written as ids, tasks that are ticked
    or almost tasks, texts that need quotes, a title that stands twice, a link or picture whose name differs
    in capitals. Words are left alone, and so is what readers may have answered already.

    Ends with 0 if nothing is wrong, 1 if something is, and 2 if it couldn't be tried.
    """
    if watches:
        if mends or form != PEOPLE:
            raise click.UsageError("--watch goes with neither --fix nor another --format.")
        with suppress(KeyboardInterrupt):
            _watch(config, paths)
        return
    site = settings.read(config)
    if mends:
        for line in fix(lambda: check(site), lambda found: within(found.findings, paths), site.folder):
            click.secho(line, fg="green", err=form != PEOPLE)
    found = check(site)
    click.echo(_told(found, site, paths, form), nl=False)
    click.get_current_context().exit(PROBLEMS if within(found.findings, paths) else CLEAN)


def _told(found: Checked, site: settings.Site, paths: Sequence[Path], form: str = PEOPLE) -> str:
    findings = within(found.findings, paths)
    mendable = sum(map(len, planned(found, findings, site.folder).values()))
    return told(findings, found, form, mendable)


def _watch(config: Path, paths: Sequence[Path]) -> None:
    """Check now, and after each change, until the author ends it."""
    site = settings.read(config)
    known: Catalogue | None = None
    for _ in changes(config, site.docs, {}):
        click.echo(click.style(f"{datetime.now():%H:%M:%S}", dim=True))  # noqa: DTZ005 - the author's own clock
        try:
            site = settings.read(config)
            found = check(site, known)
        except click.ClickException as error:  # a file is being written, or a folder moved
            error.show()
            continue
        known = found.catalogue
        click.echo(_told(found, site, paths))


def within(findings: Sequence[Finding], paths: Sequence[Path]) -> tuple[Finding, ...]:
    """Return what was found in some files and folders, or all of it if none are named."""
    wanted = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100 - links stay links, as in Problems
    return tuple(
        each
        for each in findings
        if not wanted or any(Path(os.path.abspath(each.problem.path)).is_relative_to(p) for p in wanted)  # noqa: PTH100
    )


def told(findings: Sequence[Finding], found: Checked, form: str, mendable: int = 0) -> str:
    """Say what was found, with a line end where there is anything to say."""
    if form != PEOPLE:
        text = FORMATS[form](findings, version("handrail"))
        return f"{text}\n" if text else ""
    width = min(get_terminal_size().columns, WIDEST) if sys.stdout.isatty() else 0
    listed = f"{to_people(findings, width)}\n\n" if findings else ""
    mends = f"\n`handrail check --fix` mends at least {mendable} of them." if mendable else ""
    return f"{listed}{_counted(findings, found.pages)}{mends}\n"


def _counted(findings: Sequence[Finding], pages: int) -> str:
    read = "1 page" if pages == 1 else f"{pages} pages"
    if not findings:
        return f"No problems in {read}."
    files = len({finding.problem.path for finding in findings})
    where = "1 file" if files == 1 else f"{files} files"
    return f"{len(findings)} problem{'s' if len(findings) > 1 else ''} in {where}, of {read} read."
