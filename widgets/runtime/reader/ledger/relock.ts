/** A lock put on all that is stored of a site, taken off, or changed for another: all or nothing. */

import type { Entry, Move } from "./backends";
import type { Behind } from "./behind";
import { copiesOf } from "./copies";
import { concealed, type Door, type Held, revealed, type Sealer } from "./door";
import { item, keysBelow, putCopy } from "./items";
import { type Key, kindOf, siteKey, type Site } from "./keys";
import { isSealed } from "./shapes";

/** What of localStorage the lock holds for. */
const itemsOf = (site: Site) => [...copiesOf(site), ...keysBelow(siteKey(site)).filter((key) => kindOf(key) === "ahead")];

/** Whether it holds for what lies under a key: for all that is the reader's, but for what they wish of the site. */
const isLocked = (key: Key) => ["answers", "set-aside", "ahead"].includes(kindOf(key));

/**
 * Throws where there is no room for it, or where the store fails: then all is as it was. A page that dies meanwhile leaves a lock to
 * which the passphrase is known, on things of which some may yet be plain; `isWhole` tells, and the same again mends it.
 * @param before what holds until then
 */
export async function relock(site: Site, door: Door, { raw }: Behind, old: readonly Move[], before: Held, after: Held): Promise<void> {
  const [[, from], [lock, to]] = [before, after];
  const turned = (one: Sealer | null, other: Sealer | null, key: Key, found: unknown) => concealed(other, key, revealed(one, key, found));
  const turnItems = (one: Sealer | null, other: Sealer | null) => {
    for (const key of itemsOf(site)) putCopy(key, turned(one, other, key, item(key)));
  };
  const turn = (found: readonly Entry[]) => {
    const values = found.map(([key, value]) => (isLocked(key) ? turned(from, to, key, value) : value));
    door.hold(after[0], after[1]); // whatever is written from now on comes after this, and goes by it
    turnItems(from, to);
    return values;
  };
  const tidy = () => raw.tidy(door.key).catch((error: unknown) => console.warn("handrail: the store's files could not be tidied:", error));
  if (lock) door.write(lock);
  if (lock) await tidy(); // what is plain leaves the browser's log, which is tidied up by nobody
  try {
    await raw.rewrite(siteKey(site), old, turn, [door.key, lock ?? undefined]);
  } catch (error) {
    door.hold(before[0], before[1]);
    turnItems(to, from);
    door.write(before[0]);
    throw error;
  }
  if (lock) await tidy();
  else door.write(null);
}

/** Whether all that is stored is sealed, and the lock lies beside it. */
export async function isWhole(site: Site, door: Door, { raw }: Behind): Promise<boolean> {
  const [lock] = await raw.read([{ key: door.key }]);
  if (!door.fits(lock)) return false;
  const found = (await raw.list(siteKey(site))).filter(([key]) => isLocked(key)).map(([, value]) => value);
  return [...found, ...itemsOf(site).map(item)].every(isSealed);
}
