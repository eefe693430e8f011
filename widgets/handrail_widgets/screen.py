"""Questions whose answers are nobody's business: nothing is sent to Python, and nothing is ever stored.

What follows from an answer is shown by the style sheet alone, so it works before Python and without
JavaScript, and is gone with the page. A browser that can't do that shows what follows from each answer.
"""

from dataclasses import dataclass
from typing import Annotated, Final

from handrail_widgets.kit.codec.constraint import Length, Word
from handrail_widgets.kit.fields import choice, choices
from handrail_widgets.kit.html import Element, div, input_, p
from handrail_widgets.kit.link import Link, link_button
from handrail_widgets.kit.widget import WidgetConfig, still

ANSWERS: Final = (("yes", "screen.yes"), ("no", "screen.no"), ("unsaid", "screen.unsaid"))
"""Each answer, with the key of its name."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """Something to be answered with yes, no, or rather not say."""

    id: Annotated[str, Word()]
    text: Annotated[str, Length(1, 300)]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What is shown, and where to go."""

    text: Annotated[str, Length(1, 600)]
    link: Link = ""
    link_label: str = ""


@dataclass(frozen=True, kw_only=True)
class Config(WidgetConfig):
    """What an author writes.

    `yes` is shown once any answer is yes, `unsaid` once the reader would rather not say and none is yes,
    `no` once all are no.
    """

    questions: Annotated[tuple[Question, ...], Length(1, 20)]
    yes: Outcome
    unsaid: Outcome
    no: Outcome


def view(config: Config) -> Element:
    """Return the questions, and what follows from the answers, of which one at most is shown."""
    words = config.words
    return div[
        (
            choices(
                f"question-{each.id}",
                each.text,
                (
                    choice(
                        input_(
                            type="radio",
                            key=f"{each.id}-{answer}",
                            name=each.id,
                            class_=f"answer-{answer}",
                            autocomplete="off",
                        ),
                        words(key),
                    )
                    for answer, key in ANSWERS
                ),
            )
            for each in config.questions
        ),
        (
            div(class_=f"panel outcome-{name}", key=f"outcome-{name}")[
                p[outcome.text], link_button(outcome.link, outcome.link_label)
            ]
            for name, outcome in (("yes", config.yes), ("unsaid", config.unsaid), ("no", config.no))
        ),
        p(class_="note")[words("screen.note")],
    ]


screen = still("screen", Config, view)
