/**
 * A file that somebody opens here. It may be damaged, of another program or forged, so it is taken whole or not at all.
 */

import type { Listed } from "../ledger/entries";
import { LAYOUT } from "../ledger/keys";
import { answersFrom, isJson, type Position, positionFrom } from "../ledger/shapes";
import { type Aside, type Carriage, carriageOf, type Carried, type CarriedGuide, FORMAT, hasNothing, VERSION } from "./file";

/** Bytes of a file at most: twenty times what a reader takes along who wrote 2 MB of text. */
export const LARGEST = 50_000_000;

/** Why a file isn't taken. */
export type Refused = "large" | "damaged" | "foreign" | "newer";

type Fields = Record<string, unknown>;

/** Thrown within this module, and turned into a `Refused`. */
class Refusal extends Error {
  constructor(readonly why: Refused) {
    super(why);
  }
}

const isText = (value: unknown): value is string => typeof value === "string";

function fieldsOf(value: unknown): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  throw new Refusal("damaged");
}

function textIn(value: unknown): string {
  if (isText(value)) return value;
  throw new Refusal("damaged");
}

/** A moment as ISO 8601 has it, or "". */
function momentIn(value: unknown): string {
  if (value === "" || (isText(value) && !Number.isNaN(Date.parse(value)))) return value;
  throw new Refusal("damaged");
}

function named(title: unknown, type?: unknown): { title?: string; type?: string } {
  return { ...(title !== undefined && { title: textIn(title) }), ...(type !== undefined && { type: textIn(type) }) };
}

function asidesIn(value: unknown): Aside[] {
  if (!Array.isArray(value)) throw new Refusal("damaged");
  return value.map((each) => {
    const { moment, found } = fieldsOf(each);
    if (found === undefined || !isJson(found)) throw new Refusal("damaged");
    return { moment: momentIn(moment), found };
  });
}

function widgetIn(value: unknown): Carried {
  const { title, type, setAside = [], ...record } = fieldsOf(value);
  const { value: answers, damaged } = answersFrom(record);
  if (damaged) throw new Refusal("damaged");
  return { ...named(title, type), ...(!hasNothing(answers) && { answers }), setAside: asidesIn(setAside) };
}

function placeIn(value: unknown): Position {
  const { step, done } = fieldsOf(value);
  textIn(step);
  const place = positionFrom(value);
  if (!Array.isArray(done) || place.done.length < done.length) throw new Refusal("damaged");
  return place;
}

function guideIn(value: unknown): CarriedGuide {
  const { title, place, widgets } = fieldsOf(value);
  const each = Object.entries(fieldsOf(widgets));
  if (each.some(([id]) => id === "")) throw new Refusal("damaged"); // what belongs to the guide itself stands there
  return {
    ...named(title),
    ...(place !== undefined && { place: placeIn(place) }),
    widgets: new Map(each.map(([id, widget]) => [id, widgetIn(widget)])),
  };
}

function firstVersion({ site, written, guides }: Fields): Carriage {
  const each = Object.entries(fieldsOf(guides));
  if (each.some(([id]) => id === "")) throw new Refusal("damaged"); // settings stand there
  return { site: textIn(site), written: momentIn(written), guides: new Map(each.map(([id, guide]) => [id, guideIn(guide)])) };
}

/** Before files had a version they were the ledger's list as it stood. What was damaged in it is set aside. */
function unversioned({ layout, site, entries }: Fields): Carriage {
  if (layout !== LAYOUT) throw new Refusal(Number(layout) > LAYOUT ? "newer" : "foreign");
  if (!Array.isArray(entries)) throw new Refusal("damaged");
  const listed = entries.map((entry): Listed => {
    const { guide, widget, kind, rest, value } = fieldsOf(entry);
    if (!Array.isArray(rest) || !rest.every(isText)) throw new Refusal("damaged");
    return { guide: textIn(guide), widget: textIn(widget), kind: textIn(kind), rest, value };
  });
  return carriageOf(listed, textIn(site), "");
}

function parsed(text: string): Fields {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    throw new Refusal("damaged");
  }
}

/** What the text of a file holds, or why it isn't taken. */
export function carriageFrom(text: string): Carriage | Refused {
  try {
    const found = parsed(text);
    if ("layout" in found && "entries" in found) return unversioned(found);
    if (found.format !== FORMAT) return "foreign";
    if (!Number.isInteger(found.version)) return "damaged";
    if ((found.version as number) > VERSION) return "newer";
    return (found.version as number) === VERSION ? firstVersion(found) : "damaged";
  } catch (error) {
    if (error instanceof Refusal) return error.why;
    throw error;
  }
}
