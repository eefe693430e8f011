"""A small guide that is in order, and a way to write it out with changes."""

from collections.abc import Mapping
from pathlib import Path

from handrail.guides.catalogue import Catalogue, read
from handrail.guides.guide import Guide, assemble
from handrail.problem import Problem
from handrail.reading.source import parse
from handrail.widgets.kinds import built_in
from handrail.widgets.own import own_files, own_widgets

KINDS = built_in()
"""The widgets that every site has."""

INDEX = """\
---
title: How to Make Tea
line: And enjoy it
summary: Boil water, wait, drink.
topic: Kitchen
reviewed: 2026-11-23
needs: ["A pot", "Leaves"]
tips: ["Use *fresh* water."]
exit_url: https://example.org/
---
A guide to tea.
"""
BOIL = """\
---
title: Boil
---
First, water.

## Fill the pot

![A hand fills a pot at a tap](pictures/pot.svg)

Cold water is best.[^smith2001] See [waiting](02-wait.md#wait-for-it).

- [ ] I filled the pot
- [ ] I put the lid on

## Heat it

!!! warning "Hot"
    Steam burns.

```timer
id: kettle
title: The kettle
lengths: [5, 10]
```

[^smith2001]: Smith (2001), *Tea*. One cook's word.
"""
WAIT = """\
---
title: Wait
---
## Wait for it

Think of [the start](01-boil.md).[^jones2010]

- [ ] I waited

[^jones2010]: Jones (2010).
"""
HELP = """\
---
title: Where to ask
---
Ask [a friend](index.md).
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 10"/>'
TEA = {
    "index.md": INDEX,
    "01-boil.md": BOIL,
    "02-wait.md": WAIT,
    "help.md": HELP,
    "pictures/pot.svg": PICTURE,
}


def written(docs: Path, files: Mapping[str, str | bytes], slug: str = "tea") -> Path:
    """Write a guide's files into a docs folder, and return that; `/a.py` is put beside it."""
    for name, content in files.items():
        path = docs.parent / name[1:] if name.startswith("/") else docs / "guides" / slug / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return docs


def checked(docs: Path) -> tuple[Problem, ...]:
    """Return what is wrong with the guides in a docs folder, and with the own widgets beside it."""
    own = own_widgets(own_files(docs.parent / "widgets"), "../widgets", KINDS, None)
    return (*own.problems, *read(docs, {**KINDS, **own.kinds}).problems)


def tea(docs: Path, **changes: str) -> Catalogue:
    """Read the guide to tea with some texts in it replaced: `tea(docs, **{"01-boil.md": "..."})`."""
    return read(written(docs, {**TEA, **changes}), KINDS)


def tea_guide(**changes: str) -> Guide:
    """Make the guide to tea without a disk; it must be in order."""
    files = {name: text for name, text in {**TEA, **changes}.items() if name.endswith(".md")}
    guide, problems = assemble(
        "tea", [parse(f"guides/tea/{name}", text.encode()) for name, text in files.items()], KINDS
    )
    assert not problems, problems
    return guide
