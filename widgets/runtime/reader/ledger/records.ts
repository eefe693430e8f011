/** The records of widgets, read and changed: each change is one transaction, and what could not be written is kept as a change. */

import type { Backend, Entry, Place } from "./backends";
import * as keys from "./keys";
import * as shapes from "./shapes";
import type { Answers } from "./shapes";
import { made, Unsaved } from "./unsaved";

/** What is done to a record. `aside` is set aside beside it; both may look at `log`, the log that goes with that, as it is stored. */
export interface Work {
  edit: (record: Answers, beside: unknown) => Answers | null;
  aside?: (beside: unknown) => unknown[];
  log?: keys.Key;
}

/** What a file brings to a widget: its new answers, if they change, and what is set aside, each with its moment or "" for now. */
export interface Brought {
  answers: Answers | null;
  aside: readonly { moment: string; found: unknown }[];
}

const textOf = (key: keys.Key) => JSON.stringify(key);

export class Records {
  readonly unsaved = new Unsaved();
  /** The state of each record when it was last looked through, or written. */
  private readonly known = new Map<string, string | null>();

  /** @param placeOf where a record is, which may be known by an older name */
  constructor(private readonly placeOf: (key: keys.Key) => Place) {}

  /**
   * Some records at one moment, as they are by right.
   * @param damaged told of one that could not all be read, so that it is set aside
   */
  async read(backend: Backend, names: readonly keys.Key[], damaged: (key: keys.Key) => Promise<unknown>): Promise<Answers[]> {
    let found: unknown[] = [];
    try {
      found = await backend.read(names.map((key) => this.placeOf(key)));
    } catch (error) {
      console.error("handrail: reading the saved answers failed:", error);
    }
    return Promise.all(
      names.map(async (key, place) => {
        const text = textOf(key);
        const { value, damaged: spoilt } = shapes.answersFrom(found[place]);
        this.known.set(text, value.state);
        if (spoilt && !this.unsaved.has(text)) await damaged(key);
        return this.unsaved.over(text, value);
      }),
    );
  }

  /** Do a piece of work on a record, all or nothing. `next` is null if its edit declined. */
  async write(backend: Backend, key: keys.Key, work: Work): Promise<{ next: Answers | null; spoilt: boolean }> {
    const text = textOf(key);
    let next: Answers | null | undefined;
    let spoilt = false;
    let aside: unknown[] = [];
    try {
      await backend.change(
        this.placeOf(key),
        (found, beside) => {
          const { value, damaged } = shapes.answersFrom(found, this.known.get(text));
          spoilt = damaged;
          const record = this.unsaved.over(text, value);
          next = made(record, (before) => work.edit(before, beside));
          aside = next ? (work.aside?.(beside) ?? []) : [];
          const entries: Entry[] = damaged || next ? [[key, next ?? value]] : [];
          if (next && work.log) entries.push([work.log, undefined]);
          const all = [...(damaged ? [found] : []), ...(next ? this.unsaved.aside(text) : []), ...aside];
          return [...entries, ...all.map((each): Entry => [keys.asideKey(key), each])];
        },
        work.log,
      );
      if (next) this.known.set(text, next.state);
      if (next) this.unsaved.drop(text);
    } catch (error) {
      console.error("handrail: saving an answer failed; it stays in memory:", error);
      if (next === undefined) {
        next = work.edit(this.unsaved.over(text, shapes.NO_ANSWERS), undefined); // it could not even be read
        aside = work.aside?.(undefined) ?? [];
      }
      if (next) this.unsaved.keep(text, (record) => work.edit(record, undefined), aside);
    }
    return { next: next ?? null, spoilt };
  }

  /**
   * Store what a file brings, in one transaction; returns the new record, or null if it stays. Throws where it can't be stored: then all
   * is as it was.
   */
  async bring(backend: Backend, key: keys.Key, settle: (now: Answers) => Brought): Promise<Answers | null> {
    const text = textOf(key);
    let next = null as Answers | null;
    await backend.change(this.placeOf(key), (found) => {
      const { value, damaged } = shapes.answersFrom(found, this.known.get(text));
      const record = this.unsaved.over(text, value);
      const { answers, aside } = settle(record);
      next = answers ?? (damaged ? value : null);
      if (next && !next.taken && record.taken) next = { ...next, taken: record.taken };
      const beside = aside.map((each): Entry => [keys.asideKey(key, each.moment), each.found]);
      if (damaged) beside.push([keys.asideKey(key), found]);
      return next ? [...beside, [key, next]] : beside; // where no transaction holds them together, nothing goes before it is set aside
    });
    if (!next) return null;
    this.known.set(text, next.state);
    this.unsaved.drop(text);
    return next;
  }

  /** Whether all of a record is written. */
  isSaved(key: keys.Key): boolean {
    return !this.unsaved.has(textOf(key));
  }

  /** What could not be written of the records below a key, as it should be; `stored` is what lies under one. */
  owed(below: keys.Key, stored: (key: keys.Key) => unknown): Entry[] {
    const start = textOf(below).slice(0, -1);
    const all = this.unsaved.keys.filter((text) => text.startsWith(start)).map((text) => [text, JSON.parse(text) as keys.Key] as const);
    return all.map(([text, key]) => [key, this.unsaved.over(text, shapes.answersFrom(stored(key)).value)]);
  }
}
