/** Python, seen from the page: started once, asked with requests, answering with replies. */

import type { Notice, Reply, Request } from "./border";

declare const WORKER: string; // the worker's hashed file name, put in by build.mjs

export interface Boot {
  source: "plain" | "snapshot";
  ms: number;
}

/** Where the worker's news goes. `failed` may come before or after `ready`, and is the last. */
interface Listener {
  ready: (source: Boot["source"]) => void;
  failed: (why: unknown) => void;
  ticked: (id: string, index: number) => void;
}

export class Python {
  /** Those who wait for an answer, by widget, in the order in which they asked and will be answered. */
  private readonly waiting = new Map<string, { answer: (reply: Reply) => void; fail: (why: unknown) => void }[]>();
  private worker: Worker | null = null;

  constructor(private readonly listener: Listener) {}

  /** Start the worker that lies in the runtime's folder. */
  start(folder: string): void {
    try {
      this.worker = new Worker(new URL(WORKER, folder));
    } catch (error) {
      return this.fail(error); // from disk, or forbidden by the host's policy
    }
    this.worker.onerror = (event) => this.fail(event.message || "the worker did not load");
    this.worker.onmessage = ({ data }) => {
      const said = JSON.parse(data as string) as Reply | Notice;
      if ("tick" in said) this.listener.ticked(said.tick, said.index);
      else if ("failed" in said) this.fail(said.failed);
      else if ("ready" in said) this.listener.ready(said.ready.source);
      else {
        const [first, ...others] = this.waiting.get(said.id) ?? [];
        if (others.length > 0) this.waiting.set(said.id, others);
        else this.waiting.delete(said.id);
        first?.answer(said);
      }
    };
  }

  /** Ask one thing of one widget. Rejects if Python goes away. */
  ask(request: Request): Promise<Reply> {
    return new Promise((answer, fail) => {
      if (!this.worker) return fail("Python is not running");
      this.waiting.set(request.id, [...(this.waiting.get(request.id) ?? []), { answer, fail }]);
      this.worker.postMessage(JSON.stringify(request));
    });
  }

  /** Python can't start, or can't go on. */
  fail(why: unknown): void {
    this.worker?.terminate();
    this.worker = null;
    this.listener.failed(why);
    for (const { fail } of [...this.waiting.values()].flat()) fail(why);
    this.waiting.clear();
  }
}
