"""A guide in two builds: one that a reader writes into, and a newer one with things renamed or removed.

Each thing that can be written into, each tool and the first step has a fate in the newer build: it is left
alone, has other words under its old id (a tool then also stands on another page), or is removed. A tool may
also have become one of another type under the same id.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Final, Literal

from tests.test_site import ROOT

Fate = Literal["kept", "renamed", "removed", "another"]
"""Only tools become `another`."""
Fates = Mapping[str, Fate]
"""By the names in `TOOLS`, `PLACES` and `STEP`; what isn't there is kept."""

FOLDER: Final = "guides/tea/"
PARTS: Final = (f"{FOLDER}01-boil.html", f"{FOLDER}02-pour.html")
STEP: Final = "fill-the-kettle"
TOOLS: Final = ("leaves", "letter", "diary", "plan", "mood")


@dataclass(frozen=True)
class Place:
    """A thing to write into or to tick: its tool, its id, and the id of its field on the page."""

    tool: str
    thing: str
    field: str
    ticked: bool = False


_LIST, _NOTE = f"{STEP}-checklist", f"{STEP}-note"
PLACES: Final = (
    Place(_LIST, "fresh-water", f"{_LIST}--box-fresh-water", ticked=True),
    Place(_LIST, "clean-lid", f"{_LIST}--box-clean-lid", ticked=True),
    Place(_NOTE, "note", f"{_NOTE}--text"),
    Place("leaves", "black", "leaves--cell-black-name"),
    Place("leaves", "green", "leaves--cell-green-name"),
    Place("letter", "thanks", "letter--text-thanks"),
    Place("letter", "wish", "letter--text-wish"),
    Place("diary", "taste", "diary--text-0-taste"),
    Place("diary", "smell", "diary--text-0-smell"),
    Place("plan", "walk", "plan--what-walk"),
    Place("plan", "cake", "plan--what-cake"),
    Place("mood", "before", "mood--note-before"),
    Place("mood", "after", "mood--note-after"),
)


def fate_of(place: Place, fates: Fates) -> Fate:
    """Return what has become of a place: removed, if what it stood in was."""
    holders = [place.thing, place.tool if place.tool in TOOLS else STEP]
    found = {fates.get(name, "kept") for name in holders}
    return "removed" if found & {"removed", "another"} else "renamed" if "renamed" in found else "kept"


def fates_by(chance: Random) -> Fates:
    """Return a fate for all, half of the things with new words or none."""
    things: dict[str, Fate] = {
        place.thing: chance.choice(("kept", "renamed", "removed", "removed")) for place in PLACES
    }
    tools: dict[str, Fate] = {
        tool: chance.choice(("kept", "kept", "renamed", "removed", "another")) for tool in TOOLS
    }
    return things | tools | {STEP: chance.choice(("kept", "renamed", "removed")), "note": "kept"}


def files(fates: Fates) -> dict[str, str]:
    """Return the files of a site with this guide."""
    parts: tuple[list[str], list[str]] = ([], [])
    for tool in TOOLS:
        fate = fates.get(tool, "kept")
        if fate != "removed":
            parts[fate == "renamed"].append(_tool(tool, fates))
    return {
        "mkdocs.yml": _CONFIG,
        f"docs/{FOLDER}index.md": _INDEX,
        f"docs/{FOLDER}01-boil.md": _page("Boil the water", _step(fates), "## Wait for it\n", *parts[0]),
        f"docs/{FOLDER}02-pour.md": _page("Pour it", "## Take a cup\n\nAny cup.\n", *parts[1]),
    }


_CONFIG: Final = f"""\
INHERIT: {ROOT}/mkdocs.yml
site_name: Handrail
theme:
  custom_dir: {ROOT}/overrides
hooks: ["{ROOT}/hooks/handrail_hooks.py"]
extra:
  footer: []
"""
_INDEX: Final = """\
---
title: Make a cup of tea
line: One kettle
summary: How to make a cup of tea.
topic: Kitchen
reviewed: 2026-11-23
---
Tea.
"""


def _page(title: str, *texts: str) -> str:
    return "\n".join((f"---\ntitle: {title}\n---", *texts))


def _step(fates: Fates) -> str:
    fate = fates.get(STEP, "kept")
    if fate == "removed":
        return "## Take the pot\n\nAny pot.\n"
    heading = "## Fill the kettle" if fate == "kept" else f"## Water, please {{#{STEP}}}"
    items = ["- [ ] Fresh water", "- [ ] Clean lid"]
    kept = [
        item if fates.get(thing, "kept") == "kept" else f"- [ ] New words of {thing} {{#{thing}}}"
        for item, thing in zip(items, ("fresh-water", "clean-lid"), strict=True)
        if fates.get(thing, "kept") != "removed"
    ]
    return "\n".join([heading, "", "As much as you need.", "", *kept, "- [ ] A spoon", ""])


def _things(tool: str, fates: Fates) -> str:
    """Return a tool's things as YAML, those that are left, and one that nobody writes into."""
    left = [
        place.thing for place in PLACES if place.tool == tool and fates.get(place.thing, "kept") != "removed"
    ]
    named = {thing: "New words" if fates.get(thing) == "renamed" else thing.capitalize() for thing in left}
    return ", ".join(
        f"{{id: {name}, label: {label}}}" for name, label in {**named, "rest": "The rest"}.items()
    )


def _tool(tool: str, fates: Fates) -> str:
    fate, things = fates.get(tool, "kept"), _things(tool, fates)
    title = "Called otherwise" if fate == "renamed" else tool.capitalize()
    scale = "scale: [no, yes]\ntotals: [{id: all, label: All, items: [{id: warm, text: I am warm}]}]\n"
    kinds = {
        "leaves": f"worksheet\nid: leaves\ncolumns: [{{id: name, label: Name}}]\nrows: [{things}]\n",
        "letter": f"draft\nid: letter\nfields: [{things}]\n",
        "diary": f"journal\nid: diary\nprompts: [{things}]\n",
        "plan": f"planner\nid: plan\nslots: [{things}]\n",
        "mood": f"self-check\nid: mood\n{scale}notes: [{things}]\n",
    }
    other = TOOLS[(TOOLS.index(tool) + 1) % len(TOOLS)] if fate == "another" else tool
    body = kinds[other].replace(f"id: {other}\n", f"id: {tool}\ntitle: {title}\n")
    return f"```{body}```\n"
