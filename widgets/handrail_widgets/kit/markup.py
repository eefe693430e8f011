"""What a widget may draw, and what not: elements, attributes, addresses.

A view can't run a script, can't load anything from another host and can't send a form away, even if
an author's config or a reader's text ends up in the wrong place of it.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

TAGS: Final = frozenset(
    {
        *("a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "br"),
        *("button", "caption", "cite", "code", "col", "colgroup", "data", "datalist", "dd", "del"),
        *("details", "dfn", "div", "dl", "dt", "em", "fieldset", "figcaption", "figure", "footer"),
        *("form", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "input", "ins", "kbd"),
        *("label", "legend", "li", "mark", "meter", "nav", "ol", "optgroup", "option", "output"),
        *("p", "pre", "progress", "q", "rp", "rt", "ruby", "s", "samp", "section", "select"),
        *("small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "textarea"),
        *("tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr"),
    },
)
"""The elements that hold content. Their text is text to a browser, never script, style or address."""

VOID: Final = frozenset({"br", "col", "hr", "img", "input", "wbr"})
"""Elements without an end tag."""

EVENTS: Final = frozenset({"click", "input", "change", "submit"})
"""The events that the page listens to."""

LOCAL: Final = frozenset(
    {
        *("id", "for", "form", "headers", "list", "name", "popovertarget"),
        *("aria-activedescendant", "aria-controls", "aria-describedby", "aria-details"),
        *("aria-errormessage", "aria-flowto", "aria-labelledby", "aria-owns"),
    },
)
"""Attributes that hold ids of the same view, or names that belong to it."""

ENUMERATED: Final = frozenset({"autocorrect", "contenteditable", "draggable", "spellcheck"})
"""Attributes that want the words "true" or "false", like all those of aria."""

REFUSED: Final[Mapping[str, str]] = {
    "action": "a form sends a message (on_submit); nothing a reader types leaves the page",
    "attributionsrc": "nothing is told to other hosts",
    "background": "pictures belong in the site's CSS",
    "formaction": "a form sends a message (on_submit); nothing a reader types leaves the page",
    "formmethod": "a form sends a message (on_submit); nothing a reader types leaves the page",
    "is": "there are no elements with scripts of their own",
    "nonce": "there are no scripts in a widget",
    "ping": "nothing is told to other hosts",
    "srcdoc": "there are no pages inside a widget",
    "srcset": "a picture has one address (src), within this site",
    "style": "give it a class; looks belong in the site's CSS",
}
"""Attributes that a widget may not have, and why."""

_NAME: Final = re.compile(r"[a-z][a-z0-9-]*")
_RELATIVE: Final = r"(?!//)[^:/?#\\\x00-\x20\x7f]*(?:[/?#][^\\\x00-\x20\x7f]*)?"
_LINK: Final = re.compile(
    rf"(?:https?://|mailto:|tel:)[^\\\x00-\x20\x7f]*|{_RELATIVE}",
    re.IGNORECASE,
)
_SOURCE: Final = re.compile(_RELATIVE)
_ADDRESSES: Final[Mapping[str, tuple[re.Pattern[str], str]]] = {
    "href": (_LINK, "http, https, mailto, tel and pages of this site are safe"),
    "src": (_SOURCE, "only files of this site are safe"),
    "poster": (_SOURCE, "only files of this site are safe"),
}

GUARDED: Final = frozenset({*_ADDRESSES, "id", "method"})
"""Attributes whose text can be wrong."""


def check_tag(tag: str) -> None:
    """Refuse an element that a widget may not draw.

    Raises:
        ValueError: with the elements that it may.

    """
    if tag not in TAGS:
        message = f"a widget can't draw <{tag}>; it can draw {', '.join(sorted(TAGS))}"
        raise ValueError(message)


@cache
def attribute_name(tag: str, given: str) -> str:
    """Return the HTML name of an element's keyword: ``class_`` is "class", ``key`` is "id".

    Raises:
        ValueError: as `check_name`.

    """
    name = given.rstrip("_").replace("_", "-")
    name = "id" if name == "key" else name
    check_name(tag, name)
    return name


def check_value(tag: str, name: str, value: object) -> None:
    """Refuse what an attribute, by its HTML name, can't hold.

    Raises:
        ValueError: with what is wrong and what to write instead.

    """
    if value is None or name.startswith("on-"):  # what a handler may be, `codec.handler` says
        return
    if not isinstance(value, str | int | float):
        message = f"<{tag} {name}> can't be {value!r}; write text, a number, True, False or None"
        raise ValueError(message)  # noqa: TRY004 - to whoever writes a view, one kind of mistake
    if name in _ADDRESSES:
        safe, advice = _ADDRESSES[name]
        if not safe.fullmatch(str(value)):
            message = f"<{tag} {name}> leads to {value!r}; {advice}, with %20 in place of spaces"
            raise ValueError(message)
    elif name == "id" and len(str(value).split()) != 1:
        message = f"<{tag} {name}> can't be {value!r}; an id is one word without spaces"
        raise ValueError(message)
    elif name == "method" and value != "dialog":
        message = f"<{tag} {name}> can't be {value!r}; {REFUSED['action']}"
        raise ValueError(message)


def check_name(tag: str, name: str) -> None:
    """Refuse an attribute, by its HTML name, that a widget may not have.

    Raises:
        ValueError: with what is wrong and what to write instead.

    """
    if name.startswith(("on-", "data-on-")):
        event = name.removeprefix("data-").removeprefix("on-")
        if event not in EVENTS or name.startswith("data-"):
            can = ", ".join(f"on_{known}" for known in sorted(EVENTS))
            message = f"<{tag}> can't send on {event!r} by {name!r}; it can send {can}"
            raise ValueError(message)
    elif not _NAME.fullmatch(name):
        message = f"{name!r} is not the name of an attribute of <{tag}>"
        raise ValueError(message)
    elif name.startswith("on"):
        message = f"<{tag} {name}> would be a script; send a message: on_{name[2:]}=Message"
        raise ValueError(message)
    elif name in REFUSED:
        message = f"a widget can't have <{tag} {name}>: {REFUSED[name]}"
        raise ValueError(message)
