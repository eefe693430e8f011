/**
 * The keys of the first layout, texts such as `handrail/site/guide/widget#view`, brought to today's. Sites of one
 * name shared them, wherever they lay on the origin: they go to the one that is opened first.
 */

import { merged, type Move } from "./backends";
import { dropItem, item, namesFrom, putItem, removeItem, textOf, valueOf } from "./items";
import { answersKey, asideKey, type Key, kindOf, ofGuide, type Site, viewKey } from "./keys";
import { positionFrom } from "./shapes";

const startOf = ({ name }: Site) => `handrail/${name}/`;

/** All of a site's old keys in IndexedDB; "0" is the sign after "/". */
export const oldRange = (site: Site) => IDBKeyRange.bound(startOf(site), `${startOf(site).slice(0, -1)}0`, false, true);

/** Today's key for an old one; null if it is none. A guide's name may hold a slash, a widget's doesn't. */
export function keyFromOld(site: Site, old: string): Key | null {
  if (!old.startsWith(startOf(site))) return null;
  const [path = "", mark = ""] = old.slice(startOf(site).length).split("#", 2);
  if (mark === "place") return ofGuide(site, path, "position");
  if (mark === "offline") return ofGuide(site, path, "parcel");
  const slash = path.lastIndexOf("/");
  if (slash < 1 || slash === path.length - 1) return null;
  const spot = { guide: path.slice(0, slash), widget: path.slice(slash + 1) };
  if (mark === "view") return viewKey(site, spot);
  const key = answersKey(site, spot);
  const moment = /^set-aside-(.+)$/.exec(mark)?.[1];
  return moment ? [...key, "set-aside", moment, "1"] : mark ? null : key;
}

/** Where each of a site's old keys in IndexedDB belongs. */
export function movesFromOld(site: Site, names: readonly IDBValidKey[]): Move[] {
  return names.flatMap((name): Move[] => {
    const key = typeof name === "string" ? keyFromOld(site, name) : null;
    return key ? [[name as string, key]] : [];
  });
}

/** A place had the last step's address and number, and the numbers of the steps that were done. */
function positionFromOld(old: unknown): unknown {
  const { page } = (old ?? {}) as { page?: unknown };
  const id = /#(.+)$/.exec(typeof page === "string" ? page : "")?.[1] ?? "";
  return { ...positionFrom(old), step: safelyDecoded(id) };
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What is stored for a key, given what the old one held and what is there already. */
function entriesFor(key: Key, old: unknown): [Key, unknown][] {
  const found = item(key);
  if (kindOf(key) === "answers") return merged(key, found, old);
  if (kindOf(key) !== "position") return found === undefined ? [[key, old]] : [];
  const before = positionFrom(positionFromOld(old));
  const now = positionFrom(found);
  return [[key, { step: now.step || before.step, done: [...new Set([...now.done, ...before.done])] }]];
}

/** Bring a site's old items of localStorage to today's keys, before the first paint. One that finds no room stays. */
export function moveOldItems(site: Site): void {
  for (const name of namesFrom(startOf(site))) {
    const key = keyFromOld(site, name);
    const text = textOf(name);
    if (!key || text === null) continue;
    const value = valueOf(name);
    const isAnswer = kindOf(key) === "answers";
    const entries = value === undefined && isAnswer ? [[asideKey(key), text] as const] : entriesFor(key, value ?? text);
    try {
      entries.forEach(([to, held]) => putItem(to, held));
      removeItem(name);
    } catch (error) {
      console.warn(`handrail: ${name} can't be moved:`, error);
      entries.forEach(([to]) => dropItem(to));
    }
  }
}
