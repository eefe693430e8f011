/** Redraw a widget's view in place. What the reader is at stays theirs: field, caret, focus, open panels. */

import { Idiomorph } from "idiomorph";
import { isTyped } from "./controls";
import { isRoom } from "./room";
import { fragment } from "../trusted";

const CHANGEABLE = "input, textarea, select, details";

/**
 * True if a field's value was held back because the reader is in it; draw again when they leave.
 * `pressed` is the button that this view answers: not every browser focuses a button that is clicked.
 */
export function draw(view: HTMLElement, html: string | Node[], pressed: Element | null = null): boolean {
  const active = document.activeElement;
  const focused = view.contains(active) ? active : pressed;
  const here = view.contains(focused) && focused !== view;
  const around = pressed && isInWindow(pressed) ? within(view, pressed) : [];
  let heldBack = false;

  Idiomorph.morph(view, typeof html === "string" ? [...fragment(html).childNodes] : html, {
    morphStyle: "innerHTML",
    callbacks: {
      beforeNodeRemoved: (old) => !isRoom(old) || !old.previousElementSibling?.matches("[data-most]"),
      beforeNodeMorphed: (old, next) => {
        if (old === focused && old instanceof HTMLTextAreaElement) {
          heldBack ||= old.value !== next.textContent;
          next.textContent = old.textContent;
        }
        return !isSame(old, next);
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

  if (here && !view.contains(focused === active ? document.activeElement : focused)) refocus(view, focused);
  if (around.length > 0) show(view, around);
  return heldBack;
}

/**
 * Whether there is nothing to do for a node: it is as it should be, and holds nothing that the reader may have changed
 * without the document showing it. A long list is drawn in a fraction of the time without a walk through all its rows.
 */
function isSame(old: Node, next: Node): boolean {
  return old instanceof HTMLElement && old.isEqualNode(next) && !old.matches(CHANGEABLE) && !old.querySelector(CHANGEABLE);
}

/** False once the reader has scrolled on: then they are left in peace. */
function isInWindow(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** The element and what it stands in, from the inside out, without the view. */
function within(view: Element, element: Element): Element[] {
  const found: Element[] = [];
  for (let at: Element | null = element; at && at !== view; at = at.parentElement) found.push(at);
  return found;
}

/**
 * Bring into the window what a press led to: the first thing that is wrong beside a button that stayed,
 * or the top of the widget where all that the button stood in gave way to something else.
 */
function show(view: HTMLElement, around: readonly Element[]): void {
  const [pressed, ...outer] = around;
  if (pressed && view.contains(pressed)) {
    const error = pressed.closest("section")?.querySelector(".field-error");
    error?.closest(".field, .choices")?.scrollIntoView({ block: "nearest" });
  } else if (!outer.some((element) => element.parentElement !== view && view.contains(element))) {
    const widget = view.closest(".widget") ?? view;
    if (widget.getBoundingClientRect().top < 0) widget.scrollIntoView({ block: "start" });
  }
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
