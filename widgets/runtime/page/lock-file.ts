/** The choice to lock what is saved as a file. */

import type { Bring, Wrap } from "./locking";

const asItIs: Wrap = (text) => Promise.resolve(text);

/**
 * Bring the choice to life, if the page has it. Returns what asks how the file is to be made; that is null where the passphrase won't
 * do yet, which is said beside it.
 */
export function offerToLockFile(place: HTMLElement, bring: Bring, save: () => void): () => Wrap | null {
  const [box, fields] = ["lock-file", "lock-file-fields"].map((name) => place.querySelector<HTMLElement>(`[data-do="${name}"], [data-${name}]`));
  if (!(box instanceof HTMLInputElement) || !fields) return () => asItIs;
  const note = [...fields.childNodes];
  let wrapping: (() => Wrap | null) | null = null;
  const close = () => {
    fields.replaceChildren(...note); // the passphrase goes from the page
    fields.hidden = true;
    wrapping = null;
    box.checked = false;
  };
  box.onchange = () => {
    if (!box.checked) return close();
    fields.hidden = false;
    void bring().then((locking) => {
      if (!locking) close();
      else if (box.checked) wrapping = locking.fileFields(fields, save);
    });
  };
  return () => {
    if (!box.checked) return asItIs;
    const wrap = wrapping?.() ?? null;
    return (
      wrap &&
      (async (text) => {
        const made = await wrap(text);
        close();
        return made;
      })
    );
  };
}
