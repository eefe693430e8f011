from html.parser import HTMLParser

from handrail.guides.guide import assemble
from handrail.pages import content
from handrail.pages.steps import SLOT
from handrail.reading.source import parse
from hypothesis import given
from markdown import markdown as rendered

from tests.handrail.sample import INDEX, KINDS, TEA, tea_guide
from tests.handrail.strategies import fronted

EXTENSIONS = [
    "admonition",
    "attr_list",
    "footnotes",
    "handrail.pages.steps",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.superfences",
]


def render(text: str) -> str:
    return rendered(
        text, extensions=EXTENSIONS, extension_configs={"footnotes": {"USE_DEFINITION_ORDER": False}}
    )


def part(body: str) -> str:
    guide = tea_guide(**{"02-wait.md": f"---\ntitle: Wait\n---\n{body}"})
    return render(content.markdown(guide.parts[1]))


def test_a_step_is_a_card_with_its_number() -> None:
    html = part("Intro.\n\n## Wait for it\n\nText.\n\n## Pour {#pour .wide}\n")
    assert html.startswith("<p>Intro.</p>")
    label = '<p class="step-number"><span class="step-word">Step </span>3</p>'
    head = f'<header class="step-head">{label}<h2 id="wait-for-it">'
    assert head in html
    assert '<section aria-labelledby="wait-for-it" class="step" data-step="3">' in html
    assert 'data-step="4"' in html
    assert '<h2 class="wide" id="pour">Pour</h2>' in html
    assert html.count("<section") == html.count("</section>") == 2


def test_the_first_picture_is_the_steps_figure() -> None:
    html = part("## Wait for it\n\nFirst.\n\n![A pot](pictures/pot.svg)\n\n![Another](pictures/pot.svg)\n")
    assert '<figure class="step-picture"><img alt="A pot" src="pictures/pot.svg"></figure>' in html.replace(
        " />", ">"
    )
    assert html.index("<figure") < html.index("First.")
    assert html.count("<figure") == 1
    assert "<p></p>" not in html


def test_text_around_a_picture_is_kept() -> None:
    html = part("## Wait for it\n\nBefore ![A pot](pictures/pot.svg) after.\n")
    assert "<p>Before  after.</p>" in html


def test_notes_stand_in_the_step_that_cites_them_first() -> None:
    body = (
        "Intro.[^c]\n\n## Wait for it\n\n!!! tip\n    Box.[^a]\n\nText.[^b]\n\n"
        "## Pour\n\nAgain.[^a]\n\n[^b]: Bee.\n[^a]: Ay.\n[^c]: Sea.\n"
    )
    html = part(body)
    one, two = html.split('data-step="4"')
    assert one.index('id="fn:a" value="2"') < one.index('id="fn:b" value="3"')
    assert "step-notes" not in two
    assert two.index('class="footnote"') < two.index('id="fn:c" value="1"')
    assert 'href="#fn:a">2</a>' in two


def test_a_page_without_steps_keeps_its_footnotes() -> None:
    assert '<div class="footnote">' in render("A.[^a]\n\n[^a]: Ay.\n")


def test_a_place_is_kept_for_every_widget() -> None:
    body = "## Wait for it\n\nDo:\n- [ ] One\n\n!!! tip\n    Then:\n\n    - [ ] Two\n\n    After.\n"
    assert SLOT.findall(part(body)) == ["wait-for-it-checklist", "wait-for-it-checklist-2"]


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.steps: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "section" and given.get("class") == "step":
            self.steps.append(given.get("data-step") or "")


@given(fronted)
def test_any_part_keeps_all_its_steps_and_widgets(text: str) -> None:
    if "<" in text or "\\" in text or "&" in text:
        return  # raw HTML is the author's right, even where it breaks the page
    sources = [
        parse(f"guides/tea/{n}", t.encode())
        for n, t in {**TEA, "index.md": INDEX, "01-boil.md": text}.items()
        if n.endswith(".md")
    ]
    guide, problems = assemble("tea", sources, KINDS)
    assert guide
    if problems or not guide.parts[0].source.is_whole:
        return
    html = render(content.markdown(guide.parts[0]))
    assert Tags(html).steps == [str(step.number) for step in guide.parts[0].steps]
    assert set(SLOT.findall(html)) >= {use.id for use in guide.parts[0].uses}
