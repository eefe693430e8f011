/** The part of a page where the reader says what of theirs may stay on this device, takes it along, or erases it. */

import type { Ledger } from "../reader/ledger/ledger";
import { canLock } from "../reader/lock/cipher";
import { saveNothing } from "../reader/ledger/visit";
import { offerToLockFile } from "./lock-file";
import type { Locks, Wrap } from "./locking";
import { askTwice } from "./twice";

const ERASES = "erase-on-exit";

/** What its buttons do. */
interface Deeds {
  save: (wrap: Wrap) => Promise<void>;
  eraseGuide: () => Promise<void>;
  erase: () => Promise<void>;
}

/** Whether leaving by the exit erases all that the reader wrote. */
export const erasesOnExit = (ledger: Ledger) => ledger.setting(ERASES) === true;

export const saveErasesOnExit = (ledger: Ledger, wanted: boolean) => ledger.saveSetting(ERASES, wanted);

/** Show what holds, and do what is chosen. */
export function showDevice(ledger: Ledger, locks: Locks, { save, eraseGuide, erase }: Deeds): void {
  const place = document.querySelector<HTMLElement>("[data-device]");
  if (!place) return;
  const find = <T extends HTMLElement>(name: string) => place.querySelector<T>(`[data-do="${name}"]`);
  const unsaved = find<HTMLInputElement>("save-nothing");
  if (unsaved) {
    unsaved.checked = ledger.isUnsaved;
    unsaved.onchange = () => {
      saveNothing(ledger.site, unsaved.checked);
      location.reload(); // so that nothing of what was read before is on the page, nor the other way round
    };
  }
  const erases = find<HTMLInputElement>(ERASES);
  if (erases) {
    erases.checked = erasesOnExit(ledger);
    erases.onchange = () => saveErasesOnExit(ledger, erases.checked);
  }
  const placeless = find<HTMLInputElement>("forget-place");
  if (placeless) {
    placeless.checked = ledger.copies.isPlaceless;
    placeless.disabled = ledger.isUnsaved; // there it is so in any case
    placeless.onchange = () => ledger.copies.savePlaceless(placeless.checked);
  }
  const exports = find<HTMLButtonElement>("export");
  if (exports) {
    const wrapping = offerToLockFile(place, locks.bring, () => exports.click());
    exports.onclick = async () => {
      const wrap = wrapping();
      if (!wrap) return;
      exports.disabled = true; // a key takes a moment to be made, and one file is enough
      await save(wrap).finally(() => (exports.disabled = false));
    };
  }
  for (const [name, act] of [["erase-guide", eraseGuide], ["erase", erase]] as const) {
    const button = find<HTMLButtonElement>(name);
    if (button) askTwice(button, () => void act());
  }
  locks.showChoice(place);
  for (const each of place.querySelectorAll<HTMLElement>(canLock() ? "[data-lockable]" : "[data-lockless]")) each.hidden = false;
  place.hidden = false;
}
