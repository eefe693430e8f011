"""What the tests of this folder share."""

from collections.abc import Iterator

import pytest

from tests.reader.asking import Ask, asking


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """Return what asks the pure half of taking answers along; a module on something else has its own."""
    with asking("carry.mjs") as answer:
        yield answer
