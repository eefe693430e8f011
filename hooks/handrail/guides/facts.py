"""The rules for blocks that hang on facts: each names a fact of one widget, and values that fact can have."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from handrail.guides.guide import Guide, Page
from handrail.guides.uses import WidgetUse
from handrail.problem import Problem, named
from handrail.reading.conditions import Condition
from handrail.reading.inline import suggestion


@dataclass(frozen=True)
class Published:
    """A fact that a widget of the guide publishes, and the values that it can have."""

    page: Page
    use: WidgetUse
    values: tuple[str, ...]

    @property
    def where(self) -> str:
        """Where its widget stands, as a file and a line."""
        return f"{named(self.page.source.path)}:{self.use.line}"


NO_FACTS: Final[Mapping[str, tuple[Published, ...]]] = MappingProxyType({})


@lru_cache(maxsize=16)  # the pages of a guide are drawn one after another
def published(guide: Guide) -> Mapping[str, tuple[Published, ...]]:
    """Return the facts of a guide by name, each with the widgets that publish it."""
    found: dict[str, tuple[Published, ...]] = {}
    for page in guide.pages:
        for use in page.uses:
            for fact, values in use.kind.widget.publishes(use.config).items():
                found[fact] = (*found.get(fact, ()), Published(page, use, values))
    return found


def blocks_hang_on_facts(guide: Guide) -> Iterator[Problem]:
    """Yield what is wrong with the blocks of a guide: what they hang on, and what stands in them."""
    known = published(guide)
    for page in guide.pages:
        path = page.source.path
        heads = [step.heading.line for step in page.steps]
        for block in page.source.conditions:
            yield from _unknown(path, block, known)
            for step in page.steps[bisect_right(heads, block.line) : bisect_left(heads, block.last)]:
                what = f'The step "{step.title}" stands in a block that hangs on an answer.'
                fix = "Steps are the same for everybody; put the block into the step, below its heading."
                yield Problem(path, step.heading.line, "HR804", what, fix)
    yield from _circles(known)


def _unknown(path: str, block: Condition, known: Mapping[str, tuple[Published, ...]]) -> Iterator[Problem]:
    if block.fact not in known:
        what = f'No widget of the guide publishes the fact "{block.fact}".'
        names = ", ".join(sorted(known)) or "none"
        fix = f"The facts of this guide are: {names}; a fork publishes one.{suggestion(block.fact, known)}"
        yield Problem(path, block.named, "HR802", what, fix)
        return
    first, *others = known[block.fact]
    if others:
        what = f'The fact "{block.fact}" is published by two widgets, at {first.where} and {others[0].where}.'
        fix = "Give one of them another name for its fact, so that what hangs on it has one answer."
        yield Problem(path, block.named, "HR805", what, fix)
        return
    for value in block.values:
        if value not in first.values:
            what = f'"{value}" is no value of the fact "{block.fact}".'
            fix = f"Its values are: {', '.join(first.values)}.{suggestion(value, first.values)}"
            yield Problem(path, block.named, "HR803", what, fix)


def _circles(known: Mapping[str, tuple[Published, ...]]) -> Iterator[Problem]:
    """Yield blocks that hang on a widget which hangs on the block: no answer could bring it back."""
    around = {fact: [pair for each in found for pair in _around(each)] for fact, found in known.items()}
    needs = {fact: {block.fact for _, block in pairs} for fact, pairs in around.items()}
    for fact, pairs in around.items():
        for page, block in pairs:
            if fact in _needed(block.fact, needs):
                what = f'What this block hangs on, "{block.fact}", hangs on the block itself.'
                fix = "Take the widget that publishes it out of the block."
                yield Problem(page.source.path, block.named, "HR806", what, fix)


def _around(each: Published) -> Iterator[tuple[Page, Condition]]:
    """Yield the blocks in which a widget stands."""
    for block in each.page.source.conditions:
        if block.line < each.use.line < block.last:
            yield each.page, block


def _needed(fact: str, needs: Mapping[str, set[str]]) -> set[str]:
    """Return a fact and all that it hangs on."""
    found, ahead = {fact}, [fact]
    while ahead:
        more = needs.get(ahead.pop(), set()) - found
        found |= more
        ahead += more
    return found
