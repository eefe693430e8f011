"""`handrail widget`: a widget of an author's own, with its test and its log, to be changed."""

import json
from keyword import iskeyword
from pathlib import Path
from typing import Any, Final

import click

from handrail.command import settings
from handrail.command.unable import UnableError
from handrail.command.where import config_option
from handrail.command.writing import replace_file
from handrail.gathering import seen
from handrail.guides.uses import WIDGET_ID
from handrail.reading.code_names import is_code
from handrail.reading.inline import slugify
from handrail.widgets.kinds import built_in
from handrail.widgets.module import FOLDER
from handrail.widgets.own import own_files, own_widgets

_FROM: Final = Path(__file__).parent / "own_widget"
_MESSAGES: Final = 25
"""How many messages a log has at least, as ours do."""


@click.command("widget")
@click.argument("name")
@config_option
def command(name: str, config: Path) -> None:
    """Begin a widget of your own, called NAME, with a test and a log of what a reader did.

    It is one Python file in the folder `widgets` beside mkdocs.yml, and counts something until you change
    it. The same code draws it when the site is built and runs in the reader's browser; there is nothing to
    register.
    """
    site = settings.read(config)
    if not site.is_ours:
        raise UnableError(
            "Widgets of your own need the theme `handrail`; a site with another theme reads none."
        )
    _must_be_free(name, config.parent)
    stem = name.replace("-", "_")
    folder = config.parent / FOLDER
    files = own_widget(name, stem)
    there = [path for path in files if (folder / path).exists()]
    if there:
        raise UnableError(f"Nothing was written: {seen(folder / there[0])} is there already.")
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        replace_file(folder / path, content)
    listed = "".join(f"  {seen(folder / path)}\n" for path in files)
    click.echo(
        f"Wrote\n{listed}\nOn a page it stands as\n\n"
        f"  ```{name}\n  id: my-{name}\n  title: What is counted\n  goal: 6\n  ```\n\n"
        f"Test it where mkdocs.yml is: python -m {FOLDER}.test_{stem}"
    )


def _must_be_free(name: str, project: Path) -> None:
    """Look whether a widget may have a name.

    Raises:
        UnableError: If it may not.

    """
    ours = built_in()
    if not WIDGET_ID.fullmatch(name):
        fix = f" such as `{slugify(name) or 'my-widget'}`"
        raise UnableError(
            f"\"{name}\" can't be a widget's name. Use small letters, digits and hyphens,{fix}."
        )
    if iskeyword(name) or name.startswith(("test-", "conftest")):
        raise UnableError(
            f'No file of a widget can be called "{name}". Choose another name, such as `my-{name}`.'
        )
    if is_code(name):
        raise UnableError(
            f'"{name}" is a code language: no such code could be shown any more. Choose another name.'
        )
    if name in ours:
        raise UnableError(f'There is a widget "{name}" already, and every site has it. Choose another name.')
    theirs = own_widgets(own_files(project / FOLDER), FOLDER, ours, None).kinds
    if name in theirs:
        raise UnableError(f'There is a widget "{name}" already, in {theirs[name].file}. Choose another name.')


def own_widget(name: str, stem: str) -> dict[str, bytes]:
    """Return the files of a widget, by their paths in the folder of widgets."""
    made = {f"{stem}.py": "widget.txt", f"test_{stem}.py": "test.txt"}
    files = {
        path: (_FROM / of).read_text(encoding="utf-8").replace("NAME", name).replace("STEM", stem).encode()
        for path, of in made.items()
    }
    return {
        **files,
        f"logs/{name}.json": f"{json.dumps(_log(name), ensure_ascii=False, indent=1)}\n".encode(),
    }


def _log(name: str) -> dict[str, Any]:
    return {
        "type": name,
        "config": {"id": "zähler", "title": "Acht Gläser"},
        "now": "2026-11-23T09:00:00.000+01:00",
        "messages": [{"is": "Done", "with": {"times": 1}}] * _MESSAGES,
    }
