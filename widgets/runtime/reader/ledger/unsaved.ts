/**
 * What could not be written: this tab goes by it, until a later write of the same record takes it along. Changes are kept, not
 * records: another tab may have written meanwhile, and a record may not even have been readable.
 */

import type { Answers } from "./shapes";

/** Old record to new; null leaves it as it is. It may run several times and must not have effects. */
export type Edit = (record: Answers) => Answers | null;

/** An edit that is made. What a record has taken in of which log it goes on knowing, or an old log would be taken in again. */
export function made(record: Answers, edit: Edit): Answers | null {
  const next = edit(record);
  return next && !next.taken && record.taken ? { ...next, taken: record.taken } : next;
}

/** Changes to a record in their order, and what belongs beside it. */
interface Owed {
  edits: Edit[];
  aside: unknown[];
}

export class Unsaved {
  private readonly owed = new Map<string, Owed>();

  get size(): number {
    return this.owed.size;
  }

  get keys(): string[] {
    return [...this.owed.keys()];
  }

  has(key: string): boolean {
    return this.owed.has(key);
  }

  /** What a record is by right, where this is what is stored of it. */
  over(key: string, stored: Answers): Answers {
    return (this.owed.get(key)?.edits ?? []).reduce((record, edit) => made(record, edit) ?? record, stored);
  }

  /** What is yet to be set aside beside it. */
  aside(key: string): readonly unknown[] {
    return this.owed.get(key)?.aside ?? [];
  }

  keep(key: string, edit: Edit, aside: readonly unknown[]): void {
    const owed = this.owed.get(key) ?? { edits: [], aside: [] };
    owed.edits.push(edit);
    owed.aside.push(...aside);
    this.owed.set(key, owed);
  }

  drop(key: string): void {
    this.owed.delete(key);
  }

  /** Let go of what begins so: it is erased. */
  forget(start: string): void {
    for (const key of [...this.owed.keys()]) if (key.startsWith(start)) this.owed.delete(key);
  }
}
