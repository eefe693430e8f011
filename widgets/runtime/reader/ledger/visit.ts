/**
 * What a tab knows by itself, across its pages, until it is closed: whether the reader wants nothing saved in it, and, on pages from
 * disk, the key to what is locked. Other tabs and later visits know nothing of it.
 */

import { type Site, siteKey } from "./keys";

const nameOf = (site: Site, what = "unsaved") => `handrail:${JSON.stringify([...siteKey(site), what])}`;

export function isUnsaved(site: Site): boolean {
  try {
    return sessionStorage.getItem(nameOf(site)) !== null;
  } catch {
    return false; // closed to this page; then the other stores are, too, and the page says that nothing is saved
  }
}

/** Holds from the next page that is loaded in this tab. Throws where the browser keeps nothing even for a tab. */
export function saveNothing(site: Site, wanted: boolean): void {
  if (wanted) sessionStorage.setItem(nameOf(site), "");
  else sessionStorage.removeItem(nameOf(site));
}

/** The key that this tab keeps, if it keeps one. */
export function keptKey(site: Site): string | null {
  try {
    return sessionStorage.getItem(nameOf(site, "key"));
  } catch {
    return null; // closed to this page, so nothing was ever left in it
  }
}

/** Throws where the browser keeps nothing even for a tab. */
export function keepKey(site: Site, key: string): void {
  sessionStorage.setItem(nameOf(site, "key"), key);
}

/** The tab has no key any more. */
export function forgetKey(site: Site): void {
  try {
    sessionStorage.removeItem(nameOf(site, "key"));
  } catch {
    // closed to this page, so it isn't there
  }
}
