/** Where the reader is in a guide: the last step seen, and the steps that are done. The outline says what they are. */

import { applies } from "./conditions";
import type { Ledger } from "./ledger/ledger";
import type { Progress } from "./ledger/shapes";
import { say } from "../words";

/** A step in the page's outline: where it is now, whatever stands before it. */
interface Listed {
  id: string;
  number: number;
  item: HTMLElement;
  link: HTMLAnchorElement;
}

export const STEP = "section.step[data-step]";

/** A heading's id in an address. */
function idIn({ hash }: HTMLAnchorElement): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

function outline(): Listed[] {
  return [...document.querySelectorAll<HTMLElement>(".outline li[data-step]")].flatMap((item) => {
    const link = item.querySelector("a");
    return link ? [{ id: idIn(link), number: Number(item.dataset.step), item, link }] : [];
  });
}

/** The id of a step: that of its heading. */
export const idOf = (step: Element) => step.querySelector("h2[id]")?.id ?? "";

export class Place {
  private observer: IntersectionObserver | null = null;

  /** @param progressOf how far the reader has come in a widget; null if it has nothing to count */
  constructor(
    private readonly ledger: Ledger,
    private readonly progressOf: (widget: HTMLElement) => Progress | null,
  ) {}

  /** On a guide's overview "Start" becomes "Go on with step 7"; in every outline the done steps are marked. */
  open(guide: string): void {
    this.close();
    this.show(guide);
    this.watch(guide);
  }

  /** Forget the steps of the page that is closed. */
  close(): void {
    this.observer?.disconnect();
  }

  /** Show what is stored, as it is now. */
  show(guide: string): void {
    const steps = outline();
    const done = this.done(guide, steps);
    for (const { id, item } of steps) item.classList.toggle("is-done", done.has(id));
    const last = steps.find(({ id }) => id === this.ledger.position(guide).step);
    const start = document.querySelector<HTMLAnchorElement>("a.guide-start");
    if (!start || !last || last.number < 2) return;
    start.href = last.link.href;
    start.textContent = say("place.go-on", { number: last.number });
  }

  /** Mark the step of a widget as done, here and for other pages, when every widget in it that counts is done. */
  mark(guide: string, widget: HTMLElement): void {
    const step = widget.closest(STEP);
    const id = step ? idOf(step) : "";
    if (!step || !id) return;
    const counts = [...step.querySelectorAll<HTMLElement>(".widget[data-key]")].filter(applies).flatMap((each) => {
      const progress = this.progressOf(each);
      return progress ? [progress] : [];
    });
    const isDone = counts.length > 0 && counts.every(([done, of]) => done >= of);
    const steps = outline();
    const before = this.done(guide, steps);
    if (before.has(id) === isDone) return;
    const done = [...before].filter((other) => other !== id);
    this.ledger.savePosition(guide, { ...this.ledger.position(guide), done: isDone ? [...done, id] : done });
    for (const { id: listed, item } of steps) if (listed === id) item.classList.toggle("is-done", isDone);
  }

  /** The done steps by id. Those that were stored by number are what the outline says that number is. */
  private done(guide: string, steps: readonly Listed[]): Set<string | number> {
    const ids = new Map(steps.map(({ id, number }) => [number, id]));
    const { done } = this.ledger.position(guide);
    return new Set(done.map((step) => (typeof step === "number" ? (ids.get(step) ?? step) : step)));
  }

  /** Remember each step that reaches the upper half of the window. */
  private watch(guide: string): void {
    this.observer = new IntersectionObserver(
      (entries) => {
        const seen = entries.filter(({ isIntersecting }) => isIntersecting).at(-1)?.target;
        const id = seen?.isConnected ? idOf(seen) : "";
        if (id) this.ledger.savePosition(guide, { ...this.ledger.position(guide), step: id });
      },
      { rootMargin: "0px 0px -50% 0px" },
    );
    for (const step of document.querySelectorAll(STEP)) this.observer.observe(step);
  }
}
