/** One widget of the page: what the reader did goes in, Python's view comes out, the store agrees. */

import type { Answer, Message, Subscription, Trouble } from "../protocol";
import { putBack, type Sent } from "./controls";
import { draw } from "./draw";
import { mark, offerToErase, sayProblem, saySaved, unsayFailure, unsaySaved } from "./lines";
import { filled, localTime } from "./messages";
import { unsay } from "./notices";
import { Queue } from "./queue";
import type { Python } from "../python/python";
import { type Spot, spotOf } from "../reader/ledger/keys";
import type { Ledger } from "../reader/ledger/ledger";
import type { Answers, Pending, Standing } from "../reader/ledger/shapes";
import type { Views } from "./views";
import { say } from "../words";

/** What a widget needs of the page around it. */
export interface Surroundings {
  ledger: Ledger;
  views: Views;
  python: Python;
  /** Do what an answer asks for, after it is stored; `isNews`: its state is another than before. */
  perform: (answer: Answer, widget: Widget, isNews: boolean) => void;
  /** Tell other tabs that these answers changed. */
  tell: (spot: Spot) => void;
  /** Erase what is stored of these, and tell of it. */
  erase: (spot: Spot) => Promise<void>;
  /** Write down for whoever mends it what went wrong. False if the page itself has told the reader already. */
  complain: (trouble: Trouble) => boolean;
}

export const nameOf = (widget: HTMLElement) => widget.dataset.key ?? widget.id;
const bare = ({ is, with: fields }: Message): Message => ({ is, with: fields });

/** How a widget stands by Python's word. */
export function standingOf({ progress, facts, subscriptions }: Answer): Standing {
  const alarm = subscriptions.find((each) => each.is === "Alarm");
  return { progress, facts, ...(alarm ? { alarm: { moment: alarm.moment, text: alarm.text } } : {}) };
}

export class Widget {
  subscriptions: readonly Subscription[] = [];
  /** What it is called between page and Python, unlike any other of the site. */
  readonly name: string;
  readonly spot: Spot;
  private readonly view: HTMLElement;
  private readonly queue = new Queue();
  private ticks = new Map<number, Message>();
  /** The stored state that this tab's Python stands on. */
  private base: string | null = null;
  /** What was stored when it was looked through last, until it is opened with that. */
  private record: Answers | null = null;
  private html: string | null = null;
  private stale = true;
  private running = false;
  /** Over once nothing more is asked of Python. */
  private turn = Promise.resolve();
  private works = false;
  private opened = false;
  /** Python has been asked to open it, whatever came of that. */
  private known = false;
  private heldBack = false;
  /** The button pressed last, until its answer is drawn. */
  private pressed: Element | null = null;

  constructor(
    readonly element: HTMLElement,
    private readonly around: Surroundings,
  ) {
    this.name = nameOf(element);
    this.spot = spotOf(element);
    this.view = element.querySelector<HTMLElement>(".widget-view") ?? element;
  }

  /** Store a message at once, whether Python is there or not, and bring it to Python when it is. */
  receive(sent: Sent): void {
    const { held, event } = sent;
    if (event === "click") this.pressed = sent.element;
    const { entry, replaced } = this.queue.add(sent);
    if (!this.works) this.element.dataset.waiting = "";
    this.sayAbsence();
    const store = () =>
      void this.around.ledger.receive(this.spot, entry, replaced).then(() => {
        this.saySaved(new Date());
        if (!this.works) this.around.tell(this.spot);
      });
    // A Python that only waits for this is asked first, and thinks while the page writes: both still in this task.
    const isAsked = this.works && !this.stale;
    if (!isAsked) store();
    void this.run();
    if (isAsked) queueMicrotask(store);
    // Python will draw it and save that; but a page may be loaded anew before. Not at each key: that costs too much.
    if (held && (!this.works || event !== "input")) this.around.views.hold(this.spot, this.hash, held);
  }

  /** Bring the time to a subscription. Only the last of several that wait is worth bringing. */
  tick(index: number): void {
    const subscription = this.subscriptions[index];
    if (subscription?.is !== "Every") return;
    this.ticks.set(index, filled(subscription.message, null, new Date()));
    void this.run();
  }

  /** Mark when what is stored was written, for paper: also where Python is yet to come, or never does. */
  async look(): Promise<void> {
    this.mark(await this.around.ledger.read(this.spot));
  }

  private mark({ state, pending, saved }: Answers): void {
    mark(this.element, state === null && pending.length === 0 ? null : (saved ?? ""));
  }

  /** The stored record may be newer than what this tab shows. */
  refresh(): void {
    this.stale = true;
    this.record = null;
    if (this.works) return void this.run();
    void this.look();
    this.html = null;
    if (this.around.views.restore(this.element)) putBack(this.view, this.queue.held);
  }

  /** Python is ready: what the reader does from now on is brought to it at once. */
  begin(): void {
    this.works = true;
  }

  /** Whether nothing of the reader's is in it and it shows nothing of theirs, so that it stands as it was drawn at build. */
  async isFresh(): Promise<boolean> {
    this.record = await this.around.ledger.read(this.spot);
    const { state, pending } = this.record;
    return state === null && pending.length === 0 && this.queue.length === 0 && this.reads.length === 0;
  }

  /** Let Python take over what was drawn at build, or put back from the last visit. */
  open(): Promise<void> {
    return this.run();
  }

  /** Let Python draw again what is shown, for nothing but to have done it: code that has run is faster. */
  async rehearse(): Promise<void> {
    if (!this.works || this.running) return;
    await this.around.python.ask({ do: "dispatch", id: this.name, messages: [] }).catch(() => undefined); // or Python has gone
  }

  /** Another Python starts, which knows nothing of this widget; `open` follows. */
  pause(): void {
    this.close();
    this.opened = false;
    this.stale = true;
    this.record = null;
  }

  /** Python went away. What waits is stored, and waits on. */
  close(): void {
    this.works = false;
    this.subscribe([]);
  }

  /** Python will not come, or not again, while this page is open. */
  giveUp(): void {
    this.close();
    this.sayAbsence();
  }

  /** Who touched a tool looks at it, so they are told there, and no longer at the foot of the page, that it can't answer. */
  private sayAbsence(): void {
    if (document.documentElement.dataset.python !== "failed" || this.element.dataset.waiting === undefined) return;
    sayProblem(this.element, this.view, { code: "failed", text: say("tools.absent") });
    unsay("python");
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

  /** The other widgets of its guide that it shows. */
  get reads(): readonly string[] {
    return this.element.dataset.reads?.split(" ") ?? [];
  }

  /** What is stored of those, where anything is. */
  private async beside(): Promise<Record<string, string>> {
    const { guide } = this.spot;
    const found = await Promise.all(
      this.reads.map(async (widget) => [widget, (await this.around.ledger.read({ guide, widget })).state] as const),
    );
    return Object.fromEntries(found.filter((pair): pair is [string, string] => pair[1] !== null));
  }

  private get hash(): string {
    return this.element.dataset.hash ?? "";
  }

  /** Whether there is anything of the reader's in it. */
  get isTouched(): boolean {
    return this.base !== null;
  }

  /** One request at a time, so that what arrives meanwhile travels together; over when that is answered, too. */
  private run(): Promise<void> {
    if (!this.running) this.turn = this.work();
    return this.turn;
  }

  private async work(): Promise<void> {
    this.running = true;
    try {
      while (this.works && (this.stale || this.queue.length > 0 || this.ticks.size > 0)) await this.step();
    } catch (error) {
      if (!this.works) return; // Python went away, which the page knows
      const detail = `${this.name}: ${error instanceof Error ? error.stack : error}`;
      this.showProblem({ code: "failed", text: say("tools.stopped"), detail });
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
      const record = this.record ?? (await this.around.ledger.read(this.spot));
      this.record = null;
      this.mark(record);
      if (!this.works) return; // another page was opened meanwhile
      batch = this.queue.takeFrom(record.pending);
      if (this.opened && record.state === this.base && batch.length === 0 && this.reads.length === 0) return;
      this.base = record.state;
      if (record.saved) this.saySaved(new Date(record.saved));
      this.known = true;
      reply = await this.around.python.ask({
        do: "open",
        id,
        type: this.element.dataset.widget ?? "",
        config: JSON.parse(this.element.dataset.config ?? "{}"),
        saved: record.state,
        messages: batch.map(bare),
        now: localTime(new Date()),
        ...(this.reads.length > 0 ? { beside: await this.beside() } : {}),
      });
      this.opened = true;
    } else {
      batch = this.queue.take();
      const messages = [...batch.map(bare), ...this.ticks.values()];
      this.ticks.clear();
      reply = await this.around.python.ask({ do: "dispatch", id, messages });
    }
    this.showProblem(reply.problem);
    if (!("html" in reply)) return this.close(); // it can't be drawn: what waits stays stored
    // What was put back is what Python draws, unless it was given something since.
    if (opening && batch.length === 0) this.html ??= this.around.views.shownIn(this.element);
    // While newer clicks wait, the native controls are ahead of this view: drawing it would flicker.
    if (this.queue.length === 0) this.draw(reply.html);
    if (this.base !== null) this.offer();
    if (this.works) this.subscribe(reply.subscriptions); // else its page was closed meanwhile
    const outcome = await this.commit(reply, batch);
    if (outcome === "overtaken") this.stale = true; // another tab was first: begin again from what it stored
    else this.around.perform(reply, this, outcome === "saved");
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

  /** State in and its messages out, in one transaction, unless the record has moved on meanwhile. */
  private async commit(answer: Answer, batch: readonly Pending[]): Promise<"same" | "saved" | "overtaken"> {
    const { base } = this;
    const made = answer.state; // the ledger may hold on to the edit below for long, and so to all that it names
    const standing = standingOf(answer);
    const untouched = base === null && batch.length === 0; // nothing of the reader's in it
    if (batch.length === 0 && (untouched || answer.state === base)) return "same";
    const saved = new Date().toISOString();
    const done = new Set(batch.map(({ id }) => id));
    const unreadable = answer.problem?.code === "unreadable-state";
    const aside =
      unreadable || answer.refused.length > 0
        ? { state: unreadable ? base : null, refused: answer.refused, problem: answer.problem }
        : undefined;
    const committed = await this.around.ledger.change(
      this.spot,
      ({ state, pending }) => {
        const waiting = new Set(pending.map(({ id }) => id));
        if (state !== base || batch.some(({ id }) => !waiting.has(id))) return null;
        const rest = pending.filter(({ id }) => !done.has(id));
        return { state: made, pending: rest, saved, standing };
      },
      aside,
    );
    if (!committed) return "overtaken";
    this.base = answer.state;
    this.around.views.save(this.spot, this.hash, answer.html, this.queue.held);
    this.saySaved(new Date(saved));
    return "saved";
  }

  private saySaved(when: Date): void {
    mark(this.element, when.toISOString());
    saySaved(this.element, when);
    this.offer();
  }

  /** Offer to erase what is saved, once Python has read all of it: before, the line beside it still changes its length. */
  private offer(): void {
    if (this.works && this.element.dataset.waiting === undefined) offerToErase(this.element, () => void this.erase());
  }

  /** All that the reader has in it goes, for good. */
  private async erase(): Promise<void> {
    await this.around.erase(this.spot);
    if (!this.works) return location.reload(); // nobody is there to draw it anew
    mark(this.element, null);
    unsaySaved(this.element);
    this.refresh();
    this.view.tabIndex = -1;
    this.view.focus({ preventScroll: true }); // the button that was pressed is gone
  }

  /** What went wrong, if anything, is said where it can be mended: beside the widget. */
  showProblem(trouble: Trouble | null): void {
    if (!trouble) return unsayFailure(this.element);
    if (this.around.complain(trouble)) sayProblem(this.element, this.view, trouble);
    if (trouble.code === "unreadable-state") this.offer(); // what is set aside can be erased, too
  }
}
