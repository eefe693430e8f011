"""How soon a draft answers: from a key press in a letter of 150 words to the flags that follow from it."""

from collections.abc import Iterator

from playwright.sync_api import Browser, Page

from benchmarks.figure import Figure
from benchmarks.pages import at_both_speeds

KEYS = 200

SENTENCE = "I read your letters and told my sister what they said, and I let you think it was her. "
WORDS = 150
LETTER = " ".join((SENTENCE * 9).split()[: WORDS - 2])

# A key that finishes "sorry if", or undoes it, so that the flags change each time.
TIME_ONE_KEY = """
async ([field, text]) => {
  const status = field.closest('.widget-view').querySelector('[role=status]');
  const shown = new Promise((done) => {
    const watch = new MutationObserver(() => { watch.disconnect(); done(performance.now()); });
    watch.observe(status, { childList: true, characterData: true, subtree: true });
  });
  const started = performance.now();
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  return await shown - started;
}
"""


def measure() -> Iterator[Figure]:
    """Yield the time of a key press, as it is and with the page's processor slowed down."""
    yield from at_both_speeds(f"A key in a letter of {WORDS} words, to its flags", f"{KEYS} keys", _keys)


def _keys(browser: Browser, address: str, rate: int) -> list[float]:
    page = browser.new_context().new_page()
    page.goto(f"{address}guides/second-chance/04-talk.html")
    page.wait_for_selector("html[data-python=ready]", timeout=60_000)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
    field = page.query_selector("#apology--text-did")
    page.fill("#apology--text-did", f"{LETTER} sorry i")
    page.wait_for_timeout(1_000)
    texts = (f"{LETTER} sorry if", f"{LETTER} sorry i")
    times = [_key(page, field, texts[number % 2]) for number in range(KEYS)]
    page.context.close()
    return times


def _key(page: Page, field: object, text: str) -> float:
    return float(page.evaluate(TIME_ONE_KEY, [field, text]))
