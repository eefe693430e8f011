"""axe-core finds nothing serious on any kind of page, by day and by night."""

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from tests.browser.reader import FIRST_PART, OVERVIEW

AXE = Path(__file__).resolve().parents[2] / "widgets/runtime/node_modules/axe-core/axe.min.js"
KINDS = {
    "home": "index.html",
    "overview": OVERVIEW,
    "part": FIRST_PART,
    "part with a pause": "guides/second-chance/02-time-on-your-own.html",
    "part with a timer": "guides/second-chance/05-if-you-both-say-yes.html",
    "support": "guides/second-chance/safety.html",
}
type Scheme = Literal["light", "dark"]
RUN = "axe.run(document, {resultTypes: ['violations']}).then(({violations}) => violations)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", KINDS.values(), ids=list(KINDS))
def test_axe_finds_nothing_serious(
    page: Page, site_url: str, path: str, scheme: Literal["light", "dark"]
) -> None:
    """No violation of serious or critical impact."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(site_url + path)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate(RUN)
    serious = [
        f"{violation['id']}: {node['target']} {node.get('failureSummary', '')}"
        for violation in found
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
    ]
    assert not serious, "\n".join(serious)
