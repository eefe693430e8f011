"""schema.org's HowTo and Recipe, in JSON-LD, read."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Final

from handrail.importing.document import (
    Block,
    Document,
    Dropped,
    Facts,
    Heading,
    Item,
    Line,
    Listing,
    Paragraph,
    Picture,
    RefusedError,
    text,
)
from handrail.importing.inside import lead

type Node = Mapping[str, Any]

_KINDS: Final = ("HowTo", "Recipe")
_DURATION: Final = re.compile(
    r"P(?:(?P<days>\d+)D)?(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:\d+S)?)?"
)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_TIMES: Final = (("prepTime", "preparing"), ("performTime", "doing it"), ("cookTime", "cooking"))
_NOT_TEXT: Final = frozenset(
    "@context @type @id url image video author publisher datepublished datemodified mainentityofpage "  # noqa: SIM905 - names, as a text
    "aggregaterating interactionstatistic review comment inlanguage step recipeinstructions tool supply "
    "recipeingredient name description totaltime preptime performtime cooktime headline about "
    "recipecategory license copyrightnotice keywords thumbnailurl position ispartof potentialaction".split()
)
_DEEPEST: Final = 12
_ANY_LENGTH: Final = 1_000_000


@dataclass
class _Reader:
    dropped: list[Dropped] = field(default_factory=list)
    tips: list[Line] = field(default_factory=list)

    def steps(self, given: Any, depth: int = 0) -> list[Block]:  # noqa: ANN401, C901 - any JSON, of many shapes
        """Read steps of any shape: text, steps, sections of steps, item lists."""
        made: list[Block] = []
        items: list[Item] = []
        if depth > _DEEPEST:
            raise RefusedError(
                "The steps in this JSON-LD nest too deep.", "Take a level out, and import it again."
            )

        def flush() -> None:
            if items:
                made.append(Listing(tuple(items), is_ordered=True))
                items.clear()

        for each in _many(given):
            if isinstance(each, str):
                lines = [line for line in said(each, broken=True).split("\n") if line.strip()]
                items += (Item((Paragraph(text(line.strip())),)) for line in lines)
                continue
            if not isinstance(each, Mapping):
                continue
            kinds = _kinds(each)
            if "HowToSection" in kinds or ("ItemList" in kinds and each.get("name")):
                flush()
                if name := said(each.get("name")):
                    made.append(Heading(2, text(name), "part"))
                inner = self.steps(each.get("itemListElement") or each.get("steps"), depth + 1)
                made += inner
            elif "HowToTip" in kinds:
                self.tips += filter(None, (text(said(each.get("text") or each.get("name"))),))
            elif "ItemList" in kinds or "ListItem" in kinds:
                made_of = self.steps(each.get("itemListElement") or each.get("item"), depth + 1)
                items += (item for block in made_of if isinstance(block, Listing) for item in block.items)
                made += (block for block in made_of if not isinstance(block, Listing))
            elif blocks := self.step(each):
                if isinstance(blocks[0], Listing):
                    items += blocks[0].items
                else:
                    flush()
                    made += blocks
        flush()
        return made

    def step(self, given: Node) -> list[Block]:
        """Read one step: a heading of its own, directions, tips and a picture."""
        name = said(given.get("name"))
        own = said(given.get("text"), broken=True)
        inner: list[Block] = []
        for each in _many(given.get("itemListElement")):
            if not isinstance(each, Mapping):
                inner += [Paragraph(text(said(each)))] if said(each) else []
                continue
            spoken = said(each.get("text"))
            label = "Tip: " if "HowToTip" in _kinds(each) else ""
            if label and said(each.get("name")):
                inner.append(Paragraph(text(said(each.get("name")))))
            if spoken:
                inner.append(Paragraph(text(f"{label}{spoken}")))
        pictures = [Picture(src) for src in map(_address, _many(given.get("image"))) if src]
        if name and own.strip(" .") == name.strip(" ."):
            own = ""
        body = [Paragraph(text(line.strip())) for line in own.split("\n") if line.strip()]
        if name:
            return [Heading(3, text(name), "step"), *pictures, *body, *inner]
        if not body and not inner:
            return []
        return [Listing((Item((*body, *pictures, *inner)),), is_ordered=True)]


def read(source: str) -> Document | None:
    """Read JSON-LD; `None` where it is none of a how-to or a recipe.

    Raises:
        RefusedError: If it is no JSON.

    """
    try:
        given = json.loads(source)
    except (json.JSONDecodeError, RecursionError) as error:
        where = f" in line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise RefusedError(
            f"The JSON can't be read{where}.", "Save it anew from where it came from."
        ) from error
    node = next(_found(given), None)
    return _document(node) if node else None


def _document(node: Node) -> Document:
    reader = _Reader()
    blocks = reader.steps(node.get("step") or node.get("steps") or node.get("recipeInstructions"))
    if sum(isinstance(block, Heading) and block.label == "step" for block in blocks):
        blocks = [*_listed_as_steps(blocks)]
    pictures = [
        Picture(src, rights=said(node.get("license")))
        for src in map(_address, _many(node.get("image"))[:1])
        if src
    ]
    needs = [said(each) for name in ("tool", "supply", "recipeIngredient") for each in _many(node.get(name))]
    left = list(_others(node))
    facts = Facts(
        said(node.get("name") or node.get("headline")),
        said(node.get("description")),
        said(node.get("about") or _first(node.get("recipeCategory"))),
        said(node.get("dateModified") or node.get("datePublished"))[:10],
        _time(node),
        tuple(filter(None, needs)),
        tuple(reader.tips),
        rights=said(node.get("license") or node.get("copyrightNotice")),
    )
    return Document((*pictures, *blocks), facts, tuple(reader.dropped), left=tuple(left))


def _listed_as_steps(blocks: list[Block]) -> Iterator[Block]:
    """Walk blocks, with the items of lists made steps of their own: some of the others have headings."""
    for block in blocks:
        if not isinstance(block, Listing):
            yield block
            continue
        for item in block.items:
            first, *others = item.blocks
            title, rest = lead(first.line, _ANY_LENGTH) if isinstance(first, Paragraph) else ((), ())
            yield Heading(3, title or text("…"), "step")
            yield from (Paragraph(rest), *others) if rest else others


def _others(node: Node) -> Iterator[Block]:
    """Walk the texts of a description that have no place in a guide."""
    for name, value in node.items():
        if name.lower() in _NOT_TEXT:
            continue
        for each in _many(value):
            if isinstance(each, str) and len(each.split()) > 1:
                yield Paragraph(text(said(each)))


def _found(given: Any) -> Iterator[Node]:  # noqa: ANN401 - any JSON
    """Walk the how-tos and recipes in any JSON-LD."""
    if isinstance(given, Mapping):
        if set(_kinds(given)) & set(_KINDS):
            yield given
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _found(given.get(name))
    elif isinstance(given, list):
        for each in given:
            yield from _found(each)


def _kinds(node: Node) -> tuple[str, ...]:
    return tuple(str(kind).rpartition("/")[2] for kind in _many(node.get("@type")))


def _many(given: Any) -> list[Any]:  # noqa: ANN401 - any JSON
    if given is None:
        return []
    return list(given) if isinstance(given, list) else [given]


def _first(given: Any) -> Any:  # noqa: ANN401 - any JSON
    return next(iter(_many(given)), None)


def said(given: Any, *, broken: bool = False) -> str:  # noqa: ANN401 - any JSON
    """Return a value as text without HTML; its line breaks are kept if it may be `broken`."""
    if isinstance(given, Mapping):
        given = given.get("name") or given.get("text") or given.get("url")
    if given is None or isinstance(given, bool | list):
        return ""
    marked = re.sub(r"<(?:br|/p|/li|/div)\b[^<>]*>", "\n", str(given)) if broken else str(given)
    plain = unescape(_TAG.sub("", unescape(marked)))
    lines = (" ".join(line.split()) for line in plain.split("\n"))
    return ("\n" if broken else " ").join(filter(None, lines))


def _address(given: Any) -> str:  # noqa: ANN401 - any JSON
    if isinstance(given, Mapping):
        given = _first(given.get("contentUrl") or given.get("url"))
    return given if isinstance(given, str) else ""


def _time(node: Node) -> str:
    """Return how long it takes, in words: schema.org writes `PT1H30M`."""
    if whole := _length(node.get("totalTime")):
        return whole
    known = [f"{length} for {what}" for name, what in _TIMES if (length := _length(node.get(name)))]
    return ", ".join(known)


def _length(given: Any) -> str:  # noqa: ANN401 - any JSON
    found = _DURATION.fullmatch(given) if isinstance(given, str) else None
    if not found:
        return ""
    parts = [(found[unit], unit) for unit in ("days", "hours", "minutes") if found[unit] and int(found[unit])]
    return " ".join(f"{int(n)} {unit if int(n) != 1 else unit[:-1]}" for n, unit in parts)
