"""From a document to a guide's folder: recognised, written, accounted for, and checked as a build does."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from handrail.guides.catalogue import GUIDES, HOME, read
from handrail.guides.imported import LEFT_OVER
from handrail.importing.account import Account, balanced
from handrail.importing.boilerplate import without
from handrail.importing.document import Document, Paragraph, text
from handrail.importing.draft import Draft
from handrail.importing.folder import folder, left_over, named
from handrail.importing.markdown import written
from handrail.importing.normal import normal
from handrail.importing.recognise import recognised
from handrail.problem import Problem
from handrail.reading.inline import slugify
from handrail.widgets.kinds import built_in


@dataclass(frozen=True)
class Wanted:
    """What the author says beside the source; each may be empty."""

    title: str = ""
    topic: str = ""
    reviewed: str = ""


@dataclass(frozen=True)
class Made:
    """A guide made of a source.

    Attributes:
        slug: The name of its folder.
        draft: What was recognised.
        files: Its texts, by their names in that folder.
        account: Where the sentences are.
        rescued: Sentences that the writing forgot, and that are left over therefore; a mistake of ours.

    """

    slug: str
    draft: Draft
    files: Mapping[str, str]
    account: Account
    rescued: tuple[str, ...] = ()


def made(document: Document, name: str, wanted: Wanted, placed: Mapping[str, str]) -> Made:
    """Make a guide of a document.

    Args:
        document: The source as it was read.
        name: What it is called where it doesn't say.
        wanted: What the author says of it.
        placed: Where its pictures lie beside the pages, by their addresses in the source.

    """
    plain = normal(without(normal(document)))
    draft = recognised(plain, wanted.title or name)
    facts = replace(
        draft.facts,
        topic=wanted.topic or draft.facts.topic,
        reviewed=wanted.reviewed or draft.facts.reviewed,
    )
    draft = replace(draft, facts=facts)
    out = folder(draft, placed)
    account = balanced(plain, draft, out.files, out.made)
    files = dict(out.files)
    rescued = account.lost
    if account.lost:  # nothing is lost, whatever was not thought of
        rest = written(
            [*draft.left, *(Paragraph(text(each)) for each in account.lost)],
            lambda _: "",
            lambda picture: placed.get(picture.src, picture.src),
            lambda: "",
        )
        files[LEFT_OVER] = left_over(rest)
        again = balanced(plain, draft, files, out.made)
        account = replace(again, lost=())
    return Made(named(draft.title) or slugify(draft.title) or "guide", draft, files, account, rescued)


def checked(slug: str, files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Check a guide's files by the rules of the build."""
    with tempfile.TemporaryDirectory() as place:
        docs = Path(place)
        for name, data in files.items():
            path = docs / GUIDES / slug / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return read(docs, built_in(), (HOME,)).problems
