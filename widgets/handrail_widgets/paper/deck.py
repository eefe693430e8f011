"""A deck on paper: all cards, to be ticked off or cut out."""

from handrail_widgets.deck import Config
from handrail_widgets.kit.html import Element, div, h4, p, section, strong
from handrail_widgets.kit.words import Words
from handrail_widgets.paper.pen import boxes


def deck(config: Config, words: Words) -> Element:
    """Return what each has to be happy with, and the cards of each group."""
    return div[
        p[strong[words("deck.before")]],
        boxes(words("deck.consent", name=name, consent=config.consent) for name in config.people),
        (section[h4[group.label], boxes(group.cards)] for group in config.groups),
        config.note and p(class_="note")[config.note],
    ]
