"""`handrail check --fix` mends what is certain, and nothing else."""

from pathlib import Path

import pytest

from tests.handrail.literate import Case, cases
from tests.handrail.sample import BOIL, INDEX, TEA
from tests.handrail.test_command_check import run, site

WAIT = """\
---
title: 2024
---
# 2024

## Wait for it

- [x] One
- [] Two
- [ ] two!
- [ ] 🫖

![A pot](Pictures/POT.svg) and [the pot](01-Boil.md#fill-the-pot)

```timer
title: The Pot
lengths: [5]
```

```timer
title: "The pot"
lengths: [5]
```

```timer
id: My Timer
lengths: [5]
```
"""
MENDED = """\
---
title: "2024"
---
## Wait for it

- [ ] One
- [ ] Two
- [ ] two! {#two-2}
- [ ] 🫖 {#task}

![A pot](pictures/pot.svg) and [the pot](01-boil.md#fill-the-pot)

```timer
id: the-pot
title: The Pot
lengths: [5]
```

```timer
id: the-pot-2
title: "The pot"
lengths: [5]
```

```timer
id: my-timer
lengths: [5]
```
"""
WITHOUT_LINK = BOIL.replace(" See [waiting](02-wait.md#wait-for-it).", "")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_certain_is_mended_and_each_change_is_said(end: str, tmp_path: Path) -> None:
    page = WAIT.replace("\n", end).encode()
    folder = site(tmp_path, {**TEA, "01-boil.md": WITHOUT_LINK, "02-wait.md": page})
    assert "mends at least 8 of them" in run("check", "-f", folder).output
    said = run("check", "--fix", "-f", folder)
    assert (folder / "docs/guides/tea/02-wait.md").read_bytes().decode() == MENDED.replace("\n", end)
    assert (said.output.count(": Mended: "), said.exit_code) == (11, 0)
    assert said.output.endswith("No problems in 4 pages.\n")
    assert "docs/guides/tea/02-wait.md:8: Mended: the task is not ticked any more.\n" in said.output


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    folder = site(tmp_path, {**TEA, "01-boil.md": WITHOUT_LINK, "02-wait.md": WAIT})
    run("check", "--fix", "-f", folder)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert "Mended" not in run("check", "--fix", "-f", folder).output
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


@pytest.mark.parametrize("case", tuple(cases()), ids=lambda case: case.slug)
def test_no_mend_makes_a_problem_that_was_not_there(case: Case, tmp_path: Path) -> None:
    folder = site(tmp_path, case.files)
    before = run("check", "-f", folder).output.splitlines()[:-2]
    run("check", "--fix", "-f", folder)
    after = run("check", "-f", folder).output.splitlines()[:-2]

    def told(lines: list[str]) -> set[str]:
        said = (line.partition(": ")[2] for line in lines)
        return {line for line in said if "full address" not in line}  # a number is not even a text before

    assert len(after) <= len(before)
    assert told(after) <= told(before)


def test_what_the_author_must_decide_stays(tmp_path: Path) -> None:
    """An alternative text, words, an id that another has."""
    page = "---\ntitle: W\n---\n## Wait\n\n![](pictures/pot.svg)\n\n"
    page += "# Other\n\n```timer\nid: Fill the pot\nlengths: [5]\n```\n\n- [ ]\n"
    folder = site(tmp_path, {**TEA, "01-boil.md": WITHOUT_LINK, "02-wait.md": page})
    assert "Mended" not in run("check", "--fix", "-f", folder).output
    assert (folder / "docs/guides/tea/02-wait.md").read_text(encoding="utf-8") == page


def test_only_the_named_files_are_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ticked = INDEX + "\n- [x] Begin\n"
    monkeypatch.chdir(
        site(tmp_path, {**TEA, "index.md": ticked, "help.md": ticked.replace("[x] Begin", "[x] B")})
    )
    run("check", "--fix", "docs/guides/tea/index.md")
    assert "[ ] Begin" in Path("docs/guides/tea/index.md").read_text(encoding="utf-8")
    assert "[x] B" in Path("docs/guides/tea/help.md").read_text(encoding="utf-8")


def test_a_page_that_really_lies_elsewhere_is_not_written(tmp_path: Path) -> None:
    elsewhere = tmp_path / "help.md"
    elsewhere.write_text("---\ntitle: Help\n---\n- [x] Done\n", encoding="utf-8")
    folder = site(tmp_path / "site", {name: text for name, text in TEA.items() if name != "help.md"})
    (folder / "docs/guides/tea/help.md").symlink_to(elsewhere)
    assert "HR511" in run("check", "--fix", "-f", folder).output
    assert "[x]" in elsewhere.read_text(encoding="utf-8")


def test_a_link_to_a_page_of_the_site_stays_a_link(tmp_path: Path) -> None:
    folder = site(tmp_path, {name: text for name, text in TEA.items() if name != "help.md"})
    (folder / "shared.txt").write_text("---\ntitle: Help\n---\n- [x] Done\n", encoding="utf-8")
    (folder / "docs/guides/tea/help.md").symlink_to(folder / "shared.txt")
    run("check", "--fix", "-f", folder)
    assert (folder / "docs/guides/tea/help.md").is_symlink()
    assert "[ ]" in (folder / "shared.txt").read_text(encoding="utf-8")
