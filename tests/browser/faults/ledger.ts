/**
 * The real ledger over the browser's real stores, for test_the_ledger_keeps_all.py: tabs that come and go, each with a Python that
 * does no more than put the ids of the messages it was given into a list.
 */

import { erase } from "../../../widgets/runtime/reader/ledger/entries";
import { Ledger } from "../../../widgets/runtime/reader/ledger/ledger";
import { lockKey } from "../../../widgets/runtime/reader/ledger/keys";
import { base64, someBytes } from "../../../widgets/runtime/reader/lock/cipher";
import { sealerOf } from "../../../widgets/runtime/reader/lock/sealing";

const SITE = { name: "model", root: "/" };
const spotOf = (widget: string) => ({ guide: "guide", widget });
const { put } = IDBObjectStore.prototype;
let full = false;
IDBObjectStore.prototype.put = function (...given) {
  if (full) throw new DOMException("full", "QuotaExceededError");
  return put.apply(this, given);
};

interface Tab {
  ledger: Ledger;
  saved: string;
}
const tabs = new Map<string, Tab>();

/** The keys that the reader knows, by the locks that they open. A passphrase would take half a second each time. */
const known = new Map<string, string>();

function newLock(): [{ id: string; lock: string }, string] {
  const [id, key] = [base64(someBytes(12)), base64(someBytes(32))];
  known.set(id, key);
  return [{ id, lock: "" }, key];
}

/** The reader opens the lock that a tab has found. */
function unlock({ ledger }: Tab): void {
  const { found, isShut } = ledger.door;
  if (isShut && found) ledger.unlock(found, sealerOf(known.get(found.id) ?? ""), false);
}

function tabOf(name: string): Tab {
  const found = tabs.get(name);
  if (found) return found;
  const tab = { saved: "yes" } as Tab;
  const told = { damaged: () => undefined, adopted: () => undefined, turned: () => unlock(tab) };
  tab.ledger = new Ledger(SITE, { ...told, saved: (saved) => (tab.saved = saved) }, false);
  unlock(tab);
  tabs.set(name, tab);
  return tab;
}

const idsIn = (state: string | null) => (state === null ? [] : (JSON.parse(state) as string[]));

Object.assign(window, {
  model: {
    /** The reader does something in a tab; returns whether the tab then says that it is saved. */
    async act(name: string, widget: string, id: string) {
      const tab = tabOf(name);
      await tab.ledger.receive(spotOf(widget), { id, is: "Done", with: {}, held: null });
      return tab.saved === "yes";
    },
    /**
     * The same in a tab that dies before the record is written. What is written ahead is in localStorage alone where the page
     * died before the database had begun, and in the database where the browser died, as `fallBack` says next.
     */
    async actAndDie(name: string, widget: string, id: string, begun: boolean) {
      const { ledger } = tabOf(name);
      await ledger.open();
      const inside = ledger as unknown as { changeBy: () => Promise<boolean>; store: { database: { put: () => Promise<void> } } };
      inside.changeBy = () => new Promise(() => undefined);
      if (!begun) inside.store.database = { ...inside.store.database, put: () => new Promise(() => undefined) };
      void ledger.receive(spotOf(widget), { id, is: "Done", with: {}, held: null });
      if (begun) await ledger.read(spotOf(widget)); // after what was begun before
      tabs.delete(name);
    },
    /** Python of a tab reads what waits, and its state is saved unless the record has moved on. */
    async digest(name: string, widget: string) {
      const { ledger } = tabOf(name);
      const { state: base, pending } = await ledger.read(spotOf(widget));
      const ids = pending.map(({ id }) => id);
      const state = JSON.stringify([...idsIn(base), ...ids]);
      await ledger.change(spotOf(widget), (record) => {
        const waiting = new Set(record.pending.map(({ id }) => id));
        if (record.state !== base || ids.some((id) => !waiting.has(id))) return null;
        return { state, pending: record.pending.filter(({ id }) => !ids.includes(id)), saved: new Date().toISOString() };
      });
    },
    /** All ids that a tab has of a widget, read or waiting. */
    async all(name: string, widget: string) {
      const { state, pending } = await tabOf(name).ledger.read(spotOf(widget));
      return [...idsIn(state), ...pending.map(({ id }) => id)];
    },
    async erase(name: string, widget: string) {
      await erase(tabOf(name).ledger, spotOf(widget));
    },
    /** A tab puts a lock on, and others are loaded anew; whether it could. */
    async lock(name: string) {
      const [lock, key] = newLock();
      const done = await tabOf(name).ledger.relock([lock, sealerOf(key)]).then(() => true, () => false);
      if (done) for (const each of [...tabs.keys()]) if (each !== name) tabs.delete(each);
      return done;
    },
    /** The page dies in between: the lock is there, and nothing is sealed. */
    async lockAndDie(name: string) {
      const { ledger } = tabOf(name);
      await ledger.open();
      if (ledger.door.state !== "none") return;
      ledger.door.write(newLock()[0]);
      tabs.clear();
    },
    async takeOff(name: string) {
      const done = await tabOf(name).ledger.relock([null, null]).then(() => true, () => false);
      if (done) for (const each of [...tabs.keys()]) if (each !== name) tabs.delete(each);
      return done;
    },
    /** Whether a lock is on, and all that any store holds. */
    async stored() {
      const database = await new Promise<IDBDatabase>((done) => {
        const opening = indexedDB.open("handrail");
        opening.onsuccess = () => done(opening.result);
      });
      const answers = database.transaction("answers").objectStore("answers");
      const all = await new Promise((done) => {
        const reading = answers.getAll();
        reading.onsuccess = () => done(reading.result);
      });
      database.close();
      const name = `handrail:${JSON.stringify(lockKey(SITE))}`;
      return { locked: localStorage.getItem(name) !== null, text: JSON.stringify([all, { ...localStorage }]) };
    },
    close: (name: string) => tabs.delete(name),
    fill: (wanted: boolean) => (full = wanted),
    items: () => ({ ...localStorage }),
    /** The browser died, and localStorage is what it had written down some time before. */
    fallBack(items: Record<string, string>) {
      tabs.clear();
      localStorage.clear();
      for (const [name, text] of Object.entries(items)) localStorage.setItem(name, text);
    },
    async begin() {
      full = false;
      await erase(tabOf("first").ledger);
      tabs.clear();
      localStorage.clear();
    },
  },
});
