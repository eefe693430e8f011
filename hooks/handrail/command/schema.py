"""`handrail schema`: JSON Schema of what authors write, for editors."""

from pathlib import Path

import click

from handrail.command import settings
from handrail.command.schemas import schemas, text, write
from handrail.command.unable import UnableError
from handrail.command.where import found
from handrail.reading.inline import suggestion
from handrail.widgets.kinds import Kinds, built_in
from handrail.widgets.module import FOLDER as WIDGETS
from handrail.widgets.own import own_files, own_widgets


@click.command("schema")
@click.argument("name", required=False)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write all of them into this folder, such as `schemas`.",
)
def command(name: str | None, into: Path | None) -> None:
    """Print the JSON Schema of front matter, or of a widget's settings, so that editors can complete them.

    Without NAME the names are listed: `guide` and `page` for front matter, `widgets/timer` for a widget,
    `files/rules` for a YAML file beside a page; `timer` will do. Widgets of your own, in the folder `widgets`
    of your site, have theirs, too. `handrail new` writes all of them and sets an editor up, and
    `--into schemas` brings them up to date.
    """
    there = schemas(_kinds())
    wanted = next((each for each in there if name in (each, each.rpartition("/")[2])), name)
    if into:
        write(into, there)
        click.echo(f"Wrote {len(there)} schemas into {into}/.")
    elif wanted is None or name is None:
        click.echo("\n".join(there))
    elif wanted in there:
        click.echo(text(there[wanted]), nl=False)
    else:
        raise UnableError(
            f'There is no schema "{name}".{suggestion(name, there)} `handrail schema` lists them.'
        )


def _kinds() -> Kinds:
    """Return the widgets of the site in which the command was given, or ours where there is none."""
    ours, config = built_in(), found(Path())
    if config is None or not settings.read(config).is_ours:
        return ours
    return {**ours, **own_widgets(own_files(config.parent / WIDGETS), WIDGETS, ours, None).kinds}
