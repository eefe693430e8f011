/** Ways to paper: what is shown, one step of it, or a blank copy: the page as it was built, without the reader's answers. */

import { printed } from "./printing";

const BLANK = "blank";

/** Whether this page is the blank copy of itself: nothing is read or saved, and no Python is needed. */
export const isBlank = () => new URLSearchParams(location.search).has(BLANK);

/** A page is there: bring its buttons to life, and print at once what was asked for blank. */
export function showPaper(): void {
  const blank = isBlank();
  if (blank) document.documentElement.dataset.paper = BLANK;
  for (const way of document.querySelectorAll<HTMLElement>("[data-prints]")) way.hidden = blank;
  const note = document.querySelector<HTMLElement>("[data-blank]");
  if (blank && note) {
    note.hidden = false;
    note.querySelector<HTMLAnchorElement>("[data-filled]")?.setAttribute("href", location.pathname);
    addEventListener("load", () => void printed());
  }
  document.querySelector<HTMLElement>('[data-do="print"]')?.addEventListener("click", () => void printed());
  document.querySelector<HTMLElement>('[data-do="print-step"]')?.addEventListener("click", printStep);
}

/** The rules of `stepping.ts` leave one step on paper for as long as this is set. */
function printStep(): void {
  const root = document.documentElement;
  root.dataset.paper = "step";
  addEventListener("afterprint", () => delete root.dataset.paper, { once: true });
  void printed();
}
