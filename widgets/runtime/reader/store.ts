/**
 * Where the reader's answers live: IndexedDB, else localStorage, else memory, which is said aloud.
 * A record holds a widget's state and the messages Python has not yet read; each change of it is one
 * transaction, so a message is either still waiting or already in the state, never both or neither.
 */

import { createStore, promisifyRequest } from "idb-keyval";
import type { Message } from "../protocol";
import type { Held } from "../page/controls";
import { together } from "../together";

/** A message kept until Python has read it. `id` tells it from its equals. */
export interface Pending extends Message {
  id: string;
  held: Held | null;
}

export interface Stored {
  state: string | null;
  pending: Pending[];
  saved: string | null;
}

/** Old record to new; null leaves it as it is. It may run twice and must not have effects. */
export type Edit = (record: Stored) => Stored | null;

type Entries = [key: string, value: unknown][];

interface Backend {
  /** What is kept under each of the keys, all at one moment. */
  read: (keys: readonly string[]) => Promise<(Stored | undefined)[]>;
  /** Read one key and write some, all or nothing. */
  change: (key: string, next: (found: Stored | undefined) => Entries) => Promise<void>;
}

export type Saved = "yes" | "pending" | "off";

const EMPTY: Stored = { state: null, pending: [], saved: null };

function inDatabase(): Backend {
  const database = createStore("handrail", "answers");
  const get = (answers: IDBObjectStore, key: string) => promisifyRequest<Stored | undefined>(answers.get(key));
  const change: Backend["change"] = (key, next) =>
    database("readwrite", async (answers) => {
      let found = await get(answers, key);
      const stray = fromLocalStorage(key); // from a day on which the database would not open
      if (stray) {
        const older = found && (found.saved ?? "") > (stray.saved ?? "") ? stray : found;
        if (older) answers.put(older, asideKey(key));
        if (older !== stray) answers.put((found = stray), key);
      }
      for (const [name, value] of next(found)) answers.put(value, name);
      await promisifyRequest(answers.transaction);
      if (stray) localStorage.removeItem(key);
    });
  return {
    change,
    read: async (keys) => {
      for (const key of keys.filter(fromLocalStorage)) await change(key, () => []);
      return database("readonly", (answers) => Promise.all(keys.map((key) => get(answers, key))));
    },
  };
}

function inLocalStorage(): Backend {
  const storage = localStorage; // throws where the reader forbids it
  return {
    read: async (keys) => keys.map(fromLocalStorage),
    change: async (key, next) => {
      for (const [name, value] of next(fromLocalStorage(key))) storage.setItem(name, JSON.stringify(value));
    },
  };
}

function inMemory(): Backend {
  const memory = new Map<string, unknown>();
  const get = (key: string) => memory.get(key) as Stored | undefined;
  return {
    read: async (keys) => keys.map(get),
    change: async (key, next) => {
      for (const [name, value] of next(get(key))) memory.set(name, value);
    },
  };
}

function fromLocalStorage(key: string): Stored | undefined {
  let text: string | null = null;
  try {
    text = localStorage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as Stored);
  } catch (error) {
    if (text === null) return undefined; // forbidden here, so nothing was ever left in it
    console.error("handrail: an answer in localStorage is damaged and set aside:", error);
    localStorage.setItem(asideKey(key), text);
    return undefined;
  }
}

async function firstThatWorks(): Promise<[Backend, lasting: boolean]> {
  for (const backend of [inDatabase, inLocalStorage]) {
    try {
      const opened = backend();
      await opened.change("handrail/probe", () => []); // only a look: a full disk can still be read
      return [opened, true];
    } catch (error) {
      console.warn("handrail: this browser does not let us keep answers here:", error);
    }
  }
  return [inMemory(), false];
}

/** Where something is kept that can't be read or used now: beside the record, never over it. */
function asideKey(key: string): string {
  return `${key}#set-aside-${new Date().toISOString()}`;
}

export class Store {
  /** The record of a key. A page's widgets ask for theirs in one turn, and are read at one moment. */
  readonly read = together((keys: string[]) => this.readAll(keys));
  private readonly backend = firstThatWorks();
  /** What could not be written: the truth for this tab until a later write takes it along. */
  private readonly unsaved = new Map<string, Stored>();
  private writing = 0;
  private failing = false;

  /** @param told is called with each change of whether everything is stored. */
  constructor(private readonly told: (saved: Saved) => void) {
    void this.backend.then(([, lasting]) => {
      if (!lasting) this.failing = true;
      this.tell();
    });
  }

  private async readAll(keys: readonly string[]): Promise<Stored[]> {
    const [backend] = await this.backend;
    let found: (Stored | undefined)[] = [];
    try {
      found = await backend.read(keys);
    } catch (error) {
      console.error("handrail: reading the kept answers failed:", error);
    }
    return keys.map((key, place) => this.unsaved.get(key) ?? found[place] ?? EMPTY);
  }

  /** Change a record in one transaction, setting `aside` beside it. False if `edit` declined. */
  async change(key: string, edit: Edit, aside?: unknown): Promise<boolean> {
    this.writing += 1;
    this.tell();
    let next: Stored | null | undefined;
    const [backend, lasting] = await this.backend;
    try {
      await backend.change(key, (found) => {
        next = edit(this.unsaved.get(key) ?? found ?? EMPTY);
        if (next === null) return [];
        return aside === undefined ? [[key, next]] : [[key, next], [asideKey(key), aside]];
      });
      if (next) this.unsaved.delete(key);
      this.failing = !lasting || this.unsaved.size > 0;
    } catch (error) {
      console.error("handrail: keeping an answer failed; it stays in memory:", error);
      if (next === undefined) next = edit(this.unsaved.get(key) ?? EMPTY);
      if (next) this.unsaved.set(key, next);
      this.failing = true;
    }
    this.writing -= 1;
    this.tell();
    return next !== null;
  }

  private tell(): void {
    this.told(this.failing ? "off" : this.writing > 0 ? "pending" : "yes");
  }
}
