/** The ends of clocks that run elsewhere in the guide: each is told when it comes, on whichever page the reader is by then. */

import type { Alarm } from "../reader/ledger/shapes";

/** Browsers count no longer than this at a time, in milliseconds. */
const LONGEST = 2 ** 31 - 1;

export class Alarms {
  /** What came before is of a visit that is over. */
  private readonly since = Date.now();
  private readonly told = new Set<string>();
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly tell: (text: string) => void) {}

  /** Tell what has come, and wait for what is to come; these are all there are. */
  watch(alarms: readonly Alarm[]): void {
    clearTimeout(this.waiting);
    const now = Date.now();
    const open = alarms.filter((alarm) => Date.parse(alarm.moment) > this.since && !this.told.has(JSON.stringify(alarm)));
    for (const alarm of open.filter(({ moment }) => Date.parse(moment) <= now)) {
      this.told.add(JSON.stringify(alarm));
      this.tell(alarm.text);
    }
    const next = Math.min(...open.map(({ moment }) => Date.parse(moment)).filter((at) => at > now));
    if (Number.isFinite(next)) this.waiting = setTimeout(() => this.watch(alarms), Math.min(next - now, LONGEST));
  }
}
