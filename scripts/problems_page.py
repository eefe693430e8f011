"""Write the handbook's page of all codes: ``python -m scripts.problems_page``.

It is made of `handrail.problem.CODES`; a test fails while the two differ. It is a file of the handbook like
any other, so that no other site gets it.
"""

from pathlib import Path
from typing import Final

from handrail.problem import CODES

PAGE: Final = Path(__file__).resolve().parent.parent / "docs/handbook/problems.md"


def markdown() -> str:
    """Return the page."""
    rows = "".join(f"| {code} | {meaning} |\n" for code, meaning in CODES.items())
    return (
        "---\ntitle: Problems\n---\n\n# Problems\n\n"
        "A build that finds something wrong in a guide prints every problem at once, with its file, "
        "its line, a code and how to mend it, and builds nothing.\n\n"
        f"| code | what it stands for |\n|---|---|\n{rows}"
    )


if __name__ == "__main__":
    PAGE.write_text(markdown(), encoding="utf-8")
