/**
 * The file in which a reader takes along what they wrote. docs/handbook/answers.schema.json says the same for
 * other programs, and how-it-works.md for people.
 */

import type { Listed } from "../ledger/entries";
import { answersFrom, type Answers, isJson, type Position, positionFrom } from "../ledger/shapes";

/** What tells such a file from any other. */
export const FORMAT = "handrail-answers";

/** Raised when the shape changes; `reading.ts` then brings the older ones to the new. */
export const VERSION = 1;

/** What could not be read or used once, or gave way to something else: when, and as it was found. */
export interface Aside {
  moment: string;
  found: unknown;
}

/** One widget: its answers, where there are some, and what was set aside of it. */
export interface Carried {
  type?: string;
  title?: string;
  answers?: Answers;
  setAside: Aside[];
}

export interface CarriedGuide {
  title?: string;
  place?: Position;
  widgets: Map<string, Carried>;
}

/** What a file holds, or this device. `written` and `saved` are moments as ISO 8601 has them; "" where nobody knows. */
export interface Carriage {
  site: string;
  written: string;
  guides: Map<string, CarriedGuide>;
}

/** What the build says of a site's guides: the title of each, and type and name of its widgets, by their ids. */
export type Names = ReadonlyMap<string, { title: string; widgets: ReadonlyMap<string, [type: string, name: string]> }>;

export const hasNothing = ({ state, pending }: Answers) => state === null && pending.length === 0;

/** What lists within lists would make unreadable, or JSON has no word for, becomes text. */
function asJson(found: unknown): unknown {
  if (isJson(found)) return found;
  const seen = new Set<unknown>();
  try {
    const text = JSON.stringify(found, (_, value: unknown) => {
      if (typeof value === "bigint") return String(value);
      if (value instanceof Map || value instanceof Set) return [...value];
      if (typeof value !== "object" || value === null) return value;
      if (seen.has(value)) return null; // it stands further up already
      seen.add(value);
      return value;
    }) as string | undefined;
    return text ?? null;
  } catch (error) {
    console.error("handrail: something that was set aside can't be written into a file:", error);
    return null;
  }
}

const momentOf = (text = "") => (Number.isNaN(Date.parse(text)) ? "" : text);

/** All that the ledger has, put in order by guide and widget. Copies that can be made anew stay behind, and so do settings. */
export function carriageOf(listed: readonly Listed[], site: string, written: string): Carriage {
  const guides = new Map<string, CarriedGuide>();
  for (const { guide, widget, kind, rest, value } of listed) {
    if (!guide || !["answers", "set-aside", "position"].includes(kind)) continue;
    const of: CarriedGuide = guides.get(guide) ?? { widgets: new Map() };
    guides.set(guide, of);
    if (kind === "position") of.place = positionFrom(value);
    if (!widget) continue;
    const each: Carried = of.widgets.get(widget) ?? { setAside: [] };
    of.widgets.set(widget, each);
    if (kind === "set-aside") each.setAside.push({ moment: momentOf(rest[0]), found: asJson(value) });
    if (kind !== "answers") continue;
    const { value: answers, damaged } = answersFrom(value);
    delete answers.taken; // of logs that this browser alone has
    if (!hasNothing(answers)) each.answers = answers;
    if (damaged) each.setAside.push({ moment: answers.saved ?? written, found: asJson(value) });
  }
  return { site, written, guides };
}

/** The file's text, with the names that the reader knows, where the build has said them. */
export function textOf({ site, written, guides }: Carriage, names: Names): string {
  const widgetsOf = (guide: string, { widgets }: CarriedGuide) =>
    [...widgets].map(([id, { answers, setAside, ...known }]) => {
      const [type, title] = names.get(guide)?.widgets.get(id) ?? [known.type, known.title];
      return [id, { type, title, ...answers, ...(setAside.length > 0 && { setAside }) }] as const;
    });
  const all = [...guides].map(([id, guide]) => {
    const { title = names.get(id)?.title, place } = guide;
    return [id, { title, place, widgets: Object.fromEntries(widgetsOf(id, guide)) }] as const;
  });
  return JSON.stringify({ format: FORMAT, version: VERSION, written, site, guides: Object.fromEntries(all) }, null, 1);
}
