"""A draft as the files of a guide's folder."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import yaml

from handrail.guides.imported import LEFT_OVER
from handrail.importing.document import Listing, Picture, Quote, words
from handrail.importing.draft import Box, Draft, Piece, Section, Step
from handrail.importing.markdown import heading, inline, without_stop, written
from handrail.reading.inline import slugify

_LONGEST_NAME: Final = 40
_RESERVED: Final = re.compile(r".*-(?:checklist|note)(?:-\d+)?|timer-\d+|notes|whole|index|fn.*")


@dataclass(frozen=True)
class Written:
    """The texts of a guide's folder, by their names, and the titles in them that are not the source's."""

    files: Mapping[str, str]
    made: tuple[str, ...]


def named(title: str) -> str:
    """Return the name of a file or folder for a title: a to z, digits and hyphens; "" if nothing is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_LONGEST_NAME].strip("-")


def folder(draft: Draft, placed: Mapping[str, str]) -> Written:
    """Write a draft.

    Args:
        draft: The guide.
        placed: Where each picture lies beside the pages, by its address in the source.

    """
    writer = _Folder(placed)
    return Written(writer.files(draft), tuple(writer.made))


class _Folder:
    def __init__(self, placed: Mapping[str, str]) -> None:
        self.placed = placed
        self.ids: set[str] = set()
        self.counted: dict[str, int] = {}
        self.made: list[str] = []
        self.timers = 0
        self.steps = 0

    def files(self, draft: Draft) -> dict[str, str]:
        parts = draft.parts
        alone = len(parts) == 1 and not words(parts[0].title)
        front: dict[str, object] = {"title": draft.title}
        facts = draft.facts
        front |= {"summary": facts.summary} if facts.summary else {}
        front |= {"topic": facts.topic} if facts.topic else {}
        front |= {"reviewed": facts.reviewed} if facts.reviewed else {}
        front |= {"time": facts.time} if facts.time else {}
        front |= {"needs": list(facts.needs)} if facts.needs else {}
        front |= {"tips": [inline(tip) for tip in facts.tips]} if facts.tips else {}
        front |= {"sources": [inline(source) for source in facts.sources]} if facts.sources else {}
        if not draft.is_named:
            self.made.append(draft.title)
        opening = [self.text(draft.intro)]
        made = {"index.md": ""}
        if alone:
            opening += [self.text(parts[0].intro), *(self.step(step) for step in parts[0].steps)]
        else:
            width = max(2, len(str(len(parts))))
            for number, part in enumerate(parts, 1):
                name = f"{number:0{width}}-{named(words(part.title)) or 'part'}.md"
                made[name] = self.page(part)
        made["index.md"] = page(front, opening)
        taken = set(made)
        for section in draft.support:
            name = f"{named(words(section.title)) or 'more'}.md"
            while name in taken or name in (LEFT_OVER, "notes.md", "whole.md") or name[:1].isdigit():
                name = f"more-{name}"
            taken.add(name)
            made[name] = self.page(section)
        if draft.left:
            made[LEFT_OVER] = left_over(self.text(draft.left))
        return made

    def page(self, section: Section) -> str:
        if not section.is_named:
            self.made.append(words(section.title))
        return page(
            {"title": words(section.title).rstrip(".:") or words(section.title)}, self.section(section)
        )

    def section(self, section: Section) -> list[str]:
        return [self.text(section.intro), *(self.step(step) for step in section.steps)]

    def text(self, pieces: Sequence[Piece]) -> str:
        return written(pieces, self.named, self.place, self.timer)

    def step(self, step: Step) -> str:
        self.steps += 1
        title = without_stop(step.title)
        if step.is_named:
            shown = heading(title)
            head = f"## {shown}{self.named(words(title), is_step=True)}"
        else:
            head = f"## Step {self.steps}{self.named(f'Step {self.steps}', is_step=True)}"
            self.made.append(f"Step {self.steps}")
        return f"{head}\n\n{self.text(step.pieces)}".rstrip()

    def named(self, title: str, *, is_step: bool = False) -> str:
        """Return the braces that a heading needs: its own id is taken, or others would make another."""
        own = slugify(title)
        simple = re.fullmatch(r"[\w ,’'-]+", title) is not None
        own = own if simple else own[:_LONGEST_NAME].strip("-")
        name = own or ("step" if is_step else "heading")
        at = self.counted.get(own, 1)
        while name in self.ids or _RESERVED.fullmatch(name):
            at += 1
            name = f"{own or 'step'}-{at}"
            name = f"step-{own or 'x'}-{at}" if _RESERVED.fullmatch(name) else name
        self.counted[own] = at  # so that a thousand headings alike don't look for a name a thousand times
        self.ids.add(name)
        return "" if name == own and simple else f" {{#{name}}}"

    def place(self, picture: Picture) -> str:
        return self.placed.get(picture.src, picture.src)

    def timer(self) -> str:
        self.timers += 1
        return f"timer-{self.timers}"


def page(front: Mapping[str, object], parts: Sequence[str]) -> str:
    """Return a page of front matter and texts."""
    shown = yaml.safe_dump(dict(front), allow_unicode=True, sort_keys=False, width=1_000_000)
    body = "\n\n".join(filter(None, parts))
    return f"---\n{shown}---\n{body}\n" if body else f"---\n{shown}---\n"


def left_over(text: str) -> str:
    """Return the file of what is left over."""
    return f"---\ntitle: Left over\n---\n{text}\n"


def pictures(draft: Draft) -> Iterator[Picture]:
    """Walk the pictures of a draft, in the order in which they are written."""
    sections = (*draft.parts, *draft.support)
    pieces = [*draft.intro]
    for section in sections:
        pieces += section.intro
        for step in section.steps:
            pieces += step.pieces
    pieces += draft.left
    yield from _within(pieces)


def _within(pieces: Sequence[Piece]) -> Iterator[Picture]:
    for piece in pieces:
        match piece:
            case Picture():
                yield piece
            case Box(blocks=blocks) | Quote(blocks):
                yield from _within(blocks)
            case Listing(items):
                for item in items:
                    yield from _within(item.blocks)
            case _:
                continue
