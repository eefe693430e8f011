/**
 * The script that locks and opens: a file of answers, and what is stored. It comes when it is wanted, and at once where there is a lock.
 * locking.ts is its other side.
 */

import { lockedText } from "../reader/carry/locked";
import type { Lock } from "../reader/ledger/shapes";
import { canLock } from "../reader/lock/cipher";
import { keyOf, newLock, sealerOf } from "../reader/lock/sealing";
import { say } from "../words";
import { busy, button, element, row } from "./elements";
import type { Locking, Wrap } from "./locking";
import { knownPassphrase, newPassphrase } from "./passphrase";

declare global {
  interface Window {
    handrailLock?: (locking: Locking) => void;
  }
}

/** Fields for the passphrase of a file; returns what asks how it is to be made. */
function fileFields(place: HTMLElement, save: () => void): () => Wrap | null {
  const passphrase = newPassphrase("file", save);
  place.prepend(passphrase.element);
  passphrase.focus();
  return () => {
    const value = passphrase.value();
    return value === null ? null : (text) => lockedText(text, value);
  };
}

/** Ask for a new passphrase for what is stored. */
function choose(place: HTMLElement, lock: (made: Lock, key: string) => Promise<boolean>, left: () => void): void {
  const confirm = button(say("lock.store-do"), "lock-confirm");
  const leave = button(say("lock.store-leave"), "lock-leave", true);
  const passphrase = newPassphrase("store", () => confirm.click());
  const end = () => {
    place.replaceChildren();
    left();
  };
  confirm.onclick = async () => {
    const value = passphrase.value();
    if (value === null || confirm.disabled) return;
    const isLocked = await busy(confirm, say("lock.store-doing"), async () => lock(...(await newLock(value))));
    if (isLocked) end();
    else passphrase.complain(say("lock.store-failed"));
  };
  leave.onclick = end;
  place.replaceChildren(element("p", say("lock.store-warning")), passphrase.element, row(confirm, leave));
  passphrase.focus();
}

/** Ask for the passphrase of what is stored. */
function ask(place: HTMLElement, lock: Lock, opened: (key: string) => void): void {
  if (!canLock()) return place.replaceChildren(element("p", say("lock.missing")));
  const open = button(say("lock.store-open"), "unlock");
  const passphrase = knownPassphrase("open", say("lock.store-asks"), () => open.click());
  open.onclick = async () => {
    const value = passphrase.value();
    if (value === null || open.disabled) return;
    const key = await busy(open, say("lock.store-opening"), () => keyOf(lock, value));
    if (key === null) return passphrase.complain(say("lock.store-misfit"));
    if (key === "damaged") return passphrase.complain(say("lock.store-damaged"));
    place.replaceChildren(); // the passphrase goes from the page
    opened(key);
  };
  place.replaceChildren(passphrase.element, row(open));
}

window.handrailLock?.({ ask, choose, fileFields, sealerOf });
