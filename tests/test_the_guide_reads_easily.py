"""The flagship's sentences are short enough for somebody who is upset."""

from collections import Counter

import pytest

from scripts.sentences import Sentence, guide, sentences

LONGEST = 30
SENTENCES = tuple(sentences(guide("second-chance")))


def test_no_sentence_is_longer_than_thirty_words() -> None:
    assert [each for each in SENTENCES if each.words > LONGEST] == []


def test_all_pages_and_tools_are_looked_at() -> None:
    """Else the test above would hold for nothing."""
    by_page = Counter(each.path.rpartition("/")[2] for each in SENTENCES)
    assert set(by_page) == {f"{page.source.name}" for page in guide("second-chance").pages}
    assert min(by_page.values()) > 10
    texts = {each.text for each in SENTENCES}
    assert "Rules can’t judge sincerity." in texts  # of a widget
    assert "I named what I did and its effect" in texts  # of a task list
    assert any(each.startswith("Lewicki, Polin and Lount") for each in texts)  # of a footnote


@pytest.mark.parametrize(
    ("text", "words"), [("Ask once.", 2), ("“I can’t”, they said.", 4), ("A 20-minute talk, at 5 p.m.", 7)]
)
def test_words_are_counted_as_a_reader_would(text: str, words: int) -> None:
    assert Sentence("", text).words == words
