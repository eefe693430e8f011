"""Markdown, read: as CommonMark and GitHub have it, by way of the HTML that it stands for."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from handrail.importing import web_page
from handrail.importing.document import Block, Document, Paragraph, Run
from handrail.reading.settings import Settings, UnreadableError, Value
from handrail.reading.settings import read as settings

_FRONT: Final = re.compile(r"\A---[ \t]*\n(?P<front>.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_TITLES: Final = ("title", "name")
_SUMMARIES: Final = ("summary", "description")
_DEFINITION: Final = re.compile(r"^[ ]{0,3}\[(?!\^)(?P<label>[^\]\n]+)\]:[ \t]*\S+[ \t]*$", re.MULTILINE)
_NOTE: Final = re.compile(r"^[ ]{0,3}(?P<mark>\[\^(?P<label>[^\]\s]+)\]:)", re.MULTILINE)
_LABELS: Final = re.compile(r"\[([^\[\]]+)\]")
_BOX: Final = re.compile(
    r"^!!!\s*(?P<kind>\w+)(?:\s+\"(?P<title>[^\"]*)\")?[ \t]*\n(?P<body>(?:(?:[ ]{4}.*|[ \t]*)\n)+)",
    re.MULTILINE,
)


def read(source: str) -> Document:
    """Read Markdown: its front matter, tables, footnotes, definition lists, tasks, and HTML within it."""
    found = _FRONT.match(source)
    front, rest = Settings(), source
    if found:
        try:
            front, rest = settings(found["front"], 2), source[found.end() :]
        except UnreadableError:
            front, rest = Settings(), source[found.end() :]
            front.values["front matter"] = found["front"]
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(deflist_plugin)
    text = _boxes(_sound_notes(f"{rest}\n"))
    env: dict[str, Any] = {}
    html = parser.render(text, env)
    if uncited := _uncited(env):  # a block of HTML is no Markdown, and cites nothing
        env = {}
        html = parser.render(
            _as_text(text, [note for note in _NOTE.finditer(text) if note["label"] in uncited]), env
        )
    document = web_page.read(_footnotes(html))
    unused = tuple(Paragraph((Run(line),)) for line in _unused(rest, env.get("references", {})))
    document = replace(document, left=(*document.left, *unused))
    return _fronted(document, front)


def _boxes(source: str) -> str:
    """Write the boxes of Python-Markdown as GitHub has them, so that their text is none of code."""

    def quoted(found: re.Match[str]) -> str:
        body = found["body"].rstrip("\n").split("\n")
        title = f"**{found['title']}**\n\n" if found["title"] else ""
        lines = [
            f"[!{found['kind'].upper()}]",
            *title.split("\n")[:-1],
            *(line.removeprefix("    ") for line in body),
        ]
        return "".join(f"> {line}".rstrip() + "\n" for line in lines) + "\n"

    return _BOX.sub(quoted, source)


def _sound_notes(source: str) -> str:
    """Make text of the definition of a footnote that nothing cites, or that is defined again below."""
    found = list(_NOTE.finditer(source))

    def is_sound(at: int) -> bool:
        label = found[at]["label"]
        again = any(other["label"] == label for other in found[at + 1 :])
        return not again and re.search(rf"\[\^{re.escape(label)}\](?!:)", source) is not None

    return _as_text(source, [note for at, note in enumerate(found) if not is_sound(at)])


def _as_text(source: str, notes: Sequence[re.Match[str]]) -> str:
    """Make text of these definitions of footnotes."""
    for note in reversed(notes):
        source = f"{source[: note.start('mark')]}\\{source[note.start('mark') :]}"
    return source


def _uncited(env: Mapping[str, Any]) -> set[str]:
    """Return the labels of footnotes that the parser found cited nowhere, of which it would say nothing."""
    return {
        label.removeprefix(":") for label, at in env.get("footnotes", {}).get("refs", {}).items() if at < 0
    }


def _unused(source: str, known: Collection[str]) -> Iterator[str]:
    """Walk the lines that define a link which is never used, such as `[Note]: this`: HTML has none of them.

    Args:
        source: The text.
        known: The labels that the parser took for definitions.

    """
    labels = [normalizeReference(label) for label in _LABELS.findall(source)]
    for found in _DEFINITION.finditer(source):
        label = normalizeReference(found["label"])
        if label in known and labels.count(label) == 1:
            yield found[0].strip()


def _footnotes(html: str) -> str:
    """Make a section of sources of the footnotes, and leave their arrows out."""
    html = re.sub(r'\s*<a href="#fnref[^"]*" class="footnote-backref">[^<]*</a>', "", html)
    html = html.replace('<hr class="footnotes-sep" />', "")
    return re.sub(r'<section class="footnotes">', "<section><h2>Sources</h2>", html)


def _fronted(document: Document, front: Settings) -> Document:
    """Take what the front matter says; what has no place goes to what is left over."""
    values = dict(front.values)
    facts = document.facts
    facts = replace(
        facts,
        title=facts.title or _taken(values, _TITLES),
        summary=facts.summary or _taken(values, _SUMMARIES),
    )
    left = tuple(_left(values))
    return replace(document, facts=facts, left=(*document.left, *left))


def _taken(values: dict[str, Value], names: Sequence[str]) -> str:
    """Take the first of some values out that is a text."""
    for name in names:
        given = values.get(name)
        if isinstance(given, str) and given:
            del values[name]
            return given
    return ""


def _left(values: dict[str, Value]) -> list[Block]:
    return [
        Paragraph((Run(f"{name}: {_said(value)}"),))
        for name, value in values.items()
        if value not in (None, "", [])
    ]


def _said(value: Value) -> str:
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    if isinstance(value, dict):
        return ", ".join(f"{name} {_said(inner)}" for name, inner in value.items())
    return str(value)
