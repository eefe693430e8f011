/**
 * The last HTML of each widget, kept where it can be read at once, so that a returning reader sees
 * their own ticks in the first frame. Never the truth: losing it costs a moment, not an answer.
 */

import { type Held, putBack } from "../page/controls";
import { draw } from "../page/draw";

interface View {
  hash: string;
  html: string | null;
  held: Held[];
}

function read(key: string): View | null {
  try {
    return JSON.parse(localStorage.getItem(`${key}#view`) ?? "null") as View | null;
  } catch (error) {
    console.warn("handrail: no last view can be read:", error);
    return null;
  }
}

function write(key: string, view: View): void {
  try {
    localStorage.setItem(`${key}#view`, JSON.stringify(view));
  } catch (error) {
    console.warn("handrail: the last view could not be kept:", error);
  }
}

/** Keep what Python drew, and what controls hold that it has not read yet. */
export function keepView(key: string, hash: string, html: string, held: Held[]): void {
  write(key, { hash, html, held });
}

/** Keep what a control holds while Python is not there to draw it. */
export function keepHeld(key: string, hash: string, held: Held): void {
  const last = read(key);
  const view = last?.hash === hash ? last : { hash, html: null, held: [] };
  const others = view.held.filter(({ control }) => control !== held.control);
  write(key, { ...view, held: [...others, held] });
}

/** Put back the reader's own view of a widget. True if there was one for this very code and config. */
export function restore(key: string, widget: HTMLElement): boolean {
  const last = read(key);
  const view = widget.querySelector<HTMLElement>(".widget-view");
  if (!last || !view || last.hash !== widget.dataset.hash) return false;
  if (last.html !== null) draw(view, last.html);
  putBack(view, last.held);
  if (last.held.length > 0) widget.dataset.waiting = "";
  return true;
}

/**
 * Restore each widget in the very task that parses it, before the browser can paint it. A widget
 * of which only the first half has come stays hidden until its last element, `[data-saved-line]`, is there.
 */
export function restoreWhileParsing(keyOf: (widget: HTMLElement) => string): void {
  const seen = new WeakSet<HTMLElement>();
  const look = () => {
    for (const widget of document.querySelectorAll<HTMLElement>(".widget[data-key]")) {
      if (seen.has(widget)) continue;
      const whole = widget.querySelector("[data-saved-line]") !== null;
      if (whole || document.readyState !== "loading") {
        seen.add(widget);
        restore(keyOf(widget), widget);
        widget.style.removeProperty("visibility");
      } else if (read(keyOf(widget))) {
        widget.style.visibility = "hidden";
      }
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => {
    observer.disconnect();
    look();
  });
  look();
}
