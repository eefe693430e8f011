/** What the page says of itself: quiet lines at its foot, one of each kind; and what goes to the console. */

import type { Trouble } from "../protocol";
import type { Saved } from "../reader/ledger/ledger";
import { say } from "../words";

const root = document.documentElement;

const lineOf = (kind: string) => document.querySelector(`.handrail-notice[data-kind="${kind}"]`);

/** A quiet line, once for each kind, where it moves nothing that is being read; on pages with widgets, or `everywhere`. */
export function notice(kind: string, text: string, everywhere = false): void {
  if (!document.body) return document.addEventListener("DOMContentLoaded", () => notice(kind, text, everywhere), { once: true });
  if (lineOf(kind) || (!everywhere && !document.querySelector(".widget"))) return;
  const line = document.createElement("p");
  line.className = "handrail-notice";
  line.dataset.kind = kind;
  line.setAttribute("role", "status");
  line.textContent = text;
  document.body.append(line);
  root.dataset.notice = ""; // the style sheet could ask for it with `:has()`, and then would, whenever a tool is drawn
}

/** What was said at the foot is said in a better place now, or no longer holds. */
export function unsay(kind: string): void {
  lineOf(kind)?.remove();
  if (!document.querySelector(".handrail-notice")) delete root.dataset.notice;
}

/** Whether all that the reader did is saved, and a line about it for as long as nothing is; `asked`: they want it so. */
export function showSaved(saved: Saved, asked: boolean): void {
  root.dataset.saved = saved;
  if (saved === "off") notice("saved", asked ? say("saved.asked-notice") : say("saved.off-notice"));
  else unsay("saved");
}

/** Write down for whoever mends it what went wrong. False if the page has told the reader all there is to say. */
export function complain({ code, text, detail }: Trouble): boolean {
  console.error(`handrail: ${code}:`, detail ?? text);
  return root.dataset.python !== "failed";
}
