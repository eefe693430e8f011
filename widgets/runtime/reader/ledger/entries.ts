/**
 * The reader's data as a whole: listed, erased; of the site, of one guide or of one widget.
 */

import { dropItem, item, keysBelow, namesFrom, removeItem } from "./items";
import { answersKey, guideKey, type Key, kindOf, siteKey, type Site, type Spot, spotIn } from "./keys";
import type { Ledger } from "./ledger";

/** All of a site, of a guide, or of one widget of a guide. */
export interface Within {
  guide?: string;
  widget?: string;
}

/** One entry: whose it is, what kind of thing, what tells it from others of that kind, and what it holds. */
export interface Listed extends Spot {
  kind: string;
  rest: readonly string[];
  value: unknown;
}

function below(site: Site, { guide, widget }: Within): Key {
  if (guide === undefined) return siteKey(site);
  return widget === undefined ? guideKey(site, guide) : answersKey(site, { guide, widget });
}

/** All that is stored of the reader within a site, a guide or a widget. */
export async function list(ledger: Ledger, within: Within = {}): Promise<Listed[]> {
  const key = below(ledger.site, within);
  const backend = await ledger.lasting();
  const found = new Map((await backend.list(key)).map((entry) => [JSON.stringify(entry[0]), entry]));
  for (const name of keysBelow(key)) {
    const text = JSON.stringify(name);
    if (!found.has(text)) found.set(text, [name, ledger.door.reveal(name, item(name))]);
  }
  for (const [name, value] of ledger.owed(key, (name) => found.get(JSON.stringify(name))?.[1])) found.set(JSON.stringify(name), [name, value]);
  const all = [...found.values()].filter(([name]) => kindOf(name) !== "ahead"); // a record is about to take it in
  return all.map(([name, value]) => ({
    ...spotIn(name),
    kind: kindOf(name),
    rest: name.slice(6).map(String),
    value,
  }));
}

/** Erase it, for good; all of a site, from the browser's files too, as far as a page can. Pages that show it hear of it from whoever calls. */
export async function erase(ledger: Ledger, within: Within = {}): Promise<void> {
  const key = below(ledger.site, within);
  const backend = await ledger.lasting();
  await backend.erase(key, ledger.forget(key));
  keysBelow(key).forEach(dropItem);
  const { guide, widget } = within;
  if (guide === undefined) {
    ledger.door.reread(); // the lock went, too
    namesFrom(`${ledger.site.root}.__`).forEach(removeItem); // what Material's script called its own, before it was ours
    await backend.wipe().catch((error: unknown) => console.warn("handrail: erased, but not wiped:", error));
    return;
  }
  if (widget !== undefined) {
    const standings = ledger.copies.standings(guide); // one entry of the guide, which speaks of each of its widgets
    if (standings.delete(widget)) ledger.copies.saveStandings(guide, standings);
  }
  void backend.tidy(key).catch((error: unknown) => console.warn("handrail: erased, but its files not tidied up:", error));
}
