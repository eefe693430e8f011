/**
 * A first copy of what the reader does, made in the very task in which they do it: a log that is written ahead of the records.
 *
 * A record is read before it is written, and a browser that dies in between has lost the key that was pressed. So each message
 * goes to two places first, without reading anything. IndexedDB has it when the browser's process is killed: it writes what it was
 * told to the file at once, while localStorage is written seconds later. localStorage has it when the page alone dies or its tab is
 * closed, which ends what IndexedDB had not begun. Once a record has taken a message in, it says so, message by message and writer
 * by writer; so a copy that comes back from the dead is never counted twice.
 */

import type { Door } from "./door";
import { dropItem, item, itemText, keysBelow, putCopy } from "./items";
import { aheadKey, type Key, kindOf, type Site, type Spot } from "./keys";
import { type Ahead, aheadFrom, type Answers, type Pending } from "./shapes";

/** Signs of text in one message that are worth writing at each key. Longer ones are in IndexedDB alone, until the page is left. */
const LONGEST = 4_000;

/** Messages of one widget that are. More than a few wait only where the store takes nothing. */
const MOST = 100;

/** How many writers a record remembers: each page on which something was done is one. */
const WRITERS = 8;

const textOf = (key: Key) => JSON.stringify(key);

function lengthOf({ with: fields, held }: Pending): number {
  const texts = [...Object.values(fields), held?.value].filter((value) => typeof value === "string");
  return texts.reduce((sum, text) => sum + text.length, 0);
}

/** A record in which these messages wait, too. `replaced` is the id of one that they make needless. */
export function adding(record: Answers, entries: readonly Pending[], replaced?: string): Answers {
  const known = new Set(record.pending.map(({ id }) => id));
  const pending = record.pending.filter(({ id }) => id !== replaced);
  return { ...record, pending: [...pending, ...entries.filter(({ id }) => !known.has(id))], saved: new Date().toISOString() };
}

/** A record that has taken in what of a writer's messages it had not, in their order. */
export function taking(record: Answers, writer: string, messages: readonly Ahead[], replaced?: string): Answers {
  const { [writer]: before = -1, ...others } = record.taken ?? {};
  const fresh = messages.filter(({ count }) => count > before).sort((one, other) => one.count - other.count);
  const last = fresh.at(-1);
  if (!last) return record;
  const taken = Object.fromEntries([...Object.entries(others).slice(1 - WRITERS), [writer, last.count]]);
  return { ...adding(record, fresh.map(({ entry }) => entry), replaced), taken };
}

export class Log {
  readonly writer = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  private count = 0;
  private readonly waiting = new Map<string, { key: Key; messages: Ahead[] }>();

  constructor(
    private readonly site: Site,
    private readonly door: Door,
  ) {
    addEventListener("pagehide", () => {
      for (const { key, messages } of this.waiting.values()) this.copy(key, messages); // whole, for once
    });
  }

  private copy(key: Key, messages: Ahead[]): void {
    if (!this.door.isShut) putCopy(key, this.door.conceal(key, messages));
  }

  keyOf(spot: Spot): Key {
    return aheadKey(this.site, spot, this.writer);
  }

  /** Write a message down; returns it, and all that waits with it. `replaced` is the id of the one that it makes needless. */
  add(spot: Spot, entry: Pending, replaced?: string): [Ahead, Ahead[]] {
    const key = this.keyOf(spot);
    const found = this.waiting.get(textOf(key))?.messages ?? [];
    const message = { count: (this.count += 1), entry };
    const messages = [...found.filter((each) => each.entry.id !== replaced), message];
    this.waiting.set(textOf(key), { key, messages });
    if (messages.length <= MOST && messages.every((each) => lengthOf(each.entry) <= LONGEST)) this.copy(key, messages);
    return [message, messages];
  }

  /** The record of a widget has taken in all up to this count. */
  done(spot: Spot, count: number): void {
    const key = this.keyOf(spot);
    const messages = (this.waiting.get(textOf(key))?.messages ?? []).filter((each) => each.count > count);
    if (messages.length > 0) return void this.waiting.set(textOf(key), { key, messages });
    this.waiting.delete(textOf(key));
    dropItem(key);
  }

  /** Let go of what begins so: it is erased. */
  forget(start: string): void {
    for (const text of [...this.waiting.keys()]) if (text.startsWith(start)) this.waiting.delete(text);
  }
}

/** The keys under which other pages than this one's left such copies, here and in localStorage. */
export function leftBehind(below: Key, stored: readonly Key[], writer: string): Key[] {
  const all = [...stored, ...keysBelow(below)].filter((key) => kindOf(key) === "ahead" && key[6] !== undefined && key[6] !== writer);
  return [...new Map(all.map((key) => [textOf(key), key])).values()];
}

/** What localStorage has of such a copy, and the text by which to tell later whether that is still all. */
export function copyOf(key: Key, door: Door): { text: string | null; messages: Ahead[]; damaged: boolean } {
  const text = itemText(key);
  const { value, damaged } = aheadFrom(text === null ? [] : door.reveal(key, item(key)));
  return { text, messages: value, damaged: damaged || (text !== null && item(key) === undefined) };
}

/** All of two lists of one writer, each once. */
export function either(one: readonly Ahead[], other: readonly Ahead[]): Ahead[] {
  return [...new Map([...one, ...other].map((each) => [each.count, each])).values()];
}
