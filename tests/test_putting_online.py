"""What the handbook tells hosts is true of the site."""

import re
import subprocess
from fnmatch import fnmatch
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from tests.browser.hosts import HANDBOOK, PERMITTED, STRICT

TEXT = HANDBOOK.read_text(encoding="utf-8")
FOREVER = "public, max-age=31536000, immutable"
HASHED = re.compile(r"-[0-9a-f]{12}[./]")


def blocks(language: str) -> list[str]:
    """Return the page's samples in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def files(site_folder: Path) -> list[str]:
    """Return the built site's files, as paths from its root."""
    return [path.relative_to(site_folder).as_posix() for path in site_folder.rglob("*") if path.is_file()]


def cached(path: str) -> str:
    """Return how long a file may be cached: for ever what has a hash in its name and is ours."""
    return FOREVER if path.startswith("assets/handrail/") and HASHED.search(path) else "no-cache"


def test_the_policy_is_the_same_everywhere() -> None:
    policies = re.findall(r"Content-Security-Policy:? \"?(default-src.*?)[`\"\n]", TEXT)
    assert len(policies) == 4
    assert set(policies) == {STRICT}


def test_what_a_page_may_use_is_the_same_everywhere() -> None:
    """The camera for the site itself, and none of what else could listen or look."""
    policies = re.findall(r"Permissions-Policy:? \"?(camera.*?)[`\"\n]", TEXT)
    assert len(policies) == 4
    assert set(policies) == {PERMITTED}


@pytest.mark.slow
def test_cloudflare_caches_for_ever_what_never_changes_and_nothing_else(files: list[str]) -> None:
    *_, block = blocks("text")
    rules = [
        pattern.lstrip("/")
        for pattern, header in pairwise(block.splitlines())
        if header.strip() == f"Cache-Control: {FOREVER}"
    ]
    for path in files:
        assert any(fnmatch(path, rule) for rule in rules) == (cached(path) == FOREVER), path


@pytest.mark.slow
def test_the_upload_to_s3_sends_each_file_once_with_its_header(files: list[str], tmp_path: Path) -> None:
    (block,) = [block for block in blocks("sh") if "aws" in block]
    (tmp_path / "aws").write_text('#!/bin/sh\nfor each; do printf "%s\\n" "$each"; done; echo .\n')
    (tmp_path / "aws").chmod(0o755)
    done = subprocess.run(
        ["sh", "-eu", "-c", block],
        cwd=tmp_path,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin", "BUCKET": "guides"},
        capture_output=True,
        text=True,
        check=True,
    )
    sent: dict[str, list[str]] = {path: [] for path in files}
    for call in done.stdout.split("\n.\n")[:-1]:
        _, _, source, target, *options = call.split("\n")
        assert (source, target) == ("site/", "s3://guides/")
        given = list(zip(options[::2], options[1::2], strict=True))
        filters = [(name, value) for name, value in given if name in ("--include", "--exclude")]
        for path, headers in sent.items():
            matching = [name for name, value in filters if fnmatch(path, value)]  # the last one counts
            if matching[-1:] != ["--exclude"]:
                headers.append(dict(given)["--cache-control"])
    assert sent == {path: [cached(path)] for path in files}


@pytest.mark.slow
def test_a_hashed_name_ends_in_the_sum_of_its_content(site_folder: Path) -> None:
    """Without a network, a file is checked against it before it is used."""
    named = [path for path in site_folder.glob("assets/handrail/*.*") if HASHED.search(path.name)]
    assert len(named) >= 5
    for path in named:
        assert path.stem.endswith(f"-{sha256(path.read_bytes()).hexdigest()[:12]}"), path.name


def test_the_yaml_can_be_read() -> None:
    site, github, gitlab = (yaml.safe_load(block) for block in blocks("yaml"))
    assert site["extra"]["handrail"]["site"] == "guides"
    assert {"run": "make site"} in github["jobs"]["site"]["steps"]
    assert "make site" in gitlab["pages"]["script"]
