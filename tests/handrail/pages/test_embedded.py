import json
from html import unescape

from handrail.pages import embedded
from hypothesis import given
from hypothesis import strategies as st


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_json_in_a_script_never_ends_it(value: object) -> None:
    safe = embedded.script(json.dumps(value, ensure_ascii=False))
    assert not set("<>&") & set(safe)
    assert json.loads(safe) == value


@given(st.dictionaries(st.text(), st.text()))
def test_json_in_an_attribute_never_ends_it(value: dict[str, str]) -> None:
    safe = embedded.json_attribute(value)
    assert not set("<>\"'") & set(safe)
    assert json.loads(unescape(safe)) == value
