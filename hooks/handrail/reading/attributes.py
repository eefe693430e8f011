"""The author's attributes in braces at the end of a heading or a task, such as `{#my-id .wide}`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder

ID: Final = re.compile(r"[\w.:-]+")
"""What an id may be: it stands in addresses, in HTML and in the keys of what a reader has saved."""

_HASHED: Final = re.compile(r"\{:?[ ]*(?:[^{}]* )?#[^{}]*\}[ ]*$")
_AFTER_TASK: Final = re.compile(r"(?<![ \t])[ \t]*\{:?[ \t]*([^{}]*#[^{}]*)\}[ \t]*$")


@dataclass(frozen=True)
class Attributed:
    """A text without its braces; `id` is the one in them, or `None`; `wrong` says what is wrong, or ""."""

    text: str
    id: str | None
    wrong: str = ""


def of_heading(text: str) -> Attributed:
    """Read a heading's attributes with the patterns of the extension that will read them again."""
    found = AttrListTreeprocessor.HEADER_RE.search(text)
    pairs, beyond = get_attrs_and_remainder(found[1]) if found else ([], "")
    if beyond:
        return Attributed(text, None, "Only one pair of braces can stand at the end.")
    if found is None:
        wrong = "The braces need a space before them." if _HASHED.search(text) else ""
        return Attributed(text, None, wrong)
    return _with_id(
        text[: found.start()].rstrip("#").rstrip(), [pair[1] for pair in pairs if pair[0] == "id"]
    )


def of_task(text: str) -> Attributed:
    """Read the id at the end of a task; other braces are its words."""
    found = _AFTER_TASK.search(text)
    if not found:
        return Attributed(text, None)
    pairs, _ = get_attrs_and_remainder(found[1])
    ids = [pair[1] for pair in pairs if pair[0] == "id"]
    return _with_id(text[: found.start()], ids) if ids else Attributed(text, None)


def _with_id(text: str, ids: Sequence[str | None]) -> Attributed:
    if not ids:
        return Attributed(text, None)
    own = ids[-1] or ""
    if ID.fullmatch(own):
        return Attributed(text, own)
    return Attributed(text, None, f'"{own}" can\'t be an id.')
