import sys
from dataclasses import replace

import pytest
from handrail_widgets.kit import codec
from handrail_widgets.text.phrases import Flag, Mark, Near, Phrased, Rules, words_in
from hypothesis import given
from hypothesis import strategies as st

from tests.handrail_widgets.strategies import texts

BUT = Flag(
    id="but",
    say="Why.",
    near=Near(phrases=("but", "however"), of=("sorry", "apolog*"), within=3),
    unless=("nothing but",),
)


def flagged(text: str, *phrases: str, unless: tuple[str, ...] = ()) -> list[str]:
    found, _ = Rules(flags=(Flag(id="a", say="Why.", phrases=phrases, unless=unless),)).find(text)
    return [text[one.start : one.end] for one in found]


def near(text: str) -> list[str]:
    return [text[one.start : one.end] for one in Rules(flags=(BUT,)).find(text)[0]]


@pytest.mark.parametrize(
    "text", ["sorry if", "SORRY IF", "Sorry\nif", "sorry, if", "sorry  –  if", "(sorry) if", "sorry\u00a0if"]
)
def test_a_phrase_is_found_whatever_stands_between_its_words(text: str) -> None:
    assert len(flagged(text, "sorry if")) == 1


@pytest.mark.parametrize(
    "text",
    ["sorry. if", "sorry! if", "sorry? if", "sorry… if", "sorry\n\nif", "sorry \n \n if", "sorry x if"],
)
def test_a_phrase_does_not_reach_over_the_end_of_a_sentence(text: str) -> None:
    assert flagged(text, "sorry if") == []


@pytest.mark.parametrize("mark", ["'", "’", "‘", "ʼ"])
def test_all_shapes_of_an_apostrophe_are_one(mark: str) -> None:
    assert flagged(f"I can{mark}t.", "can’t") == flagged(f"I can{mark}t.", "can't") == [f"can{mark}t"]


def test_a_word_is_a_whole_word_unless_a_star_ends_it() -> None:
    assert flagged("butter, abut, but", "but") == ["but"]
    assert flagged("Apologies. I apologise.", "apolog*") == ["Apologies", "apologise"]
    assert flagged("déjà vu", "déjà") == ["déjà"]


def test_three_dots_leave_room_for_up_to_three_words() -> None:
    assert flagged("you feel", "you ... feel") == ["you feel"]
    assert flagged("you may now well feel", "you … feel") == ["you may now well feel"]
    assert flagged("you may now and then feel", "you ... feel") == []
    assert flagged("you. We feel", "you ... feel") == []


def test_signs_count_like_words() -> None:
    assert flagged("Why?? Because! !", "? ?", "! !") == ["??", "! !"]
    assert flagged("Why? Why?", "? ?") == []


@pytest.mark.parametrize(
    "text",
    [
        "I said “sorry if”.",
        'I said "sorry if".',
        "I said ‘sorry if’.",
        "Ich sagte „sorry if“.",
        "J’ai dit « sorry if ».",
        "> sorry if",
        "text\n  > sorry if",
        "sorry “well” if",
    ],
)
def test_what_somebody_said_is_left_alone(text: str) -> None:
    assert flagged(text, "sorry if") == []


def test_a_quotation_mark_alone_hides_nothing() -> None:
    assert flagged("“sorry if", "sorry if") == ["sorry if"]
    assert flagged('12" wide, sorry if', "sorry if") == ["sorry if"]
    assert flagged("the neighbours’ dog, sorry if", "sorry if") == ["sorry if"]


def test_what_is_part_of_another_phrase_is_excused() -> None:
    assert flagged("nothing but joy, but", "but", unless=("nothing but",)) == ["but"]


def test_phrases_close_to_one_another_are_quoted_together() -> None:
    assert near("I am sorry. But it was late.") == ["sorry. But"]
    assert near("However late: my apologies.") == ["However late: my apologies"]
    assert near("sorry a b c but") == ["sorry a b c but"]
    assert near("sorry a b c d but") == []
    assert near("sorry, nothing but rain") == []
    assert near("“sorry” but") == []


def test_what_overlaps_is_told_once() -> None:
    assert flagged("you never listen", "you never", "you never listen", "never") == ["you never listen"]


def test_a_mark_is_there_only_with_words_after_it() -> None:
    rules = Rules(marks=(Mark(id="remedy", label="Remedy", phrases=("i will",), more=2),))
    assert rules.find("I will pay.")[1] == frozenset()
    assert rules.find("I will. Pay it back.")[1] == frozenset()
    assert rules.find("I will pay it.")[1] == {"remedy"}


@pytest.mark.parametrize(
    "phrase", ["", " ", "a)", "(a+)+$", "... a", "a ...", "a ... b ... c ... d", "*", "a*b", "[", "a."]
)
def test_what_is_no_phrase_is_refused(phrase: str) -> None:
    assert not Phrased().holds(phrase)
    with pytest.raises(codec.DecodeError, match="should be words, such as"):
        codec.decode(Flag, {"id": "a", "say": "Why.", "phrases": [phrase]})


@given(
    texts, st.lists(st.sampled_from(["a", "but", "sorry", "a ... b", "? ?", "s*"]), min_size=1, max_size=5)
)
def test_whatever_the_text_a_flag_quotes_a_part_of_it_in_order(text: str, phrases: list[str]) -> None:
    rules = Rules(flags=(replace(BUT, phrases=tuple(phrases)), Flag(id="b", say="Why.", phrases=("a",))))
    found, _ = rules.find(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert words_in(text) >= 0


@pytest.mark.parametrize(
    "part", ["sorry but ", "nothing but sorry ", "? ", "you ", "“ ", "‘ ", "> ", "\n ", "x"]
)
def test_a_text_ten_times_as_long_takes_about_ten_times_as_long(part: str) -> None:
    """Counted in calls of Python, which a busy machine can't change."""
    rules = Rules(flags=(BUT, Flag(id="a", say="Why.", phrases=("you ... feel", "? ? ?"))))

    def steps(size: int) -> int:
        count = 0

        def counted(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(counted)
        try:
            rules.find(part * (size // len(part)))
        finally:
            sys.setprofile(None)
        return count

    assert steps(40_000) < 14 * steps(4_000) + 1_000
