"""What an import tells its author: what came of the source, and what is left to decide."""

from collections.abc import Iterator, Sequence

from handrail.importing.bring import Made
from handrail.importing.document import Dropped, words


def report(made: Made, remarks: Sequence[str], before: int) -> Iterator[str]:
    """Walk the lines of the report.

    Args:
        made: What was made.
        remarks: What else is to be told, such as of pictures.
        before: How many sentences of the source were dropped by name.

    """
    draft, account = made.draft, made.account
    steps = sum(len(part.steps) for part in draft.parts)
    named = [part for part in draft.parts if words(part.title)]
    parts = f" in {_counted(len(named), 'part')}" if named else ""
    yield f"“{draft.title}”: {_counted(steps, 'step')}{parts}."
    total = account.source + before
    yield (
        f"{_counted(total, 'sentence')} of the source: {account.guide} in the guide, "
        f"{account.left} in left-over.md, "
        f"{before} dropped by name (below)."
    )
    if account.more:
        more = _counted(len(account.more), "sentence")
        yield f"{more} of the guide stand there more often than in the source: {_quoted(account.more)}."
    elif not account.lost:
        yield "Every sentence stands once, and none was made up."
    if unnamed := sum(not step.is_named for part in draft.parts for step in part.steps):
        yield (
            f"{_counted(unnamed, 'step')} had no words short enough for a heading, and are called “Step 1” "
            "and so on. Give them one."
        )
    yield from _dropped(draft.dropped)
    yield from (*draft.remarks, *remarks)


def _dropped(dropped: Sequence[Dropped]) -> Iterator[str]:
    """Walk what was dropped, by name."""
    names = dict.fromkeys(each.name for each in dropped)
    for name in names:
        said = [each.text for each in dropped if each.name == name]
        yield f"Dropped, {name}: {_quoted(said)}."


def _quoted(given: Sequence[str]) -> str:
    counted: dict[str, int] = {}
    for each in given:
        counted[each] = counted.get(each, 0) + 1
    return ", ".join(f"“{each}”{f' ({n} times)' if n > 1 else ''}" for each, n in counted.items())


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"
