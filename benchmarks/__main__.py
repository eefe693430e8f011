"""Measure everything, print it as a table, and with `--write` put it into the handbook."""

import argparse
import datetime as dt
import os
import platform
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import boot, build, check, draft, much_written, own, pages, reading, slow_line, worksheet
from benchmarks.figure import Figure, table
from benchmarks.plot import alternative, plot

HANDBOOK = Path(__file__).resolve().parent.parent / "docs" / "handbook"
NUMBERS = HANDBOOK / "numbers.md"
PICTURE = HANDBOOK / "pictures" / "python-start.svg"
PLACE = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)


def main() -> None:
    """Run all measures, one after the other, on an otherwise idle machine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the table into the handbook")
    wanted = parser.parse_args()
    figures: list[Figure] = []
    for module in (boot, build, check, pages, own, draft, worksheet, much_written, slow_line, reading):
        for figure in module.measure():
            print(figure.row, flush=True)
            figures.append(figure)
    if wanted.write:
        write(figures)
    missed = [figure.name for figure in figures if not figure.holds]
    if missed:
        sys.exit("missed: " + ", ".join(missed))


def write(figures: Sequence[Figure]) -> None:
    """Put the table and the picture into the handbook."""
    start = [figure for figure in figures if figure.name.startswith(boot.AGAINST_STOCK)]
    PICTURE.write_text(plot(start, boot.AGAINST_STOCK), encoding="utf-8")
    picture = f"![{alternative(start, boot.AGAINST_STOCK)}](pictures/{PICTURE.name})"
    measured = f"{machine()}\n\n{picture}\n\n{table(figures)}\n"
    text = NUMBERS.read_text(encoding="utf-8")
    NUMBERS.write_text(PLACE.sub(lambda found: f"{found[1]}\n{measured}\n{found[2]}", text), encoding="utf-8")


def machine() -> str:
    """Return one line on the machine and the day."""
    today = dt.datetime.now(tz=dt.UTC).date()
    cores, system, python = os.cpu_count(), platform.system(), platform.python_version()
    return f"Measured on {today}, {cores} cores, {system} {platform.machine()}, CPython {python}."


if __name__ == "__main__":
    main()
