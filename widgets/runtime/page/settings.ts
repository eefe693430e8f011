/** How a reader wants the pages to be: the size of the text, sound, and what keys do. Remembered for the site. */

import type { Ledger } from "../reader/ledger/ledger";

/** What is remembered, by name. */
type Remembered = Pick<Ledger, "setting" | "saveSetting">;

const SIZE = "text-size";
const SILENT = "silent";
const NO_KEYS = "no-keys";
/** Larger than the browser's own size; the style sheets say by how much. */
const SIZES = ["larger", "largest"];

export const isSilent = (remembered: Remembered) => remembered.setting(SILENT) === true;

/** Whether keys alone may leave the page or turn to another step. */
export const hasKeys = (remembered: Remembered) => remembered.setting(NO_KEYS) !== true;

function sizeIn(remembered: Remembered): string {
  const found = remembered.setting(SIZE);
  return typeof found === "string" && SIZES.includes(found) ? found : "";
}

/** Put on what holds before the page is painted. */
export function applySettings(remembered: Remembered): void {
  const size = sizeIn(remembered);
  if (size) document.documentElement.dataset.text = size;
  else delete document.documentElement.dataset.text;
}

/** Show in the panel what holds, and do what is chosen there. */
export function showSettings(remembered: Remembered): void {
  const size = document.querySelector<HTMLSelectElement>(`[data-do="${SIZE}"]`);
  if (size) {
    size.value = sizeIn(remembered);
    size.onchange = () => {
      remembered.saveSetting(SIZE, size.value);
      applySettings(remembered);
    };
  }
  for (const name of [SILENT, NO_KEYS]) {
    const box = document.querySelector<HTMLInputElement>(`[data-do="${name}"]`);
    if (!box) continue;
    box.checked = remembered.setting(name) === true;
    box.onchange = () => remembered.saveSetting(name, box.checked);
  }
}
