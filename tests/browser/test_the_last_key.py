"""What a page calls saved outlives the whole browser in Firefox and WebKitGTK too, killed at once.

How often a key is gone that was not called saved yet, `python -m tests.browser.faults.last_key` measures.
"""

from pathlib import Path

import pytest

from scripts.engines import missing
from tests.browser.faults.keyboard import missing as missing_keys
from tests.browser.faults.killed import seeded
from tests.browser.faults.last_key import someone


@pytest.mark.parametrize("name", ["firefox", "webkit"])
def test_what_was_called_saved_is_there_after_the_browser_was_killed(site_folder: Path, name: str) -> None:
    """In a profile of its own, as readers have it."""
    if why := missing(name) or missing_keys():
        pytest.skip(f"{name} {why}; `make browsers` installs it on Debian, as root")
    with someone(name, site_folder) as do:
        done = do(seeded(f"saved {name}"), 0, ready=True, saved=True)
    assert (done.acknowledged, done.found) == (done.typed, done.typed)
