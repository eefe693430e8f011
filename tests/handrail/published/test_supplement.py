import json

from handrail.published.supplement import supplement_file
from handrail_widgets.supplement import Supplement, read

SUPPLEMENT = Supplement(
    {"widgets/pot.py": 'POT = "Kännchen </script>\u2028"'}, {"pot": "widgets.pot:pot"}, {"a": "b"}
)


def test_a_site_that_adds_nothing_has_no_file() -> None:
    assert supplement_file(Supplement()) is None


def test_what_is_written_is_read_again_from_both_files() -> None:
    made = supplement_file(SUPPLEMENT)
    assert made
    data, script = made.files.values()
    assert read(data.decode()) == SUPPLEMENT
    call = script.decode().removeprefix("handrailSupplement(").removesuffix(");")
    assert read(json.loads(call)) == SUPPLEMENT


def test_its_name_changes_with_its_content() -> None:
    made = [supplement_file(Supplement(words={"a": text})) for text in ("b", "c", "b")]
    first, second, third = (each.address for each in made if each)
    assert first == third != second
    assert first.startswith("assets/handrail/supplement-")
