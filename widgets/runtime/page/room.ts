/**
 * How much a field holds. Its reader is told in time and kept from going beyond, and nothing that is there is ever cut off: a key
 * beyond is not taken, and what is pasted and doesn't fit is refused whole, since it is in the clipboard still. What comes in one
 * piece from elsewhere (an input method, dictation, a browser that fills in, something dragged here) may be nowhere else: it is kept, and said.
 *
 * The limit stands on the field, in `data-most` (`handrail_widgets/kit/html.py`), and counts as JavaScript does, as `maxlength` would.
 */

import { say, sayNumber } from "../words";

/** From this part of the limit on, the line below a field says what is left. */
const NEARLY = 0.9;

type Field = HTMLInputElement | HTMLTextAreaElement;

/** The field that an event is of, if it has a limit. */
function limited({ target }: Event): Field | null {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isField && mostOf(target) > 0 ? target : null;
}

const mostOf = (field: Field) => Number(field.dataset.most ?? 0);

/** What an event is about to bring, as the field would have it; of breaks, a line makes spaces or nothing. */
function broughtBy(event: InputEvent, field: Field): string {
  if (/^insert(LineBreak|Paragraph)$/.test(event.inputType)) return field instanceof HTMLTextAreaElement ? "\n" : "";
  return (event.data ?? event.dataTransfer?.getData("text/plain") ?? "").replace(/\r\n?/g, "\n");
}

/** Refuse what would go beyond, and can be typed or pasted elsewhere. */
function hold(event: InputEvent): void {
  const field = limited(event);
  if (!field || event.isComposing) return;
  const text = broughtBy(event, field);
  const selected = (field.selectionEnd ?? 0) - (field.selectionStart ?? 0);
  const room = mostOf(field) - field.value.length + selected;
  if (text.length <= Math.max(room, selected)) return; // what is too long already may always get shorter
  const isPasted = /^insertFrom(Paste|Yank)/.test(event.inputType);
  const isKey = /^insert(LineBreak|Paragraph|Text)$/.test(event.inputType) && [...text].length === 1;
  if (!isPasted && !isKey) return;
  event.preventDefault();
  if (isKey) return tell(field, [full(field), say("limit.key"), elsewhere(field)]);
  const given = { count: text.length, size: sayNumber(text.length), room: sayNumber(Math.max(0, room)) };
  tell(field, [say("limit.pasted", given), elsewhere(field)]);
}

const full = (field: Field) => say("limit.full", { most: sayNumber(mostOf(field)) });

/** Where the reader can go on writing: the note of the step, unless they are in it. */
function elsewhere(field: Field): string {
  const note = field.closest("[data-step]")?.querySelector(".widget[data-widget=note]");
  return say(note && !note.contains(field) ? "limit.on-in-note" : "limit.on");
}

/** What is left, in round numbers: a line that changed at each key would be read aloud at each key. */
function roughly(left: number): string {
  if (left < 10) return say("limit.few");
  const round = 10 ** Math.floor(Math.log10(left));
  return say("limit.left", { left: sayNumber(Math.floor(left / round) * round) });
}

function show(field: Field): void {
  const most = mostOf(field);
  const { length } = field.value;
  if (length > most) tell(field, [say("limit.over", { most: sayNumber(most) }), elsewhere(field)]);
  else if (length === most) tell(field, [full(field), elsewhere(field)]);
  else tell(field, length >= most * NEARLY ? [roughly(most - length)] : []);
}

/** The line of a field; Python's views don't have it. */
export const isRoom = (node: Node) => node instanceof HTMLElement && node.dataset.room !== undefined;

function tell(field: Field, sentences: readonly string[]): void {
  const text = sentences.join(" ");
  const next = field.nextElementSibling;
  const found = next instanceof HTMLElement && isRoom(next) ? next : null;
  if (!text) return found?.remove();
  const line = found ?? document.createElement("p");
  if (!found) {
    line.className = "field-room no-print";
    line.id = `${field.id}-room`; // so that no redraw takes it for a line of Python's
    line.dataset.room = "";
    line.setAttribute("role", "status");
    field.after(line);
  }
  if (line.textContent !== text) line.textContent = text;
}

export function watchRoom(): void {
  document.addEventListener("beforeinput", hold);
  for (const event of ["input", "focusin"]) {
    document.addEventListener(event, (happened) => {
      const field = limited(happened);
      if (field) show(field);
    });
  }
}
