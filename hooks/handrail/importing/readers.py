"""Which reader a source is for, and what it takes to have that reader."""

import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import PurePath
from typing import Any, Final

from handrail.importing import linked_data, plain_text
from handrail.importing.boilerplate import without
from handrail.importing.decoding import decoded
from handrail.importing.document import (
    Block,
    Document,
    Dropped,
    Heading,
    Paragraph,
    Picture,
    RefusedError,
    text,
    texts,
    words,
)
from handrail.importing.normal import normal
from handrail.importing.sentences import key, sentences
from handrail.importing.vocabulary import role_of

EXTRA: Final = "python -m pip install 'handrail[import]'"
"""What brings the readers that need more than a site does."""

LONGEST: Final = 1_000_000
"""Characters of text that a how-to may have: about 600 printed pages."""
_WEB: Final = re.compile(
    r"\A\s*(?:<!--.*?-->\s*)*(?:<!doctype html|<html|<head|<body|<article|<div|<h[1-6]|<p\b|<ol\b|<ul\b)",
    re.IGNORECASE | re.DOTALL,
)
_MARKED: Final = re.compile(r"^(?:#{1,4} \S|[-*+] \[[ xX]\] \S|!\[[^\]]*\]\()", re.MULTILINE)
_SEVERAL: Final = 2
_ARCHIVES: Final = (".mht", ".mhtml", ".webarchive", ".maff")
_OTHERS: Final = {
    ".doc": "Open it in Word or LibreOffice, save it as .docx, and import that.",
    ".odt": "Open it in LibreOffice, save it as .docx, and import that.",
    ".rtf": "Open it in Word or LibreOffice, save it as .docx, and import that.",
    ".pages": "Open it in Pages, export it as a Word document, and import that.",
    ".epub": "Open it in a reader, copy its text into a file `how-to.txt`, and import that.",
}


def read(name: str, data: bytes) -> Document:
    """Read a source of any make.

    Args:
        name: Its file's name.
        data: What is in it.

    Raises:
        RefusedError: If nothing can be read from it; it says what to do.

    """
    ending = PurePath(name).suffix.lower()
    if ending in _ARCHIVES:
        raise RefusedError(
            f"{name} is a page saved as one archive.",
            "Save it anew as “Web page, complete”, and import its .html.",
        )
    if ending in _OTHERS:
        raise RefusedError(f"{name} can't be read as it is.", _OTHERS[ending])
    if ending == ".docx" and data.startswith(b"PK"):
        found: Document = _reader("word", "Word documents")(data, name)
        return found
    source, said = decoded(data, name)
    document = _read(source, name, ending)
    if sum(map(len, texts((*document.blocks, *document.left)))) > LONGEST:
        raise RefusedError(
            f"{name} holds more than {LONGEST:,} characters of text.",
            "Cut it into several files and import each.",
        )
    if not any(texts((*document.blocks, *document.left))) and not document.facts.title:
        raise RefusedError(f"{name} holds no text.", "Put the text of the how-to into it, and save it.")
    return document.having(document.blocks, remarks=said)


def _read(source: str, name: str, ending: str) -> Document:
    if ending in (".json", ".jsonld"):
        found = linked_data.read(source)
        if found is None:
            raise RefusedError(
                f"{name} describes no HowTo and no Recipe of schema.org.",
                "Import the page itself, as .html or as text.",
            )
        return found
    if ending in (".html", ".htm", ".xhtml") or _WEB.match(source):
        return _page(source)
    if ending in (".md", ".markdown", ".mdown") or len(_MARKED.findall(source)) >= _SEVERAL:
        read_markdown: Document = _reader("markdown_text", "Markdown")(source)
        return read_markdown
    return plain_text.read(source)


def _page(source: str) -> Document:
    """Read a page, and what it says of itself to machines."""
    page: Document = _reader("web_page", "web pages")(source)
    for block in import_module("handrail.importing.web_page").structured(source):
        try:
            found = linked_data.read(block)
        except RefusedError:
            continue
        if found and found.blocks:
            return _joined(page, found)
    return page


def _joined(page: Document, found: Document) -> Document:
    """Join a page and its description: the page is read, unless the steps stand in the description alone."""
    there = {key(each) for said in texts(page.blocks) for each in sentences(said)}
    steps = [key(each) for said in texts(found.blocks) for each in sentences(said)]
    if sum(each in there for each in steps) * _SEVERAL < len(steps):
        return _beyond(page, found)
    told = found.facts
    facts = replace(
        page.facts, time=told.time, topic=told.topic, reviewed=page.facts.reviewed or told.reviewed
    )
    return replace(page, facts=facts)


def _beyond(page: Document, found: Document) -> Document:
    """Join a description with what the page says beyond it, which is left over."""
    facts = found.facts
    known = [*texts(found.blocks), facts.title, facts.summary, *facts.needs, *map(words, facts.tips)]
    there = {key(sentence) for said in known for sentence in sentences(said)} | {key(said) for said in known}
    sources = {block.src for block in found.blocks if isinstance(block, Picture)}
    plain = without(normal(page))
    left: list[Block] = []
    labels = [Dropped("title of the window", page.facts.title)] if page.facts.title else []
    for block in plain.blocks:
        if isinstance(block, Heading) and role_of(words(block.line)):
            labels.append(Dropped("label of a section", words(block.line)))
        elif isinstance(block, Picture):
            left += (block,) if block.src not in sources else ()
        else:
            rest = [each for said in texts((block,)) for each in sentences(said) if key(each) not in there]
            whole = isinstance(block, Heading | Paragraph) and " ".join(rest) == words(block.line)
            left += (block,) if whole else (Paragraph(text(each)) for each in rest)
    remark = (
        "The steps stand in the page’s description for search engines alone; what else it says is left over."
    )
    return Document(
        found.blocks,
        facts,
        (*plain.dropped, *found.dropped, *labels),
        (*plain.remarks, remark),
        (*found.left, *left),
    )


def _reader(module: str, what: str) -> Callable[..., Any]:
    """Return the reader of a module that takes the extra.

    Raises:
        RefusedError: If it isn't installed; it has the line that installs it.

    """
    try:
        found: Callable[..., Any] = import_module(f"handrail.importing.{module}").read
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("handrail"):
            raise
        raise RefusedError(
            f"Reading {what} takes {error.name}, which is not installed.", f"Run: {EXTRA}"
        ) from error
    return found
