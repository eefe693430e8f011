/** One widget of the page: what the reader did goes in, Python's view comes out, the store agrees. */

import type { Answer, Message, Subscription, Trouble } from "../protocol";
import { type Held, putBack, type Sent } from "./controls";
import { draw } from "./draw";
import { filled, localTime } from "./messages";
import type { Python } from "../python/python";
import type { Pending, Store } from "../reader/store";
import { keepHeld, keepView, restore } from "../reader/views";

/** What a widget needs of the page around it. */
export interface Surroundings {
  store: Store;
  python: Python;
  /** Do what an answer asks for, after it is stored. */
  perform: (answer: Answer) => void;
  /** Tell other tabs that the record of this key changed. */
  tell: (key: string) => void;
  /** Tell the reader that something went wrong. */
  complain: (trouble: Trouble) => void;
}

export const nameOf = (widget: HTMLElement) => widget.dataset.key ?? widget.id;
const bare = ({ is, with: fields }: Message): Message => ({ is, with: fields });

let count = 0;
/** Unlike any other on this device; `crypto.randomUUID` is missing on plain http. */
const newId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}-${(count += 1)}`;

export class Widget {
  subscriptions: readonly Subscription[] = [];
  /** What it is called between page and Python, unlike any other of the site. */
  readonly name: string;
  private readonly view: HTMLElement;
  private queue: (Pending & { sameAs: string })[] = [];
  private ticks = new Map<number, Message>();
  /** The stored state that this tab's Python stands on. */
  private base: string | null = null;
  private html: string | null = null;
  private stale = true;
  private running = false;
  private works = false;
  private opened = false;
  /** Python has been asked to open it, whatever came of that. */
  private known = false;
  private heldBack = false;
  /** The button pressed last, until its answer is drawn. */
  private pressed: Element | null = null;

  constructor(
    readonly element: HTMLElement,
    readonly key: string,
    private readonly around: Surroundings,
  ) {
    this.name = nameOf(element);
    this.view = element.querySelector<HTMLElement>(".widget-view") ?? element;
  }

  /** Keep a message at once, whether Python is there or not, and bring it to Python when it is. */
  receive({ message, held, event, element }: Sent): void {
    if (event === "click") this.pressed = element;
    const sameAs = event === "input" && held ? `${message.is} ${held.control}` : "";
    const last = this.queue.at(-1);
    const replaced = sameAs && last?.sameAs === sameAs ? this.queue.pop() : undefined;
    const entry: Pending = { id: newId(), ...message, held };
    this.queue.push({ ...entry, sameAs });
    if (!this.works) this.element.dataset.waiting = "";
    // Python will draw it and keep that; but a page may be loaded anew before. Not at each key: that costs too much.
    if (held && (!this.works || event !== "input")) keepHeld(this.key, this.hash, held);
    void this.around.store
      .change(this.key, (record) => ({
        ...record,
        pending: [...record.pending.filter(({ id }) => id !== replaced?.id), entry],
        saved: new Date().toISOString(),
      }))
      .then(() => {
        this.showSaved(new Date().toISOString());
        if (!this.works) this.around.tell(this.key);
      });
    void this.run();
  }

  /** Bring the time to a subscription. Only the last of several that wait is worth bringing. */
  tick(index: number): void {
    const subscription = this.subscriptions[index];
    if (subscription?.is !== "Every") return;
    this.ticks.set(index, filled(subscription.message, null, new Date()));
    void this.run();
  }

  /** The stored record may be newer than what this tab shows. */
  refresh(): void {
    this.stale = true;
    if (this.works) void this.run();
    else if (restore(this.key, this.element)) putBack(this.view, this.held);
  }

  /** Python is ready: take over what was drawn at build or kept from the last visit. */
  open(): Promise<void> {
    this.works = true;
    return this.run();
  }

  /** Another Python starts, which knows nothing of this widget; `open` follows. */
  pause(): void {
    this.close();
    this.opened = false;
    this.stale = true;
  }

  /** Python went away. What waits is stored, and waits on. */
  close(): void {
    this.works = false;
    this.subscribe([]);
  }

  /** The reader went to another page. What they did is stored already; Python may forget the rest. */
  forget(): void {
    this.close();
    if (!this.known) return;
    this.around.python.ask({ do: "close", id: this.name }).catch(() => undefined); // Python may have gone
  }

  /** The reader left a field: show what Python made of it, if that was held back. */
  blurred(): void {
    if (this.heldBack && !this.running && this.html !== null) this.heldBack = draw(this.view, this.html);
  }

  private get hash(): string {
    return this.element.dataset.hash ?? "";
  }

  /** What controls hold that Python has not been given yet. */
  private get held(): Held[] {
    return this.queue.flatMap(({ held }) => held ?? []);
  }

  /** One request at a time, so that what arrives meanwhile travels together. */
  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      while (this.works && (this.stale || this.queue.length > 0 || this.ticks.size > 0)) await this.step();
    } catch (error) {
      if (!this.works) return; // Python went away, which the page knows
      const detail = `${this.key}: ${error instanceof Error ? error.stack : error}`;
      this.around.complain({ code: "failed", text: "A tool on this page stopped. What you do is still kept.", detail });
      this.close();
    } finally {
      this.running = false;
    }
  }

  private async step(): Promise<void> {
    const opening = this.stale;
    const id = this.name;
    let batch: Pending[];
    let reply;
    if (opening) {
      this.stale = false;
      const record = await this.around.store.read(this.key);
      if (!this.works) return; // another page was opened meanwhile
      batch = record.pending;
      const taken = new Set(batch.map((entry) => entry.id));
      this.queue = this.queue.filter((entry) => !taken.has(entry.id));
      if (this.opened && record.state === this.base && batch.length === 0) return;
      this.base = record.state;
      if (record.saved) this.showSaved(record.saved);
      this.known = true;
      reply = await this.around.python.ask({
        do: "open",
        id,
        type: this.element.dataset.widget ?? "",
        config: JSON.parse(this.element.dataset.config ?? "{}"),
        saved: record.state,
        messages: batch.map(bare),
        now: localTime(new Date()),
      });
      this.opened = true;
    } else {
      batch = this.queue.splice(0);
      const messages = [...batch.map(bare), ...this.ticks.values()];
      this.ticks.clear();
      reply = await this.around.python.ask({ do: "dispatch", id, messages });
    }
    if (reply.problem) this.around.complain(reply.problem);
    if (!("html" in reply)) return this.close(); // it can't be drawn: what waits stays stored
    // While newer clicks wait, the native controls are ahead of this view: drawing it would flicker.
    if (this.queue.length === 0) this.draw(reply.html);
    if (this.works) this.subscribe(reply.subscriptions); // else its page was closed meanwhile
    if (await this.commit(reply, batch)) this.around.perform(reply);
    else this.stale = true; // another tab was first: begin again from what it stored
  }

  /** The worker keeps the intervals, and hears of them only when they change: those that stay aren't begun anew. */
  private subscribe(subscriptions: readonly Subscription[]): void {
    const secondsOf = (all: readonly Subscription[]) => all.map((each) => (each.is === "Every" ? each.seconds : 0));
    const seconds = secondsOf(subscriptions);
    const same = String(seconds) === String(secondsOf(this.subscriptions));
    this.subscriptions = subscriptions;
    if (!same) this.around.python.wake({ id: this.name, seconds });
  }

  private draw(html: string): void {
    delete this.element.dataset.waiting;
    const { pressed } = this;
    this.pressed = null;
    if (html === this.html && !this.heldBack && !pressed) return;
    this.heldBack = draw(this.view, html, pressed);
    this.html = html;
  }

  /** State in and its messages out, in one transaction; false if the record has moved on meanwhile. */
  private async commit(answer: Answer, batch: readonly Pending[]): Promise<boolean> {
    const untouched = this.base === null && batch.length === 0; // nothing of the reader's in it
    if (answer.state === this.base || untouched) {
      if (batch.length === 0) return true;
    }
    const { base } = this;
    const saved = new Date().toISOString();
    const done = new Set(batch.map(({ id }) => id));
    const unreadable = answer.problem?.code === "unreadable-state";
    const aside =
      unreadable || answer.refused.length > 0
        ? { state: unreadable ? base : null, refused: answer.refused, problem: answer.problem }
        : undefined;
    const committed = await this.around.store.change(
      this.key,
      (record) => {
        const waiting = new Set(record.pending.map(({ id }) => id));
        if (record.state !== base || batch.some(({ id }) => !waiting.has(id))) return null;
        return { state: answer.state, pending: record.pending.filter(({ id }) => !done.has(id)), saved };
      },
      aside,
    );
    if (!committed) return false;
    this.base = answer.state;
    keepView(this.key, this.hash, answer.html, this.held);
    this.showSaved(saved);
    this.around.tell(this.key);
    return true;
  }

  /** Say when it was kept; never claim it while something could not be. */
  private showSaved(saved: string): void {
    const line = this.element.querySelector<HTMLElement>("[data-saved-line]"); // its last element: it may still be to come
    if (!line) return;
    const when = new Date(saved);
    const today = when.toDateString() === new Date().toDateString();
    const text = today
      ? localTime(when).slice(11, 16)
      : when.toLocaleDateString("en-GB", { day: "numeric", month: "long" });
    const off = document.documentElement.dataset.saved === "off";
    line.textContent = off ? "Not being saved" : `Saved on this device · ${text}`;
  }
}
