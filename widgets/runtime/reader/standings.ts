/**
 * How a guide's widgets stand: progress and facts of each, whichever page it is on. Read at once when a page opens,
 * kept up to date by this page's Python and by other tabs, and published to whatever on the page depends on it.
 */

import type { Spot } from "./ledger/keys";
import type { Ledger } from "./ledger/ledger";
import type { Alarm, Facts, Standing } from "./ledger/shapes";

/** What `handrail:facts` says, on `document`, whenever a fact of the guide has changed. */
export interface FactsEvent {
  guide: string;
  /** By the widget's id, then by the fact's name. */
  facts: Record<string, Facts>;
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

export class Standings {
  private guide = "";
  private all = new Map<string, Standing>();
  private checked = "";
  /** The widgets whose standing is in the copy that is read at once. */
  private copied = new Set<string>();

  /** `changed` is told whenever anything of it is another than before. */
  constructor(
    private readonly ledger: Ledger,
    private readonly changed: () => void,
  ) {}

  /** Take up a guide, as it was left. */
  open(guide: string): void {
    if (guide === this.guide) return;
    this.guide = guide;
    this.reload();
    if (this.ledger.copies.isPlaceless) void this.check(); // there may be no copy that could be read at once
  }

  /** Take it up anew. */
  reload(): void {
    const { guide } = this;
    const copy = this.ledger.copies.standings(guide);
    this.copied = new Set(copy.keys());
    this.replace(copy);
  }

  /** Add what the records say, once a guide: the copy that is read at once may have been lost. */
  async check(): Promise<void> {
    const { guide } = this;
    if (!guide || this.checked === guide) return;
    this.checked = guide;
    const found = await this.ledger.readStandings(guide);
    if (guide !== this.guide) return;
    if ([...found.keys()].every((widget) => this.all.has(widget))) return;
    const all = new Map([...found, ...this.all]);
    this.ledger.copies.saveStandings(guide, all);
    this.copied = new Set(all.keys());
    this.replace(all);
  }

  of({ guide, widget }: Spot): Standing | undefined {
    return guide === this.guide ? this.all.get(widget) : undefined;
  }

  /** Whether the reader has something in a widget, as far as it was saved. */
  isSaved({ guide, widget }: Spot): boolean {
    return guide === this.guide && this.copied.has(widget);
  }

  /** A widget stands so now; `saved`: in its record, and not only on this page. */
  take({ guide, widget }: Spot, standing: Standing, saved: boolean): void {
    if (guide !== this.guide) return;
    const isKnown = isSame(this.all.get(widget), standing);
    if (!isKnown) this.replace(new Map(this.all).set(widget, standing));
    if (!saved || (isKnown && this.copied.has(widget))) return;
    this.copied.add(widget);
    this.ledger.copies.saveStandings(guide, this.ledger.copies.standings(guide).set(widget, standing));
  }

  /** What was stored of a widget is erased. */
  drop({ guide, widget }: Spot): void {
    if (guide !== this.guide) return;
    this.copied.delete(widget);
    this.replace(new Map([...this.all].filter(([id]) => id !== widget)));
  }

  /** All facts of the guide that are known. */
  get facts(): Record<string, Facts> {
    const entries = [...this.all].map(([widget, { facts }]) => [widget, facts] as const);
    return Object.fromEntries(entries.filter(([, facts]) => Object.keys(facts).length > 0));
  }

  /** What is to be told of widgets at some moment, but of those that `speaks` names. */
  alarms(speaks: (widget: string) => boolean): Alarm[] {
    return [...this.all].flatMap(([widget, { alarm }]) => (alarm && !speaks(widget) ? [alarm] : []));
  }

  private replace(all: Map<string, Standing>): void {
    const before = this.facts;
    this.all = all;
    this.changed();
    const { guide, facts } = this;
    if (isSame(before, facts)) return;
    document.dispatchEvent(new CustomEvent<FactsEvent>("handrail:facts", { detail: { guide, facts } }));
  }
}
