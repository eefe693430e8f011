"""Services that help, from a list in a file: what each is, what it costs, when it is open.

The list stands in a YAML file beside the page, so that somebody can look through it and write down the day
without touching the text. It is drawn at build and never again.
"""

from dataclasses import dataclass
from typing import Annotated

from handrail_widgets.kit.codec.constraint import BESIDE, Length
from handrail_widgets.kit.html import Element, a, dd, div, dl, dt, li, p, ul
from handrail_widgets.kit.link import Link
from handrail_widgets.kit.widget import WidgetConfig, still
from handrail_widgets.kit.words import Words
from handrail_widgets.time.days import typed_day


@dataclass(frozen=True, kw_only=True)
class Service:
    """Somebody to turn to. `who` says for whom, where that isn't everybody."""

    name: Annotated[str, Length(1, 120)]
    link: Link = ""
    what: Annotated[str, Length(1, 600)]
    who: Annotated[str, Length(0, 300)] = ""
    cost: Annotated[str, Length(1, 300)]
    hours: Annotated[str, Length(1, 300)]


@dataclass(frozen=True, kw_only=True)
class Services:
    """What a file says. `checked` is the day on which somebody last tried all of them, or words."""

    checked: Annotated[str, Length(1, 120)]
    services: Annotated[tuple[Service, ...], Length(1, 100)]


@dataclass(frozen=True, kw_only=True)
class Config(WidgetConfig):
    """What an author writes: the name of the file."""

    services: Annotated[Services, BESIDE]


def view(config: Config) -> Element:
    """Return the services in their order, and when they were checked."""
    words, listed = config.words, config.services
    return div[
        ul(class_="services")[(_service(each, words) for each in listed.services)],
        p(class_="note")[_checked(listed.checked, words)],
    ]


def _service(service: Service, words: Words) -> Element:
    told = (
        (words("directory.what"), service.what),
        (words("directory.who"), service.who),
        (words("directory.cost"), service.cost),
        (words("directory.hours"), service.hours),
    )
    return li[
        p(class_="service")[a(href=service.link)[service.name] if service.link else service.name],
        dl[((dt[name], dd[text]) for name, text in told if text)],
    ]


def _checked(written: str, words: Words) -> str:
    """Return the day as people write it, or the words that stand in its place."""
    day = typed_day(written)
    if day is None:
        return words("directory.checked", words=written)
    return words("directory.checked-on", date=words.day(day, "long"))


directory = still("directory", Config, view)
