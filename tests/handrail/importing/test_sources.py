"""Sources of different make, written for these tests, and what comes of each."""

import io
import json
import zipfile
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from handrail.importing.bring import Made, Wanted
from handrail.importing.document import words
from handrail.importing.edge import Import, imported
from handrail.importing.readers import read

SOURCES: Final = Path(__file__).parents[1] / "sources"
WANTED: Final = Wanted("", "Anything", "2026-11-28")


class Came(NamedTuple):
    """What should come of a source: its title, the steps of each part, codes of Problems, texts of its files."""

    title: str
    steps: tuple[tuple[str, int], ...]
    codes: tuple[str, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()


CAME: Final = {
    "how-to-site.html": Came(
        "How to Patch a Bicycle Tube",
        (("Finding the Hole", 2), ("Closing It", 3)),
        ("HR501", "HR502", "HR521", "HR521"),
        (
            ("01-finding-the-hole.md", "## Take the wheel off and lift the tyre with a lever\n\n![A lever under the rim of a tyre](pictures/lever.png)"),
            ("01-finding-the-hole.md", "- [ ] Push the first lever under the bead\n- [ ] Hook it to a spoke"),
            ("02-closing-it.md", "[Any fine grain](https://howto.example/Choose-Sandpaper)"),
            ("02-closing-it.md", "lengths: [5]"),
            ("index.md", "- Patch kit"),
            ("index.md", "!!! warning\n    Never use a screwdriver as a lever."),
            ("index.md", "chapter 4. [Read it](https://handbook.example/4)"),
            ("related-articles.md", "[How to Clean a Chain](https://howto.example/Clean-a-Chain)"),
            ("pictures/licences.txt", "the source says: The glue has gone dull. Photo: R. Wheeler, CC BY 4.0"),
        ),
    ),
    "markdown.md": Came(
        "Wax a wooden table",
        (("", 2),),
        ("HR113",),
        (
            ("index.md", "- [ ] Wipe along the grain\n- [ ] Dry the wood"),
            ("index.md", "!!! warning\n    Never soak the wood."),
            ("index.md", "| Beech | 3 |"),
            ("index.md", "lengths: [20, 30]"),
            ("index.md", "### If it looks dull"),
            ("index.md", '```python\ncoats = {"oak": 2}\n```'),
            ("left-over.md", "author: Mina"),
        ),
    ),
    "paragraphs.txt": Came("Repot a house plant", (("", 6),), (), (("index.md", "!!! note\n    Don't feed it for four weeks."),)),
    "machine-translated.txt": Came(
        "HOW TO FIX ZIPPER OF JACKET",
        (("", 4),),
        (),
        (("index.md", "## Put jacket on the table,and looking where is broken tooth\n"), ("index.md", "!!! warning\n    not pull strong")),
    ),
    "no-numbers.html": Came("Bleed a Radiator", (("", 3),), (), (("index.md", "### When water comes"), ("index.md", "!!! warning\n    The water is hot."))),
    "renumbered.txt": Came("Mend a dripping tap", (("", 7),), (), (("index.md", "## Push a new washer on\n\nIt must be the same size."),)),
    "advertisement.txt": Came("Sharpen a kitchen knife", (("", 4),), (), (("index.md", "lengths: [10]"),)),
    "smart-quotes.md": Came("Write a “thank you” note", (("", 3),), (), (("index.md", "«merci» if you like…"),)),
    "tables.html": Came("Sand a board", (("", 2),), (), (("index.md", "| Old paint | 60 &#124; 80 |"), ("index.md", "| Pine | 5 strokes |"))),
    "arabic.html": Came(
        "كيفية إعداد الشاي بالنعناع",
        (("تحضير الماء", 2), ("النقع", 1)),
        (),
        (("02-part.md", "lengths: [5]"), ("index.md", "- حزمة من النعناع"), ("index.md", "!!! warning")),
    ),
    "howto.jsonld": Came(
        "Change a light bulb",
        (("Make it safe", 2), ("Change it", 2)),
        (),
        (("index.md", "time: 5 minutes"), ("01-make-it-safe.md", "!!! tip\n    Try another lamp"), ("index.md", "- A ladder that stands firmly")),
    ),
    "recipe.html": Came(
        "Lentil Soup",
        (("", 3),),
        ("HR113",),
        (("index.md", "- 250 g red lentils"), ("index.md", "lengths: [25]"), ("left-over.md", "My grandmother cooked it every Friday.")),
    ),
    "forum.html": Came("forum", (("", 3),), (), (("index.md", "## Print a test page\n\n**Do not skip this!**"), ("index.md", "Worked for me"))),
}  # fmt: skip


def made_of(result: Import) -> Made:
    assert result.made
    return result.made


def test_each_source_has_its_expectation() -> None:
    assert {path.name for path in SOURCES.iterdir() if path.is_file()} == set(CAME)


@pytest.mark.parametrize("name", CAME)
def test_a_source_becomes_the_guide_that_it_tells(name: str) -> None:
    came, result = CAME[name], imported(str(SOURCES / name), WANTED)
    draft = made_of(result).draft
    assert draft.title == came.title
    assert tuple((words(part.title), len(part.steps)) for part in draft.parts) == came.steps
    assert [problem.code for problem in result.problems] == list(came.codes)
    for file, text in came.texts:
        assert text in result.files[file].decode(), file


@pytest.mark.parametrize("name", CAME)
def test_no_sentence_of_a_source_is_lost_or_made_up(name: str) -> None:
    made = made_of(imported(str(SOURCES / name), WANTED))
    account = made.account
    assert made.rescued == ()
    assert account.more == ()
    assert account.guide + account.left == account.source


@pytest.mark.parametrize(
    ("name", "dropped"),
    [
        (
            "how-to-site.html",
            "author line|date line|share line|advertisement|cookie banner|navigation|foot of the page|count of views or votes|numbering",
        ),
        ("advertisement.txt", "advertisement|call to subscribe|share line"),
        ("forum.html", "forum line|numbering"),
    ],
)
def test_what_is_none_of_the_author_is_dropped_by_name_and_told(name: str, dropped: str) -> None:
    report = "\n".join(imported(str(SOURCES / name), WANTED).report)
    for each in dropped.split("|"):
        assert f"Dropped, {each}: “" in report
    assert "MegaTyre" in report or name != "how-to-site.html"


@pytest.mark.parametrize(
    ("line", "is_dropped"),
    [
        ("By Ann Reader, updated 3 May 2025", True),
        ("By Ann Reader | May 3, 2025", True),
        ("By Ann Reader", True),
        ("by Ann Reader", True),
        ("By hand, the tyre comes off in 2025 just as it did", False),
        ("By all means take a spanner", False),
    ],
)
def test_a_line_below_the_title_that_names_who_wrote_it_is_not_the_summary(
    line: str, tmp_path: Path, *, is_dropped: bool
) -> None:
    text = f"<h1>Mend a tyre</h1><p>{line}</p><p>A tyre is mended soon.</p><h2>By Bus And Train</h2><h2>Walk</h2>"
    (tmp_path / "a.html").write_text(text, encoding="utf-8")
    result = imported(str(tmp_path / "a.html"), WANTED)
    whole = result.files["index.md"].decode()
    assert (f"summary: {line}" not in whole) == is_dropped
    assert (f"Dropped, author line: “{line}”." in "\n".join(result.report)) == is_dropped
    assert "## By Bus And Train" in whole


def test_boxes_that_a_text_has_without_bullets_are_tasks(tmp_path: Path) -> None:
    text = (
        "Rinse a machine\n\n1. Rinse twice.\n   [ ] The water has no smell\n   [x] It is clear\n2. Dry it.\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    result = imported(str(tmp_path / "a.txt"), WANTED)
    assert "- [ ] The water has no smell\n- [ ] It is clear\n" in result.files["index.md"].decode()


def test_a_numbering_that_begins_anew_or_skips_is_told() -> None:
    report = "\n".join(imported(str(SOURCES / "renumbered.txt"), WANTED).report)
    for change in ("from 3 to 1", "from 2 to 4", "from 4 to 7"):
        assert change in report


def test_nothing_that_acts_comes_into_a_guide() -> None:
    result = imported(str(SOURCES / "how-to-site.html"), WANTED)
    whole = b"\n".join(result.files.values()).lower()
    for sign in (b"<script", b"<iframe", b"onload", b"onclick", b"javascript:", b"tracker.example"):
        assert sign not in whole
    assert any("1 handler" in line and "2 scripts" in line for line in result.report)


def test_a_word_document_is_read_with_its_headings_lists_and_pictures(tmp_path: Path) -> None:
    path = tmp_path / "soap.docx"
    path.write_bytes(word_document((SOURCES / "how-to-site_files/lever.png").read_bytes()))
    result = imported(str(path), WANTED)
    assert [(words(p.title), len(p.steps)) for p in made_of(result).draft.parts] == [("", 2)]
    index = result.files["index.md"].decode()
    assert "title: Make soap" in index
    assert "## Melt the soap\n\nStir it **slowly**.\n\n- [ ] Cut it small\n- [ ] Warm it up" in index
    assert result.files["pictures/a-pot.png"].startswith(b"\x89PNG")
    assert [problem.code for problem in result.problems] == ["HR521"]
    assert made_of(result).account.lost == ()


def word_document(png: bytes) -> bytes:
    """Make a Word document of headings, a list and a picture, as small as one can be."""

    def paragraph(text: str, style: str = "", runs: str = "") -> str:
        properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f"<w:p>{properties}{f'<w:r><w:t>{text}</w:t></w:r>' if text else ''}{runs}</w:p>"

    bold = '<w:r><w:t xml:space="preserve">Stir it </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>slowly</w:t></w:r><w:r><w:t>.</w:t></w:r>'
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="A pot"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>'
        '<a:blip r:embed="rId5"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
    body = (
        paragraph("Make soap", "Heading1")
        + paragraph("Soap from remnants.")
        + paragraph("Melt the soap", "Heading2")
        + paragraph("", runs=bold)
        + item.format("Cut it small")
        + item.format("Warm it up")
        + paragraph("Pour it", "Heading2")
        + paragraph("", runs=drawing)
        + paragraph("Leave it alone.")
    )
    spaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId5" Type="{office}/image" Target="media/p.png"/>'
        f'<Relationship Id="rId6" Type="{office}/numbering" Target="numbering.xml"/><Relationship Id="rId7" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "word/numbering.xml": f'<w:numbering {spaces}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>',
        "word/styles.xml": f'<w:styles {spaces}><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style></w:styles>',
    }  # fmt: skip
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        archive.writestr("word/media/p.png", png)
    return packed.getvalue()


def test_a_thousand_steps_are_a_guide(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(
        "A long way\n\nIt takes a while.\n\n"
        + "".join(f"{n}. Do thing {n}. It is number {n}.\n" for n in range(1, 1001))
    )
    result = imported(str(path), WANTED)
    assert len(made_of(result).draft.parts[0].steps) == 1000
    assert result.problems == ()
    assert made_of(result).account.source == made_of(result).account.guide == 2002


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1252"])
def test_a_text_is_read_in_whatever_encoding_it_is(encoding: str) -> None:
    text = "Make a crêpe\n\nIt’s easy – “really”.\n\n1. Mix the dough.\n2. Fry it in a café.\n"
    assert words(read("a.txt", text.encode(encoding)).blocks[0].line) == "Make a crêpe"  # type: ignore[union-attr]


def test_a_page_is_read_rather_than_its_description_where_both_have_the_steps() -> None:
    steps = ["Boil the water well.", "Pour it on the leaves."]
    described = json.dumps({"@type": "HowTo", "name": "Tea", "totalTime": "PT6M", "step": steps})
    items = "".join(f"<li>{step}</li>" for step in steps)
    page = f'<html><body><script type="application/ld+json">{described}</script><h1>Tea</h1><ol>{items}</ol><p>Enjoy it.</p></body></html>'
    document = read("tea.html", page.encode())
    assert document.facts.time == "6 minutes"
    assert document.left == ()
