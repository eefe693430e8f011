"""The account of an import: each sentence of the source stands once in what was written of it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

import yaml
from markdown import Markdown

from handrail.guides.imported import LEFT_OVER
from handrail.importing.document import Document, texts, words
from handrail.importing.draft import Draft
from handrail.importing.sentences import key, sentences
from handrail.importing.vocabulary import LABEL, TIME
from handrail.pages.extensions import EXTENSIONS

_FENCED_WIDGET: Final = re.compile(r"^```timer\n.*?^```$", re.MULTILINE | re.DOTALL)
_BLOCKS: Final = frozenset(
    "address blockquote dd div dl dt figure h1 h2 h3 h4 h5 h6 hr li ol p pre table td th tr ul".split()  # noqa: SIM905 - names, as a text
)
_TASK: Final = re.compile(r"\[ \] ")


@dataclass(frozen=True)
class Account:
    """How many sentences there were, and where they are.

    Attributes:
        source: Sentences of the source that were not dropped by name.
        guide: Those that stand in the guide.
        left: Those that stand in what is left over.
        lost: Those that stand nowhere.
        more: Sentences that stand in the guide and not in the source, or more often than there.

    """

    source: int
    guide: int
    left: int
    lost: tuple[str, ...]
    more: tuple[str, ...]


def balanced(document: Document, draft: Draft, files: Mapping[str, str], made: Iterable[str]) -> Account:
    """Compare a document in its normal form with the files that were written of it, as a reader sees them."""
    facts = document.facts
    given = [
        *texts((*document.blocks, *document.left)),
        facts.title,
        facts.summary,
        facts.time,
        *facts.needs,
        *map(words, (*facts.tips, *facts.sources)),
    ]
    there = _counted(given)
    own = draft.dropped[len(document.dropped) :]
    there.subtract(_counted(each.text for each in own))
    source = Counter({name: count for name, count in there.items() if count > 0})
    guide = _counted(text for name, file in files.items() if name != LEFT_OVER for text in shown(file))
    left = _counted(shown(files[LEFT_OVER], front=False)) if LEFT_OVER in files else Counter[str]()
    written = guide + left
    written.subtract(_counted(made))
    lost = source - written
    more = +written - source
    return Account(
        source.total(),
        source.total() - left.total() - lost.total(),
        left.total(),
        tuple(lost.elements()),
        tuple(more.elements()),
    )


def _counted(given: Iterable[str]) -> Counter[str]:
    found = (key(_unlabelled(sentence)) for text in given for sentence in sentences(" ".join(text.split())))
    return Counter(filter(None, found))


def _unlabelled(sentence: str) -> str:
    """Return a sentence without its label, and without a box to tick: a page shows both as brackets do."""
    sentence = _TASK.sub("", sentence, count=1) if _TASK.match(sentence) else sentence
    if said := TIME.fullmatch(sentence):
        return said["time"]
    found = LABEL.match(sentence)
    return sentence[found.end() :] if found else sentence


def shown(file: str, *, front: bool = True) -> Iterator[str]:
    """Walk the texts that a reader sees of a page: those of its front matter, and each block of its body."""
    settings, body = file.removeprefix("---\n").split("\n---\n", 1)
    if front:
        values = yaml.safe_load(settings)
        yield from (values[name] for name in ("title", "summary", "time") if name in values)
        yield from values.get("needs", ())
        for name in ("tips", "sources"):
            for text in values.get(name, ()):
                yield from _rendered(text)
    yield from _rendered(_FENCED_WIDGET.sub("", body))


def _rendered(markdown: str) -> list[str]:
    names = [name for name in EXTENSIONS if name != "handrail.pages.cards"]
    converter = Markdown(extensions=names, extension_configs={name: dict(EXTENSIONS[name]) for name in names})
    reader = _Texts()
    reader.feed(converter.convert(markdown))
    reader.close()
    reader.flush()
    return reader.found


class _Texts(HTMLParser):
    """The texts of HTML, one for each block, and the words of each picture."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.now: list[str] = []
        self.in_item = False
        """The text that is read is the first of an item, whose box to tick is no word."""
        self.hidden = 0
        """How many `<p class="admonition-title">` are open: a box's name, which no source says."""

    def flush(self) -> None:
        said = " ".join("".join(self.now).split())
        self.now = []
        found = _TASK.match(said) if self.in_item else None
        said = said[found.end() :] if found else said
        if said:
            self.found.append(said)
            self.in_item = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _BLOCKS:
            self.flush()
            self.in_item = tag == "li" or (tag == "p" and self.in_item)
        if tag == "img" and given.get("alt"):
            self.found.append(" ".join((given["alt"] or "").split()))
        if tag == "p" and "admonition-title" in (given.get("class") or ""):
            self.hidden = 1
        if tag == "br":
            self.now.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            if self.hidden and tag == "p":
                self.now, self.hidden = [], 0
            self.flush()

    def handle_data(self, data: str) -> None:
        self.now.append(data)
