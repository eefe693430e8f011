import json
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

import pytest
from handrail_widgets.kit.html import (
    Element,
    a,
    b,
    button,
    div,
    escaped,
    form,
    input_,
    label,
    li,
    p,
    render,
    textarea,
    ul,
    written_once,
)
from handrail_widgets.kit.markup import VOID
from hypothesis import given

from tests.handrail_widgets.parsed import Node, parse
from tests.handrail_widgets.strategies import elements, texts


@dataclass(frozen=True)
class Written:
    question: str
    answer: str


def test_a_tree_reads_like_html() -> None:
    tree = p(role="status", class_="count")["2 of ", 3, " done"]
    assert render(tree) == '<p role="status" class="count">2 of 3 done</p>'


def test_a_tree_is_a_value_that_can_be_asked() -> None:
    tree = ul[li(key="a")["Tea"], li(key="b")["Walk"]]
    assert tree == ul[[li(key=name)[text] for name, text in (("a", "Tea"), ("b", "Walk"))]]
    assert tree.text == "TeaWalk"
    assert [element.get("id") for element in tree.walk()] == [None, "a", "b"]


def test_what_is_absent_is_left_out() -> None:
    hidden: Any = False
    tree = div[None, hidden and p["never"], [], p(title=None, hidden=False, aria_hidden=False)[True]]
    assert render(tree) == '<div><p aria-hidden="false"></p></div>'


def test_a_later_attribute_takes_the_place_of_an_earlier_one() -> None:
    assert render(button(type="submit")["Send"]) == '<button type="submit">Send</button>'
    assert render(p(class_="note")(class_=None)["x"]) == "<p>x</p>"


def test_some_attributes_say_true_and_false_in_words() -> None:
    html = render(textarea(spellcheck=False, required=True, aria_invalid=True))
    assert html == '<textarea data-most="100000" spellcheck="false" required aria-invalid="true"></textarea>'


def test_ids_stay_within_their_widget() -> None:
    tree = div[label(for_="name")["Name"], input_(id="name", name="n", aria_describedby="hint  error")]
    assert render(tree, "timer") == (
        '<div><label for="timer--name">Name</label>'
        '<input id="timer--name" name="timer--n" aria-describedby="timer--hint timer--error"></div>'
    )


def test_a_handler_travels_as_json() -> None:
    html = render(input_(on_input=partial(Written, "Who & why?")))
    handler = parse(html).children[0]
    assert isinstance(handler, Node)
    assert json.loads(handler.attributes["data-on-input"] or "") == {
        "is": "Written",
        "with": {"question": "Who & why?"},
        "fill": {"answer": "value"},
    }


def test_the_line_break_that_a_reader_began_with_is_kept() -> None:
    for text in ("\n", "\nfirst", "\n\n"):
        assert parse(render(textarea[text])).text == text


def test_a_form_stays_on_its_page_without_python() -> None:
    assert form.get("method") == "dialog"
    with pytest.raises(ValueError, match="leaves the page"):
        form(method="get")


@given(texts)
def test_text_is_escaped_as_the_standard_library_does(text: str) -> None:
    assert escaped(text) == escape(text, quote=False)
    assert render(p(title=text)) == f'<p title="{escape(text)}"></p>'


@given(elements)
def test_what_is_rendered_is_what_a_browser_reads(tree: Element) -> None:
    (read,) = parse(render(tree), strictly=False).children
    assert read == _node(tree)


def _node(element: Element) -> Node:
    given = {name: value for name, value in element.attributes if value is not None}
    said = {
        name: str(value).lower() if name.startswith("aria-") else None if value else "gone"
        for name, value in given.items()
        if isinstance(value, bool)
    }
    shown = {name: said.get(name, str(value)) for name, value in given.items()}
    node = Node(element.tag, {name: value for name, value in shown.items() if value != "gone"})
    for child in element.children:
        if isinstance(child, Element):
            node.children.append(_node(child))
        elif child and node.children and isinstance(node.children[-1], str):
            node.children[-1] += child
        elif child:
            node.children.append(child)
    return node


@pytest.mark.parametrize("tag", ["script", "style", "iframe", "object", "svg", "base", "SCRIPT", "p x", ""])
def test_elements_that_could_run_or_load_something_are_refused(tag: str) -> None:
    with pytest.raises(ValueError, match="can't draw"):
        Element(tag)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("onclick", "on_click=Message"),
        ("onerror", "would be a script"),
        ("on_error", "on_change, on_click"),
        ("data_on_click", "on_change, on_click"),
        ("style", "give it a class"),
        ("srcdoc", "no pages inside"),
        ("srcset", "one address"),
        ("action", "leaves the page"),
        ("formaction", "leaves the page"),
        ("ping", "other hosts"),
        ("xlink:href", "not the name"),
        ("x><script", "not the name"),
        ("Title", "not the name"),
        ("", "not the name"),
    ],
)
def test_attributes_that_could_run_or_send_something_are_refused(name: str, advice: str) -> None:
    attributes: dict[str, Any] = {name: "x"}
    with pytest.raises(ValueError, match=advice):
        button(**attributes)
    if "_" not in name:
        with pytest.raises(ValueError, match=advice):
            Element("button", ((name, "x"),))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "\x01javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        "javascript\x00:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "blob:x",
        "file:///etc/passwd",
        "//example.org",
        "\\\\example.org",
        "/\\example.org",
        "/\t/example.org",
        "https:example.org",
        "https://example.org/a b",
        "page.html\n",
    ],
)
def test_addresses_that_are_not_safe_are_refused(address: str) -> None:
    with pytest.raises(ValueError, match="leads to"):
        a(href=address)
    with pytest.raises(ValueError, match="leads to"):
        Element("img")(src=address, alt="")


@pytest.mark.parametrize(
    "address", ["https://example.org/?a=b:c", "mailto:a@b.org", "tel:+49-30", "HTTP://x.org"]
)
def test_a_link_may_lead_elsewhere_but_nothing_is_loaded_from_there(address: str) -> None:
    assert render(a(href=address)["there"]) == f'<a href="{address}">there</a>'
    with pytest.raises(ValueError, match="only files of this site"):
        Element("img")(src=address, alt="")


@pytest.mark.parametrize("address", ["", "#top", "a.html#b:c", "../x/y.png", "/root", "?q=a:b", "./a:b"])
def test_pages_of_this_site_are_safe(address: str) -> None:
    assert a(href=address).get("href") == address
    assert Element("img")(src=address, alt="").get("src") == address


@pytest.mark.parametrize("name", ["two words", "", "\n"])
def test_an_id_is_one_word(name: str) -> None:
    with pytest.raises(ValueError, match="one word"):
        li(key=name)


@pytest.mark.parametrize("value", [b"x", ["x"], ("a", "b"), {"a": 1}, p["x"]])
def test_an_attribute_holds_text_a_number_or_a_truth(value: object) -> None:
    with pytest.raises(ValueError, match="can't be"):
        p(title=value)


@pytest.mark.parametrize("child", [1.5, b"x", {"a": 1}, object()])
def test_a_child_is_text_or_an_element(child: Any) -> None:
    with pytest.raises(TypeError, match="can't stand in a view"):
        p[child]


@pytest.mark.parametrize("handler", ["alert(1)", 1, print, p["x"].get])
def test_a_handler_is_a_message(handler: object) -> None:
    with pytest.raises(TypeError, match="no message"):
        render(button(on_click=handler))


def test_elements_without_end_tag_have_no_children() -> None:
    for tag in VOID:
        with pytest.raises(ValueError, match="no end tag"):
            Element(tag)["x"]


def test_what_is_written_once_is_what_would_be_written_anew_in_each_scope(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = li(key="tea", title="T")[b["<&>"], "text"]
    kept = written_once(plain)
    assert kept == plain
    for scope in ("", "pot", "jug", "pot"):
        assert render(div[kept], scope) == render(div[plain], scope)
    monkeypatch.setattr("handrail_widgets.kit.html._write_anew", None)
    with pytest.raises(TypeError):
        render(plain)
    assert render(kept, "jug") == '<li id="jug--tea" title="T"><b>&lt;&amp;&gt;</b>text</li>'
