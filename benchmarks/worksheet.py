"""How soon a worksheet of a hundred rows takes one more, on a fast device and on a slow one."""

from collections.abc import Iterator

from playwright.sync_api import Browser

from benchmarks.figure import Figure
from benchmarks.pages import at_both_speeds

ROWS = 100
ADDED = 40

# Writes into the open row, since no second empty row is made, and adds one; then the sheet is redrawn.
ADD_A_ROW = """
async (sheet) => {
  const redrawn = () => new Promise((done) => {
    const watch = new MutationObserver(() => { watch.disconnect(); done(performance.now()); });
    watch.observe(sheet.querySelector('.sheet-rows'), { childList: true });
  });
  const field = sheet.querySelector('.sheet-rows input[type=text]');
  field.value = 'A cause of ten words, as somebody would write it down';
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await new Promise((done) => setTimeout(done, 150));
  const shown = redrawn();
  const started = performance.now();
  sheet.querySelector('[id$="--add"]').click();
  return await shown - started;
}
"""


def measure() -> Iterator[Figure]:
    """Yield the time to add a row, as it is and with the page's processor slowed down."""
    yield from at_both_speeds(f"A row added to a worksheet of {ROWS}", f"{ADDED} rows", _rows)


def _rows(browser: Browser, address: str, rate: int) -> list[float]:
    page = browser.new_context().new_page()
    page.goto(f"{address}guides/second-chance/01-understand.html")
    page.wait_for_selector("html[data-python=ready]", timeout=60_000)
    sheet = page.query_selector("#causes")
    for _ in range(ROWS):
        page.evaluate(ADD_A_ROW.replace("150", "0"), sheet)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
    times = [float(page.evaluate(ADD_A_ROW, sheet)) for _ in range(ADDED)]
    page.context.close()
    return times
