/** The choice to lock what is saved as a file. */

import { lockedText } from "../reader/carry/locked";
import { canLock } from "../reader/lock/cipher";
import { newPassphrase } from "./passphrase";

/** Makes the text of a file of the answers' text. */
export type Wrap = (text: string) => Promise<string>;

const asItIs: Wrap = (text) => Promise.resolve(text);

/**
 * Bring the choice to life, if the page has it. Returns what asks how the file is to be made; that is null where the passphrase won't
 * do yet, which is said beside it.
 */
export function offerToLockFile(place: HTMLElement, save: () => void): () => Wrap | null {
  const find = (name: string) => place.querySelector<HTMLElement>(`[data-lock-file="${name}"]`);
  const [choice, fields, missing] = ["choice", "fields", "missing"].map(find);
  const box = choice?.querySelector("input");
  if (!choice || !fields || !missing || !box) return () => asItIs;
  const passphrase = newPassphrase("file", save);
  fields.prepend(passphrase.element);
  choice.hidden = !canLock();
  missing.hidden = canLock();
  const show = () => {
    fields.hidden = !box.checked;
    if (box.checked) passphrase.focus();
    else passphrase.clear();
  };
  box.onchange = show;
  return () => {
    if (!box.checked) return asItIs;
    const value = passphrase.value();
    if (value === null) return null;
    return async (text) => {
      const made = await lockedText(text, value);
      box.checked = false; // the passphrase goes from the page
      show();
      return made;
    };
  };
}
