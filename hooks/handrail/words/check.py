"""What is wrong with a file of words: each of its sentences is compared with the English one."""

from collections.abc import Iterator, Mapping

from handrail_widgets.kit.words import CHANGES, OTHER, PLACE, Sentence

from handrail.problem import Problem
from handrail.reading.inline import suggestion
from handrail.words.table import DATES, FORMS, Table


def problems(table: Table, english: Mapping[str, Sentence], needed: frozenset[str]) -> Iterator[Problem]:
    """Yield what is wrong with a table.

    Args:
        table: The file.
        english: The English sentences: what keys there are, and with which places.
        needed: The plural categories that whole numbers have in the file's language.

    """
    for name in table.dates:
        if name not in DATES:
            what = f"There is no form of a date called `{name}`."
            fix = f"The forms are {', '.join(DATES)}."
            yield Problem(table.path, table.line(f"dates.{name}"), "HR702", what, fix)
    for key, sentence in table.sentences.items():
        if key not in english:
            what = f"There is no sentence called `{key}`."
            fix = f"Take a key of the English file.{suggestion(key, english)}"
            yield Problem(table.path, table.line(key), "HR702", what, fix)
            continue
        if isinstance(sentence, str):
            yield from _places(table, key, "", sentence, english[key])
        elif isinstance(english[key], str):
            what = f"`{key}` has plural forms, and no number to choose one by."
            yield Problem(table.path, table.line(key), "HR705", what, "Write one text.")
        else:
            yield from _forms(table, key, sentence, needed)
            for form, text in sentence.items():
                yield from _places(table, key, form, text, english[key])


def _forms(table: Table, key: str, forms: Mapping[str, str], needed: frozenset[str]) -> Iterator[Problem]:
    line = table.line(key)
    if unknown := [form for form in forms if form not in FORMS]:
        what = f"`{key}` has the plural form `{unknown[0]}`, which no language has."
        yield Problem(table.path, line, "HR705", what, f"The forms are {', '.join(FORMS)}.")
    known = [form for form in FORMS if form in needed | {OTHER}]
    if missing := [form for form in known if form not in forms]:
        what = f"`{key}` lacks the plural form `{missing[0]}`."
        fix = f"This language has {', '.join(known)}; write each."
        yield Problem(table.path, line, "HR705", what, fix)


def _places(table: Table, key: str, form: str, text: str, english: Sentence) -> Iterator[Problem]:
    known = _named(english if isinstance(english, str) else "".join(english.values()))
    wanted = _named(english if isinstance(english, str) else english[OTHER])
    if not isinstance(english, str):
        known |= {"count"}
    if form not in ("", OTHER):
        wanted -= {"count"}  # "a day", "two days": a word may stand for the number
    named, line = f"`{key}`" + (f" ({form})" if form else ""), table.line(key)
    list_of = ", ".join(f"{{{name}}}" for name in sorted(known)) or "none"
    for name in sorted(wanted - _named(text)):
        what = f"{named} lacks the place {{{name}}}."
        yield Problem(table.path, line, "HR704", what, f"Its places are {list_of}; put each in.")
    for name in sorted(_named(text) - known):
        what = f"{named} has the place {{{name}}}, which nothing fills."
        yield Problem(table.path, line, "HR704", what, f"Its places are {list_of}.")
    for change in sorted({place[2] for place in PLACE.finditer(text) if place[2]} - set(CHANGES)):
        what = f"{named} asks for `:{change}`, which is no change."
        changes = ", ".join(f"`:{name}`" for name in CHANGES if name)
        yield Problem(table.path, line, "HR704", what, f"After a place's name there may be {changes}.")
    if "{" in PLACE.sub("", text) or "}" in PLACE.sub("", text):
        what = f"{named} has a brace that belongs to no place."
        yield Problem(table.path, line, "HR704", what, f"Its places are {list_of}.")


def _named(text: str) -> set[str]:
    return {place[1] for place in PLACE.finditer(text)}
