/**
 * Blocks of the page that hang on facts (hooks/handrail/pages/conditional.py): while a fact is known, those that
 * it rules out are hidden, and the others lose their mark, and the words that said whom they are for. A style sheet of our own
 * does it, made of the facts that are stored, so that no block is seen in the first frame that will be gone in
 * the next, and a page that is turned to needs nothing done.
 */

import type { Facts } from "./ledger/shapes";
import { OwnSheet } from "./sheet";

const sheet = new OwnSheet();

/** What rules blocks out, and takes the words off those that are left, for one fact that is known. */
function rules(widget: string, fact: string, value: string): string[] {
  const [by, name, word] = [widget, fact, value].map((each) => CSS.escape(each));
  const block = `[data-when="${name}"][data-by="${by}"]`;
  return [
    `:is(${block}[data-is]:not([data-is~="${word}"]), ${block}[data-is-not~="${word}"]) { display: none !important; }`,
    `${block} { padding: 0; border: 0; }`,
    `${block} > .when-label { display: none; }`,
  ];
}

/** Whether an element stands in no block that is hidden. */
export function applies(element: Element): boolean {
  const block = element.closest("[data-when]");
  if (!block) return true;
  return getComputedStyle(block).display !== "none" && (block.parentElement === null || applies(block.parentElement));
}

/** The blocks of the page that show; those within hidden ones don't. */
const shown = () => new Set([...document.querySelectorAll("[data-when]")].filter(applies));

/**
 * Show what applies.
 * @param facts by the widget's id, then by name
 * @returns the blocks that have come, and how many have gone
 */
export function apply(facts: Readonly<Record<string, Facts>>): { come: Element[]; gone: number } {
  const before = shown();
  const known = Object.entries(facts).flatMap(([widget, each]) => Object.entries(each).flatMap(([fact, value]) => rules(widget, fact, value)));
  sheet.set(known.join("\n"));
  const after = shown();
  return { come: [...after].filter((block) => !before.has(block)), gone: [...before].filter((block) => !after.has(block)).length };
}
