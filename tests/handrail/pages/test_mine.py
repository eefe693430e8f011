import json
from html import unescape

from handrail.pages import mine
from handrail.words import english

from tests.handrail.sample import TEA, tea_guide

TOOL = "## First\n\n- [ ] One\n\n```timer\nid: steep\nlengths: [3]\n```\n\n## Second\n\nText.\n"


def test_each_widget_has_its_place_in_the_guides_order_and_a_note_stands_last_in_its_step() -> None:
    guide = tea_guide(**{"02-wait.md": f"---\ntitle: Wait & see\n---\n{TOOL}"})
    boil, wait = mine.places(guide, english())
    assert (boil.at, wait.at, wait.title) == (0, 1, "Wait &amp; see")
    placed = [(step.number, step.url, [own.id for own in step.widgets]) for step in wait.steps]
    first = len(guide.parts[0].steps) + 1
    assert placed == [
        (first, "02-wait.html#first", ["first-checklist", "steep", "first-note"]),
        (first + 1, "02-wait.html#second", ["second-note"]),
    ]


def test_a_place_has_what_its_widget_is_read_by_and_a_name_unlike_others() -> None:
    guide = tea_guide(**{"02-wait.md": f"---\ntitle: Wait\n---\n{TOOL}"})
    widgets = [own for page in mine.places(guide, english()) for step in page.steps for own in step.widgets]
    note = next(own for own in widgets if own.id == "first-note")
    assert (note.key, note.type, note.title) == ("tea/first-note", "note", "A note of your own")
    config = {"is": "Config", "id": "first-note", "title": "", "label": "", "folded": True}
    assert json.loads(unescape(note.config)) == config
    assert note.about == "A note of your own: First"
    assert len({own.about for own in widgets}) == len(widgets)


def test_what_is_never_stored_has_no_place_and_other_pages_have_theirs() -> None:
    files = "```screen\nid: safe\nquestions: [{id: a, text: Well}]\n"
    files += '"yes": {text: A}\nunsaid: {text: B}\n"no": {text: C}\n```\n\n- [ ] Asked\n'
    guide = tea_guide(**{"help.md": f"{TEA['help.md']}\n{files}"})
    last = [*mine.places(guide, english())][-1]
    assert (last.at, [step.number for step in last.steps]) == (-1, [0])
    assert [own.id for own in last.steps[0].widgets] == ["help-checklist"]


def test_an_author_who_writes_that_page_has_theirs() -> None:
    assert mine.page(tea_guide()) == "guides/tea/notes.md"
    assert mine.page(tea_guide(**{"notes.md": "---\ntitle: Notes\n---\nMine.\n"})) is None
