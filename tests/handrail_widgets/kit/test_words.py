import pytest
from handrail_widgets.kit.html import b, div
from handrail_widgets.kit.words import NO_WORDS, Words, filled

CUPS = {"one": "one cup", "other": "{count} cups"}
WORDS = Words(
    "en",
    {"tea.ask": "{name:capital}, is it {Tea:lower}?", "tea.cups": CUPS},
    ("one", "other"),
    "".join("0" if n % 10 == 1 and n % 100 != 11 else "1" for n in range(200)),
)


def test_places_are_filled_and_changed() -> None:
    assert WORDS("tea.ask", name="élise", Tea="MINT") == "Élise, is it mint?"


def test_a_count_chooses_the_form() -> None:
    said = [WORDS("tea.cups", count=n) for n in (0, 1, 2, 11, 101, 111, 1_000_021)]
    assert said == ["0 cups", "one cup", "2 cups", "11 cups", "one cup", "111 cups", "one cup"]


def test_a_form_that_is_missing_is_the_last_one() -> None:
    assert Words("", {"a.b": {"other": "{count}"}}, ("few", "other"), "0" * 200)("a.b", count=5) == "5"


def test_an_element_may_stand_within_a_sentence() -> None:
    bold = b["Ana"]
    assert WORDS.parts("tea.ask", name=bold, Tea=bold) == (bold, ", is it ", bold, "?")
    assert div[WORDS.parts("tea.ask", name="ana", Tea=bold)].text == "Ana, is it Ana?"


def test_what_is_put_in_is_not_read_again() -> None:
    assert filled("{a} {b}", {"a": "{b}", "b": "{a}"}) == "{b} {a}"


@pytest.mark.parametrize(
    ("key", "given", "said"),
    [
        ("tea.sugar", {}, "no sentence 'tea.sugar'"),
        ("tea.ask", {"name": "x"}, "was given no Tea, only name"),
        ("tea.cups", {}, "takes a count"),
    ],
)
def test_what_is_not_there_is_told_to_the_programmer(key: str, given: dict[str, str], said: str) -> None:
    with pytest.raises(LookupError, match=said):
        WORDS(key, **given)  # type: ignore[arg-type]


def test_words_are_equal_to_themselves_alone() -> None:
    assert WORDS == WORDS  # noqa: PLR0124
    assert Words() != NO_WORDS
