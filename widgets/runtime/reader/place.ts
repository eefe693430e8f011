/** Where the reader is in a guide: the last step seen, and how far each step has come. */

import { applies } from "./conditions";
import type { Ledger } from "./ledger/ledger";
import type { Position, Progress } from "./ledger/shapes";
import { countOf, type Listed, listed, mark, type Mark } from "./outline";
import { say } from "../words";

export const STEP = "section.step[data-step]";

/** The id of a step: that of its heading. */
export const idOf = (step: Element) => step.querySelector("h2[id]")?.id ?? "";

/** What a widget says of itself: how far the reader has come in it, if it counts, and whether anything of theirs is in it. */
export interface Uses {
  progressOf: (widget: HTMLElement) => Progress | null;
  isUsed: (widget: HTMLElement) => boolean;
}

/** The folder of a guide, whose address ends with its overview's file. */
const folderOf = (overview: HTMLAnchorElement) => new URL(".", overview.href).href;

/** A list of steps with one in it, or without it. The same list if nothing changes. */
function having<Step>(steps: Step[], id: Step & string, wanted: boolean): Step[] {
  if (steps.includes(id) === wanted) return steps;
  return wanted ? [...steps, id] : steps.filter((other) => other !== id);
}

export class Place {
  private observer: IntersectionObserver | null = null;
  private shown = -1;

  constructor(
    private readonly ledger: Ledger,
    private readonly uses: Uses,
  ) {}

  /** On a guide's overview "Start" becomes "Go on with step 7"; wherever steps are listed they are marked. */
  open(guide: string): void {
    this.close();
    this.show(guide);
    if (guide) this.watch(guide);
  }

  /** Forget the steps of the page that is closed. */
  close(): void {
    this.observer?.disconnect();
  }

  /** Show what is stored, as it is now: of this guide, and, where a page has cards of guides, of each. */
  show(guide: string): void {
    if (guide) this.showSteps(guide);
    for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-go-on]")) this.showCard(link);
  }

  /** While the page is being parsed: show it as often as more of it has come that shows where one is. */
  showMore(guide: string): void {
    const there = document.querySelectorAll("li[data-step], a[data-go-on], a.guide-start").length;
    if (there === this.shown) return;
    this.shown = there;
    this.show(guide);
  }

  /** Mark the step of a widget: begun when anything in it is used, done when every widget in it that counts is done. */
  mark(guide: string, widget: HTMLElement): void {
    const step = widget.closest(STEP);
    const id = step ? idOf(step) : "";
    if (!step || !id) return;
    const all = [...step.querySelectorAll<HTMLElement>(".widget[data-key]")].filter(applies);
    const progress = all.map(this.uses.progressOf).filter((found) => found !== null);
    const before = this.position(guide, listed());
    const done = having(before.done, id, progress.length > 0 && progress.every(([some, of]) => some >= of));
    const begun = having(before.begun, id, all.some(this.uses.isUsed) || progress.some(([some]) => some > 0));
    if (done === before.done && begun === before.begun) return;
    this.ledger.copies.savePosition(guide, { ...before, done, begun });
    this.showSteps(guide);
  }

  private showSteps(guide: string): void {
    const steps = listed();
    const position = this.position(guide, steps);
    mark(steps, (id) => markIn(position, id));
    const last = steps.find(({ id }) => id === position.step);
    const start = document.querySelector<HTMLAnchorElement>("a.guide-start");
    if (start && last && last.number > 1) {
      start.href = last.link.href;
      start.textContent = say("place.go-on", { number: last.number });
    }
    const line = document.querySelector<HTMLElement>("[data-place-line]");
    if (!line) return;
    const done = new Set(steps.map(({ id }) => id).filter((id) => position.done.includes(id))).size;
    line.hidden = done === 0;
    line.textContent = say("place.steps", { count: countOf(steps), done });
  }

  /** On the card of a guide: the way to where one was, if that is further than its first step. */
  private showCard(link: HTMLAnchorElement): void {
    const { at, step, done } = this.ledger.copies.position(link.dataset.goOn ?? "");
    const overview = link.closest("li")?.querySelector<HTMLAnchorElement>("a.guide-card");
    link.hidden = true;
    if (!at || at.number < 2 || !overview) return;
    const folder = folderOf(overview);
    const page = new URL(at.page, folder).href;
    if (!page.startsWith(folder)) return; // what is stored leads out of the guide, so it isn't ours
    link.href = `${page}#${encodeURIComponent(step)}`;
    const going = say("place.go-on", { number: at.number });
    const some = Math.min(done.length, at.of);
    link.textContent = some > 0 ? say("place.card", { going, done: say("place.steps", { count: at.of, done: some }) }) : going;
    link.hidden = false;
  }

  /** What is stored. Steps that were stored by number are those that have the number now. */
  private position(guide: string, steps: readonly Listed[]): Position {
    const ids = new Map(steps.map(({ id, number }) => [number, id]));
    const position = this.ledger.copies.position(guide);
    const done = position.done.map((step) => (typeof step === "number" ? (ids.get(step) ?? step) : step));
    return { ...position, done: [...new Set(done)] };
  }

  /** Remember each step that reaches the upper half of the window. */
  private watch(guide: string): void {
    this.observer = new IntersectionObserver(
      (entries) => {
        const seen = entries.filter(({ isIntersecting }) => isIntersecting).at(-1)?.target;
        const id = seen?.isConnected ? idOf(seen) : "";
        if (id) this.reach(guide, id);
      },
      { rootMargin: "0px 0px -50% 0px" },
    );
    for (const step of document.querySelectorAll(STEP)) this.observer.observe(step);
  }

  private reach(guide: string, id: string): void {
    const steps = listed();
    const before = this.position(guide, steps);
    const here = steps.find((step) => step.id === id);
    const page = here?.link.pathname.split("/").at(-1);
    const at = here && page ? { number: here.number, of: countOf(steps), page } : null;
    this.ledger.copies.savePosition(guide, { ...before, step: id, seen: having(before.seen, id, true), at });
    if (!before.seen.includes(id)) this.showSteps(guide);
  }
}

function markIn({ done, begun, seen }: Position, id: string): Mark | null {
  if (done.includes(id)) return "done";
  if (begun.includes(id)) return "begun";
  return seen.includes(id) ? "seen" : null;
}
