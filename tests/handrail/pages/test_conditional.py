"""A block that hangs on a fact holds what stands between its slashes, whatever that is."""

import re

from handrail.guides.facts import published
from handrail.guides.guide import Guide, Page
from handrail.pages import content

from tests.handrail.rendering import render
from tests.handrail.sample import tea_guide

FORK = """\
```fork
id: sky
fact: weather
choices: [{value: rain, label: Rain}, {value: sun, label: Sun}]
```
"""
INSIDE = """\
/// when | If it "rains" & pours
    weather: rain

A paragraph with a [link](01-boil.md) and a note.[^one]

- [ ] A task
- [ ] Another

!!! tip "Keep dry"
    Take an umbrella.

```timer
id: shower
lengths: [5]
```

//// unless | Unless it shines
    weather: [sun]

Inner.

////
///
"""


def page(body: str) -> tuple[Guide, Page]:
    text = f"---\ntitle: Wait\n---\n## Wait for it\n\n{body}\n\n[^one]: A source.\n"
    guide = tea_guide(**{"02-wait.md": text})
    return guide, guide.parts[1]


def part(body: str) -> str:
    guide, waiting = page(body)
    return render(content.markdown(waiting, published(guide)))


def within(html: str) -> str:
    """Return what stands in the first block, up to the end of the step."""
    return html[html.index('<div class="when"') :]


def test_all_that_stands_between_the_slashes_is_in_the_block_and_nothing_else() -> None:
    html = part(f"Before.\n\n{FORK}\n{INSIDE}\nAfter.")
    outer, _, after = within(html).partition("<p>After.</p>")
    assert html.index("Before.") < html.index('<div class="when"')
    for inside in ("A paragraph", 'id="wait-for-it-checklist"', "Take an umbrella", 'id="shower"', "Inner."):
        assert inside in outer
    assert outer.count("<div") == outer.count("</div>")
    assert after.strip().startswith(
        '<div data-slot="" id="wait-for-it-note"></div><details class="step-notes">'
    )


def test_a_block_says_what_it_hangs_on_and_whom_it_is_for() -> None:
    html = part(f"{FORK}\n{INSIDE}")
    tags = [
        dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) for tag in re.findall(r'<div class="when"[^>]*>', html)
    ]
    outer, inner = ({name: value for name, value in tag.items() if name != "data-line"} for tag in tags)
    assert outer == {"class": "when", "data-by": "sky", "data-is": "rain", "data-when": "weather"}
    assert inner == {"class": "when", "data-by": "sky", "data-is-not": "sun", "data-when": "weather"}
    assert '<p class="when-label">If it "rains" &amp; pours</p>' in html
    assert '<p class="when-label">Unless it shines</p>' in html


def test_slashes_in_code_open_nothing() -> None:
    html = part(f"{FORK}\n```text\n/// when | If it rains\n    weather: rain\n```\n")
    assert 'class="when"' not in html


def test_what_opens_a_block_is_no_word_of_the_step() -> None:
    guide = tea_guide(
        **{"02-wait.md": f"---\ntitle: Wait\n---\n## Wait\n\n{FORK}\n{INSIDE}\n[^one]: A source.\n"}
    )
    words = guide.parts[1].steps[0].words
    assert "A paragraph" in words
    assert "///" not in words
    assert "weather" not in words


def test_a_block_in_raw_html_is_told() -> None:
    block = "/// when | Rain\n    weather: rain\n\nText.\n\n///"
    guide, waiting = page(f"{FORK}\n<div>\n{block}\n</div>\n")
    html = render(content.markdown(waiting, published(guide)))
    assert [(problem.code, problem.line) for problem in content.lost(html, waiting)] == [("HR108", 13)]


def test_a_block_of_tools_alone_is_marked() -> None:
    tool = "```timer\nid: {}\nlengths: [5]\n```\n"
    block = "/// when | If it rains\n    weather: rain\n\n{}\n///\n"
    nested = tool.format("a") + "\n//// when | If it pours\n    weather: rain\n\n{}\n////\n"
    for inside, marked in (
        (tool.format("a"), [True]),
        (f"{tool.format('a')}\nWords.\n", [False]),
        (nested.format(tool.format("b")), [True, True]),
        (nested.format("Words."), [True, False]),
    ):
        tags = re.findall(r'<div class="when"[^>]*>', part(f"{FORK}\n{block.format(inside)}"))
        assert ["data-tools" in tag for tag in tags] == marked
