"""An element tree that reads like HTML: ``p(role="status")["2 of 3 done"]``.

The tree is a value: it can be compared, searched and walked in a test before it becomes text. Text
and attribute values are escaped when it is rendered, so nothing a reader types can become markup;
and what could run a script, load something from elsewhere or send a form away is refused
(`handrail_widgets.kit.markup` has the lists and the reasons).

Names of attributes: a trailing underscore is dropped (``class_``, ``for_``) and the other
underscores become hyphens (``aria_label``). ``on_click``, ``on_input``, ``on_change`` and
``on_submit`` take a message, or a message type that still waits for the field's value or the time;
see `handrail_widgets.kit.codec.handler`.

Ids in a view are local to its widget: ``id``, ``key``, ``for_``, ``name`` and the references of
``aria_`` get the widget's id in front when rendered, so that two timers on a page never collide.
``key`` is the id of a row in a list: a redraw keeps the row's element, and with it focus and caret.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from handrail_widgets.kit import codec
from handrail_widgets.kit.json_text import written
from handrail_widgets.kit.markup import (
    ENUMERATED,
    GUARDED,
    LOCAL,
    VOID,
    attribute_name,
    check_name,
    check_tag,
    check_value,
)

type Child = Element | str | int | Iterable[Child] | None
type Attribute = object

MOST_SIGNS: Final = 100_000
"""What a field for text holds, counted as JavaScript counts; `page/room.ts` says when it is nearly full.

It is for whoever types. What a field was let have by another way is longer, and read and kept like the rest.
"""

_HARMLESS: Final = frozenset({str, bool, int})


@dataclass(frozen=True, slots=True)
class Element:
    """One HTML element. Calling it adds attributes, indexing it gives it children.

    Raises:
        ValueError: for an element or an attribute that a widget may not draw.

    """

    tag: str
    attributes: tuple[tuple[str, Attribute], ...] = ()
    children: tuple["Element | str", ...] = ()
    once: dict[str, str] | None = field(default=None, compare=False, repr=False)
    """Its HTML by scope, as far as it was written; `None` where it is written each time."""

    def __post_init__(self) -> None:
        """Refuse what a widget may not draw."""
        check_tag(self.tag)
        for name, value in self.attributes:
            check_name(self.tag, name)
            check_value(self.tag, name, value)

    def __call__(self, **attributes: Attribute) -> "Element":
        """Return this element with attributes added, or put in the place of those it had.

        `None` takes an attribute away, `True` gives it no value (``checked``).

        Raises:
            ValueError: for an attribute that a widget may not have: a script, a style, an unknown
                event, an address that isn't safe, an id with spaces.

        """
        merged = dict(self.attributes)
        for given, value in attributes.items():
            name = attribute_name(self.tag, given)
            if name in GUARDED or type(value) not in _HARMLESS:
                check_value(self.tag, name, value)
            merged[name] = value
        return _element(self.tag, tuple(merged.items()), self.children)

    def __getitem__(self, children: Child | tuple[Child, ...]) -> "Element":
        """Return this element with these children.

        `None`, `True` and `False` are left out (``error and p[error]``), iterables are flattened.

        Raises:
            ValueError: if the element has no end tag.
            TypeError: for a child that is neither text nor element.

        """
        if self.tag in VOID:
            message = f"<{self.tag}> has no end tag, so it can't have children"
            raise ValueError(message)
        if type(children) is str or type(children) is Element:
            return _element(self.tag, self.attributes, (children,))
        flat: list[Element | str] = []
        _flatten(children, flat)
        return _element(self.tag, self.attributes, tuple(flat))

    def get(self, name: str) -> Attribute:
        """Return the value of one attribute by its HTML name, or `None`."""
        return next((value for own, value in self.attributes if own == name), None)

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
    out: list[str] = []
    _write(element, scope, out)
    return "".join(out)


def render_children(element: Element, scope: str = "") -> str:
    """Return the HTML inside the element, as `render` does."""
    out: list[str] = []
    _write_children(element, scope, out)
    return "".join(out)


def escaped(text: str) -> str:
    """Return text as HTML. The standard `html` module brings a table of 2,231 entities with it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _element(
    tag: str,
    attributes: tuple[tuple[str, Attribute], ...],
    children: tuple[Element | str, ...],
) -> Element:
    """Return an element without asking again about parts that were checked before."""
    element = object.__new__(Element)
    object.__setattr__(element, "tag", tag)
    object.__setattr__(element, "attributes", attributes)
    object.__setattr__(element, "children", children)
    object.__setattr__(element, "once", None)
    return element


def written_once(element: Element) -> Element:
    """Return the element so that its HTML is made once, for a part that a view has again and again.

    That is worth it where one view after another has the very same element, as out of a cache.
    """
    same = _element(element.tag, element.attributes, element.children)
    object.__setattr__(same, "once", {})
    return same


def _flatten(children: object, out: list[Element | str]) -> None:
    if isinstance(children, Element | str):
        out.append(children)
    elif children is None or isinstance(children, bool):
        return
    elif isinstance(children, int):
        out.append(str(children))
    elif isinstance(children, Iterable) and not isinstance(children, bytes | Mapping):
        for child in children:
            _flatten(child, out)
    else:
        message = f"{children!r} can't stand in a view; write text, a whole number or an element"
        raise TypeError(message)


def _write(element: Element, scope: str, out: list[str]) -> None:
    if element.once is None:
        _write_anew(element, scope, out)
    elif scope in element.once:
        out.append(element.once[scope])
    else:
        new: list[str] = []
        _write_anew(element, scope, new)
        element.once[scope] = "".join(new)
        out.append(element.once[scope])


def _write_anew(element: Element, scope: str, out: list[str]) -> None:
    tag = element.tag
    out.append(f"<{tag}")
    for name, value in element.attributes:
        if value is not None:
            out.append(_attribute(name, value, scope))
    out.append(">")
    if tag in VOID:
        return
    # HTML drops one line break right after these tags, and with it one that the reader typed.
    if tag in ("textarea", "pre") and element.text.startswith("\n"):
        out.append("\n")
    _write_children(element, scope, out)
    out.append(f"</{tag}>")


def _write_children(element: Element, scope: str, out: list[str]) -> None:
    for child in element.children:
        if isinstance(child, str):
            out.append(escaped(child))
        else:
            _write(child, scope, out)


def _attribute(name: str, value: Attribute, scope: str) -> str:
    if name.startswith("on-"):
        return f' data-{name}="{_quoted(written(codec.handler(value)))}"'
    if type(value) is str and name not in LOCAL:
        return f' {name}="{_quoted(value)}"'
    if isinstance(value, bool):
        if name in ENUMERATED or name.startswith("aria-"):
            return f' {name}="{str(value).lower()}"'
        return f" {name}" if value else ""
    if scope and name in LOCAL:
        value = " ".join([f"{scope}--{part}" for part in str(value).split()])
    return f' {name}="{_quoted(str(value))}"'


def _quoted(text: str) -> str:
    return escaped(text).replace('"', "&quot;").replace("'", "&#x27;")


a = Element("a")
article = Element("article")
b = Element("b")
br = Element("br")
button = Element("button")(type="button")
caption = Element("caption")
dd = Element("dd")
details = Element("details")
div = Element("div")
dl = Element("dl")
dt = Element("dt")
em = Element("em")
fieldset = Element("fieldset")
# Submitted without Python, a form of this method stays where it is: nothing typed gets into the address.
form = Element("form")(method="dialog")
h3 = Element("h3")
h4 = Element("h4")
input_ = Element("input")
label = Element("label")
legend = Element("legend")
li = Element("li")
meter = Element("meter")
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
textarea = Element("textarea")(data_most=MOST_SIGNS)
th = Element("th")
thead = Element("thead")
time = Element("time")
tr = Element("tr")
ul = Element("ul")
