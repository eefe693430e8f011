/**
 * What was stored of a tool that nobody can read any more, because the guide has it no longer or Python is not there, as lines
 * to be read. There is nothing to go by but the shape, and names that authors gave: `what-i-did` is said as "What i did".
 */

import { say, sayDate } from "../words";
import type { Line } from "./told";

/** Of each kind of tool: what the fields of its state and its messages are called, and whether it hides answers from somebody. */
export type Shapes = readonly (readonly [fields: readonly string[], messages: readonly string[], hides: boolean])[];

/** Lines; and texts that say nothing to a reader, such as a name that stands for a choice, or a record that was cut off. */
export interface Past {
  lines: Line[];
  rest: Line[];
}

type Fields = Record<string, unknown>;

const MOMENT = /^\d{4}-\d\d-\d\dT/;
const DAY = /^(?:\d+ )?(\d{4})-(\d\d)-(\d\d)$/;
const OWN_ROW = /^own-(\d+)$/;

/** What the store and the tools note for themselves. */
const SKIPPED = new Set(["is", "id", "version", "saved", "hash", "html", "control", "standing", "problem", "held", "taken"]);
/** Fields that hold names out of a list, which ticks stand for. */
const TICKS = new Set(["done", "checked"]);
/** Fields that hold names of the code's, not of an author's. */
const CODES = new Set(["kind", "then", "allowed"]);
/** Fields that hold the name of what was chosen. */
const CHOSEN = new Set(["chosen", "value"]);
/** The fields of a message that hold what was written or chosen; the other texts in it say where. */
const SAID = ["text", "value", "answer", "weeks", "points"];

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string";

/** An id as words. */
export function inWords(id: string): string {
  const text = id.replace(/[-_\s]+/g, " ").trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function named(id: string): string {
  const own = OWN_ROW.exec(id);
  return own ? say("mine.row", { number: Number(own[1]) }) : inWords(id);
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** The texts in JSON that was cut off or overwritten, but for the names before a colon and those of records. */
function salvaged(text: string): string[] {
  const found: string[] = [];
  let isName = false;
  for (const [, inside = "", , colon] of text.matchAll(/"((?:[^"\\]|\\.)*)("|$)(\s*:)?/g)) {
    const each = String(parsed(`"${inside}"`) ?? inside);
    if (!colon && !isName && each.trim() && !MOMENT.test(each)) found.push(each);
    isName = Boolean(colon) && inside === "is";
  }
  return found;
}

const isPairs = (list: readonly unknown[]): list is [string, unknown][] =>
  list.length > 0 && list.every((each) => Array.isArray(each) && each.length === 2 && isText(each[0]));

/** What a record holds, or a part of it; a state in it is JSON in a text. */
export function pastOf(value: unknown): Past {
  const found: Past = { lines: [], rest: [] };
  read(value, "", "", found);
  return found;
}

function read(value: unknown, name: string, label: string, found: Past): void {
  if (isText(value)) readText(value, name, label, found);
  else if (typeof value === "number") found.lines.push(...(label ? [[String(value), label, false] as Line] : []));
  else if (Array.isArray(value)) readList(value, name, label, found);
  else if (isFields(value)) readFields(value, label, found);
}

function readText(text: string, name: string, label: string, { lines, rest }: Past): void {
  if (text.trim() === "" || MOMENT.test(text)) return;
  if ((name === "state" || name === "") && /^\s*[[{]/.test(text)) {
    const inside = parsed(text);
    if (inside !== undefined) return read(inside, "", label, { lines, rest });
    lines.push(...salvaged(text).map((each): Line => [each, label, false]));
    rest.push([text, "", false]);
    return;
  }
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (day) lines.push([sayDate(new Date(Number(year), Number(month) - 1, Number(day))), label, false]);
  else if (CODES.has(name)) rest.push([text, "", false]);
  else lines.push([CHOSEN.has(name) ? inWords(text) : text, label, false]);
}

function readList(list: readonly unknown[], name: string, label: string, found: Past): void {
  if (list.length > 0 && list.every((each) => isFields(each) && isText(each.is) && isFields(each.with))) {
    found.lines.push(...messagesIn(list as Message[], found.rest));
  } else if (isPairs(list)) for (const [id, each] of list) read(each, name, named(id), found);
  else if (TICKS.has(name)) found.lines.push(...list.filter(isText).map((each): Line => [inWords(each), label, true]));
  else for (const each of list) read(each, name, label, found);
}

function readFields(fields: Fields, label: string, found: Past): void {
  const { id, cells, what, at, done, ended, seconds, person, item, value } = fields;
  if (isText(id) && Array.isArray(cells)) {
    const row: Past = { lines: [], rest: found.rest };
    for (const [column, text] of isPairs(cells) ? cells : []) {
      if (text === "yes") row.lines.push([named(column), "", true]);
      else read(text, "cells", named(column), row);
    }
    if (row.lines.length > 0) found.lines.push(["", named(id), false], ...row.lines);
  } else if (isText(what) && isText(at)) {
    const said = [what, at].filter((each) => each.trim()).join(", ");
    if (said || done === true) found.lines.push([said || label, said ? label : "", done === true]);
  } else if (isText(ended) && typeof seconds === "number" && !Number.isNaN(Date.parse(ended))) {
    found.lines.push([say("mine.sat", { day: sayDate(new Date(ended)), count: Math.max(1, Math.round(seconds / 60)) }), label, false]);
  } else if (typeof person === "number" && isText(item) && isText(value)) {
    found.lines.push([inWords(value), say("mine.person", { number: person + 1, item: inWords(item) }), false]);
  } else {
    // A sheet notes which row is open, by its id.
    const skipped = (name: string) => SKIPPED.has(name) || (name === "open" && "fixed" in fields);
    for (const [name, each] of Object.entries(fields)) if (!skipped(name)) read(each, name, label, found);
  }
}

interface Message {
  is: string;
  with: Fields;
}

/**
 * What messages that nobody has read come to: the last word in each place. What was said there before something else happened,
 * such as another round, is kept, unless the new text goes on from it.
 */
function messagesIn(list: readonly Message[], rest: Line[]): Line[] {
  const said: { turn: number; lines: Line[] }[] = [];
  const lastIn = new Map<string, { turn: number; lines: Line[] }>();
  let turn = 0;
  for (const { is, with: fields } of list) {
    const ids = Object.entries(fields).filter((each): each is [string, string] => isText(each[1]) && !SAID.includes(each[0]) && !MOMENT.test(each[1]));
    const about = ids.map(([, id]) => named(id)).join(" · ");
    const label = typeof fields.person === "number" ? say("mine.person", { number: fields.person + 1, item: about }) : about;
    const name = SAID.find((each) => each in fields);
    const lines: Line[] = [];
    if (name) read(typeof fields[name] === "number" ? String(fields[name]) : fields[name], name, label, { lines, rest });
    else if (fields.done === true && about) lines.push([about, "", true]);
    if (!name && typeof fields.done !== "boolean") {
      turn += 1;
      continue;
    }
    const place = `${is} ${label} ${String(fields.session ?? "")}`;
    const last = lastIn.get(place);
    const [before, now] = [last?.lines[0]?.[0] ?? "", lines[0]?.[0] ?? ""];
    if (last && (last.turn === turn || (now && (now.startsWith(before) || before.startsWith(now))))) Object.assign(last, { turn, lines });
    else {
      const next = { turn, lines };
      said.push(next);
      lastIn.set(place, next);
    }
  }
  return said.flatMap(({ lines }) => lines);
}

/** Whether a record is of a kind of tool that hides answers from somebody, of one that does not, or of a kind unknown. */
export function kindOfPast(record: unknown, shapes: Shapes): "open" | "hiding" | "unknown" {
  if (!isFields(record)) return "unknown";
  const stored = isText(record.state) ? parsed(record.state) : (record.state ?? null);
  const state = isFields(stored) && isFields(stored.state) ? Object.keys(stored.state) : stored === null ? [] : null;
  const sent = [record.pending, record.refused].flat().filter(isFields).map(({ is }) => String(is));
  if (state === null || state.length + sent.length === 0) return "unknown";
  const names = state.filter((name) => name !== "is");
  const near = shapes.filter(
    ([fields, messages]) => names.every((name) => fields.includes(name)) && sent.every((name) => messages.includes(name)),
  );
  const exact = near.filter(([fields]) => names.length === fields.length); // older states may lack fields
  const fits = exact.length > 0 ? exact : near;
  if (fits.some(([, , hides]) => hides)) return "hiding";
  return fits.length > 0 ? "open" : "unknown";
}
