/** Redraw a widget's view in place. What the reader is at stays theirs: field, caret, focus, open panels. */

import { Idiomorph } from "idiomorph";
import { isTyped } from "./controls";

const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";

/** True if a field's value was held back because the reader is in it; draw again when they leave. */
export function draw(view: HTMLElement, html: string): boolean {
  const focused = document.activeElement;
  const place = focused && view.contains(focused) ? [...view.querySelectorAll(FOCUSABLE)].indexOf(focused) : -1;
  let heldBack = false;

  Idiomorph.morph(view, html, {
    morphStyle: "innerHTML",
    callbacks: {
      beforeNodeMorphed: (old, next) => {
        if (old === focused && old instanceof HTMLTextAreaElement) {
          heldBack ||= old.value !== next.textContent;
          next.textContent = old.textContent;
        }
        return true;
      },
      beforeAttributeUpdated: (name, element, kind) => {
        if (name === "value" && element === focused && isTyped(element)) {
          heldBack = true;
          return false;
        }
        if (name === "selected" && focused instanceof HTMLSelectElement && focused.contains(element)) return false;
        // A box has no value to lose, and a panel the reader opened is theirs to close.
        if (name === "value" && kind === "remove") return isTyped(element);
        return !(name === "open" && kind === "remove" && element instanceof HTMLDetailsElement);
      },
    },
  });

  if (place >= 0 && !view.contains(document.activeElement)) refocus(view, focused, place);
  return heldBack;
}

/** The focused control was drawn anew or is gone: go to the same one, else to what stands in its place. */
function refocus(view: HTMLElement, focused: Element | null, place: number): void {
  const controls = [...view.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const same = focused?.id ? controls.find(({ id }) => id === focused.id) : undefined;
  (same ?? controls[Math.min(place, controls.length - 1)])?.focus({ preventScroll: true });
}
