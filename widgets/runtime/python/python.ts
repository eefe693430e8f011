/**
 * Python, seen from the page: started, asked with requests, answering with replies. It starts from the
 * snapshot; if that fails, it starts anew from the library and the wheel. On pages from disk there is the snapshot alone.
 * One that had answered and dies, or says nothing more, is started again as it was, once: whatever killed it may be over. What it
 * had not answered is stored, and asked again by whoever hears `again`.
 */

import type { Intervals, Notice, Order, Reply, Request } from "../protocol";
import { fromDisk, startWorker } from "./disk";
import { together } from "../together";

/** Which Python runs, and how many milliseconds its start took. */
export interface Boot {
  source: Order["source"];
  ms: number;
}

/**
 * Where the worker's news goes. After `again` Python knows nothing of what it was told, and `ready` comes
 * once more. `failed` may come before or after `ready`, and is the last.
 */
interface Listener {
  ready: (source: Boot["source"]) => void;
  again: () => void;
  failed: (why: unknown) => void;
  ticked: (id: string, index: number) => void;
}

/** Milliseconds between two looks at whether Python, which was asked, has said anything; a page that sleeps doesn't look. */
const LOOK = 5_000;

/** So many looks in vain, and it is taken for dead: a worker that was ended by the browser, or hangs, says nothing of it. */
const LOOKS = 6;

export class Python {
  /** Ask one thing of one widget. Rejects if Python goes away. */
  readonly ask = together((requests: Request[]) => this.askAll(requests));
  /** Those who wait for answers, in the order in which they asked and will be answered. */
  private waiting: { answer: (replies: Reply[]) => void; fail: (why: unknown) => void }[] = [];
  private worker: Worker | null = null;
  private folder = "";
  private source: Order["source"] = "snapshot";
  private supplement: string | null = null;
  private answered = false;
  private restarted = false;
  private silence = 0;
  private watch: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly listener: Listener) {}

  /** Start the worker that lies in the runtime's folder; `supplement` is the address of what the site adds, if anything. */
  start(folder: string, source: Order["source"], supplement: string | null): void {
    this.folder = folder;
    this.source = source;
    this.supplement = supplement;
    startWorker(folder, source, supplement).then(
      (worker) => this.listen(worker),
      (error: unknown) => this.broke(error), // forbidden by the host's policy, or half a folder was copied
    );
  }

  private listen(worker: Worker): void {
    this.worker = worker;
    worker.onerror = (event) => this.broke(event.message || "the worker did not load");
    this.watch = setInterval(() => this.look(), LOOK);
    worker.onmessage = ({ data }) => {
      this.silence = 0;
      if (Array.isArray(data)) return this.waiting.shift()?.answer(data.map((reply: string) => JSON.parse(reply) as Reply));
      const said = JSON.parse(data as string) as Notice;
      if ("tick" in said) this.listener.ticked(said.tick, said.index);
      else if ("failed" in said) this.broke(said.failed);
      else {
        this.answered = true;
        this.listener.ready(said.ready.source);
      }
    };
  }

  /** Only a Python that is asked owes an answer. */
  private look(): void {
    this.silence = this.waiting.length > 0 ? this.silence + 1 : 0;
    if (this.silence >= LOOKS) this.broke(new Error("the worker says nothing more"));
  }

  private askAll(requests: Request[]): Promise<Reply[]> {
    return new Promise((answer, fail) => {
      if (!this.worker) return fail("Python is not running");
      this.waiting.push({ answer, fail });
      this.worker.postMessage(requests.map((request) => JSON.stringify(request)));
    });
  }

  /** Wake a widget at these intervals from now on. Without a worker there is nothing to wake. */
  wake(intervals: Intervals): void {
    this.worker?.postMessage(JSON.stringify(intervals));
  }

  /** Python can't start, or can't go on. */
  fail(why: unknown): void {
    this.stop(why, () => this.listener.failed(why));
  }

  /** This Python can't go on; another may, of the same kind if this one had begun well, or else a plain one. */
  private broke(why: unknown): void {
    const again = this.answered && !this.restarted;
    if (!again && (this.source === "plain" || fromDisk)) return this.fail(why);
    console.warn(`handrail: Python's ${this.source} failed, starting ${again ? "it again" : "without"}:`, why);
    this.stop(why, this.listener.again);
    this.restarted ||= again;
    this.start(this.folder, again ? this.source : "plain", this.supplement);
  }

  private stop(why: unknown, tell: () => void): void {
    clearInterval(this.watch);
    this.silence = 0;
    this.worker?.terminate();
    this.worker = null;
    tell();
    for (const { fail } of this.waiting.splice(0)) fail(why);
  }
}
