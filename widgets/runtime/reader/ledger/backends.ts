/**
 * The places where answers can live: IndexedDB, else localStorage, else memory. Each reads some keys at one
 * moment, and changes one key and what stands beside it all or nothing.
 */

import { promisifyRequest } from "idb-keyval";
import { shared, tidied, wiped } from "./database";
import { shut } from "./door";
import { dropItem, item, itemText, keysBelow, putItem } from "./items";
import { asideKey, isKey, kindOf, type Key, rootIn } from "./keys";

/** A value of `undefined` stands for none: what is there goes. */
export type Entry = [key: Key, value: unknown];

/** A name in the store: a key, or what stood in its place before keys were lists. */
export type Name = Key | string;

/**
 * A key, and its name in the first layout where pages of an older build still read and write that: the newer of the
 * two records counts, and both are written.
 */
export interface Place {
  key: Key;
  old?: string | undefined;
}

export interface Backend {
  /** What is stored in each of the places, all at one moment. */
  read: (places: readonly Place[]) => Promise<unknown[]>;
  /** Read one place, and what lies under another key beside it, and write some entries, all or nothing. */
  change: (place: Place, next: (found: unknown, beside: unknown) => readonly Entry[], beside?: Key) => Promise<void>;
  /** Write an entry without reading any: once this is called, it is on its way. */
  put: (entry: Entry) => Promise<void>;
  /** Bring what is written from the system's memory to the disk, which browsers leave to the system. */
  flush: () => Promise<void>;
  /** All that belongs to a site, a guide or a widget. */
  list: (below: Key) => Promise<Entry[]>;
  /** Erase all that belongs to a site, a guide or a widget, and what stands under these names of the first layout. */
  erase: (below: Key, old: readonly string[]) => Promise<void>;
  /** Have the store's files hold nothing of what was written over; `near` is a key before what that was. */
  tidy: (near: Key) => Promise<void>;
  /** Once nothing is stored any more, of whatever site: have the store's files hold nothing of what was there, either. */
  wipe: () => Promise<void>;
  /** Take over what stands under old names and is nobody's yet; returns all of them that are this root's. */
  claim: (moves: readonly Move[], root: string) => Promise<Move[]>;
  /**
   * Bring what stands under other names under these keys, all or nothing. Of two records of one key the newer stays, and
   * the other is set aside.
   */
  move: (moves: readonly Move[]) => Promise<void>;
  /** The names in the store that begin so, whatever wrote them. */
  names: (range: IDBKeyRange) => Promise<IDBValidKey[]>;
  /**
   * Write anew all that belongs to a site, and what stands under these names of the first layout, all or nothing.
   * @param turn the new values of entries, each in its place; what it does beside that is done when nothing can come in between
   * @param also an entry to write beside them
   */
  rewrite: (below: Key, old: readonly Move[], turn: (found: readonly Entry[]) => readonly unknown[], also: Entry) => Promise<void>;
}

/** A place that each change looks at, in its own transaction; it fails where that holds something else than it should. */
export interface Guard {
  key: Key;
  fits: (found: unknown) => boolean;
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

/** Of a record and that under its old name the newer: whoever writes the one has read the other. */
function latest(found: unknown, old: unknown): unknown {
  return found === undefined || savedIn(old) > savedIn(found) ? old : found;
}

const ownerOf = (value: unknown) => (value as { owner?: unknown } | null | undefined)?.owner;

export function inDatabase(guard: Guard): Backend {
  const database = shared("handrail", "answers");
  const valid = (name: Name) => (typeof name === "string" ? name : [...name]);
  const get = (answers: IDBObjectStore, name: Name) => promisifyRequest<unknown>(answers.get(valid(name)));
  const put = (answers: IDBObjectStore, entries: readonly Entry[]) => {
    for (const [key, value] of entries) {
      if (value === undefined) answers.delete([...key]);
      else answers.put(value, [...key]);
    }
  };
  const below = async (answers: IDBObjectStore, start: Key) => {
    const range = rangeBelow(start);
    const [keys, values] = await Promise.all([promisifyRequest(answers.getAllKeys(range)), promisifyRequest(answers.getAll(range))]);
    return keys.flatMap((key, place): Entry[] => (isKey(key) ? [[key, values[place] as unknown]] : []));
  };
  const getLatest = async (answers: IDBObjectStore, { key, old }: Place) => {
    const [found, before] = await Promise.all([get(answers, key), old === undefined ? undefined : get(answers, old)]);
    return before === undefined ? found : latest(found, before);
  };
  const change: Backend["change"] = ({ key, old }, next, beside) =>
    database("readwrite", async (answers) => {
      const [latest, other, lock] = await Promise.all([
        getLatest(answers, { key, old }),
        beside && get(answers, beside),
        get(answers, guard.key),
      ]);
      if (!guard.fits(lock)) throw shut();
      let found = latest;
      const stray = strayOf(key); // from a day on which the database would not open
      if (stray !== undefined) {
        const entries = merged(key, found, stray);
        put(answers, entries);
        found = entries[0]?.[1];
      }
      const entries = next(found, other);
      put(answers, entries);
      const [record] = entries.filter(([name]) => old !== undefined && name === key);
      if (record) answers.put({ ...(record[1] as object), owner: rootIn(key) }, old);
      await promisifyRequest(answers.transaction);
      if (stray !== undefined) dropItem(key);
    });
  return {
    change,
    put: async (entry) =>
      database("readwrite", (answers) => {
        put(answers, [entry]);
        answers.transaction.commit?.(); // else the browser would ask this page first whether there is more
        return promisifyRequest(answers.transaction);
      }),
    flush: async () =>
      database("readonly", ({ transaction, name }) => {
        const strict = transaction.db.transaction(name, "readwrite", { durability: "strict" });
        const key = ["flush"];
        strict.objectStore(name).put("", key); // a transaction that writes nothing brings nothing to the disk
        strict.objectStore(name).delete(key);
        return promisifyRequest(strict);
      }),
    read: async (places) => {
      for (const place of places) if (strayOf(place.key) !== undefined) await change(place, () => []);
      return database("readonly", (answers) => Promise.all(places.map((place) => getLatest(answers, place))));
    },
    list: (start) => database("readonly", (answers) => below(answers, start)),
    erase: (start, old) =>
      database("readwrite", (answers) => {
        answers.delete(rangeBelow(start));
        for (const name of old) answers.delete(name);
        return promisifyRequest(answers.transaction);
      }),
    tidy: (near) => tidied(database, (at) => [...near, String(at)]),
    wipe: async () => {
      const left = await database("readonly", (answers) => promisifyRequest(answers.count()));
      if (left === 0) await wiped("handrail");
    },
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
    claim: async (moves, root) => {
      const values = await database("readonly", (answers) => Promise.all(moves.map(([name]) => get(answers, name))));
      const owners = values.map(ownerOf);
      const free = moves.filter((_, place) => owners[place] === undefined);
      if (free.length > 0) {
        await database("readwrite", async (answers) => {
          for (const [name, key] of free) {
            const value = await get(answers, name);
            if (ownerOf(value) !== undefined) continue; // another tab was first
            if ((await get(answers, key)) === undefined) put(answers, [[key, value]]);
            if (typeof value === "object") answers.put({ ...value, owner: root }, valid(name));
          }
          await promisifyRequest(answers.transaction);
        }).catch((error: unknown) => console.warn("handrail: no room to say whose older answers are:", error));
      }
      return moves.filter((_, place) => owners[place] === undefined || owners[place] === root);
    },
    names: (range) => database("readonly", (answers) => promisifyRequest(answers.getAllKeys(range))),
    rewrite: (start, old, turn, also) =>
      database("readwrite", async (answers) => {
        const [found, values] = await Promise.all([below(answers, start), Promise.all(old.map(([name]) => get(answers, name)))]);
        const older = old.map(([name, key], place) => ({ name, key, value: values[place] })).filter(({ value }) => value !== undefined);
        try {
          const turned = turn([...found, ...older.map(({ key, value }): Entry => [key, value])]);
          put(answers, [...found.map(([key], place): Entry => [key, turned[place]]), also]);
          older.forEach(({ name, key }, place) => {
            answers.put({ ...(turned[found.length + place] as object), owner: rootIn(key) }, valid(name));
          });
        } catch (error) {
          answers.transaction.abort(); // else what was put before would be kept
          throw error;
        }
        await promisifyRequest(answers.transaction);
      }),
  };
}

/** A record in localStorage. One that can't be read is set aside as the text it is. The lock lies there too, and is no stray. */
function strayOf(key: Key): unknown {
  if (!isAnswer(key)) return undefined;
  const found = item(key);
  const text = found === undefined ? itemText(key) : null;
  if (text === null) return found;
  console.error("handrail: an answer in localStorage is damaged and set aside");
  putItem(asideKey(key), text);
  dropItem(key);
  return undefined;
}

const isAnswer = (key: Key) => ["answers", "set-aside"].includes(kindOf(key));

/** @throws where the reader forbids it */
export function inLocalStorage(guard: Guard): Backend {
  void localStorage.length;
  return {
    read: async (places) => places.map(({ key }) => (isAnswer(key) ? strayOf(key) : item(key))),
    claim: async () => [],
    change: async ({ key }, next) => {
      if (!guard.fits(item(guard.key))) throw shut();
      next(strayOf(key), undefined).forEach(([name, value]) => (value === undefined ? dropItem(name) : putItem(name, value)));
    },
    put: async () => undefined, // the log is here already
    flush: async () => undefined,
    list: async (below) =>
      keysBelow(below)
        .filter(isAnswer)
        .map((key) => [key, item(key)]),
    erase: async (below) => keysBelow(below).forEach(dropItem),
    tidy: async () => undefined, // a page has no way to it
    wipe: async () => undefined,
    move: async () => undefined, // what is here was moved before the first paint
    names: async () => [],
    rewrite: async (below, _old, turn) => {
      const before = keysBelow(below).filter(isAnswer).map((key): Entry => [key, item(key)]);
      const turned = turn(before);
      try {
        before.forEach(([key], place) => putItem(key, turned[place]));
      } catch (error) {
        for (const [key, value] of before) putItem(key, value); // it was there a moment ago, so there is room for it
        throw error;
      }
    },
  };
}

export function inMemory(): Backend {
  const memory = new Map<string, Entry>();
  const get = (key: Key) => memory.get(JSON.stringify(key))?.[1];
  const isBelow = (below: Key) => ([key]: Entry) => below.every((word, place) => key[place] === word);
  return {
    read: async (places) => places.map(({ key }) => get(key)),
    claim: async () => [],
    change: async ({ key }, next) => next(get(key), undefined).forEach((entry) => memory.set(JSON.stringify(entry[0]), entry)),
    put: async () => undefined,
    flush: async () => undefined,
    list: async (below) => [...memory.values()].filter(isBelow(below)),
    erase: async (below) => [...memory.values()].filter(isBelow(below)).forEach(([key]) => memory.delete(JSON.stringify(key))),
    tidy: async () => undefined,
    wipe: async () => undefined,
    move: async () => undefined,
    names: async () => [],
    rewrite: async () => undefined,
  };
}
