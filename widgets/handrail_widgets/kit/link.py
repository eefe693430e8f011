"""A link that an author writes into a widget's settings: a page of the guide, or a full address.

In the settings it is written as in Markdown, ``help.md#by-phone``. The build looks whether it leads
anywhere, and what a widget gets is the address that it has on the page.
"""

from typing import Annotated, Final

from handrail_widgets.kit.codec.constraint import Constraint
from handrail_widgets.kit.html import Element, a, p

SAFE: Final = ("http", "https", "mailto", "tel")


class Address(Constraint):
    """A link that leads to a page or another site, and runs nothing."""

    @property
    def expected(self) -> str:
        """See `Constraint`."""
        return "a page such as help.md#by-phone, or an address that begins with https://, mailto: or tel:"

    def holds(self, value: object) -> bool:
        """See `Constraint`; an empty text, which stands for no link, is right too."""
        if not isinstance(value, str) or any(sign <= " " or sign in "\\\x7f" for sign in value):
            return False
        scheme, colon, _ = value.partition(":")
        is_page = not colon or "/" in scheme or "#" in scheme or "?" in scheme
        return not value.startswith("//") and (is_page or scheme.lower() in SAFE)


LINK: Final = Address()

type Link = Annotated[str, LINK]
"""The type of a field that holds a link; "" for none."""


def link_button(link: str, label: str) -> Element | None:
    """Return a link that looks like a button, or nothing where there is none."""
    return p(class_="row")[a(class_="button", href=link)[label or link]] if link else None
