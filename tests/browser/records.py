"""Records put into a browser's storage from outside, before any page of ours runs."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

LAYOUT_1 = Path(__file__).parent / "records" / "layout-1.json"
"""What the build before the second layout wrote, in Chromium, on 23 November 2026 at noon in Berlin."""

# Any file of the origin that runs no script.
BLANK = "assets/handrail/icon.svg"

# They come as text: a browser's drivers hand over no value that is nested some hundred deep.
PUT = """
(text) => new Promise((resolve, reject) => {
  const records = JSON.parse(text);
  for (const [name, text] of Object.entries(records.localStorage ?? {})) localStorage.setItem(name, text);
  const opening = indexedDB.open('handrail');
  opening.onupgradeneeded = () => opening.result.createObjectStore('answers');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const transaction = opening.result.transaction('answers', 'readwrite');
    for (const [key, value] of Object.entries(records.database ?? {})) {
      transaction.objectStore('answers').put(value, key.startsWith('[') ? JSON.parse(key) : key);
    }
    transaction.oncomplete = () => { opening.result.close(); resolve(); };
    transaction.onerror = () => reject(transaction.error);
  };
})
"""


def layout_1() -> dict[str, Any]:
    """Return the records of the first layout: `database` by key, `localStorage` by name."""
    records: dict[str, Any] = json.loads(LAYOUT_1.read_text(encoding="utf-8"))
    return records


def put(page: Page, site_url: str, records: dict[str, Any]) -> None:
    """Write records of either kind into the storage of a site's origin."""
    page.goto(site_url + BLANK)
    page.evaluate(PUT, json.dumps(records))


def key(guide: str, widget: str, *rest: str, site: str = "handrail", root: str = "/") -> str:
    """Return a key of today's layout, as JSON."""
    return json.dumps([2, site, root, guide, widget, *rest], separators=(",", ":"))
