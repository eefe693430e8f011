/** The native controls of a widget: what they hold, which message they send, and how to put them back. */

import type { Handler, Message } from "../protocol";
import type { Held } from "../reader/ledger/shapes";
import { filled } from "./messages";

const EVENTS = ["click", "input", "change", "submit"] as const;
export type EventName = (typeof EVENTS)[number];

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function isField(element: Element): element is Field {
  return element.matches("input, textarea, select");
}

function isTick(element: Element): element is HTMLInputElement {
  return element instanceof HTMLInputElement && /^(checkbox|radio)$/.test(element.type);
}

/** Whether the reader types into it, so that keys and redraws must leave it alone. */
export function isTyped(element: Element | null): element is Field {
  return element !== null && isField(element) && !isTick(element);
}

function valueOf(element: Element): string | boolean | null {
  if (element instanceof HTMLInputElement && element.type === "checkbox") return element.checked;
  return isField(element) ? element.value : null;
}

/** A name for a control that is the same on the next load: its id, or else the message it sends. */
function nameOf(element: Element): string {
  return element.id || (element.getAttribute("data-on-change") ?? element.getAttribute("data-on-input") ?? "");
}

/** What the reader did to a control: the message it makes, and what the control held then. */
export interface Sent {
  widget: HTMLElement;
  message: Message;
  held: Held | null;
  event: EventName;
  element: Element;
}

/** One delegated listener an event type, for every widget that is or will be on the page. */
export function listen(receive: (sent: Sent) => void): void {
  for (const event of EVENTS) {
    document.addEventListener(event, (happened) => {
      if (!(happened.target instanceof Element)) return;
      const element = happened.target.closest(`[data-on-${event}]`);
      const widget = element?.closest<HTMLElement>(".widget");
      if (!element || !widget) return;
      if (event === "submit") happened.preventDefault();
      const handler = JSON.parse(element.getAttribute(`data-on-${event}`) ?? "") as Handler;
      const held = isTick(element)
        ? { control: nameOf(element), value: element.checked }
        : isField(element)
          ? { control: nameOf(element), value: element.value }
          : null;
      receive({ widget, message: filled(handler, valueOf(element), new Date()), held, event, element });
    });
  }
}

/** Put back what controls held and Python has not read yet. */
export function putBack(view: Element, held: readonly Held[]): void {
  const controls = new Map<string, Field>();
  for (const element of view.querySelectorAll("input, textarea, select")) {
    if (isField(element) && nameOf(element)) controls.set(nameOf(element), element);
  }
  for (const { control, value } of held) {
    const element = controls.get(control);
    if (!element || element === document.activeElement) continue;
    if (typeof value === "boolean") {
      if (isTick(element)) element.checked = value;
    } else {
      element.value = value;
    }
  }
}
