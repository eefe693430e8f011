"""Rules for a text, told in words: phrases to look at again, and signs that something is there.

Authors write phrases and no patterns, so no rule can take for ever: a text is read once, word by word.

- ``sorry if`` are these words one after the other, whatever capitals, line breaks, commas and shapes of
  apostrophe stand there. A phrase never reaches over the end of a sentence or a paragraph.
- ``apolog*`` is any word that begins so.
- ``you ... feel`` leaves room for up to three words.
- ``? ?`` are signs: question and exclamation marks count like words.

What stands in quotation marks, or in a line that begins with ``>``, is somebody's words and not the writer's;
no rule looks there.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain
from typing import Annotated, Final, NamedTuple

from handrail_widgets.kit.codec.constraint import Between, Constraint, Length, Word

ROOM: Final = 3
"""The most words that three dots in a phrase leave room for."""

MOST_GAPS: Final = 2
"""How often a phrase may have three dots: each makes it slower to look for."""

_END: Final = "."
_QUOTED: Final = "\x00"
"""Stands in the place of somebody's words, so that no phrase reaches over them."""
_GAP: Final = re.compile(r"\.{3}|…")
_WORD: Final = r"[^\W_]+(?:['’‘ʼ][^\W_]+)*"
_TOKEN: Final = re.compile(rf"(?P<word>{_WORD})|[?!\x00]|(?P<end>[.…]|\n[^\S\n]*\n\s*)")
_SHAPE: Final = re.compile(rf"(?:{_WORD}\*?|[?!]|\.{{3}}|…)(?:\s+(?:{_WORD}\*?|[?!]|\.{{3}}|…))*")
_SAID: Final = re.compile(
    r"“[^“”\n]{1,600}”|„[^„“”\n]{1,600}[“”]|«[^«»\n]{1,600}»|"
    r'"[^"\n]{1,600}"|(?<!\w)‘[^‘\n]{1,600}?’(?!\w)|^[ \t]*>[^\n]*',
    re.MULTILINE,
)
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("’‘ʼ", "'"))


class Phrased(Constraint):
    """A text that is a phrase: words and signs that `find` understands."""

    @property
    def expected(self) -> str:
        """See `Constraint`."""
        return f"words, such as “sorry if”, “apolog*” or “you ... feel” (at most {MOST_GAPS} times dots)"

    def holds(self, value: object) -> bool:
        """See `Constraint`."""
        if not isinstance(value, str) or not _SHAPE.fullmatch(value.strip()):
            return False
        words = value.split()
        gaps = [bool(_GAP.fullmatch(word)) for word in words]
        return not (gaps[0] or gaps[-1] or sum(gaps) > MOST_GAPS)


type Phrase = Annotated[str, Phrased()]
type Phrases = Annotated[tuple[Phrase, ...], Length(1, 200)]


@dataclass(frozen=True, kw_only=True)
class Near:
    """Two phrases that stand close to one another, in either order, and also over the end of a sentence.

    One of `phrases` is flagged where one of `of` is at most so many words away: `within`.
    """

    phrases: Phrases
    of: Phrases
    within: Annotated[int, Between(1, 50)] = 12


@dataclass(frozen=True, kw_only=True)
class Flag:
    """What to look at again: `say` tells the writer why.

    It is raised by `phrases`, by those of `near`, or by either. What is part of one of the phrases
    of `unless` raises nothing: ``nothing but`` is no "but".
    """

    id: Annotated[str, Word()]
    say: Annotated[str, Length(1, 400)]
    phrases: tuple[Phrase, ...] = ()
    near: Near | None = None
    unless: tuple[Phrase, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What may be there: it is, as soon as one of `phrases` has `more` words after it in its sentence."""

    id: Annotated[str, Word()]
    label: Annotated[str, Length(1, 100)]
    phrases: Phrases
    more: Annotated[int, Between(0, 20)] = 0
    unless: tuple[Phrase, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Example:
    """A text and what the rules have to find in it: exactly these `flags`, and where given these `marks`."""

    text: str
    flags: tuple[str, ...] = ()
    marks: tuple[str, ...] | None = None


class Found(NamedTuple):
    """A flag that was raised, by the part of the text from `start` to `end`."""

    flag: Flag
    start: int
    end: int


class _Token(NamedTuple):
    key: str
    start: int
    end: int


class _Span(NamedTuple):
    """The tokens from `first` to `last`, both included."""

    first: int
    last: int

    def meets(self, other: "_Span") -> bool:
        return self.first <= other.last and other.first <= self.last


class _Pattern(NamedTuple):
    """One element of a phrase: a word, its beginning, or a gap."""

    key: str
    begins: bool = False

    def fits(self, token: _Token) -> bool:
        return token.key.startswith(self.key) if self.begins else token.key == self.key


_ROOM: Final = _Pattern("")


@dataclass(frozen=True, kw_only=True)
class Rules:
    """All that is looked for in a text. `examples` are for the build, which tries each of them."""

    flags: tuple[Flag, ...] = ()
    marks: tuple[Mark, ...] = ()
    examples: tuple[Example, ...] = ()

    @cached_property
    def _index(self) -> "_Index":
        return _Index(chain(*map(_of_flag, self.flags), *map(_of_mark, self.marks)))

    def find(self, text: str) -> tuple[tuple[Found, ...], frozenset[str]]:
        """Return the flags that a text raises, in its order, and the ids of the marks that are there."""
        tokens = tuple(_tokens(text))
        seen = self._index.find(tokens)
        found = [
            Found(flag, tokens[span.first].start, tokens[span.last].end)
            for flag in self.flags
            for span in _raised(flag, tokens, seen)
        ]
        marks = (mark.id for mark in self.marks if _is_there(mark, tokens, seen))
        return tuple(sorted(found, key=lambda one: (one.start, one.end))), frozenset(marks)


NO_RULES: Final = Rules()

type _Seen = dict[str, list[_Span]]
"""Where each phrase stands in a text."""


def words_in(text: str) -> int:
    """Return how many words a text has."""
    return sum(1 for found in _TOKEN.finditer(text) if found["word"])


def _of_flag(flag: Flag) -> tuple[str, ...]:
    near = (*flag.near.phrases, *flag.near.of) if flag.near else ()
    return (*flag.phrases, *flag.unless, *near)


def _of_mark(mark: Mark) -> tuple[str, ...]:
    return (*mark.phrases, *mark.unless)


def _tokens(text: str) -> Iterator[_Token]:
    own = _SAID.sub(lambda said: _QUOTED + " " * (len(said[0]) - 1), text.replace(_QUOTED, " "))
    for found in _TOKEN.finditer(own):
        yield _Token(_END if found["end"] else _key(found[0]), *found.span())


def _key(word: str) -> str:
    return word.translate(_APOSTROPHES).casefold()


class _Index:
    """All phrases, by how they begin, so that a text is gone through once for all of them."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.by_word: dict[str, list[tuple[str, tuple[_Pattern, ...]]]] = {}
        self.by_letter: dict[str, list[tuple[str, tuple[_Pattern, ...]]]] = {}
        for phrase in dict.fromkeys(phrases):
            patterns = tuple(_patterns(phrase))
            first = patterns[0]
            where, key = (self.by_letter, first.key[0]) if first.begins else (self.by_word, first.key)
            where.setdefault(key, []).append((phrase, patterns))

    def find(self, tokens: Sequence[_Token]) -> _Seen:
        seen: _Seen = {}
        for at, token in enumerate(tokens):
            for phrase, patterns in (
                *self.by_word.get(token.key, ()),
                *self.by_letter.get(token.key[0], ()),
            ):
                last = _last(patterns, tokens, at)
                if last is not None:
                    seen.setdefault(phrase, []).append(_Span(at, last))
        return seen


def _patterns(phrase: str) -> Iterator[_Pattern]:
    for word in phrase.split():
        if _GAP.fullmatch(word):
            yield _ROOM
        else:
            yield _Pattern(_key(word.removesuffix("*")), word.endswith("*"))


def _last(patterns: Sequence[_Pattern], tokens: Sequence[_Token], at: int) -> int | None:
    """Return the last token of a phrase that begins `at` a token, or `None` if it doesn't stand there."""
    for number, pattern in enumerate(patterns):
        if pattern is _ROOM:
            for skipped in range(ROOM + 1):
                last = _last(patterns[number + 1 :], tokens, at + skipped)
                if last is not None:
                    return last
                if at + skipped >= len(tokens) or not _is_word(tokens[at + skipped]):
                    return None
            return None
        if at >= len(tokens) or not pattern.fits(tokens[at]):
            return None
        at += 1
    return at - 1


def _spans(phrases: Iterable[str], seen: _Seen, taken: Container[int] = ()) -> list[_Span]:
    """Return where phrases stand, in order; those that hold one of the tokens `taken` are left out."""
    found = {span for phrase in phrases for span in seen.get(phrase, ())}
    return sorted(span for span in found if not any(at in taken for at in range(span.first, span.last + 1)))


def _taken(rule: Flag | Mark, seen: _Seen) -> frozenset[int]:
    """Return the tokens of the phrases that excuse a rule's own."""
    return frozenset(at for span in _spans(rule.unless, seen) for at in range(span.first, span.last + 1))


def _raised(flag: Flag, tokens: Sequence[_Token], seen: _Seen) -> list[_Span]:
    """Return where a flag is raised; what overlaps is told once."""
    taken = _taken(flag, seen)
    spans = _spans(flag.phrases, seen, taken)
    if flag.near:
        spans += _close(flag.near, tokens, seen, taken)
    told: list[_Span] = []
    for span in sorted(spans, key=lambda one: (one.first, -one.last)):
        if not told or span.first > told[-1].last:
            told.append(span)
    return told


def _close(near: Near, tokens: Sequence[_Token], seen: _Seen, taken: Container[int]) -> Iterator[_Span]:
    """Yield the phrases that stand close, each with the nearest of what it is close to."""
    others = _spans(near.of, seen)
    before = (0, *accumulate(_is_word(token) for token in tokens))
    at = 0
    for span in _spans(near.phrases, seen, taken) if others else ():
        while at < len(others) and others[at] <= span:
            at += 1
        around = [other for other in others[max(at - 2, 0) : at + 2] if not span.meets(other)]
        apart = [(_between(before, span, other), other) for other in around]
        distance, other = min(apart, default=(near.within + 1, span))
        if distance <= near.within:
            yield _Span(min(span.first, other.first), max(span.last, other.last))


def _between(before: Sequence[int], one: _Span, other: _Span) -> int:
    """Count the words between two phrases; `before` has how many stand before each token."""
    first, last = sorted((one, other))
    return before[last.first] - before[first.last + 1]


def _is_there(mark: Mark, tokens: Sequence[_Token], seen: _Seen) -> bool:
    found = _spans(mark.phrases, seen, _taken(mark, seen))
    return any(all(map(_is_word, _after(span, mark.more, tokens))) for span in found)


def _after(span: _Span, count: int, tokens: Sequence[_Token]) -> list[_Token | None]:
    """Return so many tokens after a phrase, and `None` for those that the text doesn't have."""
    there: list[_Token | None] = [*tokens[span.last + 1 : span.last + 1 + count]]
    return there + [None] * (count - len(there))


def _is_word(token: _Token | None) -> bool:
    return token is not None and token.key[0].isalnum()
