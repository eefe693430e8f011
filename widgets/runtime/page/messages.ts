/** From what an element carries to what Python is told: a handler, filled in at the moment of its event. */

import type { Handler, Message } from "../protocol";

/** The moment as Python wants it: local date-time, milliseconds and offset, ISO 8601. */
export function localTime(date: Date): string {
  const offset = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
  const minutes = Math.abs(offset);
  const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
  return `${local}${offset < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** A handler and the moment make a message; `value` is that of the control it came from. */
export function filled(handler: Handler, value: string | boolean | null, now: Date): Message {
  const fields = { ...handler.with };
  for (const [field, source] of Object.entries(handler.fill ?? {})) {
    fields[field] = source === "now" ? localTime(now) : value;
  }
  return { is: handler.is, with: fields };
}
