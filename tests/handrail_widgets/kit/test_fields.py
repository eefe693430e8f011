import pytest
from handrail_widgets.kit.fields import choice, choices
from handrail_widgets.kit.html import input_


@pytest.mark.parametrize(
    ("captions", "stand"),
    [
        (["yes", "no", "unsure"], "choices-in-a-row"),
        (["A number of days", "An open end"], "choices-in-a-row"),
        (["said or shown to me", "I guessed it", "heard from others"], "choices-in-a-column"),
        (["mine", "theirs", "both", "from outside"], "choices-in-pairs"),
        (["15 minutes", "20 minutes", "25 minutes", "30 minutes", "No clock"], "choices-in-pairs"),
        (["Children", "Uncharacteristically"], "choices-in-a-column"),
        (["a word", "another word", "a third", "incomprehensibilities"], "choices-in-a-column"),
        ([], "choices-in-a-row"),
    ],
)
def test_options_stand_on_a_phone_so_that_no_word_is_broken(captions: list[str], stand: str) -> None:
    options = (choice(input_(type="radio", key=f"option-{at}"), each) for at, each in enumerate(captions))
    assert choices("group", "Which?", options).get("class") == f"choices {stand}"
