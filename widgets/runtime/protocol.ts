/**
 * The shapes that cross between page, worker and Python, each as a JSON string. The page's first message
 * is an Order as it is; after it come lists of Requests, each answered by the list of their Replies, and
 * Intervals, which aren't answered. Notices come one by one. `handrail_widgets/session.py` reads and writes the other side.
 */

/** What happened: a message class by name, and its fields. */
export interface Message {
  is: string;
  with: Record<string, unknown>;
}

/** A message as the HTML carries it; `fill` names the fields the page knows only when it happens. */
export interface Handler extends Message {
  fill?: Record<string, "now" | "value">;
}

/**
 * What the page asks of Python: a widget from what was kept of it, more messages for an open one, or to
 * forget it. `id` is the widget's data-key, so that two pages may have widgets of one id.
 */
export type Request =
  | {
      do: "open";
      id: string;
      type: string;
      config: unknown;
      saved: string | null;
      messages: Message[];
      now: string;
    }
  | { do: "dispatch"; id: string; messages: Message[]; now: string }
  | { do: "close"; id: string };

export type Effect =
  | { is: "Announce"; text: string }
  | { is: "Chime" }
  | { is: "Download"; name: string; type: string; text: string }
  | { is: "Copy"; text: string }
  | { is: "Print" };

export type Subscription =
  | { is: "Every"; seconds: number; message: Handler }
  | { is: "KeepAwake" };

/** What went wrong: a plain sentence for the reader, and the traceback for the console. */
export interface Trouble {
  code: "unreadable-state" | "failed";
  text: string;
  detail?: string;
}

/**
 * Python's answer. `state` is opaque here. `progress` is how many are done, of how many, or null where there is
 * nothing to count. `facts` are what other text may depend on. `refused` are the messages that changed nothing
 * because they failed.
 */
export interface Answer {
  id: string;
  html: string;
  state: string;
  effects: Effect[];
  subscriptions: Subscription[];
  progress: [done: number, of: number] | null;
  facts: Record<string, string>;
  problem: Trouble | null;
  refused: Message[];
}

/** A widget that was closed wants no more of the page. */
interface Closed {
  id: string;
  subscriptions: [];
  problem: null;
}

/** A widget that could not even be opened or drawn has nothing but its problem. */
export type Reply = Answer | Closed | { id: string; problem: Trouble };

/**
 * How the worker is to boot. `folder` is the address of the runtime's folder: a worker that starts from a Blob has no
 * address of its own. `pack` holds a snapshot's files in base64, where none can be fetched.
 */
export interface Order {
  source: "plain" | "snapshot";
  folder: string;
  pack?: { wasm: string; memory: string };
}

/** For the worker alone: how often to say `tick` of each of a widget's subscriptions, in seconds; 0 is never. */
export interface Intervals {
  id: string;
  seconds: number[];
}

/** What the worker says of its own accord. */
export type Notice =
  | { ready: { source: Order["source"]; ms: number } }
  | { failed: string }
  | { tick: string; index: number };

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
