/**
 * What is stored, and how it is read. Other pages of the origin can write there too, and disks fail, so
 * nothing is taken for what it should be: each function here takes the good parts, and of a record says whether that was all.
 */

import type { Answer, Message } from "../../protocol";

/** What a control held when its message was sent, so that it can be shown before Python has read it. */
export interface Held {
  control: string;
  value: string | boolean;
}

/** A message that waits until Python has read it. `id` tells it from its equals. */
export interface Pending extends Message {
  id: string;
  held: Held | null;
}

/** How many are done, of how many. */
export type Progress = NonNullable<Answer["progress"]>;

/** Small answers that other text of the guide may depend on, by name. */
export type Facts = Answer["facts"];

/** What to tell the reader at a moment while they are on another page of the guide. */
export interface Alarm {
  /** As ISO 8601 writes it, with its offset. */
  moment: string;
  text: string;
}

/** How a widget stands: how many are done, of how many (or null), its facts by name, and its alarm, if one is set. */
export interface Standing {
  progress: Progress | null;
  facts: Facts;
  alarm?: Alarm;
}

/**
 * A widget's record. `state` is Python's text; `saved` is when it was written; `standing` is that of the state. `taken` says of
 * each page that wrote a log ahead of it how many messages of that it has taken in.
 */
export interface Answers {
  state: string | null;
  pending: Pending[];
  saved: string | null;
  standing?: Standing;
  taken?: Record<string, number>;
}

/** A message in a log that is written ahead of the records; `count` tells those of one writer in their order. */
export interface Ahead {
  count: number;
  entry: Pending;
}

/** The last HTML of a widget, and what its controls held that Python had not read. `hash`: of code and config. */
export interface View {
  hash: string;
  html: string | null;
  held: Held[];
}

/**
 * The last step seen, by id, and the steps that are done, begun (anything of the reader's is in them) and seen. A number is
 * from before steps were known by id. `at` is where the last step is, for pages that don't list the guide's steps: its
 * number, that of the guide's last step, and its page within the guide's folder.
 */
export interface Position {
  step: string;
  done: (string | number)[];
  begun: string[];
  seen: string[];
  at: { number: number; of: number; page: string } | null;
}

/** What a guide takes to be kept whole, `offline.json` in its folder. */
export interface Parcel {
  /** Changes with the content of any of its files. */
  version: string;
  /** Relative to the site's root, with the bytes each takes. */
  files: [address: string, bytes: number][];
}

/** A record, a copy or a log while what is stored is locked: JSON of it, sealed, in Base64. */
export interface Sealed {
  /** When it was written, which tells the newer of two. */
  saved: string | null;
  /** No state: pages of a build that knew no locks take it for damaged, and set it aside, where they would take it for empty. */
  state: false;
  sealed: string;
}

/** What a passphrase is tried on: the key that all is sealed with, sealed itself. reader/lock/sealing.ts knows the rest of it. */
export interface Lock {
  /** Tells one lock of this site from those before it. */
  id: string;
  lock: unknown;
}

export const NO_ANSWERS: Answers = { state: null, pending: [], saved: null };
const NO_POSITION: Position = { step: "", done: [], begun: [], seen: [], at: null };

/** How many lists and objects of a text may lie in one another: as many as `json_text.py` takes. */
export const DEEPEST = 250;

/** A message's fields lie in three more: the message, the list of messages and the request. */
export const DEEPEST_FIELDS = DEEPEST - 3;

/** What was read, and whether something of it had to be left out. */
export interface Read<Shape> {
  value: Shape;
  damaged: boolean;
}

type Fields = Record<string, unknown>;

const isText = (value: unknown): value is string => typeof value === "string";
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isMoment = (value: unknown): value is string | null =>
  value === null || (isText(value) && !Number.isNaN(Date.parse(value)));
const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;

/** Whether brackets stand deeper in one another than Python's reader goes. Brackets in texts don't count. */
export function isDeep(json: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at++) {
    const sign = json[at];
    if (quoted) {
      if (sign === "\\") at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === "[" || sign === "{") {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (sign === "]" || sign === "}") depth -= 1;
  }
  return false;
}

/** Whether fields are what JSON can say, and no deeper. What IndexedDB holds may be a date, or hold itself. */
export function isJson(value: unknown): boolean {
  const seen = new Set<unknown>();
  let level: unknown[] = [value];
  for (let depth = 1; level.length > 0; depth++) {
    const next: unknown[][] = [];
    for (const each of level) {
      if (each === null || /^(string|number|boolean)$/.test(typeof each)) continue;
      if (depth > DEEPEST_FIELDS || seen.has(each)) return false;
      if (!(Array.isArray(each) || Object.prototype.toString.call(each) === "[object Object]")) return false;
      seen.add(each);
      next.push(Object.values(each as object));
    }
    level = next.flat();
  }
  return true;
}

function isHeld(value: unknown): value is Held {
  return isFields(value) && isText(value.control) && (isText(value.value) || typeof value.value === "boolean");
}

function isPending(value: unknown): value is Pending {
  if (!isFields(value) || !isText(value.id) || !isText(value.is)) return false;
  return isFields(value.with) && isJson(value.with) && (value.held === null || isHeld(value.held));
}

export function isStanding(value: unknown): value is Standing {
  if (!isFields(value) || !isFields(value.facts) || !Object.values(value.facts).every(isText)) return false;
  const { progress, alarm } = value;
  if (alarm !== undefined && !(isFields(alarm) && isText(alarm.moment) && isText(alarm.text))) return false;
  return progress === null || (Array.isArray(progress) && progress.length === 2 && progress.every(isCount));
}

export const isSealed = (found: unknown): found is Sealed => isFields(found) && found.state === false && isText(found.sealed);

export const isLock = (found: unknown): found is Lock => isFields(found) && isText(found.id) && found.lock !== undefined;

/**
 * A widget's record. What can't be used is left out of it, to be set aside whole by the caller.
 * @param known a state that was looked through before, so that a click doesn't look through a long one again
 */
export function answersFrom(found: unknown, known: string | null = null): Read<Answers> {
  if (found === undefined) return { value: NO_ANSWERS, damaged: false };
  if (!isFields(found)) return { value: NO_ANSWERS, damaged: true };
  const { state = null, pending = [], saved = null, standing, taken } = found;
  const good = isTextOrNull(state) && (state === null || state === known || !isDeep(state));
  const waiting = Array.isArray(pending) ? pending.filter(isPending) : [];
  const value: Answers = { state: good ? state : null, pending: waiting, saved: isMoment(saved) ? saved : null };
  if (good && isStanding(standing)) value.standing = standing;
  if (isFields(taken)) value.taken = Object.fromEntries(Object.entries(taken).filter((pair): pair is [string, number] => isCount(pair[1])));
  const damaged = !good || !Array.isArray(pending) || waiting.length < pending.length || !isMoment(saved);
  return { value, damaged };
}

/** A log that was written ahead: its good messages. */
export function aheadFrom(found: unknown): Read<Ahead[]> {
  if (!Array.isArray(found)) return { value: [], damaged: found !== undefined };
  const value = found.filter((each): each is Ahead => isFields(each) && isCount(each.count) && isPending(each.entry));
  return { value, damaged: value.length < found.length };
}

/** A view, or null. Without its fields it is worth nothing: it is a copy. */
export function viewFrom(found: unknown): View | null {
  if (!isFields(found) || !isText(found.hash) || !isTextOrNull(found.html ?? null)) return null;
  const held = Array.isArray(found.held) ? found.held.filter(isHeld) : [];
  return { hash: found.hash, html: (found.html ?? null) as string | null, held };
}

export function positionFrom(found: unknown): Position {
  if (!isFields(found)) return NO_POSITION;
  const list = (steps: unknown): unknown[] => (Array.isArray(steps) ? steps : []);
  const { at } = found;
  const isAt = isFields(at) && isCount(at.number) && isCount(at.of) && isText(at.page);
  return {
    step: isText(found.step) ? found.step : "",
    done: list(found.done).filter((step) => isText(step) || isCount(step)) as (string | number)[],
    begun: list(found.begun).filter(isText),
    seen: list(found.seen).filter(isText),
    at: isAt ? ({ number: at.number, of: at.of, page: at.page } as Position["at"]) : null,
  };
}

/** The standing of each widget of a guide, by its id. */
export function standingsFrom(found: unknown): Map<string, Standing> {
  const all = isFields(found) ? Object.entries(found) : [];
  return new Map(all.filter((entry): entry is [string, Standing] => isStanding(entry[1])));
}

export function parcelFrom(found: unknown): Parcel | null {
  if (!isFields(found) || !isText(found.version) || !Array.isArray(found.files)) return null;
  const isFile = (file: unknown) => Array.isArray(file) && isText(file[0]) && isCount(file[1]);
  return found.files.every(isFile) ? { version: found.version, files: found.files as Parcel["files"] } : null;
}
