"""Sentences in a page that Python-Markdown rendered: over its steps, notes and boxes."""

from xml.etree.ElementTree import Element

from handrail_widgets.kit.words import Words


def put_in(root: Element, words: Words) -> None:
    """Put a site's sentences where the tree has a place for them.

    Those are the word beside a step's number, the heading of its notes, what a link back from a note is
    called, and the title of a box, such as `!!! warning`, that was given none.
    """
    for element in root.iter():
        match element.tag, (element.get("class") or "").split():
            case "p", ["step-number"]:
                _number(element, words)
            case "details", ["step-notes"]:
                element[0].text = words("guide.notes")
            case "li", _ if (number := element.get("value")) and (element.get("id") or "").startswith("fn"):
                for link in element.iter("a"):
                    if link.get("class") == "footnote-backref":
                        link.set("title", words("page.note-back", number=number))
            case "div", ["admonition", kind, *_]:
                _title(element, kind, words)


def _number(label: Element, words: Words) -> None:
    """Write "Step 3" with the number apart from the words, which a style sheet may hide."""
    number, label.text = label.text or "", None
    last: Element | None = None
    place = object()
    for part in words.parts("guide.step", number=place):
        if part is not place:
            last = Element("span", {"class": "step-word"})
            last.text = str(part)
            label.append(last)
        elif last is None:
            label.text = number
        else:
            last.tail = number


def _title(box: Element, kind: str, words: Words) -> None:
    title = box.find("p")
    if title is None or title.get("class") != "admonition-title" or title.text != kind.capitalize():
        return
    if words.has(key := f"box.{kind}"):
        title.text = words(key)
