/**
 * The lock on what is stored, as this page knows it: none, shut, or open. What passes here on its way to a store is sealed, and what
 * comes from one is opened, both at once: a transaction doesn't wait for a cipher, nor does a key that is pressed before its page dies.
 *
 * The lock itself lies in two places. In localStorage it can be read before the first paint; in the store it changes in one transaction
 * with all that is locked, so that is the one that counts, and each write looks at it. A page that hasn't heard of a lock writes nothing.
 */

import { dropItem, item, putCopy, putItem } from "./items";
import { type Key, lockKey, type Site, spotIn } from "./keys";
import { isLock, isSealed, type Lock, type Sealed } from "./shapes";

/** What seals and opens texts with one key. reader/lock/sealing.ts makes it, in a script that comes when there is a lock. */
export interface Sealer {
  /** @param beside what is not sealed, and must be the same when it is opened */
  seal: (text: string, beside: string) => string;
  /** null if it was sealed with another key or beside something else, or was changed. */
  open: (sealed: string, beside: string) => string | null;
}

/** A lock and what opens it; or neither. */
export type Held = readonly [Lock, Sealer] | readonly [null, null];

/** Nothing can be written: what is stored is locked, and this page has no key to it, or an old one. */
export const shut = () => new Error("what is stored is locked, or another page has changed the lock");

/** JSON of whatever a store may hold. What JSON can't say is something that was set aside, of which its words are kept. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    const above: unknown[] = [];
    return JSON.stringify(value, function (this: unknown, _name, each: unknown) {
      above.length = above.indexOf(this) + 1;
      if (typeof each === "bigint") return String(each);
      if (above.includes(each)) return null; // it holds itself
      above.push(each);
      return each;
    });
  }
}

/** Whose it is. Neither the site's root, which may change, nor the kind: what can't be read is set aside as it is. */
function beside(key: Key): string {
  const { guide, widget } = spotIn(key);
  return JSON.stringify([guide, widget]);
}

/** What is stored of a value. */
export function concealed(sealer: Sealer | null, key: Key, value: unknown): unknown {
  if (!sealer || value === undefined || isSealed(value)) return value;
  const saved = (value as { saved?: unknown } | null)?.saved;
  const sealed = sealer.seal(textOf(value), beside(key));
  return { saved: typeof saved === "string" ? saved : null, state: false, sealed } satisfies Sealed;
}

/** What a stored value says: itself, if it isn't sealed, or can't be opened. */
export function revealed(sealer: Sealer | null, key: Key, found: unknown): unknown {
  const text = sealer && isSealed(found) ? sealer.open(found.sealed, beside(key)) : null;
  return text === null ? found : (JSON.parse(text) as unknown);
}

export class Door {
  private lock: Lock | null = null;
  private sealer: Sealer | null = null;
  private waiting: (() => void)[] = [];

  /**
   * @param isOut whether this page keeps away from what is stored, locked or not
   * @param turned told when there is a lock and was none, or the other way round, or when it was opened
   */
  constructor(
    private readonly site: Site,
    isOut: boolean,
    private readonly turned: () => void,
  ) {
    const stored = isOut ? null : item(this.key);
    if (isLock(stored)) this.lock = stored;
  }

  get key(): Key {
    return lockKey(this.site);
  }

  get state(): "none" | "shut" | "open" {
    return this.sealer ? "open" : this.lock ? "shut" : "none";
  }

  get isShut(): boolean {
    return this.state === "shut";
  }

  /** The lock that is to be opened, if there is one. */
  get found(): Lock | null {
    return this.lock;
  }

  /** The lock, and what opens it. */
  get held(): Held | null {
    if (!this.lock) return [null, null];
    return this.sealer && [this.lock, this.sealer];
  }

  /** Go by the lock that is stored now; a key to another is forgotten. */
  reread(stored: unknown = item(this.key)): void {
    const lock = isLock(stored) ? stored : null;
    if (lock?.id !== this.lock?.id) this.hold(lock, null);
  }

  /** What the store says, which counts; but a lock that only localStorage has was being put on when its page died. */
  meet(stored: unknown): void {
    if (!isLock(stored)) return this.reread();
    if (!this.fits(item(this.key))) putCopy(this.key, stored);
    this.reread(stored);
  }

  /** Whether the lock in the store, or that there is none, is what this page goes by. */
  fits(stored: unknown): boolean {
    return (isLock(stored) ? stored.id : null) === (this.lock?.id ?? null);
  }

  /** Whether the lock that can be read at once is the one that this page goes by. */
  get isCurrent(): boolean {
    return this.fits(item(this.key));
  }

  /** From now on what is stored is sealed so, or, without either, isn't. */
  hold(lock: Lock | null, sealer: Sealer | null): void {
    this.lock = lock;
    this.sealer = sealer;
    this.turned();
    if (this.isShut) return;
    const waiting = this.waiting;
    this.waiting = [];
    for (const each of waiting) each();
  }

  /** Write the lock where it can be read at once, or take it away. Throws where there is no room. */
  write(lock: Lock | null): void {
    if (lock) putItem(this.key, lock);
    else dropItem(this.key);
  }

  /** Wait while it is shut. */
  async passed(): Promise<void> {
    while (this.isShut) await new Promise<void>((done) => this.waiting.push(done));
  }

  /** What is stored of a value. Throws while that isn't known. */
  conceal(key: Key, value: unknown): unknown {
    if (this.isShut) throw shut();
    return concealed(this.sealer, key, value);
  }

  /** What a stored value says: itself, if it isn't sealed, or can't be opened. */
  reveal(key: Key, found: unknown): unknown {
    return revealed(this.sealer, key, found);
  }
}
