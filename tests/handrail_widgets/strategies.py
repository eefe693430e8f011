"""What Hypothesis draws for the widgets' tests. Import it as ``from .strategies import texts``.

One section a subject; add yours at the end.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Annotated, Literal

from handrail_widgets.kit.codec.constraint import Between, Length
from handrail_widgets.kit.html import Element
from handrail_widgets.kit.markup import TAGS, VOID
from hypothesis import strategies as st

# --- Text and JSON ------------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script>",
    "</textarea><img src=x onerror=alert(1)>",
    '" onclick="alert(1)',
    "' autofocus onfocus='alert(1)",
    "&lt;b&gt; &amp;amp; &#60;",
    "]]><!-- --!>",
    "\n\nI wrote two lines",
    "שלום 👩‍👩‍👧 e\u0301 \u202e",
)
"""What would become markup, or change, if it were not escaped."""

texts = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"))
"""What a reader may type."""

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
"""What a page can send."""

no_numbers = st.sampled_from((float("nan"), float("inf"), float("-inf")))
"""What Python's `json` writes and reads, though JSON doesn't know it."""

# --- Times --------------------------------------------------------------------------------------

offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(timezones=offsets | st.just(UTC))
"""Moments as the page tells them: local, with their offset."""

# --- Element trees ------------------------------------------------------------------------------

# No element but these may have any other inside, so that what is parsed is what was rendered.
_HOLDERS = tuple(sorted(TAGS & {"div", "section", "article", "ul", "li", "span", "b", "i", "label"}))

attributes = st.dictionaries(
    st.sampled_from(("class_", "title", "aria_label", "data_note", "value")),
    texts | st.integers() | st.booleans() | st.none(),
    max_size=3,
)


def _with_children(children: st.SearchStrategy[Element | str]) -> st.SearchStrategy[Element | str]:
    tags = st.sampled_from(_HOLDERS)
    return st.builds(lambda t, a, c: Element(t)(**a)[c], tags, attributes, st.lists(children, max_size=4))


_leaves = (
    texts
    | st.builds(lambda tag, given: Element(tag)(**given), st.sampled_from(sorted(VOID)), attributes)
    | st.builds(lambda given, text: Element("textarea")(**given)[text], attributes, texts)
)
elements: st.SearchStrategy[Element] = st.recursive(_leaves, _with_children, max_leaves=15).map(
    lambda child: Element("div")[child],
)
"""Trees of elements with any text in them."""

# --- States -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Walk:
    """One of two ways to spend an hour."""

    minutes: int
    with_whom: str | None = None


@dataclass(frozen=True)
class Rest:
    """The other."""

    minutes: int


@dataclass(frozen=True)
class Day:
    """A state with a field of every type that a state may have."""

    title: str
    mood: Literal["low", "fair", 3]
    hours: Annotated[int, Between(0, 24)]
    weight: float
    outside: bool
    on: date
    since: datetime | None
    done: frozenset[str]
    notes: Annotated[tuple[str, ...], Length(0, 5)]
    spent: tuple[Walk | Rest, ...]
    pair: tuple[str, int] = ("", 0)


walks = st.builds(Walk, st.integers(), st.none() | texts)
days = st.builds(
    Day,
    title=texts,
    mood=st.sampled_from(("low", "fair", 3)),
    hours=st.integers(0, 24),
    weight=st.floats(allow_nan=False, allow_infinity=False),
    outside=st.booleans(),
    on=st.dates(),
    since=st.none() | times,
    done=st.frozensets(texts, max_size=5),
    notes=st.lists(texts, max_size=5).map(tuple),
    spent=st.lists(walks | st.builds(Rest, st.integers()), max_size=4).map(tuple),
    pair=st.tuples(texts, st.integers()),
)

# --- Sequences of messages ----------------------------------------------------------------------


@dataclass(frozen=True)
class Act:
    """One thing a reader does: which of the controls there are, what they put in, how much later."""

    pick: int
    text: str
    number: int
    ticked: bool
    later: timedelta


_spans = st.sampled_from(
    (timedelta(), timedelta(seconds=1), timedelta(minutes=7), timedelta(hours=9), timedelta(days=8)),
)
acts = st.builds(
    Act,
    pick=st.integers(0, 10_000),
    text=texts,
    number=st.integers(-2, 400),
    ticked=st.booleans(),
    later=_spans | st.just(timedelta(minutes=-1)),  # clocks are set back a little, too
)
visits = st.lists(acts, min_size=50, max_size=50)
"""What a reader does in fifty steps, whatever the widget is."""
