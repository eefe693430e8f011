/**
 * Under which name each thing of the reader's is stored. A name is a list, so that no text in it can be taken
 * for a separator: [layout, site's name, site's root, guide, widget, kind, …]. Everything of a site, a guide or a
 * widget is what begins with the same words. Two sites on one origin never meet: their roots differ.
 *
 *   [2, name, root, guide, widget]                               Answers (IndexedDB)
 *   [2, name, root, guide, widget, "set-aside", moment, nonce]   what could not be read or taken (IndexedDB)
 *   [2, name, root, guide, widget, "ahead", writer]              Ahead[], what a record has yet to take in (IndexedDB, localStorage)
 *   [2, name, root, guide, widget, "view"]                       View (localStorage)
 *   [2, name, root, guide, "", "position"]                       Position (localStorage)
 *   [2, name, root, guide, "", "standings"]                      Standing of each widget (localStorage)
 *   [2, name, root, guide, "", "parcel"]                         Parcel (localStorage)
 *   [2, name, root, "", "", "lock"]                              Lock (IndexedDB, localStorage)
 *   [2, name, root, "", "", "setting", name]                     a wish, or what Material's script remembers (localStorage)
 *   [2, name, root, "unsaved"]                                   nothing is saved in this tab (sessionStorage)
 *   [2, name, root, "key"]                                       of pages from disk: what opens the lock (sessionStorage)
 */

/** Raised when a key or a shape changes; the next one reads this one's. */
export const LAYOUT = 2;

export type Key = readonly [typeof LAYOUT, ...string[]];

/** A site by its name and where it lies: the path of its root, which ends in a slash. */
export interface Site {
  name: string;
  root: string;
}

/** Whose answers: a widget of a guide. */
export interface Spot {
  guide: string;
  widget: string;
}

/** The root of a site at this address. From disk it holds the host too, which a shared folder of Windows has. */
export function rootOf(home: string): string {
  const { protocol, host, pathname } = new URL(home);
  return protocol === "file:" ? `${host}${pathname}` : pathname;
}

/** The spot of a widget on the page; its `data-key` is the guide, which may hold slashes, a slash, and its id. */
export function spotOf(widget: HTMLElement): Spot {
  const { id, dataset } = widget;
  return { guide: (dataset.key ?? "").slice(0, -id.length - 1), widget: id };
}

export const sameSpot = (one: Spot, other: Spot) => one.guide === other.guide && one.widget === other.widget;

export const siteKey = ({ name, root }: Site): Key => [LAYOUT, name, root];
export const guideKey = (site: Site, guide: string): Key => [...siteKey(site), guide];
export const answersKey = (site: Site, { guide, widget }: Spot): Key => [...guideKey(site, guide), widget];
export const viewKey = (site: Site, spot: Spot): Key => [...answersKey(site, spot), "view"];
export const aheadKey = (site: Site, spot: Spot, writer: string): Key => [...answersKey(site, spot), "ahead", writer];
export const ofGuide = (site: Site, guide: string, kind: "position" | "standings" | "parcel"): Key => [
  ...guideKey(site, guide),
  "",
  kind,
];
export const settingKey = (site: Site, name: string): Key => [...siteKey(site), "", "", "setting", name];

export const lockKey = (site: Site): Key => [...siteKey(site), "", "", "lock"];

/** Where something is set aside that can't be read or used now: beside the record, never over it or its like. */
export function asideKey(key: Key, moment = ""): Key {
  return [...key, "set-aside", moment || new Date().toISOString(), Math.random().toString(36).slice(2)];
}

/** What a key holds: "answers", "view", "set-aside" and so on. */
export const kindOf = (key: Key) => key[5] ?? "answers";

export const rootIn = (key: Key) => key[2] ?? "";
export const spotIn = (key: Key): Spot => ({ guide: key[3] ?? "", widget: key[4] ?? "" });

/** The same key for a site that lies at another root. */
export const movedTo = (root: string, [layout, name, , ...rest]: Key): Key => [layout, name ?? "", root, ...rest];

/** A list as IndexedDB hands it out, if it is a key of ours. */
export function isKey(found: unknown): found is Key {
  return Array.isArray(found) && found[0] === LAYOUT && found.slice(1).every((word) => typeof word === "string");
}
