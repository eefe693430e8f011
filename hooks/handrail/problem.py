"""What is wrong in a source file, where, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from posixpath import normpath
from typing import Final

CODES: Final = {
    # 1: the file itself
    "HR101": "A file is not UTF-8.",
    "HR102": "A file is too large.",
    "HR103": "A file is empty.",
    "HR104": "A guide folder has no index.md.",
    "HR105": "A fence is never closed.",
    "HR106": "An HTML comment is never closed.",
    "HR107": "A file can't be read.",
    "HR108": "A step or a widget is lost in what stands around it, such as raw HTML.",
    "HR109": "A page can't be rendered.",
    "HR110": "A file's name can't be a page's.",
    "HR111": "A link on the disk leads round in a circle.",
    "HR112": "A file holds a sign that the build marks places with.",
    "HR113": "What an import left over still lies in a guide's folder.",
    "HR114": "A file's name is almost a part's.",
    # 2: front matter
    "HR201": "A page has no front matter.",
    "HR202": "The front matter is never closed.",
    "HR203": "The front matter is not YAML that can be read.",
    "HR204": "The front matter has a key that nobody knows.",
    "HR205": "The front matter lacks a key.",
    "HR206": "The front matter has a value of the wrong kind.",
    "HR207": "A text of the front matter holds Markdown that would be shown as typed.",
    # 3: parts and steps
    "HR301": "Something that belongs to a step stands before the first step.",
    "HR302": "A part has no steps.",
    "HR303": "A page has a second title.",
    "HR304": "Two steps have the same id.",
    "HR305": "A heading has no words to make an id of.",
    "HR306": "An id is not written as Markdown reads it.",
    "HR307": "A step has a number of its own.",
    # 4: widgets
    "HR401": "A fence names no widget and no code language.",
    "HR402": "The YAML of a widget can't be read.",
    "HR403": "A widget has a key that nobody knows.",
    "HR404": "A widget lacks a key.",
    "HR405": "A widget has a value of the wrong kind.",
    "HR406": "Two ids are alike.",
    "HR407": "A file that a widget names does not lie beside its page.",
    "HR408": "A rule for a text can never be raised, or an example names none.",
    "HR409": "A rule for a text does not find what its example says.",
    "HR410": "A widget names another that the guide doesn't have.",
    "HR411": "A link in a widget's settings has no words.",
    # 5: text
    "HR501": "An image has no alt text.",
    "HR502": "An image file is missing.",
    "HR503": "A link leads to a page that is not there.",
    "HR504": "A link leads to a step or heading that is not there.",
    "HR505": "A footnote has no source.",
    "HR506": "A footnote is never used.",
    "HR507": "A footnote is defined twice.",
    "HR508": "A footnote has no name of one word.",
    "HR509": "A link stands for an address that its page doesn't give.",
    "HR511": "A task is ticked already.",
    "HR512": "A task is indented under another.",
    "HR513": "Two tasks of a list are alike.",
    "HR514": "A task holds a link, an image or a footnote.",
    "HR515": "A line is almost a task.",
    "HR516": "A task has no words to make an id of.",
    "HR517": "A box is almost one, or its text stands outside it.",
    "HR521": "Nobody has said yet whether a picture may be published.",
    # 6: an author's own widgets
    "HR601": "The file of an own widget can't be a module.",
    "HR602": "An own widget is no Python.",
    "HR603": "An own widget can't be imported.",
    "HR604": "An own widget imports what the browser's Python does not have.",
    "HR605": "An own widget imports later than at the top of its file.",
    "HR606": "The name of an own widget is taken, or is none.",
    "HR607": "An own widget doesn't say what it takes.",
    "HR608": "An own widget can't be drawn.",
    # 7: words
    "HR701": "A file of words can't be read.",
    "HR702": "A file of words has a key that nobody knows.",
    "HR703": "A file of words has a value of the wrong kind.",
    "HR704": "A sentence lacks a place, or has one that nothing fills.",
    "HR705": "A sentence lacks a plural form, or has one too many.",
    # 8: blocks that hang on facts
    "HR801": "A block that hangs on a fact is not written as it should be.",
    "HR802": "A block hangs on a fact that no widget publishes.",
    "HR803": "A block hangs on a value that its fact can't have.",
    "HR804": "A step stands in a block that hangs on a fact.",
    "HR805": "A block hangs on a fact that two widgets publish.",
    "HR806": "A block hangs on a fact that hangs on the block.",
}
"""Every code and what it stands for; `scripts/problems_page.py` makes the handbook's page of it.

A code keeps its meaning for good: an author may look it up years later.
"""


_DOCS: Final = "\ue006"
"""Stands before a path in a Problem's words for what leads to the docs folder."""


def named(path: str) -> str:
    """Return a path of the docs folder as a Problem's words name it, to be seen from anywhere."""
    return f"{_DOCS}{path}"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a source file; sorts by path, then line.

    Args:
        path: The file, relative to the docs folder, with forward slashes; "../widgets/a.py" lies beside it.
        line: Its line, counted from 1.
        code: A key of `CODES`.
        what: One sentence that says what is wrong, quoting what was found.
        fix: One or two sentences that say how to mend it; paths in both are `named`.

    Raises:
        ValueError: If the code is not in `CODES`.

    """

    path: str
    line: int
    code: str
    what: str
    fix: str

    def __post_init__(self) -> None:
        """Refuse a code that no table explains."""
        if self.code not in CODES:
            message = f"{self.code} is not in CODES"
            raise ValueError(message)

    def __str__(self) -> str:
        """Draw `path:line: CODE what is wrong. How to mend it.`, which editors make a link of."""
        text = f"{self.path}:{self.line}: {self.code} {self.what} {self.fix}".replace(_DOCS, "")
        return " ".join(text.split())

    def seen(self, root: str = "") -> "Problem":
        """Return it with every path as seen from elsewhere; `root` leads from there to the docs folder."""
        below = "" if normpath(root or ".") == "." else f"{normpath(root)}/"
        what, fix = (" ".join(text.replace(_DOCS, below).split()) for text in (self.what, self.fix))
        return replace(self, path=normpath(f"{below}{self.path}"), what=what, fix=fix)


def report(problems: Iterable[Problem], root: str = "") -> str:
    """List problems, each once, in the order of their files and lines.

    Args:
        problems: What was found, in any order.
        root: What to put before each path, such as `docs/`.

    """
    return "\n".join(str(each.seen(root)) for each in sorted(set(problems)))
