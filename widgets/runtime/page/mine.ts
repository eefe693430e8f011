/**
 * The page with all that the reader wrote and ticked in a guide. The build has put a place there for each widget, in the
 * guide's order; what stands in it comes from the store, and Python, which knows what it means, makes lines of it. Where
 * there is no Python, the words are shown as they are stored.
 */

import type { Effect } from "../protocol";
import type { Python } from "../python/python";
import { kindOf, spotIn, spotOf } from "../reader/ledger/keys";
import type { Ledger } from "../reader/ledger/ledger";
import type { Answers } from "../reader/ledger/shapes";
import { say, sayDay } from "../words";
import { localTime } from "./messages";
import { drawn, folded, left, type Line, markdown, rawLines } from "./told";

/** A widget in which something stands, or a thing that belongs to none any more. */
interface Item {
  element: HTMLElement;
  lines: readonly Line[];
  rows: readonly HTMLElement[];
  /** Folded, made when somebody searches: the lines, and what stands above them. */
  texts?: readonly string[];
  about?: string;
}

const all = (name: string, within: ParentNode = document) => [...within.querySelectorAll<HTMLElement>(name)];

export class Mine {
  private items: Item[] = [];
  private running = false;
  private latest = 0;
  private drawn = false;

  constructor(
    private readonly ledger: Ledger,
    private readonly python: Python,
    private readonly perform: (effect: Effect) => void,
  ) {}

  private get page(): HTMLElement | null {
    return document.querySelector("[data-mine]");
  }

  get isHere(): boolean {
    return this.page !== null;
  }

  /** A page is there: bring its controls to life. What stands in it follows, by `show`. */
  open(): void {
    const { page } = this;
    this.items = [];
    this.latest += 1;
    this.drawn = false;
    if (!page) return;
    this.says(say(this.ledger.door.isShut ? "locked.notes" : "mine.gathering"));
    const on = (name: string, act: () => void) => page.querySelector(`[data-do="${name}"]`)?.addEventListener("click", act);
    page.querySelector("#mine-search")?.addEventListener("input", () => this.search());
    on("print-notes", () => this.perform({ is: "Print" }));
    on("copy-notes", () => {
      this.perform({ is: "Copy", text: this.markdown() });
      this.says(say("mine.copied"));
    });
    on("save-notes", () => {
      const name = `notes-${localTime(new Date()).slice(0, 10)}.md`;
      this.perform({ is: "Download", name, type: "text/markdown", text: this.markdown() });
    });
  }

  /** Show what is stored; `running`: Python is there to read it. */
  async show(guide: string, running = this.running): Promise<void> {
    this.running = running;
    if (!this.page) return;
    this.latest += 1;
    const mine = this.latest;
    const places = all(".mine-widget[data-key]", this.page);
    const records = await Promise.all(places.map((place) => this.ledger.read(spotOf(place))));
    const items = await Promise.all(places.map((place, at) => this.item(place, records[at] as Answers)));
    const gone = await this.gone(guide, new Set(places.map(({ id }) => id)));
    if (mine !== this.latest || !this.page) return;
    this.items = items.filter((item) => item !== null);
    this.draw(this.page, gone);
  }

  /** Another tab wrote something, or the page is looked at again. */
  refresh(guide: string): void {
    if (this.isHere && this.drawn) void this.show(guide);
  }

  private async item(element: HTMLElement, { state, pending }: Answers): Promise<Item | null> {
    if (state === null && pending.length === 0) return null;
    let lines: Line[] | null = null;
    if (this.running) {
      const reply = await this.python
        .ask({
          do: "read",
          id: element.dataset.key ?? "",
          type: element.dataset.widget ?? "",
          config: JSON.parse(element.dataset.config ?? "{}"),
          saved: state,
          messages: pending.map(({ is, with: fields }) => ({ is, with: fields })),
        })
        .catch(() => null); // Python has gone
      if (reply?.problem?.detail) console.warn("handrail:", reply.problem.detail);
      if (reply && "lines" in reply) lines = [...reply.lines, ...rawLines(reply.refused)];
    }
    if (!lines && element.dataset.hides !== undefined) lines = [["", say("mine.hidden"), false]];
    const note: Line[] = this.running && !lines ? [["", say("mine.raw-one"), false]] : [];
    return { element, lines: lines ?? [...note, ...rawLines([state, pending])], rows: [] };
  }

  /** What belongs to widgets that the guide doesn't have any more, and what was set aside. */
  private async gone(guide: string, known: ReadonlySet<string>): Promise<[title: string, Line[]][]> {
    const found = await this.ledger.recordsOf(guide);
    return found.flatMap(([key, value]): [string, Line[]][] => {
      const { widget } = spotIn(key);
      const kind = kindOf(key);
      if (kind !== "set-aside" && (kind !== "answers" || known.has(widget))) return [];
      const lines = rawLines(value);
      if (lines.length === 0) return [];
      const when = new Date(String(key[6] ?? ""));
      const aside = kind === "set-aside" && !Number.isNaN(when.valueOf()) ? say("mine.aside", { day: sayDay(when) }) : "";
      return [[[widget, aside].filter(Boolean).join(" · "), lines]];
    });
  }

  private draw(page: HTMLElement, gone: readonly [string, Line[]][]): void {
    for (const old of all(".mine-lines, .mine-gone > .mine-widget", page)) old.remove();
    const last = page.querySelector<HTMLElement>(".mine-gone");
    for (const [title, lines] of gone) {
      const element = document.createElement("section");
      element.className = "mine-widget";
      element.append(Object.assign(document.createElement("h4"), { textContent: title }));
      last?.append(element);
      this.items.push({ element, lines, rows: [] });
    }
    this.items = this.items.filter(({ lines }) => lines.length > 0);
    for (const item of this.items) {
      item.rows = item.lines.map(drawn);
      const body = document.createElement("div");
      body.className = "mine-lines";
      body.append(...item.rows);
      item.element.append(body);
    }
    const tools = page.querySelector<HTMLElement>(".mine-tools");
    if (tools) tools.hidden = this.items.length === 0;
    this.search();
    this.drawn = true;
    performance.mark("handrail-notes");
  }

  /** Leave what holds the words in the search field: all, while there are none. */
  private search(): void {
    const { page } = this;
    const sought = folded(page?.querySelector<HTMLInputElement>("#mine-search")?.value.trim() ?? "");
    if (!page) return;
    let found = 0;
    for (const item of this.items) {
      if (sought) item.texts ??= item.lines.map(([text, label]) => folded(`${label} ${text}`));
      if (sought) item.about ??= folded(this.above(item.element).join(" "));
      const heads = item.lines.map(([text]) => text === "");
      const kept = !sought || item.about?.includes(sought) ? null : left(item.texts ?? [], heads, sought);
      item.rows.forEach((row, at) => (row.hidden = kept !== null && !kept[at]));
      const any = kept === null || kept.some(Boolean);
      item.element.hidden = !any;
      if (any) found += 1;
    }
    const shown = new Set(this.items.filter(({ element }) => !element.hidden).map(({ element }) => element));
    for (const each of all(".mine-widget", page)) if (!shown.has(each)) each.hidden = true;
    for (const each of all(".mine-step", page)) each.hidden = !each.querySelector(".mine-widget:not([hidden])");
    for (const each of all(".mine-page", page)) each.hidden = !each.querySelector(".mine-widget:not([hidden])");
    if (sought) this.says(found > 0 ? say("mine.found", { count: found }) : say("mine.none"));
    else this.says(this.items.length === 0 ? say("mine.empty") : this.running ? "" : say("mine.raw"));
  }

  /** The headings above what stands in a widget, from the part down. */
  private above(element: Element): string[] {
    const { page } = this;
    const found: string[] = [];
    for (let at: Element | null = element; at && at !== page; at = at.parentElement) {
      const heading = at.querySelector(":scope > :is(h2, h3, h4), :scope > .mine-head > h4");
      if (heading) found.unshift(heading.textContent?.trim().replace(/\s+/g, " ") ?? "");
    }
    return found;
  }

  /** All of it as Markdown, whatever is searched for. */
  private markdown(): string {
    let last: string[] = [];
    const parts = this.items.map((item) => {
      const above = this.above(item.element);
      const same = above.findIndex((text, at) => text !== last[at]);
      const titles = same < 0 ? [] : above.slice(same).map((text, at) => `${"#".repeat(same + at + 2)} ${text}\n`);
      last = above;
      return [...titles, markdown(item.lines)].join("\n");
    });
    return `# ${this.page?.dataset.mine ?? ""}\n\n${parts.join("\n\n")}\n`;
  }

  private says(text: string): void {
    const line = this.page?.querySelector<HTMLElement>(".mine-says");
    if (!line || line.textContent === text) return;
    line.textContent = text;
  }
}
