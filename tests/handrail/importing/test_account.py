from collections import Counter

from handrail.guides.imported import LEFT_OVER
from handrail.importing.account import shown
from handrail.importing.bring import Wanted, checked, made
from handrail.importing.document import Document
from hypothesis import given

from tests.handrail.importing.documents import MARK, documents, marks_of


@given(documents)
def test_every_sentence_stands_once_in_the_guide_or_is_left_over_or_dropped_by_name(
    document: Document,
) -> None:
    result = made(document, "a guide", Wanted("", "Kitchen", "2026-11-28"), {"a.png": "pictures/a.png"})
    read = [text for name, file in result.files.items() for text in shown(file, front=name != LEFT_OVER)]
    found = Counter(MARK.findall("\n".join(read)))
    dropped = Counter(MARK.findall("\n".join(each.text for each in result.draft.dropped)))
    assert found + dropped == Counter(marks_of(document))
    assert result.account.more == ()


@given(documents)
def test_a_guide_of_any_document_leaves_nothing_but_decisions(document: Document) -> None:
    result = made(document, "a guide", Wanted("", "Kitchen", "2026-11-28"), {"a.png": "pictures/a.png"})
    files = {name: text.encode() for name, text in result.files.items()}
    problems = checked(result.slug, {**files, "pictures/a.png": b"-"})
    # What is lacking; a picture without words; a guide without steps; a title or a need with signs of Markdown.
    to_decide = {"HR113", "HR205", "HR207", "HR302", "HR501"}
    assert [str(problem) for problem in problems if problem.code not in to_decide] == []
