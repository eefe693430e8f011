/** What could not be written: the truth for this tab, until a later write of the same record takes it along. */

import type { Answers } from "./shapes";

/** Old record to new; null leaves it as it is. It may run twice and must not have effects. */
export type Edit = (record: Answers) => Answers | null;

/** The record as it should be; or, where what is stored could not even be read, the edits to make to it. And what belongs beside it. */
interface Owed {
  record: Answers | null;
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
    const { record, edits } = this.owed.get(key) ?? { record: null, edits: [] };
    return edits.reduce((made, edit) => edit(made) ?? made, record ?? stored);
  }

  /** What is yet to be set aside beside it. */
  aside(key: string): readonly unknown[] {
    return this.owed.get(key)?.aside ?? [];
  }

  /** Keep a record that was made from what is stored, with all that is to be set aside beside it. */
  keep(key: string, record: Answers, aside: readonly unknown[]): void {
    this.owed.set(key, { record, edits: [], aside: [...aside] });
  }

  /** Keep an edit of a record that nobody could read: made to nothing, it would put nothing in the place of all that is stored. */
  keepEdit(key: string, edit: Edit, aside: readonly unknown[]): void {
    const { record, edits } = this.owed.get(key) ?? { record: null, edits: [] };
    this.owed.set(key, { record, edits: [...edits, edit], aside: [...this.aside(key), ...aside] });
  }

  drop(key: string): void {
    this.owed.delete(key);
  }

  /** Let go of what begins so: it is erased. */
  forget(start: string): void {
    for (const key of [...this.owed.keys()]) if (key.startsWith(start)) this.owed.delete(key);
  }
}
