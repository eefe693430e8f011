from hashlib import sha256
from pathlib import Path

import pytest
from handrail.published.newer import newer

SOURCES = {
    "handrail_widgets/__init__.py": "from handrail_widgets.timer import timer\n",
    "handrail_widgets/browser.py": "import handrail_widgets\n",
    "handrail_widgets/kit/__init__.py": "",
    "handrail_widgets/kit/html.py": "div = 1\n",
    "handrail_widgets/kit/field.py": "from handrail_widgets.kit import html\n",
    "handrail_widgets/timer/__init__.py": "from handrail_widgets.timer.view import view\n",
    "handrail_widgets/timer/view.py": "import handrail_widgets.kit.field\n",
    "handrail_widgets/pause.py": "from handrail_widgets.kit.other import x\n",
}
HELD = {name: sha256(text.encode()).hexdigest() for name, text in SOURCES.items()}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for name, text in SOURCES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path / "handrail_widgets"


def test_nothing_is_newer_than_a_snapshot_of_the_same(package: Path) -> None:
    assert newer(package, HELD) == {}


def test_a_changed_module_travels_with_all_that_import_it(package: Path) -> None:
    (package / "kit/html.py").write_text("div = 2\n")
    found = newer(package, HELD)
    assert found
    assert set(found) == {
        "handrail_widgets/__init__.py",
        "handrail_widgets/kit/html.py",
        "handrail_widgets/kit/field.py",
        "handrail_widgets/timer/__init__.py",
        "handrail_widgets/timer/view.py",
    }
    assert found["handrail_widgets/kit/html.py"] == "div = 2\n"


def test_a_new_module_travels(package: Path) -> None:
    (package / "kit/other.py").write_text("x = 1\n")
    assert newer(package, HELD) == {
        "handrail_widgets/kit/other.py": "x = 1\n",
        "handrail_widgets/pause.py": SOURCES["handrail_widgets/pause.py"],
    }


def test_the_door_itself_takes_a_new_snapshot(package: Path) -> None:
    (package / "browser.py").write_text("1\n")
    assert newer(package, HELD) is None
