/** The part of a page where the reader says what of theirs may stay on this device. */

import type { Ledger } from "../reader/ledger/ledger";
import { saveNothing } from "../reader/ledger/visit";

const ERASES = "erase-on-exit";

/** Whether leaving by the exit erases all that the reader wrote. */
export const erasesOnExit = (ledger: Ledger) => ledger.setting(ERASES) === true;

export const saveErasesOnExit = (ledger: Ledger, wanted: boolean) => ledger.saveSetting(ERASES, wanted);

/** Show what holds, and do what is chosen. */
export function showDevice(ledger: Ledger): void {
  const place = document.querySelector<HTMLElement>("[data-device]");
  const box = (name: string) => place?.querySelector<HTMLInputElement>(`input[data-do="${name}"]`);
  const [unsaved, erase] = [box("save-nothing"), box(ERASES)];
  if (!place || !unsaved || !erase) return;
  unsaved.checked = ledger.isUnsaved;
  unsaved.onchange = () => {
    saveNothing(ledger.site, unsaved.checked);
    location.reload(); // so that nothing of what was read before is on the page, nor the other way round
  };
  erase.checked = erasesOnExit(ledger);
  erase.onchange = () => saveErasesOnExit(ledger, erase.checked);
  place.hidden = false;
}
