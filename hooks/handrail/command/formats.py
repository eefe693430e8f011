"""What was found, as text: for people, as JSON, as annotations of GitHub, as SARIF."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any, Final
from urllib.parse import quote

import click

from handrail.command.checking import Finding
from handrail.command.unable import wrapped
from handrail.problem import CODES

type Format = Callable[[Sequence[Finding], str], str]
"""Takes what was found and the version of Handrail; the text has no line end."""

_SARIF: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def to_people(findings: Iterable[Finding], width: int = 0) -> str:
    """List what was found, one line each, or wrapped to a terminal's width; colours are click's."""
    return "\n".join(_told(finding, width) for finding in findings)


def _told(finding: Finding, width: int) -> str:
    problem = finding.problem
    text = str(replace(problem, what=f"Warning: {problem.what}") if finding.warns else problem)
    lines = (wrapped(text, width, "    ") if width else text).split("\n")
    where = f"{problem.path}:{problem.line}:"
    colour = "yellow" if finding.warns else "red"
    head = f"{click.style(where, bold=True)} {click.style(finding.problem.code, fg=colour)}"
    lines[0] = lines[0].replace(f"{where} {finding.problem.code}", head, 1)
    return "\n".join(lines)


def as_records(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Return what was found as plain values."""
    return [
        {
            "path": finding.problem.path,
            "line": finding.problem.line,
            "code": finding.problem.code,
            "severity": _level(finding),
            "what": finding.problem.what,
            "fix": finding.problem.fix,
        }
        for finding in findings
    ]


def to_json(findings: Sequence[Finding], version: str) -> str:
    """Return one object; `version` of the format is raised when its shape changes."""
    found = {"version": 1, "handrail": version, "problems": as_records(findings)}
    return json.dumps(found, ensure_ascii=False, indent=2)


def to_github(findings: Sequence[Finding], version: str) -> str:
    """Return workflow commands, which GitHub shows beside the lines of a change."""
    del version
    return "\n".join(
        f"::{_level(each)} file={_property(each.problem.path)},line={each.problem.line},"
        f"title={each.problem.code}::{_escaped(f'{each.problem.what} {each.problem.fix}')}"
        for each in findings
    )


def _escaped(text: str) -> str:
    """Escape a message as the runner reads it back."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def to_sarif(findings: Sequence[Finding], version: str) -> str:
    """Return a log as SARIF 2.1.0 has it, with the rules that were broken."""
    codes = sorted({finding.problem.code for finding in findings})
    rules = [{"id": code, "shortDescription": {"text": CODES[code]}} for code in codes]
    driver = {"name": "Handrail", "version": version, "rules": rules}
    results = [_result(finding, codes.index(finding.problem.code)) for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    problem = finding.problem
    place = {
        "artifactLocation": {"uri": _uri(problem.path)},
        "region": {"startLine": problem.line},
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _level(finding),
        "message": {"text": f"{problem.what} {problem.fix}"},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    """Return a path as a URI: relative to where the command was given, unless it lies on another drive."""
    drive = "".join(takewhile(lambda sign: sign != "/", path))
    return f"file:///{quote(path, safe='/:')}" if drive.endswith(":") else quote(path)


def _level(finding: Finding) -> str:
    return "warning" if finding.warns else "error"


FORMATS: Final[Mapping[str, Format]] = {"json": to_json, "github": to_github, "sarif": to_sarif}
"""The formats for machines, by name."""
PEOPLE: Final = "people"
