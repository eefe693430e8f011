"""What the folders of a site hold, read and checked: the same for a build and for `handrail check`."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from handrail.guides.catalogue import HOME, Catalogue, read
from handrail.problem import Problem
from handrail.widgets.kinds import built_in
from handrail.widgets.module import FOLDER as WIDGETS
from handrail.widgets.own import Own, own_files, own_widgets
from handrail.words import ENGLISH, Language, load, to_widgets

WORDS: Final = "words"
"""The folder of a site's own files of words."""

type Modules = Callable[[], frozenset[str] | None]
"""Says which modules the browser's Python has; `None` where that is not known."""


@dataclass(frozen=True)
class Gathered:
    """What was found.

    Attributes:
        catalogue: The guides; its problems are those of the site's own widgets, too.
        language: What the site says to readers.
        own: Its author's widgets.
        root: The docs folder as seen from where the command was given, such as `docs/`.

    """

    catalogue: Catalogue
    language: Language
    own: Own
    root: str

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong that the sources tell; rendering may tell more."""
        return (*self.catalogue.problems, *self.language.problems)


def gather(
    docs: Path,
    project: Path,
    *,
    modules: Modules,
    language: str = ENGLISH,
    before: Catalogue | None = None,
) -> Gathered:
    """Read all there is, and check it.

    Args:
        docs: The docs folder.
        project: The folder of the configuration, where `words` and `widgets` may lie.
        modules: Asked only if the site has widgets of its own.
        language: What language the site speaks.
        before: What was read last time.

    """
    words, widgets = project / WORDS, project / WIDGETS
    speech = load(language, words, seen(words, docs).as_posix())
    ours, files = built_in(), own_files(widgets)
    available = modules() if files else None
    said = to_widgets(speech.words)
    theirs = own_widgets(files, seen(widgets, docs).as_posix(), ours, available, said)
    catalogue = read(docs, {**ours, **theirs.kinds}, (HOME,), before)
    catalogue = replace(catalogue, problems=(*theirs.problems, *catalogue.problems))
    return Gathered(catalogue, speech, theirs, f"{seen(docs).as_posix()}/")


def seen(folder: Path, start: Path = Path()) -> Path:
    """Return a folder as seen from another, or from where the command was given, if a way leads there."""
    try:
        return Path(os.path.relpath(folder, start))
    except ValueError:  # Windows: on another drive
        return folder
