from handrail.widgets.kinds import Kind, built_in
from handrail_widgets import WIDGETS


def test_every_site_has_our_widgets() -> None:
    kinds = built_in()
    assert {name: kind.widget for name, kind in kinds.items()} == WIDGETS
    assert {len(kind.digest) for kind in kinds.values()} == {64}


def test_a_kind_of_the_same_code_is_the_same() -> None:
    """So that what was drawn in the last build of a `serve` need not be drawn again."""
    assert built_in() == built_in()
    assert hash(built_in()["timer"]) == hash(built_in()["timer"])
    assert Kind(WIDGETS["timer"], "a") != Kind(WIDGETS["timer"], "b")
