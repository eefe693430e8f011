"""Hypothesis strategies for pages made of whole blocks, as authors write them, in any order and nesting.

Each piece of text holds a mark of its own, `q17q`, so that a test can look for it in our reading of the
page and in the page that Python-Markdown makes of it.
"""

import re
from collections.abc import Callable
from typing import Final

from hypothesis import strategies as st

MARK: Final = re.compile(r"q\d+q")
"""What marks look like in Markdown; `r17r` in raw HTML, where only Python-Markdown knows what is read."""

type Lines = tuple[str, ...]
type Strategy = st.SearchStrategy[Lines]


def _of(*written: str) -> Strategy:
    """Choose among texts; `@` stands where a mark will be."""
    return st.sampled_from([tuple(text.split("\n")) for text in written])


steps = _of(
    "## Step @",
    "## Step @ ##",
    "##Step @",
    "## Step @ {#id.@}",
    "## Step @ {: #id:@ .wide }",
    "## Step @ {.wide}",
    "## `code` *@*",
    "Step @\n------",
)
headings = _of("### Heading @", "#### Heading @ {#h-@}", "###Heading @ ###")
tasks = _of(
    "- [ ] task @",
    "- [ ] task @\n- [ ] task @",
    "* [ ] task @\n* [ ] task @ {#t-@}",
    "- [ ] task @\n  that goes on @\n- [ ] task @",
)
widgets = _of(
    "```timer\nid: t-@\nlengths: [5]\n```",
    "~~~pause\nid: p-@\ndays: 30\n~~~",
    "``` timer\nid: t-@\n\nlengths: [5, 10]\n```",
    "````timer\nid: t-@\nlengths: [5]\n````",
)
code = _of(
    "```python\ncode @\n```",
    "```\n## no step @\n\n- [ ] no task @\n```",
    "~~~ yaml\n<div>\n@\n~~~",
    "````md\n```timer\nid: @\n```\n````",
    '```{.python title="A title"}\ncode @\n```',
)
texts = _of(
    "Text @.",
    "Text @\ngoes on @.",
    "Text with `code @` and **bold @**.",
    "Text @ with [a link @](index.md).",
    "Text @ <b>raw @</b> and <!-- a comment @ --> more @.",
    "![A picture @](pictures/pot.svg)",
    "Text @ with a note.[^one]",
    "Text @ 2 < 3 & 4 > @.",
)
raw = _of(
    "<div>\nraw %\n</div>",
    "<div>\n### no heading %\n\n- no item %\n</div>",
    "<div>\n\nraw %\n\n</div>",
    "<details>\n<summary>%</summary>\n<p>raw %</p>\n</details>",
    "<p>raw %</p>",
    "<hr>",
    "<!-- a comment % -->",
    "<!--\n## no step %\n\n- [ ] no task %\n-->",
    "<pre>\n- no item %\n\n### no heading %\n</pre>",
    '<img src="pictures/pot.svg" alt="%">',
)
rest = _of(
    "| a @ | b |\n|---|---|\n| c @ | d |",
    "> quoted @\n> goes on @",
    "---",
    "***",
    "    indented @",
    "    indented @\n    ## no step @\n\n    - [ ] no task @",
    "* * *",
)


def _indented(lines: Lines, by: str) -> Lines:
    return tuple(f"{by}{line}" if line else line for line in lines)


def _list(first: str) -> Callable[[tuple[Lines, list[Lines]]], Lines]:
    def written(given: tuple[Lines, list[Lines]]) -> Lines:
        inner, others = given
        lines = [f"{first} item @"]
        if inner:
            lines += ["", *_indented(inner, "    "), ""]
        for other in others:
            lines += [f"{first} {other[0]}", *_indented(other[1:], "    ")]
        return tuple(lines)

    return written


def _box(opening: str) -> Callable[[Lines], Lines]:
    return lambda inner: (opening, *_indented(inner, "    "))


def _read_within(tag: str) -> Callable[[Lines], Lines]:
    return lambda inner: (f"<{tag} markdown>", "", *inner, "", f"</{tag}>")


def _joined(parts: list[tuple[Lines, int]]) -> Lines:
    """Put parts together. Indented code stands alone: glued to it, a fence is inline code to SuperFences."""
    lines: list[str] = []
    for part, blank in parts:
        code = part[0].startswith("    ")
        if code and lines and lines[-1]:
            lines.append("")
        lines += [*part, *[""] * (max(blank, 1) if code else blank)]
    return tuple(lines)


def _several(blocks: Strategy, most: int) -> Strategy:
    """Put blocks under one another, mostly with an empty line between them."""
    gaps = st.sampled_from((1, 1, 1, 1, 1, 2, 0))
    return st.lists(st.tuples(blocks, gaps), min_size=1, max_size=most).map(_joined)


def _nesting(inner: Strategy) -> Strategy:
    within = _several(inner, 2)
    items = st.lists(_of("item @", "item @\ngoes on @", "*item* @"), max_size=2)
    return st.one_of(
        st.tuples(st.just(()) | within, items).map(_list("-")),
        st.tuples(st.just(()) | within, items).map(_list("1.")),
        within.map(_box("!!! tip")),
        within.map(_box('!!! warning "Title @"')),
        within.map(_read_within("div")),
        within.map(_read_within("section")),
    )


leaves = st.one_of(tasks, widgets, code, texts, raw, rest)
nested = st.one_of(_nesting(leaves), _nesting(st.one_of(leaves, _nesting(leaves))))
blocks = st.one_of(steps, headings, leaves, nested)


def _marked(text: str) -> str:
    count = iter(range(1, text.count("@") + 1))
    return re.sub("@", lambda _: f"q{next(count)}q", text).replace("%", "r0r")


def _page(given: tuple[Lines, list[Lines], Lines]) -> str:
    intro, chosen, ending = given
    return _marked("\n".join(line for lines in (intro, *chosen, ending) for line in lines))


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Draw the body of a part: an introduction, and steps with some of everything in them."""
    must = [draw(kind) for kind in (steps, tasks, widgets, raw, nested)]
    order = draw(st.permutations(must[1:] + draw(st.lists(blocks, max_size=5))))
    gaps = st.sampled_from((1, 1, 1, 1, 1, 2, 0))
    given = draw(texts), [(must[0], 1), *((block, draw(gaps)) for block in order)]
    lines = (*given[0], "", *_joined(given[1]), "", "[^one]: A source @.")
    text = _marked("\n".join(lines))
    return text if "[^one]" in text.rpartition("\n[^one]:")[0] else text.rpartition("\n[^one]:")[0]
