"""Hypothesis strategies for sources of any make; each sentence has a mark of its own, `q17q`."""

import re
from itertools import count
from typing import Final

from handrail.importing.document import (
    Block,
    Code,
    Document,
    Facts,
    Heading,
    Item,
    Line,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
)
from hypothesis import strategies as st

MARK: Final = re.compile(r"q\d+q")

_NUMBERS = count(1)

_SHAPES = (
    "Fill the kettle @.",
    "Step 3: Boil it @",
    "Step 4",
    "Part 2 - Pour @",
    "Part 1",
    "Method 2:",
    "2) Wait @. And wait @!",
    "7. Stir @",
    "Warning: it is hot @.",
    "TIP - warm the cup @",
    "[!WARNING] Steam burns @.",
    "Tips",
    "Things You’ll Need:",
    "Ingredients",
    "Instructions",
    "References",
    "Warnings",
    "See also",
    "Share this on Facebook @",
    "Advertisement",
    "20% off @ today only! Buy now.",
    "Simmer for 10–15 minutes @.",
    "Time: 20 minutes",
    "- not a list @",
    "1986. A year @",
    "# no heading @",
    "> no quote @",
    "!!! no box @",
    "/// when | @",
    "``` @",
    "*stars* _lines_ `ticks` @",
    "**@** bold?",
    "[a](b) ![c](d) [^e] @",
    "[x]: https://a.b @",
    "[ ] to do @",
    "<script>alert('@')</script>",
    "<b>@</b> &amp; &lt; & < >",
    "{#id-@} {: .x }",
    "| a | @ |",
    "~~gone @~~",
    "back\\slash \\* @",
    '=== "@"',
    "---",
    "===",
    "Smart “quotes” — ‘here’ @…",
    "املأ الغلاية بالماء @. ثم انتظر؟",
    "No stop at the end @",
    "e.g. this @. Dr. Who @. Yes @? No @!",
    "...and @...",
    ": @ :",
    "    @",
    "x" * 130 + " @.",
    "A long one that goes on and on, with a comma or two, until nobody remembers how it once began, and there it ends @.",
    "",
)


def marked(shape: str) -> str:
    """Put marks that nothing else has into a text."""
    while "@" in shape:
        shape = shape.replace("@", f"q{next(_NUMBERS)}q", 1)
    return shape


shapes = st.sampled_from(_SHAPES)
lines_of_text = shapes.map(marked)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    """Draw a line of one to three runs of any look."""
    runs = [
        Run(
            draw(lines_of_text) + draw(st.sampled_from(("", " ", "\n"))),
            draw(st.booleans()) and draw(st.booleans()),
            draw(st.booleans()) and draw(st.booleans()),
            draw(st.integers(0, 5)) == 0,
            draw(st.sampled_from(("", "", "", "https://example.org/a_(b)?c=d&e=[f]"))),
        )
        for _ in range(draw(st.integers(1, 3)))
    ]
    return tuple(runs)


plain_lines = lines_of_text.map(lambda said: (Run(said),))
any_line = st.one_of(plain_lines, lines())

headings = st.builds(Heading, st.integers(1, 4), any_line)
paragraphs = st.builds(Paragraph, any_line)
pictures = st.builds(
    Picture, st.just("a.png"), st.one_of(st.just(""), lines_of_text), st.one_of(st.just(()), plain_lines)
)
tables = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        Table,
        st.one_of(st.just(()), st.tuples(*[any_line] * width)),
        st.lists(st.tuples(*[any_line] * width), min_size=1, max_size=3).map(tuple),
    )
)
codes = st.builds(
    Code,
    st.lists(st.one_of(lines_of_text, st.sampled_from(("```", "~~~", "  x", ""))), max_size=4).map(
        lambda many: "\n".join(["code", *many, "end"])
    ),
    st.sampled_from(("", "python", "timer", "no such")),
)
leaves = st.one_of(paragraphs, paragraphs, pictures, tables, codes)


def _with_inner(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    items = st.builds(
        Item,
        st.lists(inner, min_size=1, max_size=3).map(tuple),
        st.booleans(),
        st.one_of(st.none(), st.integers(1, 9)),
    )
    listings = st.builds(Listing, st.lists(items, min_size=1, max_size=4).map(tuple), st.booleans())
    return st.one_of(inner, listings, st.builds(Quote, st.lists(inner, min_size=1, max_size=2).map(tuple)))


blocks = st.recursive(leaves, _with_inner, max_leaves=6)
facts = st.builds(
    Facts,
    st.one_of(st.just(""), lines_of_text),
    st.one_of(st.just(""), lines_of_text),
    needs=st.lists(lines_of_text, max_size=2).map(tuple),
    tips=st.lists(any_line, max_size=2).map(tuple),
    sources=st.lists(any_line, max_size=2).map(tuple),
)
documents = st.builds(
    Document,
    st.lists(st.one_of(headings, headings, blocks), max_size=14).map(tuple),
    facts,
    left=st.lists(blocks, max_size=1).map(tuple),
)
"""Documents with everything anywhere."""


def marks_of(document: Document) -> list[str]:
    """Return the marks of a document, in no order; each stands there once."""
    return MARK.findall(repr(document))
