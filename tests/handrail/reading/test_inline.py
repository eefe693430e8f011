import pytest
from handrail.reading.inline import nearest, plain, slugify
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions.toc import slugify as pythons


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Don't go looking", "dont-go-looking"),
        ("Is there interest?", "is-there-interest"),
        ("Accept it, and move on", "accept-it-and-move-on"),
        ("See the signs that it doesn’t work", "see-the-signs-that-it-doesnt-work"),
        ("Ça va — ou pas", "ça-va-ou-pas"),
        ("???", ""),
    ],
)
def test_slugs_are_the_words_joined(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text(alphabet="abc XYZ019'!,.?-"))
def test_plain_english_slugs_agree_with_python_markdown(text: str) -> None:
    assert slugify(text) == pythons(text, "-").strip("-")


@given(st.text())
def test_a_slug_of_a_slug_is_itself(text: str) -> None:
    assert slugify(slugify(text)) == slugify(text)


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("Say **no** or *yes*", "Say no or yes"),
        ("***Both*** and _one_ and snake_case_name", "Both and one and snake_case_name"),
        ('See [the **start**](a.md "t") and ![a pot](p.svg)', "See the start and a pot"),
        ("So.[^smith2001] `x < y` &amp; <b>bold</b>", "So. x < y & bold"),
        (r"2 \* 3 * 4", "2 * 3 * 4"),
    ],
)
def test_plain_text_loses_only_the_marks(markdown: str, words: str) -> None:
    assert plain(markdown) == words


@given(st.text())
def test_any_text_has_a_plain_text(text: str) -> None:
    assert "\n" not in plain(text)


def test_only_what_is_near_is_suggested() -> None:
    assert nearest("timr", ["timer", "pause"]) == "timer"
    assert nearest("zzz", ["timer", "pause"]) == ""
