from collections import Counter

from handrail.guides.imported import LEFT_OVER
from handrail.importing.account import shown
from handrail.importing.bring import Made, Wanted, checked, made
from handrail.importing.document import Document
from handrail.importing.readers import read
from hypothesis import example, given
from hypothesis import strategies as st

from tests.handrail.importing.documents import MARK, documents, marks_of
from tests.handrail.importing.written_sources import markdown, pages, texts


def found_in(result: Made) -> Counter[str]:
    """Count the marks that a reader of the guide sees, those in what is left over, and those that were dropped."""
    seen = [text for name, file in result.files.items() for text in shown(file, front=name != LEFT_OVER)]
    return Counter(MARK.findall("\n".join((*seen, *(each.text for each in result.draft.dropped)))))


@given(documents)
def test_every_sentence_stands_once_in_the_guide_or_is_left_over_or_dropped_by_name(
    document: Document,
) -> None:
    result = made(document, "a guide", Wanted("", "Kitchen", "2026-11-28"), {"a.png": "pictures/a.png"})
    assert found_in(result) == Counter(marks_of(document))
    assert (result.account.more, result.rescued) == ((), ())


@example(("a.txt", "q1q is first\nTime: 20 minutes\nq2q is next"))
@example(("a.md", "# q1q\n<div>q2q <b>q3q</b></div>\nq4q[^n]\n\n[^n]: q5q"))
@given(
    st.one_of(
        texts.map(lambda text: ("a.txt", text)),
        markdown.map(lambda text: ("a.md", text)),
        pages.map(lambda text: ("a.html", text)),
    )
)
def test_every_word_of_a_text_of_markdown_and_of_a_page_is_somewhere_once(source: tuple[str, str]) -> None:
    name, text = source
    if not MARK.search(text):
        return  # it may be empty
    document = read(name, text.encode())
    result = made(document, "a guide", Wanted("", "Kitchen", "2026-11-28"), {})
    assert found_in(result) == Counter(MARK.findall(text))
    assert (result.account.more, result.rescued) == ((), ())


@given(documents)
def test_a_guide_of_any_document_leaves_nothing_but_decisions(document: Document) -> None:
    result = made(document, "a guide", Wanted("", "Kitchen", "2026-11-28"), {"a.png": "pictures/a.png"})
    files = {name: text.encode() for name, text in result.files.items()}
    problems = checked(result.slug, {**files, "pictures/a.png": b"-"})
    # What is lacking; a picture without words; a guide without steps; a title or a need with signs of Markdown.
    to_decide = {"HR113", "HR205", "HR207", "HR302", "HR501"}
    assert [str(problem) for problem in problems if problem.code not in to_decide] == []
