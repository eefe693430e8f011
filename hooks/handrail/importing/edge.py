"""The edge of an import: a source is read from the disk, and a guide's folder is written there."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from handrail.importing import carried, readers
from handrail.importing.bring import Made, Wanted, checked, made
from handrail.importing.decoding import LARGEST
from handrail.importing.document import RefusedError
from handrail.importing.folder import named, pictures
from handrail.importing.normal import normal
from handrail.importing.pictures import Beside, Gathered, gathered
from handrail.importing.recognise import recognised
from handrail.importing.report import report
from handrail.importing.sentences import sentences
from handrail.problem import Problem

_LARGEST_WORD: Final = 60_000_000
"""Bytes that a Word document may have: its pictures are within."""
_ADDRESSES: Final = ("http://", "https://", "www.", "ftp://")


@dataclass(frozen=True)
class Import:
    """A guide that is ready to be written.

    Attributes:
        slug: What its folder is called unless the author says otherwise.
        files: All of its files, by their paths in that folder.
        problems: What is left to decide; their paths are in `guides/` and the slug.
        report: What to tell, line by line.
        made: What was recognised, and where its sentences are; nothing of a guide that was exported.

    """

    slug: str
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    report: tuple[str, ...]
    made: Made | None = None


def imported(source: str, wanted: Wanted) -> Import:
    """Read a source and make a guide of it.

    Args:
        source: A file's path, as the author typed it.
        wanted: What the author says beside it.

    Raises:
        RefusedError: If it can't be brought in; it says why and what to do.

    """
    path = Path(source)
    data = _bytes(source, path)
    if exported := _exported(data):
        return exported
    document = readers.read(path.name, data)
    name = path.stem.replace("-", " ").replace("_", " ").strip()
    found = list(pictures(recognised(normal(document), name)))
    shown = gathered(found, _opener(path.parent), document.facts.rights)
    result = made(document, name, wanted, shown.placed)
    return _whole(result, shown)


def _exported(data: bytes) -> Import | None:
    """Return the guide that was exported into a file, as it was; `None` if it is another file."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    found = carried.from_markdown(text) or (
        carried.from_json_ld(text) if text.lstrip().startswith("{") else None
    )
    if not found:
        return None
    slug, files = found
    line = f"An exported guide, “{slug}”: its {len(files)} files are as they were."
    own = named(slug.rpartition("/")[2]) or "guide"
    return Import(own, files, checked(own, files), (line,))


def _whole(result: Made, shown: Gathered) -> Import:
    files = {**{name: text.encode() for name, text in result.files.items()}, **shown.files}
    before = sum(
        len(sentences(each.text))
        for each in result.draft.dropped
        if each.name not in ("numbering", "label of a box")
    )
    return Import(
        result.slug,
        files,
        checked(result.slug, files),
        tuple(report(result, shown.remarks, before)),
        result,
    )


def _bytes(source: str, path: Path) -> bytes:
    """Read a source, unless it is too large to be one."""
    if source.lower().startswith(_ADDRESSES):
        raise RefusedError(
            f"{source} is an address, and an import fetches nothing.",
            "Open the page in a browser, save it (as “Web page, complete”, for its pictures), "
            "and import the saved file.",
        )
    if path.is_dir():
        raise RefusedError(f"{source} is a folder.", "Name the file in it that holds the how-to.")
    try:
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise RefusedError(
            f"There is no file {source}.", "Look for a mistyped name, or give the way to it from here."
        ) from error
    except OSError as error:
        raise RefusedError(
            f"{source} can't be read: {error.strerror}.", "See to it that you may read the file."
        ) from error
    limit = _LARGEST_WORD if path.suffix.lower() == ".docx" else LARGEST
    if size > limit:
        raise RefusedError(
            f"{source} has {size / 1e6:.0f} MB, and a how-to may have {limit // 1_000_000} MB.",
            "Take out what is no text of it, or cut it into several files and import each.",
        )
    try:
        return path.read_bytes()
    except OSError as error:
        raise RefusedError(
            f"{source} can't be read: {error.strerror}.", "See to it that you may read the file."
        ) from error


def _opener(folder: Path) -> Beside:
    def opened(relative: str, limit: int) -> bytes | None:
        path = folder / relative
        try:
            if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
                return None
            with path.open("rb") as file:
                return file.read(limit)
        except OSError:
            return None

    return opened


def write(files: Mapping[str, bytes], folder: Path, *, force: bool) -> tuple[str, ...]:
    """Write a guide's files into its folder.

    Args:
        files: Contents by paths.
        folder: The guide's own; it is made.
        force: Write over what is there of the same names. All else there stays.

    Returns:
        The names of files that were there and stay.

    Raises:
        RefusedError: If the folder is there already.

    """
    old: list[str] = []
    if folder.exists():
        if not folder.is_dir():
            raise RefusedError(f"{folder} is a file.", "Name a folder that is not there yet with --into.")
        old = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        if old and not force:
            raise RefusedError(
                f"The folder {folder} is there already, and nothing was written.",
                "Name another with --into, or write over its files with --force.",
            )
        if old and "index.md" not in old:
            raise RefusedError(
                f"The folder {folder} is there already and holds no guide, so --force doesn't write into it.",
                f"Name the guide's own folder, such as --into {folder / 'my-guide'}.",
            )
    for name, data in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return tuple(name for name in old if name not in files)
