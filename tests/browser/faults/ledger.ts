/**
 * The real ledger over the browser's real stores, for test_the_ledger_keeps_all.py: tabs that come and go, each with a Python that
 * does no more than put the ids of the messages it was given into a list.
 */

import { erase } from "../../../widgets/runtime/reader/ledger/entries";
import { Ledger } from "../../../widgets/runtime/reader/ledger/ledger";

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

function tabOf(name: string): Tab {
  const found = tabs.get(name);
  if (found) return found;
  const tab = { saved: "yes" } as Tab;
  tab.ledger = new Ledger(SITE, { saved: (saved) => (tab.saved = saved), damaged: () => undefined, adopted: () => undefined }, false);
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
