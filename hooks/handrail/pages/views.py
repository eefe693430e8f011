"""What templates see: the variable `handrail`, a tree of frozen records with ready relative addresses.

Every text is `Markup` that is escaped already, so a template may write `{{ x }}` or `{{ x|e }}` alike:
MkDocs' Jinja environment does not escape by itself.
"""

from dataclasses import dataclass

from markupsafe import Markup

NOTHING = Markup()


@dataclass(frozen=True)
class LinkView:
    """A link to a page; `kicker` is the small line above its title, such as "Part 2"."""

    title: Markup
    url: Markup
    kicker: Markup = NOTHING


@dataclass(frozen=True)
class PictureView:
    """A picture, as seen from the page."""

    src: Markup
    alt: Markup


@dataclass(frozen=True)
class StepView:
    """A step in an outline; `url` leads to its anchor."""

    number: int
    title: Markup
    url: Markup


@dataclass(frozen=True)
class PartView:
    """A part in an outline; `hue` is 1 to 6."""

    number: int
    count: int
    title: Markup
    url: Markup
    hue: int
    is_here: bool
    steps: tuple[StepView, ...]


@dataclass(frozen=True)
class OwnWidgetView:
    """A widget on the page with all that is the reader's; `about` is its title, or what it belongs to.

    One that `hides` something is shown only as Python reads it.
    """

    id: Markup
    key: Markup
    type: Markup
    config: Markup
    title: Markup
    about: Markup
    url: Markup
    hides: bool


@dataclass(frozen=True)
class OwnStepView:
    """The widgets of a step, in order; those above every step have the number 0, and no title."""

    number: int
    title: Markup
    url: Markup
    widgets: tuple[OwnWidgetView, ...]


@dataclass(frozen=True)
class OwnPageView:
    """A page of the guide on that page; `at` is the place of a part, from 0, or -1 for another page."""

    title: Markup
    url: Markup
    at: int
    steps: tuple[OwnStepView, ...]


@dataclass(frozen=True)
class GuideView:
    """A guide; `support` are the supporting pages to which no gate leads; `whole_url` leads to all of it.

    `notes_url` leads to the page with what the reader wrote. On cards (home, neighbours) both addresses,
    `tips`, `parts`, `support`, `gates` and `sources` are empty.
    """

    title: Markup
    line: Markup
    picture: PictureView | None
    sensitive: bool
    summary: Markup
    topic: Markup
    adults: bool
    reviewed: Markup
    time: Markup
    needs: tuple[Markup, ...]
    tips: tuple[Markup, ...]
    wont_promise: Markup
    exit_url: Markup
    slug: Markup
    url: Markup
    start_url: Markup
    part_count: int
    step_count: int
    parts: tuple[PartView, ...]
    support: tuple[LinkView, ...]
    gates: tuple[LinkView, ...]
    sources: tuple[Markup, ...]
    whole_url: Markup = NOTHING
    notes_url: Markup = NOTHING


@dataclass(frozen=True)
class SupportView:
    """A supporting page on the page with a whole guide.

    `number` goes on from the parts, as its anchor does; `title` is empty where its text begins with one.
    """

    number: int
    title: Markup
    content: Markup
    checked: Markup


@dataclass(frozen=True)
class TopicView:
    """A topic, as the home page shows it; `slug` is its anchor there."""

    title: Markup
    slug: Markup
    guides: tuple[GuideView, ...]


@dataclass(frozen=True)
class HandrailView:
    """All that a template needs of a page.

    `kind` is one of home, overview, part, support, whole, mine, offline, page; `contents` are the parts'
    HTML and `appendix` the supporting pages on the page that has the whole guide, `own` the places on that
    with the reader's notes, and `shapes` what it knows tools by that are gone; `topics` are there on the home
    page only. `look` changes with the style sheets, `build` with everything that a page loads. `language` and
    `direction` are what HTML says of the site's words. `others` tells whether the site has more than one
    guide.
    """

    kind: str
    meta: Markup
    script_url: Markup
    carry_url: Markup = NOTHING
    pictures_url: Markup = NOTHING
    look: str = ""
    build: str = ""
    language: str = "en"
    direction: str = "ltr"
    json_ld: Markup | None = None
    guide: GuideView | None = None
    part: PartView | None = None
    previous: LinkView | None = None
    next: LinkView | None = None
    topics: tuple[TopicView, ...] = ()
    neighbours: tuple[GuideView, ...] = ()
    checked: Markup = NOTHING
    contents: tuple[Markup, ...] = ()
    appendix: tuple[SupportView, ...] = ()
    others: bool = False
    own: tuple[OwnPageView, ...] = ()
    shapes: Markup = NOTHING
