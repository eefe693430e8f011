"""`handrail export`: a guide in one file, which `handrail import` makes the same guide of again."""

import os
from pathlib import Path
from typing import Final

import click

from handrail.command import settings
from handrail.command.unable import UnableError
from handrail.command.where import config_option
from handrail.command.writing import replace_file
from handrail.gathering import gather
from handrail.guides.catalogue import GUIDES
from handrail.importing import carried
from handrail.published.artefacts import howto
from handrail.reading.inline import suggestion

_ENDINGS: Final = {"markdown": "md", "jsonld": "json"}


@click.command("export")
@click.argument("guide")
@config_option
@click.option(
    "--format",
    "form",
    type=click.Choice([*_ENDINGS]),
    default="markdown",
    show_default=True,
    help="One Markdown file, or schema.org's HowTo in JSON-LD.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file; else the guide's name, here.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def command(guide: str, config: Path, output: Path | None, *, form: str, force: bool) -> None:
    """Write a guide into one file, with its pictures and settings.

    GUIDE is its name, such as second-chance, or its folder. `handrail import` reads it again.
    """
    site = settings.read(config)
    folder = _folder(guide, site.docs)
    slug = Path(os.path.relpath(folder, site.docs / GUIDES)).as_posix()
    files = _files(folder)
    if form == "markdown":
        text = carried.to_markdown(slug, files)
    else:
        gathered = gather(site.docs, site.folder, modules=lambda: None, language=site.language)
        found = next((each for each in gathered.catalogue.guides if each.slug == slug), None)
        if found is None:
            raise UnableError(
                f"The guide {slug} has problems, so it can't be described. `handrail check` says which."
            )
        text = carried.to_json_ld(howto(found, "", gathered.language.words), slug, files)
    target = output or Path(f"{slug.rpartition('/')[2]}.{_ENDINGS[form]}")
    if target.exists() and not force:
        raise UnableError(f"{target} is there already. Name another with -o, or write over it with --force.")
    replace_file(target, text.encode())
    click.echo(f"Wrote {target}: {len(files)} files of the guide, {len(text.encode()) / 1e6:.1f} MB.")


def _folder(guide: str, docs: Path) -> Path:
    """Return a guide's folder, by its name or its own path."""
    for folder in (docs / GUIDES / guide, Path(guide)):
        if (folder / "index.md").is_file() and folder.absolute().is_relative_to((docs / GUIDES).absolute()):
            return folder
    known = [path.parent.relative_to(docs / GUIDES).as_posix() for path in (docs / GUIDES).rglob("index.md")]
    listed = ", ".join(sorted(known)) or "none"
    raise UnableError(f"There is no guide {guide}.{suggestion(guide, known)} Guides here are: {listed}.")


def _files(folder: Path) -> dict[str, bytes]:
    """Read all files of a guide's folder; guides below it are their own, dotted names nobody's."""
    files: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        below = [folder / parent for parent in Path(name).parents if parent.parts]
        if not path.is_file() or any(part.startswith(".") for part in Path(name).parts):
            continue
        if any((parent / "index.md").is_file() for parent in below):
            continue
        if why := carried.refused(name):
            raise UnableError(f"The guide can't be exported: {why} Move it out of {folder}.")
        files[name] = path.read_bytes()
    return files
