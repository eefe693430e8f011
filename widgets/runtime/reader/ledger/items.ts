/** localStorage: read and written at once, so a page can show it before its first paint. It may be closed or full. */

import { isKey, type Key } from "./keys";

const PREFIX = "handrail:";

const nameOf = (key: Key) => PREFIX + JSON.stringify(key);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The key that an item's name stands for, if it is one of ours. */
export function keyOfItem(name: string | null): Key | null {
  const key = name?.startsWith(PREFIX) ? parsed(name.slice(PREFIX.length)) : null;
  return isKey(key) ? key : null;
}

/** The text of an item; null if there is none, or if the browser lets nobody look. */
export function textOf(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // closed to this page, so nothing was ever left in it
  }
}

/** What an item holds, by its name in the store; undefined if there is none, or nothing that can be read. */
export function valueOf(name: string): unknown {
  const text = textOf(name);
  return text === null ? undefined : parsed(text);
}

export const itemText = (key: Key) => textOf(nameOf(key));
export const item = (key: Key) => valueOf(nameOf(key));

/** Store a value. Throws where there is no room, or none for us. */
export function putItem(key: Key, value: unknown): void {
  localStorage.setItem(nameOf(key), JSON.stringify(value));
}

/** The same, of a copy that may be lost. */
export function putCopy(key: Key, value: unknown): void {
  try {
    putItem(key, value);
  } catch (error) {
    console.warn("handrail: localStorage takes nothing more:", error);
  }
}

export function removeItem(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    // closed to this page, so it isn't there
  }
}

export const dropItem = (key: Key) => removeItem(nameOf(key));

/** The names of all items that begin so. */
export function namesFrom(start: string): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(start));
  } catch {
    return [];
  }
}

/** The keys of all that belongs to a site, a guide or a widget. */
export function keysBelow(below: Key): Key[] {
  const start = nameOf(below).slice(0, -1); // without the closing bracket
  const found = namesFrom(start).map(keyOfItem);
  return found.filter((key): key is Key => key?.[below.length - 1] === below.at(-1));
}
