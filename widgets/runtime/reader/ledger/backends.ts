/**
 * The places where answers can live: IndexedDB, else localStorage, else memory. Each reads some keys at one
 * moment, and changes one key and what stands beside it all or nothing.
 */

import { createStore, promisifyRequest } from "idb-keyval";
import { dropItem, item, itemText, keysBelow, putItem } from "./items";
import { asideKey, isKey, kindOf, type Key } from "./keys";

export type Entry = [key: Key, value: unknown];

/** A name in the store: a key, or what stood in its place before keys were lists. */
export type Name = Key | string;

export interface Backend {
  /** What is stored under each of the names, all at one moment. */
  read: (names: readonly Name[]) => Promise<unknown[]>;
  /** Read one key and write some, all or nothing. */
  change: (key: Key, next: (found: unknown) => readonly Entry[]) => Promise<void>;
  /** All that belongs to a site, a guide or a widget. */
  list: (below: Key) => Promise<Entry[]>;
  erase: (below: Key) => Promise<void>;
  /** Bring what stands under other keys under these, all or nothing: what was there is set aside or newer. */
  move: (moves: readonly Move[]) => Promise<void>;
  /** The names in the store that begin so, whatever wrote them. */
  names: (range: IDBKeyRange) => Promise<IDBValidKey[]>;
}

export type Move = [from: Name, to: Key];

/** From `below` to the last of what begins with it: lists sort after texts, so `[]` comes after every word. */
export const rangeBelow = (below: Key) => IDBKeyRange.bound([...below], [...below, []]);

function savedIn(value: unknown): string {
  const saved = (value as { saved?: unknown } | null | undefined)?.saved;
  return typeof saved === "string" ? saved : "";
}

/** Of two records of one key, the newer stays and the other is set aside. What is set aside already has no rival. */
export function merged(key: Key, found: unknown, other: unknown): Entry[] {
  if (found === undefined || kindOf(key) !== "answers") return [[key, other]];
  const [newer, older] = savedIn(found) > savedIn(other) ? [found, other] : [other, found];
  return [
    [key, newer],
    [asideKey(key), older],
  ];
}

export function inDatabase(): Backend {
  const database = createStore("handrail", "answers");
  const valid = (name: Name) => (typeof name === "string" ? name : [...name]);
  const get = (answers: IDBObjectStore, name: Name) => promisifyRequest<unknown>(answers.get(valid(name)));
  const put = (answers: IDBObjectStore, entries: readonly Entry[]) => {
    for (const [key, value] of entries) answers.put(value, [...key]);
  };
  const change: Backend["change"] = (key, next) =>
    database("readwrite", async (answers) => {
      let found = await get(answers, key);
      const stray = strayOf(key); // from a day on which the database would not open
      if (stray !== undefined) {
        const entries = merged(key, found, stray);
        put(answers, entries);
        found = entries[0]?.[1];
      }
      put(answers, next(found));
      await promisifyRequest(answers.transaction);
      if (stray !== undefined) dropItem(key);
    });
  return {
    change,
    read: async (names) => {
      for (const name of names) if (typeof name !== "string" && strayOf(name) !== undefined) await change(name, () => []);
      return database("readonly", (answers) => Promise.all(names.map((name) => get(answers, name))));
    },
    list: (below) =>
      database("readonly", async (answers) => {
        const range = rangeBelow(below);
        const [keys, values] = await Promise.all([
          promisifyRequest(answers.getAllKeys(range)),
          promisifyRequest(answers.getAll(range)),
        ]);
        return keys.flatMap((key, place): Entry[] => (isKey(key) ? [[key, values[place] as unknown]] : []));
      }),
    erase: (below) =>
      database("readwrite", (answers) => {
        answers.delete(rangeBelow(below));
        return promisifyRequest(answers.transaction);
      }),
    move: (moves) =>
      database("readwrite", async (answers) => {
        for (const [from, to] of moves) {
          const value = await get(answers, from);
          if (value === undefined) continue; // another tab was first
          put(answers, merged(to, await get(answers, to), value));
          answers.delete(valid(from));
        }
        await promisifyRequest(answers.transaction);
      }),
    names: (range) => database("readonly", (answers) => promisifyRequest(answers.getAllKeys(range))),
  };
}

/** A record in localStorage. One that can't be read is set aside as the text it is. */
function strayOf(key: Key): unknown {
  const found = item(key);
  const text = found === undefined ? itemText(key) : null;
  if (text === null) return found;
  console.error("handrail: an answer in localStorage is damaged and set aside");
  putItem(asideKey(key), text);
  dropItem(key);
  return undefined;
}

/** @throws where the reader forbids it */
export function inLocalStorage(): Backend {
  void localStorage.length;
  return {
    read: async (names) => names.map((name) => (typeof name === "string" ? undefined : strayOf(name))),
    change: async (key, next) => next(strayOf(key)).forEach(([name, value]) => putItem(name, value)),
    list: async (below) =>
      keysBelow(below)
        .filter((key) => ["answers", "set-aside"].includes(kindOf(key)))
        .map((key) => [key, item(key)]),
    erase: async (below) => keysBelow(below).forEach(dropItem),
    move: async () => undefined, // what is here was moved before the first paint
    names: async () => [],
  };
}

export function inMemory(): Backend {
  const memory = new Map<string, Entry>();
  const get = (key: Key) => memory.get(JSON.stringify(key))?.[1];
  const isBelow = (below: Key) => ([key]: Entry) => below.every((word, place) => key[place] === word);
  return {
    read: async (names) => names.map((name) => (typeof name === "string" ? undefined : get(name))),
    change: async (key, next) => next(get(key)).forEach((entry) => memory.set(JSON.stringify(entry[0]), entry)),
    list: async (below) => [...memory.values()].filter(isBelow(below)),
    erase: async (below) => [...memory.values()].filter(isBelow(below)).forEach(([key]) => memory.delete(JSON.stringify(key))),
    move: async () => undefined,
    names: async () => [],
  };
}
