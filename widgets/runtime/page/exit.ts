/** Leave at once: a blank page first, then another site in this page's place in the history. */

import { isTyped } from "./controls";
import { askTwice } from "./twice";

const PATIENCE = 5_000; // ms between the three presses, as in GOV.UK's "Exit this page"

const FORGETTING = 1_000; // ms that letting go may take, behind a blank page

/** What the reader asked for beside leaving: nothing, that what is cached goes, that all of theirs goes. */
export type Asked = "" | "forget" | "erase";

/** What has to be let go of before the page is left, if anything. */
export type LetGo = (asked: Asked) => Promise<unknown> | null;

let exited = false;

/** Whether the reader is on the way out: nothing may be shown any more. */
export const hasExited = () => exited;

/** Letting go is waited for a moment, and goes on without us. */
function exit(link: HTMLAnchorElement, letGo: LetGo, asked: Asked = link.dataset.exit === "forget" ? "forget" : ""): void {
  exited = true;
  const cover = document.createElement("div");
  Object.assign(cover.style, { position: "fixed", inset: "0", background: "#fff", zIndex: "2147483647" });
  document.documentElement.append(cover);
  document.title = "\u200b";
  const leave = () => location.replace(link.href); // which is told nothing of us: each page says `no-referrer`
  const gone = letGo(asked);
  if (!gone) return leave();
  const late = new Promise((done) => setTimeout(done, FORGETTING));
  void Promise.race([gone.catch((error: unknown) => console.warn("handrail: not all was let go of:", error)), late]).then(leave);
}

/** The buttons beside the exit that erase all on the way out, in two presses. */
export function offerToErase(letGo: LetGo): void {
  const link = document.querySelector<HTMLAnchorElement>("a[data-exit]");
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-do="erase-and-exit"]')) {
    if (link) askTwice(button, () => exit(link, letGo, "erase"));
  }
}

/** While somebody writes on a touch screen: its keyboard may press Shift by itself, at the beginning of each sentence. */
const writesByTouch = (target: HTMLElement | null) =>
  (isTyped(target) || target?.isContentEditable === true) && matchMedia("(hover: none)").matches;

/** `[data-exit]` by click, or by pressing Shift three times. */
export function watchExit(letGo: LetGo, hasKeys: () => boolean): void {
  let presses = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  // Back in a document that the browser had put aside as it was, blank: load the page that its address says.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && exited) location.reload();
  });
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-exit]") : null;
      if (!link) return;
      event.preventDefault();
      event.stopPropagation();
      exit(link, letGo);
    },
    true,
  );
  document.addEventListener("click", ({ target }) => {
    const open = document.querySelector<HTMLDetailsElement>("details.gates[open]");
    if (open && target instanceof Node && !open.contains(target)) open.open = false; // it lies over what is read
  });
  document.addEventListener("keydown", (event) => {
    clearTimeout(timer);
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (!hasKeys() || event.key !== "Shift" || event.repeat || writesByTouch(target)) {
      presses = 0;
      return;
    }
    presses += 1;
    const link = document.querySelector<HTMLAnchorElement>("a[data-exit]");
    if (presses === 3 && link) return exit(link, letGo);
    timer = setTimeout(() => {
      presses = 0;
    }, PATIENCE);
  });
}
