/**
 * A site that was moved finds its answers again. All pages from disk share one store, as do all of a host, and a
 * site's root is in its keys. So a site that has no answers yet looks for those of another place under its name: if
 * there is one such place, and no site in it any more, then this is that site, and its answers are taken along.
 */

import type { Backend } from "./backends";
import { rangeBelow } from "./backends";
import { dropItem, item, keysBelow, putItem } from "./items";
import { isKey, type Key, LAYOUT, movedTo, rootIn, type Site, siteKey } from "./keys";

const PATIENCE = 2_000; // ms; a host that doesn't answer has not said that the site is gone
const EVERY_SITE_HAS = "assets/handrail/icon.svg";

function loads(address: string): Promise<boolean> {
  return new Promise((done) => {
    const image = new Image();
    image.onload = () => done(true);
    image.onerror = () => done(false);
    image.src = address;
  });
}

/** Whether no site lies there any more. While that can't be told, there is one. */
async function isGone(root: string, here: string): Promise<boolean> {
  if (location.protocol === "file:") {
    const at = (folder: string) => loads(`file://${folder}${EVERY_SITE_HAS}`);
    return (await at(here)) && !(await at(root)); // if pictures can't be loaded at all, that says nothing
  }
  try {
    const { status } = await fetch(root + EVERY_SITE_HAS, {
      method: "HEAD",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
    });
    return status === 404 || status === 410;
  } catch {
    return false;
  }
}

/** Take along what was stored where the site lay before. True if there was something. */
export async function adopt(backend: Backend, site: Site): Promise<boolean> {
  const keys = (await backend.names(rangeBelow([LAYOUT, site.name]))).flatMap((key) => (isKey(key) ? [key] : []));
  const roots = new Set(keys.map(rootIn));
  if (roots.has(site.root)) return false;
  const gone: string[] = [];
  for (const root of roots) if (await isGone(root, site.root)) gone.push(root);
  const [from] = gone;
  if (from === undefined) return false;
  if (gone.length > 1) {
    console.info("handrail: these places have answers and no site any more; none is taken for this one:", gone);
    return false;
  }
  const there = (key: Key) => rootIn(key) === from;
  await backend.move(keys.filter(there).map((key) => [key, movedTo(site.root, key)]));
  for (const key of keysBelow(siteKey({ ...site, root: from }))) {
    const to = movedTo(site.root, key);
    if (item(to) === undefined) putItem(to, item(key));
    dropItem(key);
  }
  return true;
}
