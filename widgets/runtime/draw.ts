/** Redraw a widget's view in place. What the reader is at stays theirs: field, caret, focus, open panels. */

import { Idiomorph } from "idiomorph";
import { isTyped } from "./controls";

/** True if a field's value was held back because the reader is in it; draw again when they leave. */
export function draw(view: HTMLElement, html: string): boolean {
  const focused = document.activeElement;
  const here = view.contains(focused) && focused !== view;
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

  if (here && !view.contains(document.activeElement)) refocus(view, focused);
  return heldBack;
}

/**
 * The focused control was drawn anew: go to the one of the same id. If it is gone, go to the view as a
 * whole, from which Tab leads on: landing in some other field would open a phone's keyboard unasked.
 */
function refocus(view: HTMLElement, focused: Element | null): void {
  const same = focused?.id ? view.querySelector<HTMLElement>(`#${CSS.escape(focused.id)}`) : null;
  if (!same) view.tabIndex = -1;
  (same ?? view).focus({ preventScroll: true });
}
