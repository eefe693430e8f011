/**
 * A frame in the place of a worker, for Material's search on pages from disk, where no worker starts from a
 * file. It has no script of its own but the worker's, since the page's policy allows none that stands inside.
 */

import { EMPTY, trusted } from "../trusted";

type Listener = (event: MessageEvent) => void;

declare global {
  interface Window {
    Worker: typeof Worker;
    /** By this name Material's worker knows that it is in a frame. */
    IFrameWorker?: typeof FrameWorker;
  }
}

/** As much of a Worker as Material's search uses. */
export class FrameWorker extends EventTarget {
  onmessage: Listener | null = null;
  private readonly frame = document.createElement("iframe");
  private readonly loaded: Promise<void>;

  constructor(address: string | URL) {
    super();
    this.frame.hidden = true;
    document.body.append(this.frame);
    const { document: inside } = this.inside;
    inside.open(); // else Firefox brings another, empty document a moment later
    inside.write(EMPTY);
    inside.close();
    Object.assign(this.inside, {
      postMessage: (data: unknown) => this.tell(data),
      importScripts: (...scripts: string[]) => scripts.reduce((all, next) => all.then(() => this.run(next)), Promise.resolve()),
    });
    this.loaded = this.run(String(address));
  }

  postMessage(data: unknown): void {
    void this.loaded.then(() => this.inside.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) })));
  }

  terminate(): void {
    this.frame.remove();
  }

  private get inside(): Window {
    if (!this.frame.contentWindow) throw new Error("this worker was ended");
    return this.frame.contentWindow;
  }

  private tell(data: unknown): void {
    const event = new MessageEvent("message", { data: structuredClone(data) });
    this.dispatchEvent(event);
    this.onmessage?.(event);
  }

  private run(address: string): Promise<void> {
    const script = this.inside.document.createElement("script");
    const { href, protocol } = new URL(address, document.baseURI);
    if (protocol !== "file:") throw new Error(`a frame runs files, and not ${href}`);
    script.src = trusted(href);
    return new Promise((done, fail) => {
      script.onload = () => done();
      script.onerror = () => fail(new Error(`${script.src} did not load`));
      this.inside.document.body.append(script);
    });
  }
}
