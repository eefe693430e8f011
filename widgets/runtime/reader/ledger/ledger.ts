/**
 * The one place that knows where the reader's data lies and what shape it has. Answers live in IndexedDB, else in
 * localStorage, else in memory, which is said aloud; each change of one is one transaction, so a message is either
 * still waiting or already in the state, never both or neither. Copies for the first paint, the reader's position and
 * what is kept offline live in localStorage.
 */

import { together } from "../../together";
import * as ahead from "./ahead";
import { type Backend, type Entry, inMemory } from "./backends";
import type { Behind } from "./behind";
import { Copies } from "./copies";
import { Door, type Held, type Sealer } from "./door";
import { dropItem, itemText } from "./items";
import * as keys from "./keys";
import { Parcels } from "./parcels";
import { type Brought, Records, type Work } from "./records";
import { isWhole, relock } from "./relock";
import { Settings } from "./settings";
import * as shapes from "./shapes";
import type { Answers, Lock, Pending, Standing } from "./shapes";
import { Store } from "./store";
import type { Edit } from "./unsaved";

/** Milliseconds after which a store that hasn't answered is said not to be saving. What it is told waits on, and is in the log. */
const PATIENCE = 8_000;

/** Milliseconds without a change after which what is saved is brought to the disk. */
const PAUSE = 1_000;

export type Saved = "yes" | "pending" | "off";

/**
 * Whom the ledger tells: whether everything is saved, that something was unreadable, that old answers came, that there is a lock now on
 * what is stored, or none, or that it was opened.
 */
export interface Told {
  saved: (saved: Saved) => void;
  damaged: (spot: keys.Spot) => void;
  adopted: () => void;
  turned: () => void;
}

const textOf = (key: keys.Key) => JSON.stringify(key);

export class Ledger {
  /** The answers of a widget. A page's widgets ask for theirs in one turn, and are read at one moment. */
  readonly read = together((spots: keys.Spot[]) => this.readAll(spots));
  readonly settings: Settings;
  readonly copies: Copies;
  readonly parcels: Parcels;
  readonly door: Door;
  private opened: Promise<[Backend, lasting: boolean]> | null = null;
  private readonly store: Store;
  private readonly records: Records;
  private readonly log: ahead.Log;
  private flushing: ReturnType<typeof setTimeout> | undefined;
  private writing = 0;
  private failing = false;
  private ended = false;
  private behind: Behind | null = null;
  private isSure = false;

  /**
   * @param site the site whose page this is, and no other
   * @param isUnsaved nothing is read or saved: all that is the reader's ends with the page that is loaded
   */
  constructor(
    readonly site: keys.Site,
    private readonly told: Told,
    readonly isUnsaved: boolean,
  ) {
    this.settings = new Settings(site);
    this.door = new Door(site, isUnsaved, () => {
      this.copies.opened();
      told.turned();
    });
    this.copies = new Copies(site, this.settings, isUnsaved, this.door);
    this.parcels = new Parcels(this.copies);
    this.store = new Store(site, this.door, told.adopted);
    this.records = new Records((key) => this.store.placeOf(key));
    this.log = new ahead.Log(site, this.door);
  }

  /** Open the store, which takes a moment. Whoever reads or writes does so, too. */
  open(): Promise<[Backend, lasting: boolean]> {
    this.opened ??= this.inTime(this.begun()).then((found) => {
      this.failing = !found[1] || this.records.unsaved.size > 0;
      this.tell();
      return found;
    });
    return this.opened;
  }

  /** Say that nothing is saved if that takes too long. It is waited for all the same: it may be all that was ever written. */
  private inTime<Found>(found: Promise<Found>): Promise<Found> {
    const late = setTimeout(() => {
      if (this.door.isShut) return; // it waits for the reader
      console.warn("handrail: the browser's store doesn't answer");
      this.failing = true;
      this.tell();
    }, PATIENCE);
    return found.finally(() => clearTimeout(late));
  }

  /** Where answers last, which in a tab that saves nothing, or while all is locked, is not what its pages read. */
  async lasting(): Promise<Backend> {
    if (!this.isUnsaved && !this.door.isShut) return (await this.open())[0];
    return (await this.store.look()) ?? inMemory();
  }

  private async begun(): Promise<[Backend, lasting: boolean]> {
    if (this.isUnsaved) return [inMemory(), false];
    this.copies.begin();
    const found = await this.store.find(async (backend, names) => {
      const isStored = names.some((key) => keys.kindOf(key) === "lock");
      const [lock] = isStored ? await backend.read([{ key: this.door.key }]) : [];
      this.door.meet(lock);
      await this.door.passed();
      await this.mend(backend);
      const logs = ahead.leftBehind(keys.siteKey(this.site), names, this.log.writer);
      for (const log of logs) await this.takeIn(backend, log);
    });
    this.behind = found;
    return found ? [found, true] : [inMemory(), false];
  }

  /** What another page wrote ahead, and died: the record takes it in, once. Where there is no room it does so for this tab. */
  private async takeIn(backend: Backend, log: keys.Key): Promise<void> {
    const copy = ahead.copyOf(log, this.door);
    const key = keys.answersKey(this.site, keys.spotIn(log));
    await this.records.write(backend, key, {
      edit: (record, beside) =>
        ahead.taking(record, log[6] ?? "", ahead.either(copy.messages, shapes.aheadFrom(beside).value)),
      aside: (beside) => [...(shapes.aheadFrom(beside).damaged ? [beside] : []), ...(copy.damaged ? [copy.text] : [])],
      log,
    });
    if (this.records.isSaved(key) && itemText(log) === copy.text) dropItem(log);
  }

  private async readAll(spots: readonly keys.Spot[]): Promise<Answers[]> {
    const [backend] = await this.open();
    const names = spots.map((spot) => keys.answersKey(this.site, spot));
    return this.records.read(backend, names, (key) => this.change(keys.spotIn(key), (record) => record)); // sets aside what can't be read
  }

  /**
   * Take down at once what the reader did, before anything is read: `entry` waits in the record for Python. `replaced` is the id of
   * the message that it makes needless.
   */
  async receive(spot: keys.Spot, entry: Pending, replaced?: string): Promise<void> {
    if (this.ended) return;
    if (this.isUnsaved) return void (await this.change(spot, (record) => ahead.adding(record, [entry], replaced)));
    const log = this.log.keyOf(spot);
    const [message, whole] = this.log.add(spot, entry, replaced);
    if (!this.door.isShut) this.store.database?.put([log, whole]).catch((error: unknown) => console.warn("handrail: nothing can be written ahead:", error));
    await this.changeBy(spot, { edit: (record) => ahead.taking(record, this.log.writer, [message], replaced), log });
    if (this.records.isSaved(keys.answersKey(this.site, spot))) this.log.done(spot, message.count);
  }

  /** Change a widget's answers in one transaction, setting `aside` beside them. False if `edit` declined. */
  change(spot: keys.Spot, edit: Edit, aside?: unknown): Promise<boolean> {
    return this.changeBy(spot, { edit, aside: () => (aside === undefined ? [] : [aside]) });
  }

  private async changeBy(spot: keys.Spot, work: Work): Promise<boolean> {
    if (this.ended) return true;
    this.writing += 1;
    this.tell();
    const key = keys.answersKey(this.site, spot);
    const { next, spoilt } = await this.inTime(this.open().then(([backend]) => this.records.write(backend, key, work)));
    this.writing -= 1;
    this.failing = !(await this.open())[1] || this.records.unsaved.size > 0;
    this.tell();
    if (spoilt) this.told.damaged(spot);
    clearTimeout(this.flushing);
    if (!this.isUnsaved) this.flushing = setTimeout(() => void this.flush(), PAUSE);
    return next !== null;
  }

  /** After a power cut, too, what is said to be saved is there: for that it has to reach the disk. */
  private async flush(): Promise<void> {
    try {
      await this.store.database?.flush();
    } catch (error) {
      console.warn("handrail: what is saved may not have reached the disk:", error);
    }
  }

  /**
   * Store what a file brings to a widget, in one transaction. Throws where it can't be stored: then all is as it was.
   * @param settle what to store, given the answers of that moment; it may run twice and must not have effects
   */
  async bring(spot: keys.Spot, settle: (now: Answers) => Brought): Promise<void> {
    if (this.ended) return;
    this.writing += 1;
    this.tell();
    const [backend, lasting] = await this.open();
    try {
      const next = await this.records.bring(backend, keys.answersKey(this.site, spot), settle);
      if (!next) return;
      this.failing = !lasting || this.records.unsaved.size > 0;
      this.copies.dropView(spot); // it shows what was there before
      const standings = this.copies.standings(spot.guide);
      if (next.standing) standings.set(spot.widget, next.standing);
      else standings.delete(spot.widget);
      this.copies.saveStandings(spot.guide, standings);
    } finally {
      this.writing -= 1;
      this.tell();
    }
  }

  private tell(): void {
    this.told.saved(this.failing ? "off" : this.writing > 0 ? "pending" : "yes");
  }

  /** Nothing more is saved: the reader is on the way out, and all there was is being erased. */
  end(): void {
    this.ended = true;
    this.copies.end();
  }

  /**
   * The lock is open to this page. What a page that died, or one that hadn't heard of the lock, left plain is sealed.
   * @param isSure nobody has to look for that
   */
  unlock(lock: Lock, sealer: Sealer, isSure: boolean): void {
    this.isSure = isSure;
    this.door.hold(lock, sealer);
  }

  /** Before anybody writes: seal what is plain, and bring the lock to where it counts. */
  private async mend(backend: Behind): Promise<void> {
    const { held } = this.door;
    if (!held?.[0] || this.isSure || (await isWhole(this.site, this.door, backend))) return;
    await relock(this.site, this.door, backend, this.store.olderMoves, held, held).catch((error: unknown) =>
      console.error("handrail: something stays plain until there is room to seal it:", error),
    );
  }

  /** Put a lock on what is stored, or, without one, take it off. Throws where that can't be: then all is as it was. */
  async relock(after: Held): Promise<void> {
    await this.open();
    const before = this.door.held;
    if (!before || !this.behind || this.records.unsaved.size > 0) throw new Error("not all could be saved yet");
    await relock(this.site, this.door, this.behind, this.store.olderMoves, before, after);
  }

  /** How a guide's widgets stand by their records. */
  async readStandings(guide: string): Promise<Map<string, Standing>> {
    const [backend] = await this.open();
    const found = await backend.list(keys.guideKey(this.site, guide));
    return new Map(
      found.flatMap(([key, value]): [string, Standing][] => {
        const { standing } = shapes.answersFrom(keys.kindOf(key) === "answers" ? value : undefined).value;
        return standing ? [[keys.spotIn(key).widget, standing]] : [];
      }),
    );
  }

  /** All that is stored of a guide beside its views, as it was found. */
  async recordsOf(guide: string): Promise<Entry[]> {
    const [backend] = await this.open();
    return backend.list(keys.guideKey(this.site, guide));
  }

  /** A setting of the reader's, such as their colours; null if there is none. */
  setting(name: string): unknown {
    return this.settings.of(name);
  }

  saveSetting(name: string, value: unknown): void {
    this.settings.save(name, value);
  }

  /** Whether some answers may be newer under their names of the first layout. */
  get hasOlder(): boolean {
    return this.store.hasOlder;
  }

  /** What could not be written of these answers, as it should be; `stored` is what lies under a key. */
  owed(below: keys.Key, stored: (key: keys.Key) => unknown): Entry[] {
    return this.records.owed(below, stored);
  }

  /** Let go of what this page alone has of these answers; returns their names of the first layout that are still in use. */
  forget(below: keys.Key): string[] {
    const start = textOf(below).slice(0, -1);
    this.records.unsaved.forget(start);
    this.copies.forget(start);
    this.log.forget(start);
    return this.store.olderFrom(start);
  }
}
