"""Rules for a text as an author wrote them: each can be raised, and finds what its examples say."""

from collections.abc import Collection, Iterator

from handrail_widgets.text.phrases import Example, Rules

from handrail.problem import Problem
from handrail.reading.inline import suggestion
from handrail.reading.settings import Settings


def tried(rules: Rules, settings: Settings, path: str) -> Iterator[Problem]:
    """Yield what is wrong with rules that have the right shape.

    Args:
        rules: What the author wrote.
        settings: The same, with the line of everything.
        path: The file.

    """
    known = {"flags": [flag.id for flag in rules.flags], "marks": [mark.id for mark in rules.marks]}
    for group, ids in known.items():
        for at, name in enumerate(ids):
            if name in ids[:at]:
                line = settings.line((group, at, "id"))
                what = f'The id "{name}" stands for the second time among the {group}.'
                yield Problem(path, line, "HR406", what, "Give one of them another id.")
    for at, flag in enumerate(rules.flags):
        if not flag.phrases and not flag.near:
            what = f'Nothing raises the flag "{flag.id}".'
            fix = "Give it `phrases`, or `near` with `phrases` and `of`."
            yield Problem(path, settings.line(("flags", at)), "HR408", what, fix)
    for at, example in enumerate(rules.examples):
        line = settings.line(("examples", at))
        for group, names in (("flags", example.flags), ("marks", example.marks or ())):
            for name in sorted({*names} - {*known[group]}):
                what = f'The example names "{name}", which is none of the {group}.'
                fix = f"{suggestion(name, known[group])} There is: {_listed(known[group])}."
                yield Problem(path, line, "HR408", what, fix)
        yield from _missed(rules, example, path, line)


def _missed(rules: Rules, example: Example, path: str, line: int) -> Iterator[Problem]:
    """Tell where an example turns out otherwise than it says."""
    found, there = rules.find(example.text)
    raised = {one.flag.id for one in found}
    if raised != {*example.flags}:
        wants = f"should raise {_listed(example.flags)}, and raises {_listed(raised)}"
        what = f"The example “{_short(example.text)}” {wants}."
        yield Problem(path, line, "HR409", what, "Mend the rule's phrases, or the example.")
    if example.marks is not None and there != {*example.marks}:
        wants = f"should have {_listed(example.marks)}, and has {_listed(there)}"
        what = f"The example “{_short(example.text)}” {wants}."
        yield Problem(path, line, "HR409", what, "Mend the mark's phrases, or the example.")


def _listed(names: Collection[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


_SHOWN = 60
