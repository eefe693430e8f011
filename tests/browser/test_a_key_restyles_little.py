"""A key in a tool has the browser style what changes, and not the page: on a phone that is what it costs."""

from typing import Any

from playwright.sync_api import Page

KEYS = 10
MOST = 60
"""Elements for a key. A selector that makes the browser ask the whole page takes over a thousand."""


def styled(page: Page, keys: str) -> int:
    """Return for how many elements style is found anew while keys are pressed, by the browser's own count."""
    session = page.context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    done: list[bool] = []
    session.on("Tracing.dataCollected", lambda some: events.extend(some["value"]))
    session.on("Tracing.tracingComplete", lambda _: done.append(True))
    session.send(
        "Tracing.start",
        {"transferMode": "ReportEvents", "traceConfig": {"includedCategories": ["devtools.timeline"]}},
    )
    page.keyboard.type(keys, delay=150)
    page.wait_for_timeout(500)
    session.send("Tracing.end")
    while not done:
        page.wait_for_timeout(20)
    counts = [each["args"].get("elementCount", 0) for each in events if each["name"] == "UpdateLayoutTree"]
    assert counts  # else the trace has another form, and says nothing
    return sum(counts)


def test_a_key_in_a_draft_restyles_little(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}guides/second-chance/04-talk.html")
    page.wait_for_selector("html[data-python=ready]")
    field = page.locator("#apology--text-did")
    field.fill("I am sorry i")
    page.wait_for_timeout(1_000)
    field.press("End")
    assert styled(page, "f" * KEYS) <= MOST * KEYS
