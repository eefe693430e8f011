"""A language as a site speaks it: its own sentences over ours, ours over English."""

from datetime import date
from pathlib import Path

import pytest
from babel import Locale
from handrail.problem import report
from handrail.words import Language, chosen, english, load
from handrail.words.template import dating, translating
from handrail_widgets.kit.words import Words, table_of, words_of
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from tests.words import ENGLISH


def spoken(tmp_path: Path, text: str, tag: str = "de") -> Language:
    (tmp_path / f"{tag}.toml").write_text(text, encoding="utf-8")
    return load(tag, tmp_path)


def told(tmp_path: Path, text: str, tag: str = "de") -> list[str]:
    return report(spoken(tmp_path, text, tag).problems).splitlines()


def test_english_needs_no_file() -> None:
    assert english()("guide.start") == "Start"
    assert load().problems == ()
    assert (load().locale, load().direction) == ("en-GB", "ltr")


def test_a_site_says_a_sentence_otherwise_and_keeps_the_others(tmp_path: Path) -> None:
    language = spoken(tmp_path, '[guide]\nstart = "Begin here"\n', "en")
    assert language.problems == ()
    assert language.words("guide.start") == "Begin here"
    assert language.words("guide.tips") == "Tips"
    assert language.words("timer.start", length="5 minutes") == "Start 5 minutes"


def test_a_language_of_a_site_is_filled_up_with_english(tmp_path: Path) -> None:
    language = spoken(tmp_path, '[guide]\nstart = "Začni"\n', "sl")
    assert (language.words.language, language.locale) == ("sl", "sl")
    assert language.words("guide.start") == "Začni"
    assert language.words("guide.tips") == "Tips"
    assert language.words("card.steps", count=2) == "2 steps"  # English has no dual


def test_a_language_that_nobody_knows_is_english(tmp_path: Path) -> None:
    assert load("x-elvish", tmp_path).words("guide.start") == "Start"
    assert load("../en", tmp_path).words("guide.start") == "Start"


def test_the_same_file_is_the_same_words(tmp_path: Path) -> None:
    """So that what was drawn for the last build of a `serve` is not drawn again."""
    first = spoken(tmp_path, '[guide]\nstart = "Los"\n')
    assert load("de", tmp_path).words is first.words
    assert spoken(tmp_path, '[guide]\nstart = "Auf"\n').words is not first.words


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "[guide]\nstart = \n",
            (
                "words/de.toml:2: HR701 This is no TOML: Invalid value. "
                'Write `key = "text"`, each on a line of its own below a `[section]`.'
            ),
        ),
        (
            '# so\n[guide]\n\nstrat = "Los"\n',
            (
                "words/de.toml:4: HR702 There is no sentence called `guide.strat`. "
                'Take a key of the English file. Did you mean "guide.start"?'
            ),
        ),
        (
            '[dates]\nlongest = "d"\n',
            (
                "words/de.toml:2: HR702 There is no form of a date called `longest`. "
                "The forms are full, long, short."
            ),
        ),
        (
            "[guide]\nstart = 5\n",
            (
                "words/de.toml:2: HR703 `guide.start` has a value of the wrong kind. "
                'Write a text, or forms such as { one = "…", other = "…" }.'
            ),
        ),
        (
            'guide = "Los"\n',
            "words/de.toml:1: HR703 `guide` has a value of the wrong kind. Write a section of sentences.",
        ),
        (
            'locale = "xx-nowhere"\n',
            'words/de.toml:1: HR703 There is no language `xx-nowhere`. Write a tag such as "de" or "pt-BR".',
        ),
        (
            '[guide]\npart = "Teil"\n',
            (
                "words/de.toml:2: HR704 `guide.part` lacks the place {number}. "
                "Its places are {number}; put each in."
            ),
        ),
        (
            '[guide]\nstart = "Los, {name}"\n',
            (
                "words/de.toml:2: HR704 `guide.start` has the place {name}, which nothing fills. "
                "Its places are none."
            ),
        ),
        (
            '[guide]\npart = "Teil {number:gross}"\n',
            (
                "words/de.toml:2: HR704 `guide.part` asks for `:gross`, which is no change. "
                "After a place's name there may be `:capital`, `:lower`."
            ),
        ),
        (
            '[guide]\nstart = "Los }"\n',
            "words/de.toml:2: HR704 `guide.start` has a brace that belongs to no place. Its places are none.",
        ),
        (
            '[card]\nsteps = { other = "{count} Schritte" }\n',
            (
                "words/de.toml:2: HR705 `card.steps` lacks the plural form `one`. "
                "This language has one, other; write each."
            ),
        ),
        (
            '[card.steps]\none = "ein Schritt"\nother = "{count} Schritte"\nmore = "x"\n',
            (
                "words/de.toml:1: HR705 `card.steps` has the plural form `more`, which no language has. "
                "The forms are zero, one, two, few, many, other."
            ),
        ),
        (
            '[guide]\nstart = { one = "Los", other = "Los" }\n',
            (
                "words/de.toml:2: HR705 `guide.start` has plural forms, and no number to choose one by. "
                "Write one text."
            ),
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    assert problem in told(tmp_path, text)


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "de.toml").write_bytes('[guide]\nstart = "Übersicht"\n'.encode("latin-1"))
    (problem,) = load("de", tmp_path).problems
    assert (problem.line, problem.code) == (2, "HR701")


def test_windows_line_ends_and_a_byte_order_mark_are_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "de.toml").write_bytes(b'\xef\xbb\xbf[guide]\r\nstart = "Los"\r\n')
    language = load("de", tmp_path)
    assert (language.problems, language.words("guide.start")) == ((), "Los")


def test_a_word_may_stand_for_the_number_but_not_where_the_number_varies(tmp_path: Path) -> None:
    assert told(tmp_path, '[card]\nsteps = { one = "ein Schritt", other = "{count} Schritte" }\n') == []
    (problem,) = told(tmp_path, '[card]\nsteps = { one = "ein Schritt", other = "viele Schritte" }\n')
    assert "`card.steps` (other) lacks the place {count}" in problem


@pytest.mark.parametrize(
    "tag", ["en", "de", "fr", "sl", "pl", "ru", "ar", "cy", "ga", "lv", "he", "mt", "ja"]
)
@given(count=st.integers(0, 9_999))
def test_plurals_are_those_of_unicode(tag: str, count: int) -> None:
    assert load(tag).words.category(count) == Locale.parse(tag).plural_form(count)


@pytest.mark.parametrize(
    ("tag", "full", "long", "short"),
    [
        ("de", "Montag, 23. November 2026", "23. November 2026", "Mo., 23. November"),
        ("fr", "lundi 23 novembre 2026", "23 novembre 2026", "lun. 23 novembre"),
        ("pl", "poniedziałek, 23 listopada 2026", "23 listopada 2026", "pon., 23 listopada"),
        ("ja", "2026年11月23日月曜日", "2026年11月23日", "11月23日(月)"),
    ],
)
def test_dates_are_those_of_the_language(tag: str, full: str, long: str, short: str) -> None:
    words, day = load(tag).words, date(2026, 11, 23)
    assert (words.day(day), words.day(day, "long"), words.day(day, "short")) == (full, long, short)
    assert dating(words)("2026-11-23") == long


def test_lists_are_joined_as_the_language_does() -> None:
    three = ("a", "b", "c")
    assert [load(tag).words.listed(three) for tag in ("en", "sl")] == ["a, b, c", "a, b in c"]
    assert [ENGLISH.listed(three[:n]) for n in range(3)] == ["", "a", "a, b"]
    assert ENGLISH.listed(("a", "b", "c", "d")) == "a, b, c, d"


def test_a_text_that_is_no_date_stays_what_it_is() -> None:
    assert dating(ENGLISH)("autumn 2026") == ""


@given(st.text())
def test_what_is_put_into_a_template_is_escaped_once(name: str) -> None:
    t = translating(Words(sentences={"a.b": "<b> & {name:capital}"}))
    shown = t("a.b", name=name)
    assert "<" not in shown
    if name.isalnum():
        assert shown == f"&lt;b&gt; &amp; {name[:1].upper()}{name[1:]}"
    assert t("a.b", name=Markup("<i>x</i>")) == "&lt;b&gt; &amp; <i>x</i>"


def test_words_survive_the_way_to_the_browser() -> None:
    again = words_of(table_of(ENGLISH))
    assert table_of(again) == table_of(ENGLISH)
    assert again.listed(("a", "b")) == ENGLISH.listed(("a", "b"))


def test_only_some_sections_travel() -> None:
    sections = {key.partition(".")[0] for key in chosen(ENGLISH, ("pause", "time"))}
    assert sections == {"time", "pause", "pause-log", "pause-mark", "pause-plan", "pause-urge"}
