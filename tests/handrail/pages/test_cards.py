import re

import pytest
from handrail.pages import content
from handrail.pages.places import SLOT

from tests.handrail.rendering import render
from tests.handrail.sample import TEA, tea_guide


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


def test_notes_stand_in_each_step_that_cites_them() -> None:
    body = (
        "Intro.[^c]\n\n## Wait for it\n\n!!! tip\n    Box.[^a]\n\nText.[^b]\n\n"
        "## Pour\n\nAgain.[^a]\n\n[^b]: Bee.\n[^a]: Ay.\n[^c]: Sea.\n"
    )
    html = part(body)
    one, two = html.split('data-step="4"')
    assert one.index('id="fn:a" value="2"') < one.index('id="fn:b" value="3"')
    assert (
        two.index('id="fn:a.4" value="2"') < two.index('class="footnote"') < two.index('id="fn:c" value="1"')
    )
    assert 'href="#fn:a.4">2</a>' in two
    assert "Ay." in one
    assert "Ay." in two
    for step in one, two:
        places = set(re.findall(r'<sup id="([^"]*:[ab])"', step))
        assert set(re.findall(r'class="footnote-backref" href="#([^"]*:[ab])"', step)) == places


def test_a_page_without_steps_keeps_its_footnotes() -> None:
    assert '<div class="footnote">' in render("A.[^a]\n\n[^a]: Ay.\n")


def test_a_place_is_kept_for_every_widget() -> None:
    body = "## Wait for it\n\nDo:\n- [ ] One\n\n!!! tip\n    Then:\n\n    - [ ] Two\n\n    After.\n"
    assert [name for _, name in SLOT.findall(part(body))] == [
        "wait-for-it-checklist",
        "wait-for-it-checklist-2",
        "wait-for-it-note",
    ]


@pytest.mark.parametrize("own", ["a.b", "a:b", "a_b", "1", "ä", "a-b.c:d"])
def test_any_id_that_a_step_may_have_names_its_checklist(own: str) -> None:
    html = part(f"## Wait for it {{#{own} .wide}}\n\n- [ ] One\n")
    assert [name for _, name in SLOT.findall(html)] == [f"{own}-checklist", f"{own}-note"]
    assert f'<h2 class="wide" id="{own}">Wait for it</h2>' in html


def test_a_file_name_that_is_no_id_makes_one() -> None:
    guide = tea_guide(**{"help me.md": "---\ntitle: Help\n---\n- [ ] Ask\n"})
    page = next(page for page in guide.support if page.source.name == "help me.md")
    html = render(content.markdown(page))
    assert [use.id for use in page.uses] == [name for _, name in SLOT.findall(html)] == ["help-me-checklist"]
    assert not list(content.lost(html, page))


def test_a_place_stays_in_its_list_and_its_box() -> None:
    html = part("## Wait for it\n\n- item\n\n    - [ ] One\n\n!!! tip\n    - [ ] Two\n")
    within = html.partition("<ul>")[2].partition("</ul>")[0]
    assert 'id="wait-for-it-checklist"' in within
    assert (
        'id="wait-for-it-checklist-2"'
        in html.partition('class="admonition tip"')[2].partition("</div>\n</div>")[0]
    )


@pytest.mark.parametrize(
    "around",
    ["<div markdown>\n\n{}\n\n</div>", "<div>\n{}\n</div>", "<div><p>\n{}\n</p></div>", "<pre>\n{}\n</pre>"],
)
def test_a_step_without_a_card_is_told(around: str) -> None:
    body = around.format("## Pour\n\nText.")
    guide = tea_guide(**{"02-wait.md": f"---\ntitle: Wait\n---\n## Wait for it\n\n{body}\n"})
    page = guide.parts[1]
    (problem,) = content.lost(render(content.markdown(page)), page)
    assert (problem.code, problem.line) == ("HR108", 4 + 2 + around.partition("{}")[0].count("\n"))


def test_a_step_ends_with_a_note_of_the_readers_own_above_its_sources() -> None:
    html = part("## Wait for it\n\nText.[^a]\n\n- [ ] One\n\n[^a]: A source.\n\n## Pour\n\nMore.\n")
    first, second = html.split("</section>")[:2]
    assert [name for _, name in SLOT.findall(first)] == ["wait-for-it-checklist", "wait-for-it-note"]
    assert first.index("wait-for-it-note") < first.index('class="step-notes"')
    assert [name for _, name in SLOT.findall(second)] == ["pour-note"]


def test_a_page_or_a_guide_may_do_without_notes() -> None:
    page = "---\ntitle: Wait\nnotes: false\n---\n## Wait for it\n"
    guide = tea_guide(**{"02-wait.md": page})
    assert [len(part.notes) for part in guide.parts] == [len(guide.parts[0].steps), 0]
    assert SLOT.findall(render(content.markdown(guide.parts[1]))) == []
    without = tea_guide(**{"index.md": TEA["index.md"].replace("---\n", "---\nnotes: false\n", 1)})
    assert not any(part.notes for part in without.parts)
