"""How soon a long worksheet answers a key and takes one more row, on a fast device and on a slow one."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from playwright.sync_api import Browser, Page

from benchmarks.figure import Figure
from benchmarks.pages import at_both_speeds

ROWS = 100
ADDED = 40
MOST = 500
"""Rows of the reader's own that a sheet takes; rows are added on the way there."""
KEYS = 100

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
# A key changes nothing that is seen, so what is waited for is Python's answer and what the page makes of it.
ANSWERS = """
{
  const { Worker } = window;
  window.answers = [];
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data }) => {
        if (JSON.stringify(data).includes('causes')) setTimeout(() => window.answers.push(performance.now()));
      });
    }
  };
}
"""
A_KEY = """
async (sheet) => {
  const field = sheet.querySelector('.sheet-rows input[type=text]');
  window.answers.length = 0;
  const started = performance.now();
  field.value += 'x';
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  while (window.answers.length === 0) await new Promise((done) => setTimeout(done));
  const took = window.answers[0] - started;
  await new Promise((done) => setTimeout(done, 120));
  return took;
}
"""
STATE = """
(put) => new Promise((done) => {
  const opening = indexedDB.open('handrail');
  opening.onsuccess = () => {
    const store = opening.result.transaction('answers', 'readwrite').objectStore('answers');
    store.openCursor().onsuccess = ({ target: { result } }) => {
      if (!result) return;
      const { key, value } = result;
      if (key.length !== 5 || key[4] !== 'causes') return result.continue();
      if (put) result.update({ ...value, state: put });
      store.transaction.oncomplete = () => { opening.result.close(); done(value.state); };
    };
  };
})
"""


def measure() -> Iterator[Figure]:
    """Yield the times for a row and for a key, as they are and with the page's processor slowed down."""
    yield from at_both_speeds(f"A row added to a worksheet of {ROWS}", f"{ADDED} rows", partial(_rows, ROWS))
    last = MOST - ADDED - 1
    yield from at_both_speeds(f"A row added to a worksheet of {last}", f"{ADDED} rows", partial(_rows, last))
    yield from at_both_speeds(f"A key in a worksheet of {MOST}", f"{KEYS} keys", _keys)


def _rows(count: int, browser: Browser, address: str, rate: int) -> list[float]:
    page = _sheet_of(count, browser, address, rate)
    sheet = page.query_selector("#causes")
    times = [float(page.evaluate(ADD_A_ROW, sheet)) for _ in range(ADDED)]
    page.context.close()
    return times


def _keys(browser: Browser, address: str, rate: int) -> list[float]:
    page = _sheet_of(MOST, browser, address, rate)
    sheet = page.query_selector("#causes")
    times = [float(page.evaluate(A_KEY, sheet)) for _ in range(KEYS)]
    page.context.close()
    return times


def _sheet_of(count: int, browser: Browser, address: str, rate: int) -> Page:
    """Return a page with a sheet of so many rows, as if they had been there at the last visit."""
    page = browser.new_context().new_page()
    page.add_init_script(ANSWERS)
    page.goto(f"{address}guides/second-chance/01-understand.html")
    page.wait_for_selector("html[data-python=ready]", timeout=60_000)
    page.locator("#causes .sheet-rows input[type=text]").first.fill("first")
    page.wait_for_timeout(1_000)
    page.evaluate(STATE, _with_rows(json.loads(page.evaluate(STATE, "")), count))
    page.reload()
    page.wait_for_selector("html[data-python=ready]", timeout=60_000)
    page.wait_for_timeout(2_000)  # Python runs through all tools of the page once
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
    return page


def _with_rows(stored: dict[str, Any], count: int) -> str:
    """Return a state with so many rows like its only one, the last of them open."""
    state = stored["state"]
    (row,) = state["own"]
    text = "A cause of ten words, as somebody would write it down"
    own = [{**row, "id": f"own-{n}", "cells": [["cause", text]]} for n in range(1, count + 1)]
    changed = {**state, "own": own, "made": count, "open": own[-1]["id"]}
    return json.dumps({**stored, "state": changed}, separators=(",", ":"))
