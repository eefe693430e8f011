/** What the reader did in one widget and Python has not been given yet, in the order in which it was done. */

import type { Held, Pending } from "../reader/ledger/shapes";
import type { Sent } from "./controls";

/** How many messages Python is given at once: a page that waits for it can still be scrolled and read. */
const PORTION = 500;

let count = 0;
/** Unlike any other on this device; `crypto.randomUUID` is missing on plain http. */
const newId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}-${(count += 1)}`;

export class Queue {
  /** `sameAs` is alike in messages of which a later one says all that the earlier said, and else empty. */
  private entries: (Pending & { sameAs: string })[] = [];

  get length(): number {
    return this.entries.length;
  }

  /** What each control held last. */
  get held(): Held[] {
    return [...new Map(this.entries.flatMap(({ held }) => (held ? [[held.control, held] as const] : []))).values()];
  }

  /** Add what was done. A key that is typed takes the place of the last one in the same field: `replaced` is the id of that. */
  add({ message, held, event }: Sent): { entry: Pending; replaced: string | undefined } {
    const sameAs = event === "input" && held ? `${message.is} ${held.control}` : "";
    const replaced = sameAs && this.entries.at(-1)?.sameAs === sameAs ? this.entries.pop()?.id : undefined;
    const entry: Pending = { id: newId(), ...message, held };
    this.entries.push({ ...entry, sameAs });
    return { entry, replaced };
  }

  /** The next that Python is given at once. */
  take(): Pending[] {
    return this.entries.splice(0, PORTION);
  }

  /** Begin anew with what is stored: the first of that is returned, for Python; then comes the rest, then what isn't stored yet. */
  takeFrom(stored: readonly Pending[]): Pending[] {
    const known = new Set(stored.map(({ id }) => id));
    const later = stored.slice(PORTION).map((entry) => ({ ...entry, sameAs: "" }));
    this.entries = [...later, ...this.entries.filter(({ id }) => !known.has(id))];
    return stored.slice(0, PORTION);
  }
}
