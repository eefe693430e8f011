"""`handrail build`: MkDocs' build, strict, and a word on what came out where."""

import sys
from pathlib import Path

import click

from handrail.command.generator import run
from handrail.command.settings import read
from handrail.command.unable import PROBLEMS, UNABLE
from handrail.command.where import config_option


@click.command("build")
@config_option
@click.option(
    "-d", "--site-dir", type=click.Path(file_okay=False, path_type=Path), help="Build into this folder."
)
@click.option(
    "--strict/--no-strict",
    default=True,
    show_default=True,
    help="End with an error if anything is warned of. Problems in guides always do.",
)
@click.option("-v", "--verbose", is_flag=True, help="Tell what MkDocs is doing.")
def command(config: Path, site_dir: Path | None, *, strict: bool, verbose: bool) -> None:
    """Build the site, once.

    What comes out is one folder, for any host, which also opens from disk. MkDocs builds it; ProperDocs does
    if it is installed in its place, or if the configuration is called properdocs.yml.

    Ends with 0 if the site was built, 1 if something is wrong with it, and 2 if it couldn't be tried.
    """
    site = read(config)
    output = site_dir or site.output
    given = ["build", "--strict" if strict else "--no-strict", "--site-dir", str(output.absolute())]
    try:
        run(config, given, verbose=verbose)
    except click.ClickException as error:
        error.show()
        if "strict" in error.message:
            click.echo("Mend what is warned of, or let it pass with --no-strict.", err=True)
        sys.exit(UNABLE if "configuration" in error.message else PROBLEMS)
    click.echo(_came_out(output))


def _came_out(folder: Path) -> str:
    files = [path for path in folder.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    size = sum(path.stat().st_size for path in files) / 1e6
    counted = f"{pages} page" if pages == 1 else f"{pages} pages"
    opens = f"Open {folder / 'index.html'}, or copy the folder to any host."
    return f"Built {counted}, {size:.1f} MB, into {folder}/\n{opens}"
