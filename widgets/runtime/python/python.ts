/**
 * Python, seen from the page: started, asked with requests, answering with replies. It starts from the
 * snapshot; whenever that fails, at once or later, it starts anew from the library and the wheel. On
 * pages from disk there is the snapshot alone.
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

export class Python {
  /** Ask one thing of one widget. Rejects if Python goes away. */
  readonly ask = together((requests: Request[]) => this.askAll(requests));
  /** Those who wait for answers, in the order in which they asked and will be answered. */
  private waiting: { answer: (replies: Reply[]) => void; fail: (why: unknown) => void }[] = [];
  private worker: Worker | null = null;
  private folder = "";
  private source: Order["source"] = "snapshot";
  private supplement: string | null = null;

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
    worker.onmessage = ({ data }) => {
      if (Array.isArray(data)) return this.waiting.shift()?.answer(data.map((reply: string) => JSON.parse(reply) as Reply));
      const said = JSON.parse(data as string) as Notice;
      if ("tick" in said) this.listener.ticked(said.tick, said.index);
      else if ("failed" in said) this.broke(said.failed);
      else this.listener.ready(said.ready.source);
    };
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

  /** This Python can't; a plain one may. */
  private broke(why: unknown): void {
    if (this.source === "plain" || fromDisk) return this.fail(why);
    console.warn("handrail: Python's snapshot failed, starting without:", why);
    this.stop(why, this.listener.again);
    this.start(this.folder, "plain", this.supplement);
  }

  private stop(why: unknown, tell: () => void): void {
    this.worker?.terminate();
    this.worker = null;
    tell();
    for (const { fail } of this.waiting.splice(0)) fail(why);
  }
}
