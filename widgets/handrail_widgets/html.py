"""An element tree that reads like HTML: ``p(role="status")["2 of 3 done"]``.

The tree is a value: it can be compared, searched and walked in a test before it becomes text. Text
and attribute values are escaped when it is rendered, so nothing a reader types can become markup.

Names of attributes: a trailing underscore is dropped (``class_``, ``for_``) and the other
underscores become hyphens (``aria_label``). ``on_click``, ``on_input``, ``on_change`` and
``on_submit`` take a message, or a message type that still waits for the field's value or the time;
see `handrail_widgets.codec.handler`.

Ids in a view are local to its widget: ``id``, ``key``, ``for_``, ``name`` and the ``aria_`` references get
the widget's id in front when rendered, so that two timers on a page never collide. ``key`` is the
id of a row in a list: a redraw keeps the row's element, and with it focus and caret.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from handrail_widgets import codec

type Child = Element | str | int | None | Iterable[Child]
type Attribute = object

EVENTS = frozenset({"click", "input", "change", "submit"})
VOID = frozenset({"br", "hr", "img", "input", "wbr"})
LOCAL = frozenset(
    {"id", "for", "name", "aria-controls", "aria-describedby", "aria-labelledby"},
)
ADDRESSES = frozenset({"href", "src", "action", "formaction"})
SAFE_ADDRESS = re.compile(r"(?:https?:|mailto:|tel:|[^:]*(?:[/?#]|$))", re.IGNORECASE)
NAME = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Element:
    """One HTML element. Calling it adds attributes, indexing it gives it children."""

    tag: str
    attributes: tuple[tuple[str, Attribute], ...] = ()
    children: tuple["Element | str", ...] = ()

    def __call__(self, **attributes: Attribute) -> "Element":
        """Return this element with attributes added.

        Raises:
            ValueError: for an attribute that can't be right: an unknown event, or a script address.

        """
        added = tuple((_attribute_name(name), value) for name, value in attributes.items())
        for name, value in added:
            _check_attribute(self.tag, name, value)
        return Element(self.tag, self.attributes + added, self.children)

    def __getitem__(self, children: Child | tuple[Child, ...]) -> "Element":
        """Return this element with these children; `None` is left out, iterables are flattened."""
        if self.tag in VOID:
            message = f"<{self.tag}> has no end tag, so it can't have children"
            raise ValueError(message)
        return Element(self.tag, self.attributes, tuple(_flat(children)))

    def get(self, name: str) -> Attribute:
        """Return the value of one attribute by its HTML name, or `None`."""
        return dict(self.attributes).get(name)

    @property
    def text(self) -> str:
        """All text inside, as a person would read it."""
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    def walk(self) -> Iterator["Element"]:
        """Yield this element and all elements inside it, in document order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()


def render(element: Element, scope: str = "") -> str:
    """Return the element as HTML, on its own; `scope` goes in front of its local ids."""
    attributes = "".join(_attribute(element.tag, n, v, scope) for n, v in element.attributes)
    start = f"<{element.tag}{attributes}>"
    if element.tag in VOID:
        return start
    inner = "".join(
        escape(child, quote=False) if isinstance(child, str) else render(child, scope)
        for child in element.children
    )
    # HTML drops one line break right after <textarea>, and with it one that the reader typed.
    if element.tag == "textarea" and inner.startswith("\n"):
        inner = "\n" + inner
    return f"{start}{inner}</{element.tag}>"


def _flat(children: Child | tuple[Child, ...]) -> Iterator[Element | str]:
    if children is None:
        return
    if isinstance(children, Element | str):
        yield children
    elif isinstance(children, int):
        yield str(children)
    else:
        for child in children:
            yield from _flat(child)


def _attribute_name(name: str) -> str:
    html_name = name.rstrip("_").replace("_", "-")
    return "id" if html_name == "key" else html_name


def _check_attribute(tag: str, name: str, value: Attribute) -> None:
    if not NAME.fullmatch(name):
        message = f"{name!r} is not the name of an attribute of <{tag}>"
        raise ValueError(message)
    if name.startswith("on-") and name.removeprefix("on-") not in EVENTS:
        message = f"<{tag}> can't send on {name[3:]!r}; it can on {', '.join(sorted(EVENTS))}"
        raise ValueError(message)
    if name in ADDRESSES and not SAFE_ADDRESS.match(str(value)):
        message = f"<{tag} {name}> leads to {value!r}; only http, https, mailto and tel are safe"
        raise ValueError(message)


def _attribute(tag: str, name: str, value: Attribute, scope: str) -> str:
    if value is None:
        return ""
    if name.startswith("on-"):
        return f' data-{name}="{escape(_json(codec.handler(value)))}"'
    if isinstance(value, bool):
        if name.startswith("aria-"):
            return f' {name}="{str(value).lower()}"'
        return f" {name}" if value else ""
    if name in LOCAL and scope and tag != "meta":
        value = " ".join(f"{scope}--{part}" for part in str(value).split())
    return f' {name}="{escape(str(value))}"'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


article = Element("article")
b = Element("b")
br = Element("br")
button = Element("button")(type="button")
details = Element("details")
div = Element("div")
em = Element("em")
fieldset = Element("fieldset")
form = Element("form")
h3 = Element("h3")
h4 = Element("h4")
input_ = Element("input")
label = Element("label")
legend = Element("legend")
li = Element("li")
ol = Element("ol")
option = Element("option")
output = Element("output")
p = Element("p")
progress = Element("progress")
section = Element("section")
select = Element("select")
small = Element("small")
span = Element("span")
strong = Element("strong")
summary = Element("summary")
table = Element("table")
tbody = Element("tbody")
td = Element("td")
textarea = Element("textarea")
th = Element("th")
thead = Element("thead")
time = Element("time")
tr = Element("tr")
ul = Element("ul")
a = Element("a")
