/** Python on the page: when it is started, how it takes the widgets over, and what stays of them when it goes. */

import { fromDisk } from "../python/disk";
import { type Boot, Python } from "../python/python";
import { say } from "../words";
import { notice } from "./notices";
import type { Site } from "./site";
import type { Widget } from "./widget";

const root = document.documentElement;

/** The widget that each step ends with, and most readers leave alone. */
const NOTE = "note";

export class Takeover {
  readonly python: Python;
  /** Which Python has taken over a page, from then until it goes. */
  private running: Boot["source"] | null = null;
  private asked = 0;
  private whole = false;

  /**
   * `home` is the root of the site, `widgets` are those of the page that is shown; `reads` tells whether it wants Python
   * without any. `settled` is told, page by page, that nothing more is waited for, and which Python runs, if one does.
   */
  constructor(
    private readonly site: Site,
    private readonly home: string,
    private readonly widgets: ReadonlyMap<string, Widget>,
    private readonly reads: () => boolean,
    private readonly settled: (running: Boot["source"] | null) => void,
  ) {
    root.dataset.python = "idle";
    this.python = new Python({
      ready: (source) => {
        this.running = source;
        void this.takeOver(source);
      },
      again: () => this.again(),
      failed: (why) => this.failed(why),
      ticked: (id, index) => widgets.get(id)?.tick(index),
    });
  }

  /** All widgets are connected, so that Python finds them when it comes. */
  allow(): void {
    this.whole = true;
  }

  /** Start Python, if it may come, if the page has something for it to do, and if it was not started before. */
  begin(): void {
    if (!this.whole || root.dataset.python !== "idle") return;
    if (this.reads() || [...this.widgets.values()].some(({ element }) => element.dataset.widget !== NOTE)) return this.start();
    void this.notesAreFresh().then((fresh) => {
      if (root.dataset.python !== "idle") return;
      if (fresh) this.settled(this.running);
      else this.start();
    });
  }

  /** A page whose only widgets are readers' own notes is read without Python, until something stands in one. */
  private async notesAreFresh(): Promise<boolean> {
    const fresh = await Promise.all([...this.widgets.values()].map((widget) => widget.isFresh()));
    return fresh.every(Boolean);
  }

  private start(): void {
    root.dataset.python = "booting";
    this.asked = performance.now();
    const folder = new URL(this.site.runtime, this.home).href;
    const wish = new URLSearchParams(location.search).get("python");
    const added = this.site.supplement?.[fromDisk ? "script" : "address"];
    const supplement = added === undefined ? null : new URL(added, this.home).href;
    if (wish === "none") this.python.fail("this page was asked to do without");
    else this.python.start(folder, wish === "plain" ? "plain" : "snapshot", supplement);
  }

  /** Another page's widgets are there, for the Python that runs already. */
  goOn(): void {
    if (!this.running) return;
    if (this.widgets.size > 0 || this.reads()) root.dataset.python = "booting";
    void this.takeOver(this.running);
  }

  /**
   * Python is there: it takes over each widget of the page, which brings it what waited. Those that hold something of the
   * reader's come first and together. The others are as they were drawn; they follow one by one, so that no click
   * waits for more than one of them, and one that is used is taken over at once.
   */
  private async takeOver(source: Boot["source"]): Promise<void> {
    const here = [...this.widgets.values()];
    for (const widget of here) widget.begin();
    const fresh = await Promise.all(here.map((widget) => widget.isFresh()));
    await Promise.all(here.filter((_, place) => !fresh[place]).map((widget) => widget.open()));
    if (root.dataset.python !== "booting" || this.left(here)) return;
    window.handrail.boot ??= { source, ms: Math.round(performance.now() - this.asked) };
    performance.mark("handrail-ready");
    root.dataset.python = "ready";
    for (const widget of here.filter((_, place) => fresh[place])) await widget.open();
    if (root.dataset.python !== "ready" || this.left(here)) return;
    performance.mark("handrail-open");
    this.settled(this.running);
  }

  /** Whether another page is shown meanwhile. */
  private left(page: readonly Widget[]): boolean {
    return page.some((widget) => this.widgets.get(widget.name) !== widget);
  }

  /** Another Python starts: all that the last one had not answered is in the store. */
  private again(): void {
    this.running = null;
    delete window.handrail.boot;
    root.dataset.python = "booting";
    for (const widget of this.widgets.values()) widget.pause();
  }

  private failed(why: unknown): void {
    this.running = null;
    console.error("handrail: Python could not start, or had to stop:", why);
    root.dataset.python = "failed";
    notice("python", say("tools.none"));
    for (const widget of this.widgets.values()) widget.giveUp();
    this.settled(this.running);
  }
}
