/** What a widget says of itself beside its view: that its answers are saved, and what went wrong. */

import type { Trouble } from "../protocol";
import { say, sayDay } from "../words";
import { askTwice } from "./twice";
import { localTime } from "./messages";

/** Say below the view what went wrong: a failure until an answer goes well, that something was set aside until the page is left. */
export function sayProblem(widget: HTMLElement, view: HTMLElement, trouble: Trouble): void {
  const line = widget.querySelector<HTMLElement>(".widget-problem") ?? document.createElement("p");
  if (line.textContent === trouble.text && line.dataset.code === trouble.code) return; // else each key would read it aloud anew
  line.className = "widget-problem";
  line.dataset.code = trouble.code;
  line.setAttribute("role", "status");
  view.after(line);
  line.textContent = trouble.text;
}

/** An answer went well. */
export function unsayFailure(widget: HTMLElement): void {
  widget.querySelector('.widget-problem[data-code="failed"]')?.remove();
}

/** Say in the document when its stored answer was written; null where there is none. */
export function mark(widget: HTMLElement, saved: string | null): void {
  if (saved === null) delete widget.dataset.savedAt;
  else widget.dataset.savedAt = saved;
}

/** Nothing of the reader's is in it any more. */
export function unsaySaved(widget: HTMLElement): void {
  const line = widget.querySelector<HTMLElement>("[data-saved-line]");
  if (line) line.textContent = "";
  widget.querySelector(".widget-erase")?.remove();
}

/** Offer to erase what is in it, beside the line that says that it is saved. What isn't saved goes by itself. */
export function offerToErase(widget: HTMLElement, erase: () => void): void {
  const line = widget.querySelector<HTMLElement>("[data-saved-line]");
  if (!line || document.documentElement.dataset.saved === "off" || widget.querySelector(".widget-erase")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "widget-erase";
  button.dataset.do = "erase";
  button.textContent = say("device.erase-one");
  askTwice(button, erase);
  line.after(button);
}

/** Say when answers were saved; never claim it while something could not be. */
export function saySaved(widget: HTMLElement, when: Date): void {
  const line = widget.querySelector<HTMLElement>("[data-saved-line]"); // its last element: it may still be to come
  if (!line) return;
  const today = when.toDateString() === new Date().toDateString();
  const time = today ? localTime(when).slice(11, 16) : sayDay(when);
  const off = document.documentElement.dataset.saved === "off";
  line.textContent = off ? say("saved.off") : say("saved.at", { time });
}
