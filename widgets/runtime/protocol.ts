/**
 * What page, worker and Python say to one another, as JSON. Made from `handrail_widgets/kit/protocol.py` by
 * `python -m scripts.protocol_types`: change the records there, and run it again.
 */

/** How Python starts: from Pyodide's own files and a wheel, or from a snapshot of its memory. */
export type Source = "plain" | "snapshot";

/** A snapshot's files in base64, for pages from disk, where none can be fetched. */
export interface Pack {
  wasm: string;
  memory: string;
}

/** Where a text lies, for a worker that can fetch it. */
export interface Fetched {
  address: string;
}

/** The text itself, for pages from disk. */
export interface Given {
  text: string;
}

/**
 * The page's first message: how the worker is to start Python.
 *
 * `folder` is the address of the runtime's folder: a worker that starts from a Blob has no address of its own.
 * `supplement` is what the site adds to Python, if anything: see `handrail_widgets.supplement`.
 */
export interface Order {
  source: Source;
  folder: string;
  pack?: Pack;
  supplement?: Fetched | Given;
}

/** What happened: the name of a message's class, and its fields. */
export interface Message {
  is: string;
  with: Record<string, unknown>;
}

/**
 * Take a widget over: from `saved`, its stored state, and with the messages that waited.
 *
 * `id` is the widget's data-key, so that two pages may have widgets of one id. `now` is the reader's time with its
 * offset; after the messages it is brought to what waits for the time. `beside` is what is stored of the other widgets
 * that it reads, by their ids.
 */
export interface Open {
  do: "open";
  id: string;
  type: string;
  config: unknown;
  saved: string | null;
  messages: Message[];
  now: string;
  beside?: Record<string, string>;
}

/** Bring more messages to an open widget. Those that tell a time carry it themselves. */
export interface Dispatch {
  do: "dispatch";
  id: string;
  messages: Message[];
}

/** Forget a widget: the reader went to another page. */
export interface Close {
  do: "close";
  id: string;
}

/**
 * Say what a reader has in a widget, which need not be open and is not opened.
 *
 * `saved` and `messages` are as in `Open`. Nothing is changed by it.
 */
export interface Read {
  do: "read";
  id: string;
  type: string;
  config: unknown;
  saved: string | null;
  messages: Message[];
}

/** What the page asks of Python, in lists; each list is answered by one of the same length. */
export type Request = Open | Dispatch | Close | Read;

/**
 * For the worker alone, and not answered: when to say `tick` of each subscription of a widget.
 *
 * `seconds` has one number for each, in their order; 0 is never.
 */
export interface Intervals {
  id: string;
  seconds: number[];
}

/** Say this to people who listen to the page, through its `role="status"` region. */
export interface Announce {
  is: "Announce";
  text: string;
}

/** Play a short, soft chime. */
export interface Chime {
  is: "Chime";
}

/** Give the reader a file. `name` is its file name, `type` its media type. */
export interface Download {
  is: "Download";
  name: string;
  type: string;
  text: string;
}

/** Put this text on the clipboard. */
export interface Copy {
  is: "Copy";
  text: string;
}

/** Open the browser's print window. */
export interface Print {
  is: "Print";
}

export type Effect = Announce | Chime | Download | Copy | Print;

/** What the page puts into a field: the reader's local time, or the value of the control. */
export type Fill = "now" | "value";

/** A message as the HTML carries it; `fill` names the fields that are known when it happens. */
export interface Handler {
  is: string;
  with: Record<string, unknown>;
  fill?: Record<string, Fill>;
}

/**
 * Send `message`, or a message type that waits for the time, every so many seconds.
 *
 * It is sent once at the opening of the widget too, before anything is shown as current.
 */
export interface Every {
  is: "Every";
  seconds: number;
  message: Handler;
}

/** Keep the reader's screen on. */
export interface KeepAwake {
  is: "KeepAwake";
}

/**
 * Tell the reader this at a moment, with a chime, while another page of the guide is open.
 *
 * On its own page a widget tells it itself.
 */
export interface Alarm {
  is: "Alarm";
  moment: string;
  text: string;
}

export type Subscription = Every | KeepAwake | Alarm;

/** What went wrong: its code, a sentence for the reader, and the traceback for the console. */
export interface Trouble {
  code: "unreadable-state" | "failed";
  text: string;
  detail?: string;
}

/**
 * The widget as it is now, after what was asked.
 *
 * `state` is a text that only Python reads. `effects` are to be done once; `subscriptions` hold until the next answer.
 * `progress` is how many are done, of how many, or null where there is nothing to count. `facts` are names and values
 * that other text may depend on. `refused` are the messages that failed, as they came; each of them has changed
 * nothing.
 */
export interface Answer {
  html: string;
  state: string;
  effects: Effect[];
  subscriptions: Subscription[];
  progress: [number, number] | null;
  facts: Record<string, string>;
  id: string;
  problem: Trouble | null;
  refused: Message[];
}

/** A widget that was closed. There is nothing to show, store or do. */
export interface Closed {
  id: string;
  problem: null;
}

/** A widget that can't be opened or drawn at all. What is stored of it stays as it is. */
export interface Broken {
  id: string | null;
  problem: Trouble;
}

/**
 * What a reader has in a widget: each line as a text, its label, and whether it is ticked.
 *
 * A label without a text heads the lines that follow. `refused` are the messages that failed.
 */
export interface Lines {
  id: string;
  lines: [string, string, boolean][];
  refused: Message[];
  problem: null;
}

export type Reply = Answer | Closed | Broken | Lines;

/** How Python started, and the milliseconds it took. */
export interface Started {
  source: Source;
  ms: number;
}

/** Python is there. */
export interface Ready {
  ready: Started;
}

/** Python could not start, or can't go on. */
export interface Failed {
  failed: string;
}

/** A subscription's time has come: `tick` is the widget's id, `index` which of its subscriptions. */
export interface Tick {
  tick: string;
  index: number;
}

/** What the worker says of its own accord. */
export type Notice = Ready | Failed | Tick;
