"""What TypeScript believes of the protocol is what Python's records say."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, NotRequired, TypedDict

import pytest
from handrail_widgets.kit.codec import Json, Sendable
from handrail_widgets.kit.protocol import Written

from scripts.protocol_types import ROOTS, TYPES, typescript


@dataclass
class Rung:
    """It rang."""

    times: int
    then: Sendable


type Sound = Rung | None
"""What was heard."""


class Heard(TypedDict):
    """What a page heard,

    all of it, which is more than one would think of a page that stands still on a table.
    """

    by: NotRequired[Literal["left", "right"]]
    sounds: list[Written[Sound]]
    either: list[str | float]
    where: tuple[float, bool]
    notes: dict[str, Json]


def test_the_pages_types_are_made_from_the_records_of_today() -> None:
    assert TYPES.read_text(encoding="utf-8") == typescript(*ROOTS), "run: python -m scripts.protocol_types"


def test_a_record_is_declared_after_all_that_it_refers_to() -> None:
    written = typescript(Heard)
    assert (
        written[written.index("/** It rang") :]
        == """\
/** It rang. */
export interface Rung {
  is: "Rung";
  times: number;
  then: Handler;
}

/** What was heard. */
export type Sound = Rung | null;

/**
 * What a page heard,
 *
 * all of it, which is more than one would think of a page that stands still on a table.
 */
export interface Heard {
  by?: "left" | "right";
  sounds: Sound[];
  either: (string | number)[];
  where: [number, boolean];
  notes: Record<string, unknown>;
}
"""
    )
    assert written.index("export interface Handler") < written.index("export interface Rung")


@pytest.mark.parametrize("kind", [date, Annotated[date, "noted"], frozenset[str]])
def test_what_is_no_json_is_no_part_of_the_protocol(kind: object) -> None:
    with pytest.raises(TypeError, match="no counterpart"):
        typescript(kind)
