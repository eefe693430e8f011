/** A whole guide kept on this device: asked for on its first page, and brought up to date by itself. */

import type { Ledger } from "../reader/ledger/ledger";
import { type Parcel, parcelFrom } from "../reader/ledger/shapes";
import { parsed, type Shelf } from "./caches";
import { say, sayMegabytes } from "../words";

/** A guide that is on its way, in bytes. It goes on while the reader turns pages; the page shown listens. */
interface Run {
  done: number;
  total: number;
  stop: AbortController;
  told: () => void;
  /** With what went wrong, if something did. */
  ended: (error?: unknown) => void;
}

const started = (total: number): Run => ({
  done: 0,
  total,
  stop: new AbortController(),
  told: () => undefined,
  ended: () => undefined,
});

const runs = new Map<string, Run>();

const bytesOf = ({ files }: Parcel) => files.reduce((sum, [, bytes]) => sum + bytes, 0);

/** What the host has of the guide whose page is shown; null without a network. */
async function offered(): Promise<Parcel | null> {
  try {
    const response = await fetch(new URL("offline.json", document.baseURI), { cache: "no-cache" });
    return response.ok ? parcelFrom(await response.json()) : null;
  } catch {
    return null; // no network, or a hotel's login in its place: there is nothing to offer now
  }
}

/** Where the guide whose page is shown lies. */
const folderHere = () => new URL(".", document.baseURI).href;

interface Whose {
  guide: string;
  folder: string;
}

/** Files first and pages last, so that no page is cached without what it needs. */
async function keep(shelf: Shelf, ledger: Ledger, { guide, folder }: Whose, parcel: Parcel, run: Run): Promise<void> {
  await shelf.noteKept(folder); // first, or what comes of a sensitive guide would be let go of again
  const isPage = ([address]: Parcel["files"][number]) => Number(shelf.kindOf(address) === "pages");
  for (const [address, bytes] of [...parcel.files].sort((a, b) => isPage(a) - isPage(b))) {
    run.stop.signal.throwIfAborted();
    const before = run.done;
    const came = (more: number) => {
      run.done += more;
      run.told();
    };
    await shelf.fetch(address, { signal: run.stop.signal, came });
    run.done = before + bytes; // whatever of it was there already
    run.told();
  }
  const old = ledger.parcels.of(guide)?.files ?? [];
  ledger.parcels.save(guide, parcel);
  await drop(shelf, ledger, guide, old, parcel);
}

/** Let go of what a guide needed and needs no more, unless another needs it. Files that never change are the service worker's to let go. */
async function drop(shelf: Shelf, ledger: Ledger, guide: string, old: Parcel["files"], now: Parcel): Promise<void> {
  const needed = new Set([now, ...ledger.parcels.others(guide)].flatMap(({ files }) => files.map(([address]) => address)));
  const gone = old.filter(([address]) => !needed.has(address) && shelf.isOurs(address) && shelf.kindOf(address) !== "files");
  await Promise.all(gone.map(([address]) => shelf.drop(address)));
}

/** Bring a kept guide up to date, if the host has a newer one. Without a network it stays as it is. */
export async function refresh(shelf: Shelf, ledger: Ledger, guide: string): Promise<void> {
  const kept = ledger.parcels.of(guide);
  const folder = folderHere();
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (!kept || connection?.saveData || runs.has(guide)) return;
  const parcel = await offered();
  if (!parcel || (parcel.version === kept.version && (await shelf.isKept(folder)))) return;
  const run = started(0); // nobody waits for it
  runs.set(guide, run);
  try {
    await keep(shelf, ledger, { guide, folder }, parcel, run);
  } catch (error) {
    console.info("handrail: the kept guide could not be brought up to date yet:", error);
  } finally {
    runs.delete(guide);
  }
}

/** Let go of all that is cached in the folder of the guide whose page is shown, but what other guides need that are kept. */
export async function removed(shelf: Shelf, ledger: Ledger, guide: string): Promise<void> {
  const folder = folderHere();
  ledger.parcels.drop(guide);
  await shelf.unnoteKept(folder);
  await shelf.dropBelow(folder, ledger.parcels.others(guide).flatMap(({ files }) => files.map(([address]) => address)));
}

/** The part of a guide's first page that offers to keep the guide, says how that goes, and lets go of it again. */
export class Panel {
  private readonly says: HTMLElement;
  private readonly bar: HTMLProgressElement;
  private readonly button: HTMLButtonElement;
  readonly folder = folderHere();

  constructor(
    private readonly shelf: Shelf,
    private readonly ledger: Ledger,
    readonly guide: string,
    place: HTMLElement,
  ) {
    const part = <T extends Element>(selector: string) => place.querySelector(selector) as T;
    this.says = part("[data-says]");
    this.bar = part("progress");
    this.button = part("button");
  }

  async show(): Promise<void> {
    const run = runs.get(this.guide);
    if (run && run.total > 0) return this.follow(run);
    // What an older build kept of a sensitive guide was let go of, since nothing said there that the reader had asked for it.
    if (!(await this.shelf.isKept(this.folder))) await refresh(this.shelf, this.ledger, this.guide);
    const kept = this.ledger.parcels.of(this.guide);
    if (!kept || !(await this.all(kept))) return this.offer(this.says.textContent ?? "");
    this.kept(kept);
    await refresh(this.shelf, this.ledger, this.guide);
  }

  /** Whether all of it is still cached: browsers may clear their caches when a device runs full. */
  private async all({ files }: Parcel): Promise<boolean> {
    return (await Promise.all(files.map(([address]) => this.shelf.has(address)))).every(Boolean);
  }

  /** How much is still to come: what was read, and what other guides use too, may be there. In bytes. */
  private async missing({ files }: Parcel): Promise<number> {
    const there = await Promise.all(files.map(([address]) => this.shelf.has(address)));
    return files.reduce((sum, [, bytes], place) => (there[place] ? sum : sum + bytes), 0);
  }

  private draw(says: string, label: string, press: () => void, busy = false): void {
    this.says.textContent = says;
    this.button.textContent = label;
    this.button.onclick = press;
    this.button.disabled = false;
    this.bar.hidden = !busy;
  }

  /** Without a network there is nothing to offer: the button stays as it was drawn, and can't be pressed. */
  private async offer(says: string): Promise<void> {
    const parcel = await offered();
    if (!parcel) return;
    const size = sayMegabytes(await this.missing(parcel));
    this.draw(says, say("keep.button-size", { size }), () => void this.start(parcel));
  }

  private kept(parcel: Parcel): void {
    this.draw(say("keep.kept"), say("keep.remove"), () =>
      void this.remove(parcel),
    );
  }

  private async start(parcel: Parcel): Promise<void> {
    const run = started(bytesOf(parcel));
    runs.set(this.guide, run);
    this.follow(run);
    void navigator.storage?.persist?.(); // a wish: then the browser clears it last
    try {
      await keep(this.shelf, this.ledger, this, parcel, run);
      runs.delete(this.guide);
      run.ended();
    } catch (error) {
      console.warn("handrail: keeping the guide stopped:", error);
      runs.delete(this.guide);
      // A body that is cut off in the middle may say so in another way than by an AbortError.
      run.ended(run.stop.signal.aborted ? run.stop.signal.reason : error);
    }
  }

  private follow(run: Run): void {
    this.draw("", say("keep.stop"), () => run.stop.abort(), true);
    this.progress(run);
    run.told = () => this.progress(run);
    run.ended = (error) => {
      const parcel = this.ledger.parcels.of(this.guide);
      if (error === undefined && parcel) this.kept(parcel);
      else this.stopped(why(error));
    };
  }

  /** Say why it stopped, and offer to try again: then the host is asked anew what there is to keep. */
  private stopped(says: string): void {
    this.draw(says, say("keep.again"), () => void this.again());
  }

  private async again(): Promise<void> {
    const parcel = await offered();
    if (!parcel) return this.stopped(why(null));
    await this.start(parcel);
  }

  private progress({ done, total }: Run): void {
    this.bar.max = total;
    this.bar.value = done;
    const text = say("keep.progress", { done: sayMegabytes(done), total: sayMegabytes(total) });
    if (this.says.textContent !== text) this.says.textContent = text;
  }

  /** The guide's own pages and pictures. What other guides use as well stays, as after reading one page. */
  private async remove(parcel: Parcel): Promise<void> {
    const { folder } = this;
    const own = parcel.files.filter(([address]) => parsed(address, this.shelf.scope)?.href.startsWith(folder));
    this.ledger.parcels.drop(this.guide);
    await this.shelf.unnoteKept(folder);
    await drop(this.shelf, this.ledger, this.guide, own, { version: "", files: [] });
    await this.offer(say("keep.removed"));
  }
}

function why(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "AbortError") return say("keep.stopped");
  if (name === "QuotaExceededError") return say("keep.full");
  return say("keep.broken");
}
