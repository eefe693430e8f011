/**
 * Whether the reader wants nothing saved in this tab. The tab says so itself, across its pages, until it is closed; other tabs
 * and later visits know nothing of it.
 */

import { type Site, siteKey } from "./keys";

const nameOf = (site: Site) => `handrail:${JSON.stringify([...siteKey(site), "unsaved"])}`;

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
