"""Hypothesis strategies for what authors may type."""

from hypothesis import strategies as st

_PIECES = (
    "---",
    "```",
    "```timer",
    "````",
    "~~~",
    "# One",
    "## Two",
    "##Three",
    "### Four {#four}",
    "===",
    "- [ ] task",
    "- [x] task",
    "  - [ ] task",
    "- [] task",
    "- plain",
    "1. one",
    "!!! warning",
    '!!! tip "T"',
    "    indented",
    "<!-- c -->",
    "<!--",
    "-->",
    "![](a.svg)",
    "![alt](a.svg)",
    "[a](b.md#c)",
    "[a][b]",
    "[b]: c.md",
    "[^n]",
    "[^n]: Note",
    "| a | b |",
    "title: x",
    "id: x",
    "lengths: [1, 2]",
    "",
    "",
    "**bold** _it_ `code`",
    "<b id='x'>raw</b>",
    "<script>",
    "\ue000x\ue001",
    "\t- [ ] tab",
    "{#id}",
    "text & more",
    "[[[",
    "]](",
    "\\[x\\](y)",
)

lines = st.one_of(st.sampled_from(_PIECES), st.text(max_size=30))
markdown = st.lists(lines, max_size=40).map("\n".join)
"""Text that looks like Markdown often enough to go everywhere."""

fronted = markdown.map(lambda body: f"---\ntitle: Any\n---\n{body}")
"""The same as a page with front matter."""

yaml_lines = st.one_of(
    st.sampled_from(
        (
            "a: 1",
            "b:",
            "  - x",
            "  c: {d: [e]}",
            "- f",
            "g: &h 1",
            "i: *h",
            "j: |",
            "  text",
            "k: !!set {}",
            "? l",
            "a: 2",
        )
    ),
    st.text(max_size=20),
)
yaml_text = st.lists(yaml_lines, max_size=12).map("\n".join)
