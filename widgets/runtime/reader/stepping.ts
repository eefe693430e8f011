/**
 * A part read one step at a time: the same page at the same address, of which one step shows. The reader chooses it
 * once. A style sheet of our own hides the others, from the first frame on; without scripts the page is whole.
 */

import type { Ledger } from "./ledger/ledger";
import { idOf, STEP } from "./place";
import { OwnSheet } from "./sheet";
import { say } from "../words";

const SETTING = "reading";
const SWIPE = 60; // pixels, and twice as far across as down
/** Where arrows and strokes of a finger have a meaning of their own. */
const TAKEN = "input, textarea, select, [contenteditable], audio, video, .md-typeset__scrollwrap, pre";

const root = document.documentElement;
const sheet = new OwnSheet();

const steps = () => [...document.querySelectorAll<HTMLElement>(STEP)];
const hashed = () => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return ""; // anybody may write a link in which it is no text
  }
};

/**
 * Rules that leave one step: whatever of the part stands before the first goes with the first. On paper they hold where
 * just the step is printed.
 */
function rules(id: string): string {
  const heading = `[aria-labelledby="${CSS.escape(id)}"]`;
  const hidden = (within: string) => `
    ${within} section.step:not(${heading}) { display: none; }
    ${within} .part-body:has(> .step ~ .step${heading}) > :not(.step, .step-turn, .footnote) { display: none; }`;
  return `@media screen { ${hidden("")} } @media print { ${hidden('[data-paper="step"]')} }`;
}

export class Stepping {
  private shown = "";

  /** @param hasKeys whether the reader lets keys alone turn to another step */
  constructor(
    private readonly ledger: Pick<Ledger, "setting" | "saveSetting">,
    private readonly hasKeys: () => boolean,
  ) {
    addEventListener("hashchange", () => this.follow());
    document.addEventListener("keydown", (event) => this.key(event));
    this.watchSwipes();
  }

  get isOn(): boolean {
    return this.ledger.setting(SETTING) === "step";
  }

  /** Before the page is parsed: the step that its address names, else the first, so that no other is seen. */
  begin(): void {
    if (this.isOn && hashed()) sheet.set(rules(hashed()));
  }

  /** A page is there. */
  open(): void {
    this.shown = "";
    const place = document.querySelector<HTMLElement>("[data-reading-choice]");
    if (!place || steps().length < 2) return this.close();
    place.hidden = false;
    for (const button of place.querySelectorAll<HTMLButtonElement>("button[data-reading]")) {
      button.onclick = () => this.choose(button.dataset.reading ?? "whole");
    }
    this.follow();
  }

  /** The page goes; the next may be no part. */
  close(): void {
    sheet.set("");
    delete root.dataset.reading;
    document.querySelector(".step-turn")?.remove();
  }

  private choose(how: string): void {
    const here = this.current();
    this.ledger.saveSetting(SETTING, how);
    if (how === "step" && here) history.replaceState(history.state, "", `#${encodeURIComponent(idOf(here))}`);
    this.follow();
    document.querySelector(`[data-reading-choice] [data-reading="${how}"]`)?.scrollIntoView({ block: "nearest" });
  }

  /** The step that is being read: the last whose top is above the middle of the window. */
  private current(): HTMLElement | undefined {
    return steps().filter((step) => step.getBoundingClientRect().top < innerHeight / 2).at(-1) ?? steps()[0];
  }

  /** Show what the address says. */
  private follow(): void {
    const all = steps();
    if (!document.querySelector("[data-reading-choice]") || all.length < 2) return;
    for (const button of document.querySelectorAll<HTMLElement>("button[data-reading]")) {
      button.setAttribute("aria-pressed", String((button.dataset.reading === "step") === this.isOn));
    }
    if (!this.isOn) return this.close();
    const target = hashed() ? document.getElementById(hashed()) : null;
    const at = this.stepAt(all, target);
    const id = idOf(all[at] ?? document.body);
    const isNews = this.shown !== "" && this.shown !== id;
    this.shown = id;
    root.dataset.reading = at === 0 ? "first" : at === all.length - 1 ? "last" : "between";
    sheet.set(rules(id));
    this.offer(all, at);
    if (!target && !isNews) return;
    (target ?? all[at])?.scrollIntoView({ block: "start" });
    if (isNews) this.focus(all[at]);
  }

  /**
   * Which step an address leads to. What stands before the steps goes with the first, what stands after them with the
   * last; the content as a whole, where "Skip to the text" leads, is what is shown already.
   */
  private stepAt(all: readonly HTMLElement[], target: HTMLElement | null): number {
    if (!target) return 0;
    if (target.querySelector(STEP)) return Math.max(0, all.findIndex((step) => idOf(step) === this.shown));
    const begun = all.filter((step) => !(step.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING));
    return Math.max(0, begun.length - 1);
  }

  /** The ways on, below the step: links like any other, so that Back leads back. */
  private offer(all: readonly HTMLElement[], at: number): void {
    const nav = document.querySelector<HTMLElement>(".step-turn") ?? document.createElement("nav");
    nav.className = "turn step-turn";
    nav.setAttribute("aria-label", say("reading.turn"));
    const link = (step: HTMLElement | undefined, side: "previous" | "next") => {
      if (!step) return [];
      const made = document.createElement("a");
      made.className = `turn-${side}`;
      made.href = `#${encodeURIComponent(idOf(step))}`;
      const above = document.createElement("span");
      above.textContent = say("reading.number", { number: step.dataset.step ?? "" });
      made.append(above, step.querySelector("h2")?.textContent?.trim() ?? "");
      return [made];
    };
    nav.replaceChildren(...link(all[at - 1], "previous"), ...link(all[at + 1], "next"));
    document.querySelector(".part-body")?.append(nav);
  }

  /** What is read next begins at its heading, for the eye and for the ear. */
  private focus(step: HTMLElement | undefined): void {
    const heading = step?.querySelector<HTMLElement>("h2");
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  private go(by: -1 | 1): void {
    document.querySelector<HTMLAnchorElement>(by === 1 ? ".step-turn .turn-next" : ".step-turn .turn-previous")?.click();
    this.follow(); // at once: the next key may come before the browser has told of the new address
  }

  private key(event: KeyboardEvent): void {
    const { key, altKey, ctrlKey, metaKey, shiftKey, target, defaultPrevented } = event;
    if (!root.dataset.reading || !this.hasKeys() || defaultPrevented || altKey || ctrlKey || metaKey || shiftKey) return;
    if (target instanceof Element && target.closest(TAKEN)) return;
    if (key === "ArrowRight" || key === "ArrowLeft") this.go((key === "ArrowRight") === (document.body.dir !== "rtl") ? 1 : -1);
  }

  private watchSwipes(): void {
    let from: Touch | undefined;
    const options = { passive: true };
    document.addEventListener(
      "touchstart",
      ({ touches, target }) => {
        const free = root.dataset.reading && touches.length === 1 && !(target instanceof Element && target.closest(TAKEN));
        from = free ? touches[0] : undefined;
      },
      options,
    );
    document.addEventListener(
      "touchend",
      ({ changedTouches: [to] }) => {
        if (!from || !to) return;
        const [across, down] = [to.clientX - from.clientX, to.clientY - from.clientY];
        from = undefined;
        if (Math.abs(across) < SWIPE || Math.abs(across) < 2 * Math.abs(down)) return;
        this.go(across < 0 === (document.body.dir !== "rtl") ? 1 : -1);
      },
      options,
    );
  }
}
