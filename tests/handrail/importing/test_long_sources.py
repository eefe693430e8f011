import pytest
from handrail.importing.bring import Wanted, made
from handrail.importing.readers import read

from tests.growth import TIMES, growth

SIZE = 4_000


@pytest.mark.parametrize(
    ("sign", "ending"),
    [(".", "txt"), ("(", "txt"), ("1. x\n", "txt"), ("Step 1\n", "txt"), ("## x\n", "md"), ("<p>x", "html")],
)
def test_what_is_five_times_as_long_takes_about_five_times_as_long(sign: str, ending: str) -> None:
    def bring(size: int) -> None:
        made(read(f"a.{ending}", f"x\n\n{sign * (size // len(sign))}".encode()), "a", Wanted(), {})

    assert growth(bring, SIZE) < 3 * TIMES
