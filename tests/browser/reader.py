"""What a reader does and sees, in words that tests share."""

import time
from contextlib import suppress

from playwright.sync_api import BrowserContext, Error, Locator, Page, Route, expect

FIRST_PART = "guides/second-chance/01-understand.html"
OVERVIEW = "guides/second-chance/index.html"

PATIENCE = 20.0
"""Seconds."""

WASM = "**/*wasm*"
"""The addresses of both, the snapshot's and the plain boot's."""

# Whether Python has taken over all widgets of the page that is shown, since it answers there.
OPEN = """
(() => {
  const last = (name) => performance.getEntriesByName(name).at(-1)?.startTime ?? 0;
  return last('handrail-open') >= last('handrail-ready');
})()
"""

# Comes back when an attribute of the root has a value, or after so many milliseconds of the browser's clock.
SAID = """
([name, value, patience]) => new Promise((done) => {
  const root = document.documentElement;
  const look = () => { if (root.getAttribute(name) === value) done(); };
  new MutationObserver(look).observe(root, { attributes: true });
  AbortSignal.timeout(patience).addEventListener('abort', () => done());
  look();
})
"""

# All that is in the store, by key; a key that is a list, as JSON.
READ_ALL = """
() => new Promise((resolve, reject) => {
  const opening = indexedDB.open('handrail');
  opening.onerror = () => reject(opening.error);
  opening.onupgradeneeded = () => opening.result.createObjectStore('answers'); // it was erased whole
  opening.onsuccess = () => {
    const store = opening.result.transaction('answers').objectStore('answers');
    const found = {};
    store.openCursor().onsuccess = ({ target }) => {
      const cursor = target.result;
      if (!cursor) return resolve(found);
      found[Array.isArray(cursor.key) ? JSON.stringify(cursor.key) : cursor.key] = cursor.value;
      cursor.continue();
    };
  };
})
"""

# All that the browser keeps of the reader for the site, as one text; caches hold pages, and nobody’s answers.
ANYWHERE = f"""
({READ_ALL})().then((all) => JSON.stringify([all, {{ ...localStorage }}, {{ ...sessionStorage }}]))
"""


def boxes(page: Page) -> Locator:
    """Return the boxes of the first checklist on the page."""
    return page.locator(".widget[data-widget=checklist]").first.get_by_role("checkbox")


def count(page: Page) -> Locator:
    """Return the line in the first checklist that says how many are done."""
    return page.locator(".widget[data-widget=checklist] .widget-view").first.get_by_role("status")


def wait_until_open(page: Page) -> None:
    """Wait until Python, which is ready, has also taken over the widgets that nobody has used."""
    until(page, OPEN)


def wait_for_python(page: Page) -> None:
    """Wait until Python answers on the page, and has taken over what the reader has in it."""
    _wait_until_said(page, "data-python", "ready", 30_000)


def wait_until_saved(page: Page) -> None:
    """Wait until all that the reader did is stored."""
    _wait_until_said(page, "data-saved", "yes", 5_000)


def _wait_until_said(page: Page, name: str, value: str, patience: int) -> None:
    """Wait, for so many milliseconds, until the page says something of itself.

    The page tells when it does: Playwright alone would look now and then, up to a second apart.
    """
    with suppress(Error):  # another page may come meanwhile
        page.evaluate(SAID, [name, value, patience])
    expect(page.locator("html")).to_have_attribute(name, value, timeout=patience)


def until(page: Page, expression: str) -> None:
    """Wait until a JavaScript expression, or what it promises, is true on the page.

    Playwright's own `wait_for_function` makes code out of text there, which the page's policy forbids.

    Raises:
        TimeoutError: if it never is; says which.

    """
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        with suppress(Error):  # another page may come meanwhile
            if page.evaluate(f"Promise.resolve({expression}).then(Boolean)"):
                return
        time.sleep(0.02)
    raise TimeoutError(f"not within {PATIENCE:g} s: {expression}")


def settled(page: Page) -> None:
    """Wait until all that was begun is drawn and told of: three frames, and the tasks after them."""
    page.evaluate("""async () => {
        await document.fonts.ready;
        for (let n = 0; n < 3; n += 1) await new Promise((frame) => requestAnimationFrame(frame));
        await new Promise((task) => setTimeout(task));
    }""")


def search_for(page: Page, text: str) -> Locator:
    """Type into the search; return the first thing found, when it is there."""
    page.get_by_role("textbox", name="Search").press_sequentially(text)
    found = page.locator(".md-search-result__link").first
    expect(found).to_be_visible()
    return found


def refusals(context: BrowserContext) -> list[str]:
    """Return a list that grows by whatever a Content-Security-Policy forbids on this reader's pages."""
    refused: list[str] = []
    context.add_init_script(
        "addEventListener('securitypolicyviolation', (event) =>"
        " console.error('Content Security Policy:', event.violatedDirective, event.blockedURI))"
    )
    context.on(
        "console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None
    )
    return refused


class Held:
    """Requests that wait on the line until they are let through: a slow connection, under control."""

    def __init__(self, context: BrowserContext, pattern: str) -> None:
        self.waiting: list[Route] = []
        self.holding = True
        context.route(pattern, self._arrived)

    def _arrived(self, route: Route) -> None:
        if self.holding:
            self.waiting.append(route)
        else:
            route.continue_()

    def wait(self, page: Page) -> None:
        """Wait until something was asked for and is held.

        Raises:
            TimeoutError: if nothing is.

        """
        ends = time.monotonic() + PATIENCE
        while not self.waiting:
            if time.monotonic() > ends:
                raise TimeoutError("nothing came to be held")
            settled(page)

    def let_through(self) -> None:
        """Let the waiting requests go, and all that follow."""
        self.holding = False
        for route in self.waiting:
            route.continue_()
        self.waiting.clear()


def come_back(page: Page) -> None:
    """Tell the page that it is looked at again, as browsers do after another tab or a sleep."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
