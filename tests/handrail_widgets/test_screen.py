from dataclasses import replace

from handrail_widgets.kit import codec
from handrail_widgets.kit.session import first_view
from handrail_widgets.screen import Config, screen
from hypothesis import given

from tests.handrail_widgets.parsed import parse
from tests.handrail_widgets.strategies import texts
from tests.words import ENGLISH

WAYS = {name: {"text": name, "link": "help.html", "link_label": "Help"} for name in ("yes", "unsaid", "no")}


def drawn(text: str = "Were you hurt?") -> str:
    questions = [{"id": "hurt", "text": text}, {"id": "afraid", "text": "Afraid?"}]
    config = codec.decode(Config, {"id": "safe", "questions": questions, **WAYS})
    return first_view(screen, replace(config, words=ENGLISH))


def test_no_control_sends_anything() -> None:
    assert "data-on-" not in drawn()
    assert screen.messages == ()


def test_each_question_has_three_answers_that_no_browser_fills_in() -> None:
    html = drawn()
    assert html.count('type="radio"') == html.count('autocomplete="off"') == 6
    assert html.count("Rather not say") == 2
    assert " checked" not in html


@given(texts.filter(bool))
def test_whatever_is_asked_is_text(text: str) -> None:
    assert text in parse(drawn(text)).text
