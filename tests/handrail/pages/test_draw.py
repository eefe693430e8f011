import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

from handrail.guides.uses import WidgetUse
from handrail.pages.draw import draw
from handrail.widgets.kinds import Kind
from handrail_widgets import WIDGETS
from handrail_widgets.kit.codec import decode
from handrail_widgets.kit.session import first_view
from handrail_widgets.kit.words import table_of, words_of
from hypothesis import given
from hypothesis import strategies as st

from tests.words import ENGLISH

texts = st.text(min_size=1) | st.lists(
    st.sampled_from(["<b>", "</p>", '"', "'", "&lt;", "<!--", "<script>", "x", " "]), min_size=1
).map("".join)


class Reader(HTMLParser):
    """Collects tags with their attributes, and the words of the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def use(name: str, digest: str = "d", **config: Any) -> WidgetUse:
    kind = Kind(WIDGETS[name], digest)
    return WidgetUse(kind, decode(kind.widget.config, config), "A label", 1, 2, "")


def test_the_frame_is_as_the_page_expects_it() -> None:
    kettle = use("timer", id="kettle", title="The kettle", lengths=[5, 10])
    tag, root = Reader(draw(kettle, "tea", ENGLISH)).tags[0]
    assert tag == "section"
    assert root["class"] == "widget"
    assert root["data-widget"] == "timer"
    assert root["id"] == "kettle"
    assert root["aria-labelledby"] == "kettle-title"
    assert root["data-key"] == "tea/kettle"
    assert root["data-version"] == "1"
    assert decode(WIDGETS["timer"].config, json.loads(root["data-config"] or "")) == kettle.config


def test_the_first_view_stands_in_the_html_byte_for_byte() -> None:
    kettle = use("timer", id="kettle", lengths=[5])
    view = first_view(WIDGETS["timer"], replace(kettle.config, words=ENGLISH))
    assert f'<div class="widget-view">{view}</div>' in draw(kettle, "tea", ENGLISH)


def test_a_widget_without_a_title_has_a_label() -> None:
    html = draw(use("checklist", id="c", items=[{"id": "a", "text": "A"}]), "tea", ENGLISH)
    assert 'aria-label="Checklist: A label"' in html
    assert "<h3" not in html


def test_the_hash_changes_with_code_words_and_config() -> None:
    others = words_of({**table_of(ENGLISH), "language": "en-GB"})
    uses = [use("timer", d, id="kettle", lengths=[n]) for n in (5, 6) for d in ("d", "e")]
    drawn = (draw(each, "tea", words) for each in uses for words in (ENGLISH, others))
    assert len({Reader(html).tags[0][1]["data-hash"] for html in drawn}) == 8


@given(texts, texts)
def test_no_text_of_a_config_escapes_as_markup(title: str, item: str) -> None:
    hostile = use("checklist", id="c", title=title, items=[{"id": "a", "text": item}])
    plain = use("checklist", id="c", title="x", items=[{"id": "a", "text": "x"}])
    ours, theirs = Reader(draw(hostile, "g", ENGLISH)), Reader(draw(plain, "g", ENGLISH))
    assert [tag for tag, _ in ours.tags] == [tag for tag, _ in theirs.tags]
    assert [attrs.keys() for _, attrs in ours.tags] == [attrs.keys() for _, attrs in theirs.tags]
