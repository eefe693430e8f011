"""`handrail new`: a site that builds, with one small guide to overwrite."""

import json
import re
import shlex
from datetime import date
from pathlib import Path
from typing import Final

import click

from handrail.command.schemas import schemas, text
from handrail.command.snippets import snippets
from handrail.command.unable import UnableError
from handrail.command.writing import replace_file
from handrail.reading.inline import slugify
from handrail.widgets.kinds import built_in

_STARTER: Final = Path(__file__).parent / "starter"
_CONFIG: Final = "mkdocs.yml"
"""The first of all files: whoever has one has a site."""
_DOT: Final = "dot-"
"""How names begin that get a dot instead; packages leave out some files with one."""

_UNQUOTED: Final = re.compile(r"[^\W\d][\w .,()’-]*(?<! )")
_WORDS: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off"})
_SHOWN: Final = 10


@click.command("new")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="What the site is called; made of the folder's name unless you say it.")
@click.option("--force", is_flag=True, help="Write over files that are in the way.")
def command(folder: Path, name: str | None, *, force: bool) -> None:
    """Begin a site in DIR, with one small guide to overwrite.

    It has mkdocs.yml, a page about the site, schemas and settings with which editors complete and underline,
    and a README with the commands. Nothing that is there already is written over, unless you say --force.
    """
    called = " ".join((name or _named(folder)).split())
    if not called:
        raise click.BadParameter("Give the site a name, such as `--name 'My guides'`.", param_hint="--name")
    files = starter(called, date.today())  # noqa: DTZ011 - the author's own day
    there = [path for path in files if (folder / path).exists() or (folder / path).is_symlink()]
    if there and not force:
        listed = "".join(f"\n  {folder / path}" for path in there[:_SHOWN])
        more = f"\n  and {len(there) - _SHOWN} more" if len(there) > _SHOWN else ""
        raise UnableError(
            f"Nothing was written. This is in the way:{listed}{more}\n"
            "Choose another folder, or write over these files with --force."
        )
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        replace_file(folder / path, content)
    click.echo(f"Made the site “{called}”: {len(files)} files in {folder}/\n\n{_next(folder)}")


def starter(name: str, today: date) -> dict[str, bytes]:
    """Return the files of a new site, by path."""
    words = {
        "SITE_NAME": name,
        "SITE_SLUG": slugify(name) or "site",
        "TODAY": today.isoformat(),
    }
    files: dict[str, bytes] = {}
    for path in sorted(_STARTER.rglob("*")):
        if not path.is_file():
            continue
        to = "/".join(
            f".{part.removeprefix(_DOT)}" if part.startswith(_DOT) else part
            for part in path.relative_to(_STARTER).parts
        )
        content = path.read_text(encoding="utf-8")
        for word, value in words.items():
            content = content.replace(word, _as_yaml(value) if to == _CONFIG else value)
        files[to] = content.encode()
    made = schemas(built_in())
    files |= {f"schemas/{schema}.json": text(found).encode() for schema, found in made.items()}
    files[".vscode/handrail.code-snippets"] = snippets(made).encode()
    return {_CONFIG: files.pop(_CONFIG), **files}


def _named(folder: Path) -> str:
    name = re.sub(r"[-_]+", " ", folder.absolute().resolve().name).strip()
    return f"{name[:1].upper()}{name[1:]}"


def _as_yaml(value: str) -> str:
    """Return a text as YAML has it: in quotes if it could be taken for something else."""
    plain = _UNQUOTED.fullmatch(value) and value.lower() not in _WORDS
    return value if plain else json.dumps(value, ensure_ascii=False)


def _next(folder: Path) -> str:
    go = "" if folder.resolve() == Path.cwd() else f"  cd {shlex.quote(str(folder))}\n"
    return (
        f"{go}  handrail serve    show it while you write: http://127.0.0.1:8000/\n"
        "  handrail check    say what is wrong\n"
        "  handrail build    make the folder for a host\n\n"
        "The guide to overwrite is docs/guides/repot/."
    )
