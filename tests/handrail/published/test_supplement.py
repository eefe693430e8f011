import json
from importlib.util import MAGIC_NUMBER

import pytest
from handrail.published.supplement import bytecode, supplement_file
from handrail_widgets.supplement import Importer, Supplement, read

SUPPLEMENT = Supplement(
    {"widgets/pot.py": 'POT = "Kännchen </script>\u2028"'},
    {"pot": "widgets.pot:pot"},
    {"a": "b"},
    {"widgets/pot.py": "cb0d0d0a"},
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


def test_bytecode_runs_where_it_was_made_for_and_else_the_source_does() -> None:
    """The two differ here, so that it shows which one ran."""
    made = bytecode({"shown.py": "RAN = 'bytecode'"}, MAGIC_NUMBER.hex())
    other = {path: f"00000000{text[8:]}" for path, text in made.items()}
    for given, ran in ((made, "bytecode"), (other, "source"), ({}, "source")):
        module: dict[str, object] = {}
        exec(Importer({"shown.py": "RAN = 'source'"}, given).get_code("shown"), module)  # noqa: S102
        assert module["RAN"] == ran


def test_another_python_than_the_readers_makes_no_bytecode() -> None:
    assert bytecode({"shown.py": "1"}, "00000000") == {}


@pytest.mark.parametrize("source", ["A = 'tea', 'tea'\ndef tea(): return {'tea': 1.5, 'cup': (1, None)}", ""])
def test_bytecode_is_the_same_whatever_else_refers_to_its_values(source: str) -> None:
    made = bytecode({"a.py": source}, MAGIC_NUMBER.hex())
    held = [Importer({"a.py": source}, made).get_code("a") for _ in range(3)]
    assert bytecode({"a.py": source}, MAGIC_NUMBER.hex()) == made
    assert all(code == compile(source, "a.py", "exec") for code in held)
